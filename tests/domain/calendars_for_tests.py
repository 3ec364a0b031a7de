"""The calendars that tests count in: the one that ships, and one illustrative school."""

from datetime import date

from pathway.domain.calendars import BankHolidays, Calendars, SchoolCalendar, SetWeeks

TERMS = (
    (date(2026, 4, 13), date(2026, 7, 21)),
    (date(2026, 9, 2), date(2026, 12, 18)),
    (date(2027, 1, 4), date(2027, 3, 25)),
    (date(2027, 4, 12), date(2027, 7, 21)),
)
HALF_TERMS = (
    (date(2026, 10, 26), date(2026, 10, 30)),
    (date(2027, 2, 15), date(2027, 2, 19)),
)

A_SCHOOL = SchoolCalendar("an illustrative school", TERMS, HALF_TERMS)
BANK_HOLIDAYS = BankHolidays.shipped()
WEEKS = {
    "graduated_approach.specialist_response_weeks": [SetWeeks(6)],
    "reintegration.sustained_return_weeks": [SetWeeks(weeks) for weeks in (4, 12, 26)],
}
CALENDARS = Calendars(BANK_HOLIDAYS, A_SCHOOL, weeks=WEEKS)
