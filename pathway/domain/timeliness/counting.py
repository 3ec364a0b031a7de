"""How many duties that ended in a period were met in time, and whom the late ones waited for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pathway.domain.stays import Stay
from pathway.domain.timeliness.measures import Measure
from pathway.domain.timeliness.published import Share

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one case, as it stood on a day.

    Attributes:
        due_on: the last day in time.
        ended_on: the day on which it was met; None while it is open.
        is_exempt: whether an exemption disapplied the limit.
        over: the days after `due_on` up to its end, or to the day of looking, by whom the process
            waited for; empty where it was not late.
        put_down_to: whom the process waited for on the first day over; None where it was not late.
        values: what held of the pupil when it ended, or on the day of looking.
    """

    measure: Measure
    due_on: date
    ended_on: date | None
    is_exempt: bool
    over: Mapping[str, int]
    put_down_to: str | None
    values: tuple[str | None, ...] = ()

    @property
    def in_time(self) -> bool:
        """Whether it was met on or before its date."""
        return self.ended_on is not None and self.ended_on <= self.due_on

    @property
    def is_late(self) -> bool:
        """Whether its date passed before it was met, exempt or not."""
        return self.put_down_to is not None


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted of many duties.

    Attributes:
        ended: of those that were met in the period, how many in time.
        not_exempt: the same, without those to which an exemption applied.
        open_late: those still open on the day of looking whose date has passed.
        open_late_exempt: how many of these an exemption covers.
    """

    ended: Share
    not_exempt: Share
    open_late: int
    open_late_exempt: int


@dataclass(frozen=True, slots=True)
class Lateness:
    """The late duties that are put down to one of those who can be waited for.

    Attributes:
        ended: met in the period, after their date.
        still_open: not met yet.
        days: the days over on which these were waited for, of all late duties, whoever those are
            put down to.
    """

    ended: int
    still_open: int
    days: int


def days_over(
    stays: Iterable[Stay], *, due_on: date, until: date
) -> tuple[Mapping[str, int], str | None]:
    """Share the days after a date out among those the process waited for.

    On the day on which a process passes on, it has waited for whom it waited for till then.

    Args:
        stays: the stays of the process, in their order.
        due_on: the last day in time.
        until: the day on which the duty was met, or the day of looking. It is counted: what is met
            on the day after its date is one day over.

    Returns:
        The days by whom was waited for, and whom the first of them waited for.
    """
    over: Counter[str] = Counter()
    first: str | None = None
    for stay in stays:
        days = (min(stay.until(until), until) - max(stay.entered_on, due_on)).days
        if days > 0:
            over[stay.waiting_for] += days
            first = first or stay.waiting_for
    return dict(over), first


def count(duties: Iterable[Duty]) -> Count:
    """Count duties: those that ended, and those still open after their date."""
    found = list(duties)
    ended = [duty for duty in found if duty.ended_on is not None]
    open_late = [duty for duty in found if duty.ended_on is None and duty.is_late]
    return Count(
        ended=_share(ended),
        not_exempt=_share([duty for duty in ended if not duty.is_exempt]),
        open_late=len(open_late),
        open_late_exempt=sum(duty.is_exempt for duty in open_late),
    )


def _share(ended: Sequence[Duty]) -> Share:
    return Share(sum(duty.in_time for duty in ended), len(ended))


def grouped(duties: Iterable[Duty], key: Callable[[Duty], K]) -> dict[K, Count]:
    """Count duties apart by a key, in the order of the keys' first duty."""
    groups: dict[K, list[Duty]] = defaultdict(list)
    for duty in duties:
        groups[key(duty)].append(duty)
    return {name: count(group) for name, group in groups.items()}


def lateness(duties: Iterable[Duty]) -> dict[str, Lateness]:
    """Say whom the late duties are put down to, and how many days over each was waited for."""
    late = [duty for duty in duties if duty.is_late]
    days: Counter[str] = Counter()
    for duty in late:
        days.update(duty.over)
    ended = Counter(duty.put_down_to for duty in late if duty.ended_on is not None)
    still_open = Counter(duty.put_down_to for duty in late if duty.ended_on is None)
    return {name: Lateness(ended[name], still_open[name], days[name]) for name in sorted(days)}
