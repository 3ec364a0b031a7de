from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from pathway.domain.errors import CaseNotFound, FutureNotRecorded
from pathway.services import scheduling
from pathway.services.scheduling import schedule_reviews
from tests.services.brought_in import bring_in

MADE = date(2025, 11, 3)
LOADED = date(2026, 1, 5)
DUE = date(2026, 11, 2)
TOO_EARLY, IN_TIME = date(2026, 7, 7), date(2026, 7, 8)
"""The meeting falls in the autumn term, from 2 September; its list is told of eight weeks ahead."""


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def plan(office, around):
    return bring_in(office, around, "ehc_plan", LOADED, state="maintained", plan_made_on=MADE)


def schedule(office, day, **more):
    return schedule_reviews(office, at=noon(day), now=noon(day), **more)


def reviews(office):
    asked = text(
        "select p.state, t.content ->> 'due_on', t.content ->> 'term_starts_on', h.historic, h.role"
        " from processes p join history h on h.process_id = p.id and h.number = 1"
        " join contents t on t.process_id = h.process_id and t.number = 1"
        " where p.policy = 'annual_review'"
    )
    with office.engine.connect() as connection:
        return connection.execute(asked).all()


def test_a_review_is_opened_in_time_for_the_list_of_its_term_and_not_before(office, plan):
    before = schedule(office, TOO_EARLY)
    then = schedule(office, IN_TIME)

    assert before.opened == ()
    assert then.opened == (plan.process.replace("ehc_plan", "annual_review"),)
    assert reviews(office) == [("scheduled", "2026-11-02", "2026-09-02", False, "clock")]


@pytest.mark.usefixtures("plan")
def test_twice_is_once(office):
    schedule(office, IN_TIME)

    again = schedule(office, date(2026, 7, 9))

    assert again.opened == again.refused == again.failed == ()
    assert len(reviews(office)) == 1


@pytest.mark.usefixtures("plan")
def test_two_at_once_open_one(office):
    both, done = Barrier(2), []

    def one() -> None:
        both.wait()
        done.append(schedule(office, IN_TIME))

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(len(scheduled.opened) for scheduled in done) == 1
    assert [scheduled.failed for scheduled in done] == [(), ()]
    assert len(reviews(office)) == 1


@pytest.mark.usefixtures("plan")
def test_the_shares_together_open_what_one_pass_would(office):
    opened = [schedule(office, IN_TIME, shard=shard).opened for shard in "0123456789abcdef"]

    assert sum(map(len, opened)) == 1


def test_nobody_who_died_is_reviewed(office, plan, move, caseworker):
    move(plan.process, "record death", caseworker, date(2026, 2, 1), {"died_on": "2026-02-01"})

    assert schedule(office, IN_TIME).opened == ()


def test_a_plan_that_has_ended_is_not_reviewed(office, around):
    bring_in(
        office, around, "ehc_plan", LOADED,
        state="ceased", plan_made_on=MADE, ceased_on=date(2025, 12, 1), cease_reason=1,
    )  # fmt: skip

    assert schedule(office, IN_TIME).opened == ()


def test_a_plan_that_fails_is_named_and_tried_again_next_time(office, plan, monkeypatch):
    def fails(*_: object) -> None:
        raise CaseNotFound(plan.process)

    with monkeypatch.context() as broken:
        broken.setattr(scheduling, "begin", fails)
        failing = schedule(office, IN_TIME)
    then = schedule(office, IN_TIME)

    assert [case for case, _ in failing.failed] == [plan.process.partition("/")[0]]
    assert len(then.opened) == 1


@pytest.mark.usefixtures("plan")
def test_a_real_authority_has_no_future(office):
    real = replace(office, synthetic=False)

    with pytest.raises(FutureNotRecorded):
        schedule_reviews(real, at=noon(IN_TIME), now=noon(LOADED))
