"""What the figures of time in state mean: the sentences that stand beside them."""

from collections.abc import Iterator
from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.time_in_state import definition
from pathway.services.office import LONDON
from pathway.services.time_in_state_report import Asked, Dimension
from statemachines.registry import POLICIES


def definition_of(asked: Asked, calendars: Calendars) -> str:
    """Return the definition, with what was asked for and the calendar that was used."""
    general = definition(asked.as_at, hidden_below=asked.hidden_below)
    return "\n".join((general, *_particulars(asked, calendars)))


def _particulars(asked: Asked, calendars: Calendars) -> Iterator[str]:
    if asked.policy:
        yield f"Only processes of the policy “{POLICIES[asked.policy].title}” are counted."
    if asked.only_open:
        yield f"Only stays still open on {_long(asked.as_at)} are counted."
    if asked.period:
        first, last = (_long(day) for day in asked.period)
        yield (
            f"Only the days from {first} to {last}, both included, are counted: a stay that lies"
            "\npartly in them counts with those days, and is open only if it was open at their end."
        )
    if Dimension.PERIOD in asked.by:
        yield "A period is an academic year, from 1 September to 31 August."
    if asked.as_recorded_at:
        moment = asked.as_recorded_at.astimezone(LONDON)
        yield f"What was recorded after {_long(moment.date())}, {moment:%H:%M}, is passed over."
    yield _calendar(calendars)


def _calendar(calendars: Calendars) -> str:
    if calendars.school is None:
        return "No school calendar is recorded, so that there are no figures in school days."
    known = calendars.school_days
    return (
        f"The calendar is “{calendars.school.name}”, which knows the days from"
        f" {_long(known.known_from)} to {_long(known.known_to)}."
    )


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
