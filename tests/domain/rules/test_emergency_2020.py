from datetime import date

import pytest

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.counting.other import NoFixedPeriod
from pathway.domain.enquiry import enquire
from pathway.domain.rules.emergency_2020 import FIRST, LAST, with_the_emergency
from pathway.domain.rules.reading import read_rules
from pathway.domain.rules.statute_book import FILES, statute_book

CALENDARS = Calendars(BankHolidays.shipped())
TODAYS = tuple(rule for file in FILES for rule in read_rules(file))
COVERED = [rule.id for rule in with_the_emergency(TODAYS) if rule.valid_from == FIRST]


def due(rule_id, **days):
    return enquire(rule_id, days, statute_book(), CALENDARS)


@pytest.mark.parametrize(
    ("received", "due_on"),
    [
        (date(2020, 3, 2), date(2020, 7, 20)),
        (date(2020, 4, 30), date(2020, 9, 17)),
        (FIRST, None),
        (date(2020, 7, 1), None),
        (LAST, None),
        (date(2020, 9, 26), date(2021, 2, 13)),
        (date(2026, 9, 7), date(2027, 1, 25)),
    ],
)
def test_a_request_in_the_emergency_has_no_fixed_date_and_one_before_or_after_has(received, due_on):
    clock = due("EHC-08", request_received=received)

    assert clock.due_on == due_on
    assert (clock.why_no_date is None) == (due_on is not None)


def test_the_explanation_names_what_modified_the_law():
    clock = due("AR-10", review_held=date(2020, 6, 1))

    assert "as soon as reasonably practicable" in clock.why_no_date
    assert any("SI 2020/471" in step for step in clock.explanation)


@pytest.mark.parametrize(
    "rule_id",
    ["EHC-02", "EHC-03", "EHC-04", "AR-01", "AR-02", "AR-13", "AR-14", "ORD-04.final", "TRF-03"],
)
def test_the_limits_of_authorities_and_health_bodies_are_covered(rule_id):
    assert rule_id in COVERED


@pytest.mark.parametrize(
    "rule_id",
    [
        pytest.param("EHC-05", id="a target of practice"),
        pytest.param("EHC-06", id="a floor that protects the family"),
        pytest.param("MED-01", id="a right of the family"),
        pytest.param("APP-01", id="the tribunal's own time"),
        pytest.param("EXC-03", id="other regulations"),
        pytest.param("AR-16", id="a day of the year outside the emergency"),
        pytest.param("EHC-01", id="what never had a fixed limit"),
    ],
)
def test_what_the_emergency_did_not_touch_stays_as_it_is(rule_id):
    assert rule_id not in COVERED


def test_before_and_after_the_law_is_todays():
    versions = {rule_id: statute_book().versions(rule_id) for rule_id in COVERED}

    for before, during, after in versions.values():
        assert before.rule.counting == after.rule.counting
        assert before.rule.citation == after.rule.citation
        assert isinstance(during.rule.counting, NoFixedPeriod)
        assert during.rule.ladder == ()


def test_every_rule_is_listed_once_in_its_newest_version():
    assert [rule.id for rule in statute_book().newest] == [rule.id for rule in TODAYS]
    assert all(rule.valid_to is None for rule in statute_book().newest)
