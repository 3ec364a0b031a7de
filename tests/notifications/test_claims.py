"""Letters claimed and settled by workers that work at once, die, and come late."""

import threading
from datetime import datetime, timedelta

import psycopg
import pytest
from sqlalchemy import select, text

from notifications import outbox
from notifications.messages import Fate, Outcome
from notifications.outbox import BACKOFF, HOLD, LEASE, TRIES
from notifications.tables import outbox as table

NOON = datetime.fromisoformat("2027-03-03T12:00:00+00:00")
MINUTE = timedelta(minutes=1)


def claim(engine, *, at=NOON, limit=100, worker="a worker"):
    with engine.begin() as connection:
        return outbox.claim(connection, now=at, limit=limit, worker=worker)


def settle(engine, letters, fate, *, at=NOON, reason="because"):
    with engine.begin() as connection:
        return outbox.settle(connection, [Outcome(each, fate, reason) for each in letters], now=at)


def state(engine, key="k"):
    with engine.connect() as connection:
        return connection.execute(select(table).where(table.c.key == key)).mappings().one()


def keys(letters):
    return sorted(letter.key for letter in letters)


def test_a_claimed_letter_is_nobody_elses_until_its_lease_runs_out(engine, post):
    post("k")

    assert keys(claim(engine, worker="one")) == ["k"]
    assert claim(engine, worker="two", at=NOON + LEASE - MINUTE) == []
    assert keys(claim(engine, worker="two", at=NOON + LEASE)) == ["k"]


def test_letters_are_claimed_longest_due_first_and_never_before_they_are_due(engine, post):
    post("late", due_at=NOON - 2 * MINUTE)
    post("later", due_at=NOON - MINUTE)
    post("ahead", due_at=NOON + MINUTE)

    assert keys(claim(engine, limit=1)) == ["late"]
    assert keys(claim(engine)) == ["later"]


def test_two_workers_in_open_transactions_take_different_letters_and_do_not_wait(engine, post):
    post(*(f"{number:02}" for number in range(10)))

    with engine.begin() as one, engine.begin() as two:
        two.execute(text("set local lock_timeout = '1s'"))
        first = outbox.claim(one, now=NOON, limit=4, worker="one")
        second = outbox.claim(two, now=NOON, limit=100, worker="two")

    assert len(first) == 4
    assert len(second) == 6
    assert not set(keys(first)) & set(keys(second))


