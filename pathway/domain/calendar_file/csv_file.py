"""School dates from a table saved as CSV: what, first day, last day."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO

from pathway.domain.calendar_file.dates import SchoolDate
from pathway.domain.calendar_file.errors import Fault, NotACalendarFile
from pathway.domain.pupil_file.dates import read_day
from pathway.domain.pupil_file.encodings import decode
from pathway.domain.pupil_file.errors import NotACsvFile

HEADINGS: Mapping[str, frozenset[str]] = {
    "words": frozenset({"what", "kind", "type", "name", "description", "event", "summary", "term"}),
    "first": frozenset({"first", "first day", "from", "start", "start date", "starts", "date"}),
    "last": frozenset({"last", "last day", "to", "end", "end date", "ends", "until"}),
}
"""The headings that are known, by what stands below them."""

LATEST = date(9998, 12, 31)


def csv_dates(data: bytes, *, file: str) -> Iterator[SchoolDate]:
    """Yield the dates of a table, one a row; a row without a last day is one day.

    Raises:
        NotACalendarFile: it is no table, a heading is missing, or a day cannot be read; every row
            that is wrong is named.
    """
    rows = list(_rows(data, file))
    columns = _columns(rows[0][1], file)
    faults: list[Fault] = []
    found = [_date(cells, columns, f"line {line}", faults) for line, cells in rows[1:]]
    if faults:
        raise NotACalendarFile(file, faults)
    yield from (one for one in found if one is not None)


def _rows(data: bytes, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        text = decode(data).text
    except NotACsvFile as wrong:
        raise NotACalendarFile(file, [Fault("the file", str(wrong))]) from wrong
    told = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    yield from ((told.line_num, cells) for cells in told if any(map(str.strip, cells)))


def _delimiter(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return max(",;\t", key=heading.count)


def _columns(heading: Sequence[str], file: str) -> Mapping[str, list[int]]:
    cells = [" ".join(cell.casefold().replace("_", " ").split()) for cell in heading]
    columns = {
        part: [place for place, cell in enumerate(cells) if cell in known]
        for part, known in HEADINGS.items()
    }
    lacks = [part for part in ("words", "first") if not columns[part]]
    if lacks:
        wrong = " and ".join(f"no heading {' or '.join(sorted(HEADINGS[part]))}" for part in lacks)
        raise NotACalendarFile(file, [Fault("line 1", wrong)])
    return columns


def _date(
    cells: Sequence[str], columns: Mapping[str, list[int]], where: str, faults: list[Fault]
) -> SchoolDate | None:
    def cell(part: str) -> str:
        found = [cells[place].strip() for place in columns[part] if place < len(cells)]
        return " ".join(text for text in found if text)

    days = [_day(cell(part), where, faults) for part in ("first", "last") if cell(part)]
    if not cell("first"):
        faults.append(Fault(where, "it has no first day"))
    if None in days or not days:
        return None
    first, last = days[0], days[-1]
    if first is None or last is None:
        return None
    if last < first:
        faults.append(Fault(where, f"its last day {last} is before its first {first}"))
        return None
    return SchoolDate(where, cell("words"), first, last)


def _day(text: str, where: str, faults: list[Fault]) -> date | None:
    read = read_day(text, today=LATEST)
    if read.day is None:
        faults.append(Fault(where, f"“{text}” {read.why_not}"))
    return read.day
