"""From a file of school dates to the calendar of a school."""

from dataclasses import dataclass

from pathway.domain.calendar_file.csv_file import csv_dates
from pathway.domain.calendar_file.dates import SchoolDate, sort_out
from pathway.domain.calendar_file.errors import Fault, NotACalendarFile
from pathway.domain.calendar_file.icalendar_file import icalendar_dates, is_icalendar
from pathway.domain.errors import CalendarMalformed
from pathway.domain.school_calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """What was read.

    Attributes:
        left_out: what is neither a term nor a closure by its words, to be looked over.
    """

    calendar: SchoolCalendar
    left_out: tuple[SchoolDate, ...]


def read_calendar(data: bytes, *, name: str, file: str) -> ReadCalendar:
    """Read a school's dates from iCalendar, or from a table saved as CSV.

    Args:
        data: the file.
        name: whose calendar it is.
        file: the file's name, as an error gives it.

    Raises:
        NotACalendarFile: it cannot be read, a day is missing, terms overlap or leave a hole; all
            that can be told at once is.
    """
    read = icalendar_dates if is_icalendar(data) else csv_dates
    dates = list(read(data, file=file))
    found = sort_out(dates)
    if found.faults:
        raise NotACalendarFile(file, found.faults)
    try:
        calendar = SchoolCalendar(name, found.terms, found.closures)
    except CalendarMalformed as wrong:
        places = (f"{one.where}, " for one in dates if one.first == wrong.day and one.is_of_a_term)
        where = f"{next(places, '')}{wrong.where}"
        raise NotACalendarFile(file, [Fault(where, wrong.wrong)]) from wrong
    return ReadCalendar(calendar, found.left_out)