def test_many_workers_at_once_take_every_letter_once(engine, post):
    post(*(f"{number:03}" for number in range(200)))
    taken, start = [], threading.Barrier(4)

    def work(name):
        start.wait()
        while letters := claim(engine, worker=name, limit=7):
            taken.extend(keys(letters))

    workers = [threading.Thread(target=work, args=(f"w{number}",)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(taken) == [f"{number:03}" for number in range(200)]


def test_a_sent_letter_is_sent_for_good(engine, post):
    post("k")

    settle(engine, claim(engine), Fate.SENT)

    assert state(engine)["sent_at"] == NOON
    assert state(engine)["attempts"] == 1
    assert claim(engine, at=NOON + timedelta(days=9)) == []


@pytest.mark.parametrize(
    ("tried", "wait"), [(0, BACKOFF[0]), (1, BACKOFF[1]), (2, BACKOFF[2]), (3, BACKOFF[3]),
                        (4, BACKOFF[3]), (TRIES - 2, BACKOFF[3])],
)  # fmt: skip
def test_each_refusal_makes_a_letter_wait_longer(engine, post, tried, wait):
    post("k")
    with engine.begin() as connection:
        connection.execute(table.update().values(attempts=tried))

    dead = settle(engine, claim(engine), Fate.POSTPONED)

    assert dead == ()
    assert state(engine)["due_at"] == NOON + wait
    assert state(engine)["last_error"] == "because"
    assert claim(engine, at=NOON + wait - MINUTE / 2) == []
    assert keys(claim(engine, at=NOON + wait)) == ["k"]


def test_a_letter_refused_for_now_too_often_is_dead_and_reported(engine, post):
    post("k")
    with engine.begin() as connection:
        connection.execute(table.update().values(attempts=TRIES - 1))

    (dead,) = settle(engine, claim(engine), Fate.POSTPONED, reason="mailbox full")

    assert (dead.key, dead.attempts, dead.reason) == ("k", TRIES, "mailbox full")
    assert (dead.recipient, dead.reference) == ("k@example.org", "EX-7K2M-4")
    assert claim(engine, at=NOON + timedelta(days=9)) == []


def test_a_letter_refused_for_good_is_dead_at_once(engine, post):
    post("k")

    (dead,) = settle(engine, claim(engine), Fate.REFUSED)

    assert dead.attempts == 1
    assert state(engine)["dead_at"] == NOON


def test_a_mail_server_that_is_down_for_days_kills_no_letter(engine, post):
    post("k")
    at = NOON
    for _ in range(5 * TRIES):
        settle(engine, claim(engine, at=at), Fate.HELD, at=at)
        at += HOLD

    assert keys(claim(engine, at=at)) == ["k"]
    assert state(engine)["attempts"] == 0


def test_a_letter_that_breaks_connections_waits_longer_each_time_and_lets_others_pass(engine, post):
    post("k", "other")
    (breaks,) = [letter for letter in claim(engine) if letter.key == "k"]

    settle(engine, [breaks], Fate.INTERRUPTED)
    (again,) = claim(engine, at=NOON + BACKOFF[0])
    settle(engine, [again], Fate.INTERRUPTED, at=NOON + BACKOFF[0])

    assert state(engine)["due_at"] == NOON + BACKOFF[0] + BACKOFF[1]
    assert state(engine)["attempts"] == 0


def test_a_worker_whose_lease_ran_out_may_not_settle_anothers_claim(engine, post):
    post("k")
    slow = claim(engine, worker="slow")
    claim(engine, worker="quick", at=NOON + LEASE)

    dead = settle(engine, slow, Fate.REFUSED, at=NOON + LEASE)

    assert dead == ()
    assert state(engine)["claimed_by"] == "quick"
    assert state(engine)["dead_at"] is None


def test_a_worker_may_not_settle_its_own_namesakes_later_claim(engine, post):
    post("k")
    before_the_crash = claim(engine, worker="same name")
    claim(engine, worker="same name", at=NOON + LEASE)

    settle(engine, before_the_crash, Fate.REFUSED, at=NOON + LEASE)

    assert state(engine)["dead_at"] is None


def test_a_batch_is_settled_in_one_statement_whatever_became_of_it(engine, post):
    post("a", "b", "c", "d")
    fates = {"a": Fate.SENT, "b": Fate.POSTPONED, "c": Fate.REFUSED, "d": Fate.HELD}
    outcomes = [Outcome(letter, fates[letter.key], "r") for letter in claim(engine)]

    with engine.begin() as connection:
        dead = outbox.settle(connection, outcomes, now=NOON)

    assert keys(dead) == ["c"]
    assert state(engine, "a")["sent_at"] == NOON
    assert state(engine, "b")["due_at"] == NOON + BACKOFF[0]
    assert state(engine, "d")["due_at"] == NOON + HOLD


def test_a_claim_among_many_sent_letters_reads_only_those_that_wait(engine, post, database):
    post(*(str(number) for number in range(2000)))
    settle(engine, claim(engine, limit=2000), Fate.SENT)
    post("waiting")
    with psycopg.connect(database.owner_url.replace("+psycopg", ""), autocommit=True) as owner:
        owner.execute("analyze outbox")

    with engine.begin() as connection:
        plan = "\n".join(
            connection.execute(
                text("explain " + str(outbox.CLAIM)),
                {"now": NOON, "until": NOON, "limit": 100, "worker": "w"},
            ).scalars()
        )

    assert "ix_outbox_waiting" in plan
    assert "Seq Scan" not in plan
