import re
from datetime import date

import pytest

from pathway.domain.calendar_file import NotACalendarFile, read_calendar
from pathway.domain.calendars import BankHolidays, SchoolDays

TABLE = """\
Kind,Name,First day,Last day
Term,Autumn,02/09/2026,18/12/2026
Half-term,October,26/10/2026,30/10/2026
INSET,Training day,27/11/2026,
Term,Spring,04/01/2027,26/03/2027
Other,Summer fair,06/02/2027,
"""


def event(words, first, last=None, more=""):
    ends = f"DTEND;VALUE=DATE:{last}\r\n" if last else ""
    return (
        f"BEGIN:VEVENT\r\nUID:{words}\r\nDTSTART;VALUE=DATE:{first}\r\n{ends}{more}"
        f"SUMMARY:{words}\r\nEND:VEVENT\r\n"
    )


def icalendar(*events):
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(events)}END:VCALENDAR\r\n".encode()
    )


def read(text):
    data = text if isinstance(text, bytes) else text.encode()
    return read_calendar(data, name="Ash Lane Primary", file="dates.csv")


def test_a_table_gives_terms_and_closures_and_tells_what_it_leaves_out():
    found = read(TABLE)

    assert found.calendar.terms == (
        (date(2026, 9, 2), date(2026, 12, 18)),
        (date(2027, 1, 4), date(2027, 3, 26)),
    )
    assert found.calendar.closures == (
        (date(2026, 10, 26), date(2026, 10, 30)),
        (date(2026, 11, 27), date(2026, 11, 27)),
    )
    assert [(one.where, one.words) for one in found.left_out] == [("line 6", "Other Summer fair")]


@pytest.mark.parametrize(
    "written",
    [
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.replace(",", ";").encode(),
        TABLE.replace("\n", "\r\n\r\n").encode("cp1252"),
    ],
    ids=["with a mark", "as Unicode text", "with semicolons", "with empty lines"],
)
def test_a_table_is_read_however_a_spreadsheet_saved_it(written):
    assert read(written).calendar == read(TABLE).calendar


def test_an_icalendar_says_the_same():
    found = read(
        icalendar(
            event("Autumn term", "20260902", "20261219"),
            event("Half term", "20261026", "20261031"),
            event("INSET day", "20261127"),
            event("Spring term starts", "20270104"),
            event("End of spring term", "20270326"),
            event("Summer fair", "20270206"),
        )
    )

    assert found.calendar == read(TABLE).calendar
    assert [one.words for one in found.left_out] == ["Summer fair"]


def test_schools_that_say_when_they_close_and_open_are_understood():
    found = read(
        icalendar(
            event("First day of term", "20260902"),
            event("School closes for half-term", "20261023"),
            event("School reopens after half-term", "20261102"),
            event("Last day of term", "20261218"),
        )
    )

    assert found.calendar.terms == (
        (date(2026, 9, 2), date(2026, 10, 23)),
        (date(2026, 11, 2), date(2026, 12, 18)),
    )


def test_half_term_may_be_given_by_its_two_ends():
    found = read(
        icalendar(
            event("Autumn term", "20260902", "20261219"),
            event("Half term begins", "20261026"),
            event("Half term ends", "20261030"),
        )
    )

    assert found.calendar.closures == ((date(2026, 10, 26), date(2026, 10, 30)),)


def test_school_days_are_counted_by_what_was_read():
    days = SchoolDays(read(TABLE).calendar, frozenset(BankHolidays.shipped().days))

    # E49 of the rules' worked dates: the sixth school day from 21 October, over half-term.
    assert days.beginning_with(date(2026, 10, 21), 6) == date(2026, 11, 4)
    assert not days.is_school_day(date(2026, 11, 27))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "it is empty", id="empty"),
        pytest.param("a,b\n1,2\n", "line 1: no heading", id="no headings"),
        pytest.param(
            TABLE.replace("26/10/2026", "31/02/2026"), "line 3: “31/02/2026”", id="no day"
        ),
        pytest.param(
            TABLE.replace("18/12/2026", "18/12/2025"), "its last day 2025-12-18", id="backwards"
        ),
        pytest.param(
            TABLE.replace("04/01/2027", "04/12/2026"),
            "line 5, the term from 2026-12-04: it begins before",
            id="overlap",
        ),
        pytest.param(
            TABLE.replace("04/01/2027,26/03/2027", "06/09/2027,17/12/2027"),
            "line 5, the term from 2027-09-06: no term lies between",
            id="a hole",
        ),
        pytest.param(
            icalendar(
                event("Autumn term", "20260902", "20261219"),
                event("Summer term starts", "20270412"),
                event("Summer term ends", "20270721"),
            ),
            "line 10, the term from 2027-04-12: no term lies between",
            id="a hole among events",
        ),
        pytest.param(TABLE.replace("Term,", "Other,"), "there is no term", id="no term"),
        pytest.param(
            TABLE.replace("27/11/2026", "").replace("04/01/2027", "spring"),
            "line 4: it has no first day; line 5: “spring”",
            id="every fault",
        ),
        pytest.param("BEGIN:VCALENDAR\nnonsense", "it is no iCalendar", id="broken"),
        pytest.param(
            icalendar(event("Autumn term starts", "20260902")), "has no end", id="without an end"
        ),
        pytest.param(
            icalendar(event("End of autumn term", "20261218")),
            "has no beginning",
            id="no beginning",
        ),
        pytest.param(
            icalendar(event("Spring term", "20270104", "20270327", "RRULE:FREQ=YEARLY\r\n")),
            "line 4: “Spring term” recurs",
            id="recurring",
        ),
        pytest.param(
            icalendar("BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Spring term\r\nEND:VEVENT\r\n"),
            "line 4: “Spring term” has no first day",
            id="no first day",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, said):
    with pytest.raises(NotACalendarFile, match=re.escape(said)) as refused:
        read(text)

    assert str(refused.value).startswith("dates.csv cannot be taken as school dates: ")
