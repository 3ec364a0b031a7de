"""What shows only in the file as a whole: the order of its dates, its age, what it leaves out."""

from collections.abc import Callable, Iterator, Sequence

from pathway.domain.counting.base import plural
from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.dates import Order
from pathway.domain.pupil_file.headings import Headings
from pathway.domain.pupil_file.problems import Finding, Level, Problem
from pathway.domain.pupil_file.reading import Sighting
from pathway.domain.pupil_file.rows import PupilRow

MANY = 10  #: pupils a year out of cohort from which it is asked whether the file is old (PRACTICE)
MANY_SHARE = 0.2  #: and the share of all pupils that they must be (PRACTICE)

BOTH_WAYS = "can be read both ways, and other rows put the month first; write dd Mon yyyy"

_ASKED_FOR: tuple[tuple[str, Callable[[PupilRow], object]], ...] = (
    ("sex", lambda row: row.sex),
    ("ethnicity", lambda row: row.ethnicity),
)
"""What SEN2 wants of every pupil and a file may nevertheless leave out."""


def month_first(sightings: Sequence[Sighting]) -> Problem | None:
    """Return what is wrong with a file that seems to put the month first in its birth dates.

    One such date among many is a slip in one row. If more dates can only be read with the month
    first than only with the day first, those that can be read both ways may be wrong, and where
    there are any nobody can tell. Dates that name the month, or begin with the year, are sound.
    """
    months = [s.line for s in sightings if s.order is Order.MONTH_FIRST]
    days = sum(s.order is Order.DAY_FIRST for s in sightings)
    either = sum(s.order is Order.EITHER for s in sightings)
    if len(months) <= days or not either:
        return None
    return Problem(
        level=Level.ERROR,
        reason=(
            f"{plural(len(months), 'birth date')} (the first on line {months[0]}) can only be "
            f"read with the month first, and {days} only with the day first, so that the {either} "
            "that can be read both ways cannot be trusted; export them as dd/mm/yyyy"
        ),
    )


def doubtful(sightings: Sequence[Sighting]) -> Iterator[Finding]:
    """Yield each birth date that can be read both ways, where the file puts the month first."""
    for sighting in sightings if month_first(sightings) else ():
        if sighting.order is Order.EITHER:
            yield Finding(sighting.line, Level.ERROR, Column.BORN_ON, BOTH_WAYS)


def questions(headings: Headings, sightings: Sequence[Sighting]) -> Iterator[Problem]:
    """Yield what is odd about the file as a whole."""
    if headings.unread:
        unread = ", ".join(f"“{heading}”" for heading in headings.unread)
        yield _query(f"these columns are not read: {unread}", headings.record.line)
    for shift in (-1, 1):
        yield from _old_or_early(sightings, shift)
    rows = [s.row for s in sightings if s.row]
    for name, of in _ASKED_FOR:
        if empty := sum(not of(row) for row in rows):
            yield _query(f"{empty} of {len(rows)} pupils have no {name}; SEN2 asks for it")


def _old_or_early(sightings: Sequence[Sighting], shift: int) -> Iterator[Problem]:
    out = sum(s.out_of_cohort == shift for s in sightings)
    if out < MANY or out < MANY_SHARE * len(sightings):
        return
    where = "below" if shift < 0 else "above"
    yield _query(
        f"{out} of {len(sightings)} pupils are a year {where} that of their age; was the file "
        f"exported {'before' if shift < 0 else 'for the time after'} 1 September?",
    )


def _query(reason: str, line: int | None = None) -> Problem:
    return Problem(level=Level.QUERY, reason=reason, line=line)
