"""The closure of a school or provider as a ground: which requests for advice fall within it.

The limb turns on the day on which that head was asked, not on the day of the family's request. Its
window runs from one week before the first closed day of a closure of four weeks or more to one
week before the day of reopening. The window is worked out from that school's calendar. The first
closed day is the day after the last one with pupils, unless an officer confirms a later one (the
first weekday, say), and training days count as closed unless an officer confirms an earlier
reopening; so an officer confirms both days each time, and never outside what the calendar shows.

Source:
    SI 2014/1530 regs 5(4)(a) and (b), 10(4)(a) and (b), by 13(3) too, and 27(3)(a) and (b); the
    head asked is that of the school attended, reg 6(1)(b).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from statemachines.school_year import Closure, SchoolYear

FOUR_WEEKS = timedelta(weeks=4)
ONE_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What an officer says of a closure.

    Attributes:
        closed_from: the first closed day.
        reopens_on: the day on which it opens again.
        on_the_word_of: who says so, where no calendar does.
    """

    closed_from: date | None
    reopens_on: date | None
    on_the_word_of: str


def window_of_closure(closed_from: date, reopens_on: date) -> tuple[date, date] | None:
    """Return the first and last day on which a request for advice meets the closure's limb.

    None where the closure is shorter than four weeks.
    """
    if reopens_on - closed_from < FOUR_WEEKS:
        return None
    return closed_from - ONE_WEEK, reopens_on - ONE_WEEK


def against_closure(
    whom: str, asked_on: Sequence[date], said: Confirmed, year: SchoolYear | None
) -> str:
    """Say why a closure is no ground; "" where it is one.

    Args:
        whom: who had to be asked for advice, in words.
        asked_on: the days on which they were; any of them will do.
        said: what the officer says of the closure.
        year: the days of the school attended, where they are known.
    """
    if not asked_on:
        return f"{whom} has not been asked for advice, and the limb turns on the day of that"
    against = [_against(whom, day, said, year) for day in asked_on]
    return "" if "" in against else against[-1]


def _against(whom: str, day: date, said: Confirmed, year: SchoolYear | None) -> str:
    known = year.closures(day, day + ONE_WEEK) if year else None
    if known is None:
        return _without_calendar(whom, day, said)
    reaching = next((one for one in known if _is_in(day, one.closed_from, one.reopens_on)), None)
    if reaching is None:
        return _none_reaches(whom, day, known)
    if said.closed_from is None or said.reopens_on is None:
        return (
            f"by the calendar of {reaching.school} the first closed day is "
            f"{_written(reaching.closed_from)}, the day after the last one with pupils, and it "
            f"opens again on {_written(reaching.reopens_on)}, so the window runs "
            f"{_window(reaching.closed_from, reaching.reopens_on)} and the request of "
            f"{_written(day)} lies within it: confirm both days in closed_from and reopens_on"
        )
    if not reaching.closed_from <= said.closed_from < said.reopens_on <= reaching.reopens_on:
        return (
            f"closed_from and reopens_on reach beyond the closure that the calendar of "
            f"{reaching.school} shows, {_closed(reaching.closed_from, reaching.reopens_on)}"
        )
    return _outside_the_days_given(whom, day, said.closed_from, said.reopens_on)


def _without_calendar(whom: str, day: date, said: Confirmed) -> str:
    if said.closed_from is None or said.reopens_on is None or not said.on_the_word_of:
        return (
            f"no calendar of that school or provider tells whether it was closed a week after "
            f"{_written(day)}, when {whom} was asked, so the window cannot be worked out: bring "
            "the calendar in, or give closed_from, reopens_on and closed_on_the_word_of"
        )
    return _outside_the_days_given(whom, day, said.closed_from, said.reopens_on)


def _outside_the_days_given(whom: str, day: date, closed_from: date, reopens_on: date) -> str:
    if _is_in(day, closed_from, reopens_on):
        return ""
    return _outside(whom, day, _closed(closed_from, reopens_on), closed_from, reopens_on)


def _none_reaches(whom: str, day: date, known: Iterable[Closure]) -> str:
    """Say which closure comes nearest; of those too short, that in which the day's week ends."""
    long = [one for one in known if window_of_closure(one.closed_from, one.reopens_on)]
    within = [one for one in known if one.closed_from <= day + ONE_WEEK <= one.reopens_on]
    nearest = min(within or long, key=lambda one: _away(day, one), default=None)
    if nearest is None:
        return (
            f"{whom} was asked on {_written(day)}, and that school's calendar shows no closure of "
            "four weeks or more"
        )
    closed = (
        f"by the calendar of {nearest.school} {_closed(nearest.closed_from, nearest.reopens_on)}"
    )
    return _outside(whom, day, closed, nearest.closed_from, nearest.reopens_on)


def _outside(whom: str, day: date, closed: str, closed_from: date, reopens_on: date) -> str:
    asked = f"{whom} was asked on {_written(day)}, and the closure was {closed}"
    if window_of_closure(closed_from, reopens_on) is None:
        days = (reopens_on - closed_from).days
        return f"{asked}: {days} days, and the limb asks for four weeks, which are 28"
    return f"{asked}: the window runs {_window(closed_from, reopens_on)}, and that day is outside"


def _is_in(day: date, closed_from: date, reopens_on: date) -> bool:
    window = window_of_closure(closed_from, reopens_on)
    return window is not None and window[0] <= day <= window[1]


def _away(day: date, one: Closure) -> int:
    first, last = one.closed_from - ONE_WEEK, one.reopens_on - ONE_WEEK
    return max((first - day).days, (day - last).days, 0)


def _window(closed_from: date, reopens_on: date) -> str:
    return f"from {_written(closed_from - ONE_WEEK)} to {_written(reopens_on - ONE_WEEK)}"


def _closed(closed_from: date, reopens_on: date) -> str:
    return f"from {_written(closed_from)} until it opens again on {_written(reopens_on)}"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
