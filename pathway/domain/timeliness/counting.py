"""How many duties that ended in a period were met in time, and whom the late ones waited for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
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
        is_disputed: whether it went to mediation or to the Tribunal.
    """

    measure: Measure
    due_on: date
    ended_on: date | None
    is_exempt: bool
    over: Mapping[str, int]
    put_down_to: str | None
    values: tuple[str | None, ...] = ()
    is_disputed: bool = False

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


@dataclass(frozen=True, slots=True)
class Owed:
    """What a process waits for while it stands in a state, owed by somebody who is late with it.

    Attributes:
        by: who owes it.
        state: the state in which the process waits for it.
        due_on: the last day on which it was in time.
        given_on: the day on which it came; None where it had not.
    """

    by: str
    state: str
    due_on: date
    given_on: date | None


def days_over(
    stays: Iterable[Stay], *, due_on: date, until: date, owed: Sequence[Owed] = ()
) -> tuple[Mapping[str, int], str | None]:
    """Share the days after a date out among those the process waited for.

    On the day on which a process passes on, it has waited for whom it waited for till then. Where
    somebody is late with what it waits for in a state, it waits for them there, and of several for
    the one who has been late longest.

    Args:
        stays: the stays of the process, in their order.
        due_on: the last day in time.
        until: the day on which the duty was met, or the day of looking. It is counted: what is met
            on the day after its date is one day over.
        owed: what others were late with.

    Returns:
        The days by whom was waited for, and whom the first of them waited for.
    """
    over: Counter[str] = Counter()
    first: str | None = None
    for stay in stays:
        after, last = max(stay.entered_on, due_on), min(stay.until(until), until)
        for waited_for, days in _shared(stay, after, last, owed) if after < last else ():
            over[waited_for] += days
            first = first or waited_for
    return dict(over), first


def _shared(stay: Stay, after: date, last: date, owed: Iterable[Owed]) -> Iterator[tuple[str, int]]:
    """Yield who was waited for, and how long, from the day after one up to another, in order."""
    late = [one for one in owed if one.state == stay.state]
    late.sort(key=lambda one: (one.due_on, one.by))
    changes = {day for one in late for day in (one.due_on, one.given_on) if day}
    cuts = sorted({after, last, *(day for day in changes if after < day < last)})
    for begins, ends in pairwise(cuts):
        by = (one.by for one in late if one.due_on <= begins and ends <= (one.given_on or ends))
        yield next(by, stay.waiting_for), (ends - begins).days


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
