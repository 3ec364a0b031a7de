from datetime import date

from pathway.domain.synthetic import days
from pathway.packs.loading import load_pack

FIRST = date(2022, 9, 1)


def test_terms_are_those_of_the_default_pack():
    calendar = load_pack("default").arrangements(FIRST).calendar.school_calendar("default")

    assert days.TERMS.terms == tuple(term for term in calendar.terms if term[0] > FIRST)
    assert days.TERMS.closures == tuple(span for span in calendar.closures if span[0] > FIRST)


def test_beyond_the_known_bank_holidays_every_weekday_is_one_on_which_something_is_laid_out():
    assert days.working_on_or_after(date(2032, 12, 25)) == date(2032, 12, 27)
    assert days.working_on_or_after(date(2027, 12, 25)) == date(2027, 12, 29)
