"""Those are alerted to a date whose duty it is in this case, by what was recorded."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import text

from pathway.services.enforcing import enforce
from tests.offices import on
from tests.services.told_clocks import open_one

SCHOOL = "sen@people.example"


@pytest.fixture
def exclude(office, around, caseworker):
    def one(day, **more):
        return open_one(
            office, around, "exclusion", "exclude permanently", caseworker, day,
            excluded_from=day, reasons="a knife", board_told_on=day, **more,
        ).process  # fmt: skip

    return one


@pytest.fixture
def sweep(office):
    def one(day):
        at = on(day).recorded_at
        return enforce(office, at=at, now=at)

    return one


@pytest.fixture
def told(office):
    return partial(_told, office)


def _told(office, rule):
    """Who was alerted to a rule, and in what words, the latest last."""
    query = text(
        "select recipient, body_text from outbox where key like :rule order by posted_at, recipient"
    )
    with office.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query, {"rule": f"%/{rule}/%"})]


def test_a_school_is_alerted_to_what_an_exclusion_asks_of_it(exclude, sweep, told):
    exclude(date(2026, 9, 14))

    sweep(date(2026, 10, 2))

    assert {to for to, _ in told("EXC-03")} == {SCHOOL}
    assert not any("a setting that was consulted" in words for _, words in told("EXC-03"))
