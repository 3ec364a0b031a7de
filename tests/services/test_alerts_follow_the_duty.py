"""Those are alerted to a date whose duty it is in this case, by what was recorded."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import text

from pathway.services.enforcing import enforce
from tests.offices import on
from tests.services.told_clocks import begin_in, open_one

SCHEDULED, INVITED, MEETING = date(2026, 9, 8), date(2026, 9, 14), date(2026, 11, 16)
A_WEEK_BEFORE_ADVICE_IS_DUE = date(2026, 10, 12)
A_FORTNIGHT_AFTER_THE_MEETING = date(2026, 11, 30)
OWNER, SCHOOL = "cas@people.example", "sen@people.example"


@pytest.fixture
def review(office, open_case, move, caseworker, around):
    opened = open_case().process

    def invited(arranged_by):
        begun = begin_in(
            office, opened, "annual_review", "schedule", caseworker, SCHEDULED,
            due_on="2026-11-30", arranged_by=arranged_by,
        ).process  # fmt: skip
        told = [{"person": who, "on": INVITED} for who in (around.mother, around.father)]
        said = {"meeting_on": MEETING.isoformat(), "invited": told}
        move(begun, "invite", caseworker, INVITED, said)
        return begun

    return invited


@pytest.fixture
def exclude(office, around, caseworker):
    def one(day, **more):
        return open_one(
            office, around, "exclusion", "exclude permanently", caseworker, day,
            excluded_from=day, reasons="a knife", board_told_on=day, **more,
        ).process  # fmt: skip

    return one


@pytest.fixture
def panel_asked(exclude, move, caseworker, around):
    def one(day, school_type):
        chain = exclude(day, school_type=school_type)
        move(chain, "consider permanent exclusion", caseworker, day, {
            "excluded_from": day, "outcome": "upheld", "review_right_told": True,
            "notified": [{"person": around.mother, "on": day}], "sen_expert_told": True,
        })  # fmt: skip
        move(chain, "apply for review", caseworker, day, {"excluded_from": day})

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


@pytest.mark.parametrize(("arranged_by", "recipient"), [("school", SCHOOL), ("authority", OWNER)])
def test_whoever_arranges_a_review_is_alerted_to_what_it_needs(
    review, sweep, told, arranged_by, recipient
):
    review(arranged_by)

    sweep(A_WEEK_BEFORE_ADVICE_IS_DUE)

    assert [to for to, _ in told("AR-07")] == [recipient]


def test_the_caseworker_is_alerted_as_to_a_duty_of_their_own(review, sweep, told):
    review("authority")

    sweep(A_WEEK_BEFORE_ADVICE_IS_DUE)

    [(_, words)] = told("AR-07")
    assert "This is due on 2 November 2026" in words
    assert "who was not told of it by us" not in words


def test_reviews_that_fall_due_alike_are_each_told_to_whoever_arranges_it(review, sweep, told):
    for arranged_by in ("school", "authority"):
        review(arranged_by)

    swept = sweep(A_WEEK_BEFORE_ADVICE_IS_DUE)

    assert swept.failed == ()
    assert sorted(to for to, _ in told("AR-07")) == [OWNER, SCHOOL]


@pytest.fixture
def spoil(owner_engine):
    """Makes the history of the first review unreadable."""

    def one():
        with owner_engine.begin() as connection:
            connection.execute(text(
                "update contents t set content = '{\"meeting_on\": \"Canary\"}' from processes p"
                " where p.authority_id = t.authority_id and p.id = t.process_id"
                " and p.policy = 'annual_review' and p.occurrence = 1 and t.number = 2"
            ))  # fmt: skip

    return one


def test_a_history_that_cannot_be_read_costs_nobody_else_an_alert(office, review, sweep, spoil):
    broken, whole = review("authority"), review("authority")
    spoil()

    swept = sweep(A_WEEK_BEFORE_ADVICE_IS_DUE)

    assert {process for process, _ in swept.failed} == {broken}
    assert "Canary" not in str(swept.failed)
    assert [whole in key for key in keys(office, "AR-07")] == [True]


def test_a_history_that_cannot_be_read_costs_no_alert_that_does_not_depend_on_it(
    review, move, caseworker, sweep, told, spoil
):
    held = review("authority")
    move(held, "hold meeting", caseworker, MEETING)
    spoil()

    swept = sweep(A_FORTNIGHT_AFTER_THE_MEETING)

    assert {what.split(" was")[0] for _, what in swept.failed} == {"an alert of AR-09"}
    assert [to for to, _ in told("AR-10")] == [OWNER]


def keys(office, rule):
    query = text("select key from outbox where key like :rule")
    with office.engine.connect() as connection:
        return connection.execute(query, {"rule": f"%/{rule}/%"}).scalars().all()


@pytest.mark.parametrize(("school_type", "recipient"), [("maintained", OWNER), ("academy", SCHOOL)])
def test_whoever_convenes_a_review_panel_is_alerted_to_it(
    panel_asked, sweep, told, school_type, recipient
):
    panel_asked(date(2026, 9, 14), school_type)

    sweep(date(2026, 9, 28))

    assert [to for to, _ in told("EXC-08")] == [recipient]


def test_a_school_is_alerted_to_what_an_exclusion_asks_of_it(exclude, sweep, told):
    exclude(date(2026, 9, 14))

    sweep(date(2026, 10, 2))

    assert {to for to, _ in told("EXC-03")} == {SCHOOL}
    assert not any("a setting that was consulted" in words for _, words in told("EXC-03"))
