"""How long a placement was agreed for, how long it lasts, and by how much it is over."""

from dataclasses import dataclass
from datetime import date, timedelta

from statemachines.events import Event
from statemachines.placement_arranging_forms import PlacementApproved
from statemachines.placement_record import agreed_end, terms
from statemachines.situation import Record

ONE_DAY = timedelta(days=1)
UNNAMED = "a provider whose name was not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A placement in days; the first day and the last are both counted.

    Attributes:
        kind: the kind of place.
        provider: by the name under which the placement knows it.
        started_on: the pupil's first day there.
        first_end_on: the last day agreed when it was approved; None where none was.
        end_on: the last day agreed by now.
        on: the day of looking, or the pupil's last day where the placement has ended.
    """

    kind: str
    provider: str
    started_on: date
    first_end_on: date | None
    end_on: date | None
    on: date

    @property
    def days_agreed(self) -> int | None:
        """For how long it was agreed at first."""
        return None if self.first_end_on is None else _days(self.started_on, self.first_end_on)

    @property
    def days_extended(self) -> int:
        """By how much more has been agreed since; below nought where it was shortened."""
        if self.first_end_on is None or self.end_on is None:
            return 0
        return (self.end_on - self.first_end_on).days

    @property
    def days_so_far(self) -> int:
        """How long it has lasted."""
        return _days(self.started_on, self.on)

    @property
    def days_over(self) -> int:
        """By how much the last day agreed has passed; nought until it has."""
        return 0 if self.end_on is None else max(0, (self.on - self.end_on).days)


def length_of(record: Record, *, on: date) -> Length | None:
    """Measure a placement as it stands on a day; None where the pupil has not started.

    Args:
        record: what was recorded in its process.
        on: the civil day of looking.
    """
    started = record.dated(Event.PLACEMENT_STARTED)
    if not started:
        return None
    ended, kind = record.latest(Event.PLACEMENT_ENDED), terms(record).kind
    return Length(
        kind=kind.value if kind else UNNAMED,
        provider=_provider(record),
        started_on=started[0].on,
        first_end_on=_first_end(record),
        end_on=agreed_end(record),
        on=ended.on if ended else on,
    )


def _provider(record: Record) -> str:
    approved = record.latest(Event.PLACEMENT_APPROVED)
    if approved is not None and isinstance(approved.form, PlacementApproved):
        return approved.form.provider.name
    return UNNAMED


def _first_end(record: Record) -> date | None:
    """Return the last day that stood when the placement was approved, or brought in."""
    approved = record.latest(Event.PLACEMENT_APPROVED)
    until = approved.number if approved else 1
    standing = [h.on for h in record.dated(Event.PLACEMENT_ENDS_ON) if h.line <= until]
    return standing[-1] if standing else None


def _days(first: date, last: date) -> int:
    return (last - first + ONE_DAY).days
