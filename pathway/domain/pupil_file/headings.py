"""Finding the row of headings, and with it what divides the cells and which column is where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pathway.domain.codes.wording import plain
from pathway.domain.pupil_file.columns import IDENTIFYING, NEEDED, Column, example, meaning
from pathway.domain.pupil_file.errors import NotACsvFile
from pathway.domain.pupil_file.problems import Level, Problem
from pathway.domain.pupil_file.records import Record, Table

DELIMITERS = (",", ";", "\t", "|")
SEARCHED = 30  #: rows at the top of a file among which the headings are looked for
ENOUGH = 2  #: recognised headings that make a row the row of headings
TOLD = -1  #: the rank of a heading whose meaning was given with the file


@dataclass(frozen=True, slots=True)
class Headings:
    """The row of headings, and what was understood of it.

    Attributes:
        record: the row itself.
        delimiter: what divides the cells of this file.
        places: where each column stands, from 0.
        unread: the headings that mean nothing to us, as they stand in the file.
        problems: what is wrong with the headings.
    """

    record: Record
    delimiter: str
    places: Mapping[Column, int]
    unread: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def written(self, column: Column) -> str:
        """Return the heading of a column as it stands in the file."""
        return tidy(self.record.cells[self.places[column]])


def find_headings(lines: Sequence[str], columns: Mapping[str, Column]) -> Headings:
    """Find the row of headings, and with it what divides the cells.

    Args:
        lines: the physical lines of the file.
        columns: headings of this file that are to be read as a column, whatever we would think.

    Raises:
        NotACsvFile: no row near the top holds headings.
    """
    told = {plain(heading): (TOLD, column) for heading, column in columns.items()}
    readings = (
        _understood(record, delimiter, told)
        for delimiter in DELIMITERS
        for record in islice(Table(lines, delimiter).records(), SEARCHED)
    )
    best = max(readings, key=lambda found: len(found.places))
    if len(best.places) < ENOUGH:
        raise NotACsvFile(
            f"no headings were found in its first {SEARCHED} rows; it needs a row such as "
            "“UPN, Surname, Forename, DOB”"
        )
    return best


def missing_headings(headings: Headings, columns: Mapping[str, Column]) -> Iterator[Problem]:
    """Yield what the file has no heading for although it must have one, or was said to have."""
    there = ", ".join(f"“{tidy(cell)}”" for cell in headings.record.cells if cell.strip())
    for column in NEEDED:
        if column not in headings.places:
            yield _about(headings, f"no heading for {_named(column)}; found are {there}")
    if not any(column in headings.places for column in IDENTIFYING):
        yield _about(
            headings,
            "no heading for the UPN, for the ULN or for the reason why there is no UPN "
            f"(“UPN”, “ULN”, “UPN unknown reason”); found are {there}",
        )
    written = {plain(cell) for cell in headings.record.cells}
    for heading in columns:
        if plain(heading) not in written:
            yield _about(headings, f"the file has no heading “{heading}”; found are {there}")


def tidy(text: str) -> str:
    """Return a heading on one line, without the blanks around it."""
    return " ".join(text.replace("\ufeff", "").split())


def _understood(record: Record, delimiter: str, told: Mapping[str, tuple[int, Column]]) -> Headings:
    read: dict[Column, tuple[int, int]] = {}
    twice = []
    for place, cell in enumerate(record.cells):
        found = told.get(plain(cell)) or meaning(cell)
        if found is None:
            continue
        rank, column = found
        if column in read and read[column][0] == rank:
            twice.append(tidy(cell))
        read[column] = min(read.get(column, (rank, place)), (rank, place))
    places = {column: place for column, (_, place) in read.items()}
    unread = set(range(len(record.cells))) - set(places.values())
    return Headings(
        record,
        delimiter,
        places,
        tuple(tidy(record.cells[n]) for n in sorted(unread) if record.cells[n].strip()),
        tuple(_doubled(record, twice)),
    )


def _doubled(record: Record, twice: Sequence[str]) -> Iterator[Problem]:
    for heading in twice:
        yield Problem(
            level=Level.ERROR,
            line=record.line,
            heading=heading,
            reason="this heading stands twice; remove one of the two columns",
        )


def _about(headings: Headings, reason: str) -> Problem:
    return Problem(level=Level.ERROR, line=headings.record.line, reason=reason)


def _named(column: Column) -> str:
    return f"{column.value.replace('_', ' ')} (such as “{example(column)}”)"
