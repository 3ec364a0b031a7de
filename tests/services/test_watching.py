from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from notifications import outbox
from notifications.messages import Message
from pathway.persistence import turns
from pathway.services.enforcing import enforce, enforced_until
from pathway.services.vitals import vitals
from pathway.services.watching import watch

START = datetime(2026, 9, 7, 6, tzinfo=UTC)
PATIENCE = timedelta(minutes=90)


def after(**time: int) -> datetime:
    return START + timedelta(**time)


@pytest.fixture
def swept(office, around):  # noqa: ARG001  a manager is among those around the pupil
    """An authority with a manager, swept when the house started."""
    enforce(office, at=START, now=START)
    return office


def look(office, now):
    return watch(office, now=now, since=START, patience=PATIENCE)


def look_at_vitals(office, now):
    look(office, now)
    return now


def ended(office):
    asked = text("select how_ended from tasks where key like 'alarm/%' and ended_at is not null")
    with office.engine.connect() as connection:
        return connection.execute(asked).all()


def alarms(office):
    asked = text("select owner_id, reason from tasks where key like 'alarm/%'")
    with office.engine.connect() as connection:
        return connection.execute(asked).all()


def test_while_sweeps_end_in_time_the_watchdog_sleeps(swept):
    seen = look(swept, after(minutes=90))

    assert seen.swept is None
    assert enforced_until(swept) == START


def test_when_none_ended_in_time_it_enforces_by_itself_and_tells_a_manager(swept, around):
    now = after(minutes=91)

    seen = look(swept, now)

    assert seen.swept is not None
    assert enforced_until(swept) == now
    ((owner, reason),) = alarms(swept)
    assert owner == around.manager
    assert "no sweep of deadlines had ended since 2026-09-07 06:00 UTC" in reason
    assert vitals(swept, now=now).alarms == (reason,) == seen.alarms


def test_it_raises_the_alarm_once_a_day_however_often_it_acts(swept):
    raised = [look(swept, after(minutes=91 * n)).alarms for n in range(1, 5)]
    next_day = look(swept, after(hours=24)).alarms

    assert [len(some) for some in raised] == [1, 0, 0, 0]
    assert len(next_day) == 1
    assert len(alarms(swept)) == 2


def test_the_alarm_ends_by_itself_once_sweeps_end_again_but_not_by_the_watchdogs_own(swept):
    look(swept, after(minutes=91))
    still = vitals(swept, now=look_at_vitals(swept, after(minutes=95))).alarms
    enforce(swept, at=after(minutes=100), now=after(minutes=100))

    over = vitals(swept, now=look_at_vitals(swept, after(minutes=101))).alarms

    assert (len(still), over) == (1, ())
    ((how,),) = ended(swept)
    assert how == "sweeps end again, the last at 2026-09-07 07:40 UTC"


def test_a_sweep_for_a_past_moment_does_not_silence_the_watchdog(swept):
    enforce(swept, at=after(minutes=-600), now=after(minutes=60))

    seen = look(swept, after(minutes=91))

    assert seen.swept is not None
    assert len(seen.alarms) == 1


def test_a_sweep_that_ran_ahead_counts_as_of_when_it_ended(swept):
    enforce(swept, at=START + timedelta(days=400), now=after(minutes=60))

    assert enforced_until(swept) == after(minutes=60)


@pytest.mark.usefixtures("around")
def test_the_first_sweep_of_a_new_authority_is_made_without_an_alarm(office):
    early, then = look(office, after(minutes=4)), look(office, after(minutes=5))

    assert early.swept is None
    assert then.swept is not None
    assert alarms(office) == []


def test_a_house_that_was_down_for_days_is_given_time_to_sweep_by_itself(swept):
    started = START + timedelta(days=3)

    early = watch(swept, now=started + timedelta(minutes=4), since=started, patience=PATIENCE)
    late = watch(swept, now=started + timedelta(minutes=6), since=started, patience=PATIENCE)

    assert early.swept is None
    assert late.swept is not None


def test_of_several_nodes_one_acts(swept):
    all_of_them, seen = Barrier(4), []

    def node() -> None:
        all_of_them.wait()
        seen.append(look(swept, after(minutes=91)))

    nodes = [Thread(target=node) for _ in range(4)]
    for one in nodes:
        one.start()
    for one in nodes:
        one.join()

    assert sum(one.swept is not None for one in seen) == 1
    assert len(alarms(swept)) == 1


def test_who_has_not_the_turn_leaves_it_to_who_has(swept):
    with swept.engine.begin() as other:
        turns.take(other, swept.authority_id, "watch")

        seen = look(swept, after(minutes=91))

    assert seen.swept is None


def test_turns_of_two_authorities_are_two(office, other_office):
    with office.engine.begin() as ours, other_office.engine.begin() as theirs:
        assert turns.take(ours, office.authority_id, "watch")
        assert turns.take(theirs, other_office.authority_id, "watch")


@pytest.mark.usefixtures("around")
def test_letters_that_come_back_for_an_hour_raise_an_alarm(swept, owner_engine):
    letter = Message(
        authority_id=swept.authority_id, key="one", recipient="mo@people.example",
        subject="What happens next", body_text="…", body_html="…",
    )  # fmt: skip
    with swept.engine.begin() as connection:
        outbox.post(connection, [letter], due_at=START)

    untried = look(swept, after(minutes=61))
    with owner_engine.begin() as connection:
        connection.execute(text("update outbox set last_error = 'connection refused'"))
    early, late = look(swept, after(minutes=59)), look(swept, after(minutes=61))

    assert untried.alarms == early.alarms == ()
    assert len(late.alarms) == 1
    assert "letters wait" in late.alarms[0]
    assert vitals(swept, now=after(minutes=61)).returned_since == START


@pytest.mark.usefixtures("around")
def test_the_alarm_about_letters_ends_by_itself_once_they_have_gone(swept, owner_engine):
    letter = Message(
        authority_id=swept.authority_id, key="one", recipient="mo@people.example",
        subject="What happens next", body_text="…", body_html="…",
    )  # fmt: skip
    with swept.engine.begin() as connection:
        outbox.post(connection, [letter], due_at=START)
    with owner_engine.begin() as connection:
        connection.execute(text("update outbox set last_error = 'connection refused'"))
    look(swept, after(minutes=61))
    with owner_engine.begin() as connection:
        connection.execute(text("update outbox set sent_at = now()"))

    look(swept, after(minutes=62))

    assert vitals(swept, now=after(minutes=62)).alarms == ()
    assert ended(swept) == [("no letter that had come back waits any more",)]
