"""What is counted in days in a process, in a sentence: for whoever opens the file."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from pathway.domain.counting.base import plural
from pathway.domain.placement_length import length_of
from statemachines.events import Event
from statemachines.exclusion_days import (
    chains,
    days_of,
    exclusions_in,
    school_days,
    total_of_the_term,
    total_of_the_year,
)
from statemachines.school_year import SchoolYear
from statemachines.situation import Record

ONE_DAY = timedelta(days=1)
TAUGHT = frozenset(
    {Event.EDUCATION_ARRANGED, Event.BACK_AT_SCHOOL, Event.GAP_ENDED, Event.DEATH_RECORDED}
)
"""What ends a time without education."""

Counted = Callable[[Record, SchoolYear | None, date], str | None]


def days_without_education(record: Record, year: SchoolYear | None, on: date) -> int:
    """Count the school days on which a child had no education, up to a day and with it.

    They count from the day after the last one with education, or from the day on which the gap was
    raised where that is not known, and again from the day on which education breaks off.

    Args:
        record: what was recorded in the process of the gap.
        year: the days of the school; weekdays are counted where they are not known.
        on: the civil day of looking.
    """
    spans = _spans(record, on)
    return len({day for first, last in spans for day in school_days(first, last, year)})


def _spans(record: Record, on: date) -> Iterator[tuple[date, date]]:
    since = _began(record)
    for h in sorted(record.happenings, key=lambda h: (h.on, h.line)):
        if h.event in TAUGHT and since is not None:
            yield since, min(h.on - ONE_DAY, on)
            since = None
        elif h.event is Event.EDUCATION_BROKE_OFF and since is None:
            since = h.on
    if since is not None:
        yield since, on


def _began(record: Record) -> date | None:
    for raised in record.dated(Event.GAP_RAISED):
        last = raised.said.get("last_educated_on")
        return last + ONE_DAY if isinstance(last, date) else raised.on
    return None


def of_gap(record: Record, year: SchoolYear | None, on: date) -> str | None:
    """Say how long there was no education."""
    days = days_without_education(record, year, on)
    return f"{plural(days, 'school day')} without education by {on}."


def of_chain(record: Record, year: SchoolYear | None, on: date) -> str | None:
    """Say how many school days of suspension a chain holds: in the term, the year, unbroken."""
    known = [one for one in exclusions_in(record.happenings) if not one.permanent]
    if not known or known[0].first > on:
        return None
    last = known[-1]
    unbroken = next((chain for chain in chains(known, year) if last in chain), [last])
    row = sum(days_of(one, one.first, one.until(), year) for one in unbroken)
    return (
        f"School days of suspension: {total_of_the_term(last, known, year):g} in the term, "
        f"{total_of_the_year(known, last.first, year):g} in the school year, {row:g} in a row."
    )


def of_placement(record: Record, year: SchoolYear | None, on: date) -> str | None:
    """Say how long a placement lasts, and by how much it is longer than agreed."""
    del year  # a placement is measured in calendar days
    length = length_of(record, on=on)
    if length is None:
        return None
    agreed = plural(length.days_agreed, "day") if length.days_agreed else "no end"
    over = f", {plural(length.days_over, 'day')} over" if length.days_over else ""
    return f"{plural(length.days_so_far, 'day')} so far; agreed at first for {agreed}{over}."


COUNTED: Mapping[str, Counted] = {
    "education_gap": of_gap,
    "exclusion": of_chain,
    "placement": of_placement,
}
"""By policy, what is said of its days."""
