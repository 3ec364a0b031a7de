"""School calendars as schools and councils publish them: iCalendar, or a table saved as CSV.

`read_calendar` is the door; `NotACalendarFile` names everything that is wrong, each with its place.
"""

from pathway.domain.calendar_file.errors import NotACalendarFile
from pathway.domain.calendar_file.reading import ReadCalendar, read_calendar

__all__ = ["NotACalendarFile", "ReadCalendar", "read_calendar"]
