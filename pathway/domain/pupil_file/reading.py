"""From a row of cells to a pupil, with everything that is wrong in it at once."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from pathway.domain.pupil_file.cells import Cells
from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.contacts import read_postcode
from pathway.domain.pupil_file.dates import Order, WrittenDay
from pathway.domain.pupil_file.details import (
    read_ethnicity,
    read_needs,
    read_school,
    read_sex,
    read_text,
    read_year_group,
    years_out_of_cohort,
)
from pathway.domain.pupil_file.people import (
    read_birth_date,
    read_name,
    read_numbers,
    read_parents,
)
from pathway.domain.pupil_file.problems import Problem
from pathway.domain.pupil_file.rows import Numbers, PupilRow
from pathway.domain.pupil_file.wording import name_key, tidy

_NO_PUPIL = re.compile(
    r"(?:grand |sub)?-?totals?\b|(?:count|sum|average)\b|number of |end of (?:report|file|data)"
    r"|(?:report|printed|produced|exported|extracted|run|filters?|source|page)\b"
    r"|\d+ (?:rows|records|pupils|children)\b|official\b|confidential\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One row after reading, good or bad, with what is needed to compare it with the others.

    Attributes:
        row: the pupil; None where an error keeps the row out.
        problems: all that was found.
        content: equal for two rows that say the same.
        order: what the birth date shows about the file's order of day and month.
        out_of_cohort: years by which the year group is above that of the age.
    """

    line: int
    row: PupilRow | None
    problems: tuple[Problem, ...]
    content: Hashable
    surname: str
    forename: str
    born_on: date | None
    numbers: Numbers
    order: Order | None
    out_of_cohort: int


def sight(cells: Cells, today: date) -> Sighting:
    """Read one row; every fault in it is found, not only the first."""
    there, wanted = len(cells.record.cells), len(cells.headings.record.cells)
    if there < wanted:
        cells.query(
            None, f"has {there} cells, and there are {wanted} headings; the last are taken as empty"
        )
    written = read_birth_date(cells, today)
    row = _pupil(cells, written.day, today)
    return _sighting(cells, row, written, today)


def why_no_pupil(cells: Cells) -> str | None:
    """Say why a row is left out without being a fault: a total, a footer, the headings again."""
    if cells.text(Column.BORN_ON) and cells.text(Column.FORENAME):
        again = all(text == cells.headings.written(c) for c, text in cells.written.items())
        return "repeats the headings; it was left out" if again else None
    first = next((tidy(cell) for cell in cells.record.cells if cell.strip()), "")
    if _NO_PUPIL.match(first):
        return "looks like a total or a footer and not like a pupil; it was left out"
    return None


def why_unreadable(cells: Cells) -> str | None:
    """Say why the cells of a row cannot be told apart: there are more than headings."""
    there, wanted = len(cells.record.cells), len(cells.headings.record.cells)
    if not any(cell.strip() for cell in cells.record.cells[wanted:]):
        return None
    return (
        f"has {there} cells, and there are {wanted} headings; put quotation marks round the cell "
        f"with “{cells.headings.delimiter}” in it"
    )


def _pupil(cells: Cells, born_on: date | None, today: date) -> PupilRow:
    primary, secondary = read_needs(cells)
    return PupilRow(
        line=cells.line,
        surname=read_name(cells, Column.SURNAME),
        forename=read_name(cells, Column.FORENAME),
        born_on=born_on or date.min,
        numbers=read_numbers(cells, born_on, today),
        sex=read_sex(cells),
        ethnicity=read_ethnicity(cells),
        postcode=read_postcode(cells),
        year_group=read_year_group(cells, born_on, today),
        school=read_school(cells),
        primary_need=primary,
        secondary_need=secondary,
        district=read_text(cells, Column.DISTRICT),
        parents=tuple(read_parents(cells)),
        caseworker=read_text(cells, Column.CASEWORKER),
    )


def _sighting(cells: Cells, row: PupilRow, written: WrittenDay, today: date) -> Sighting:
    bad = cells.has_errors
    return Sighting(
        line=cells.line,
        row=None if bad else row,
        problems=tuple(cells.problems),
        content=tuple(cells.written.items()) if bad else row,
        surname=name_key(row.surname),
        forename=name_key(row.forename),
        born_on=written.day,
        numbers=row.numbers,
        order=written.order,
        out_of_cohort=years_out_of_cohort(row.year_group, written.day, today),
    )
