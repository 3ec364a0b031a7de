"""Letters posted, claimed, settled, in the database and under the role of the real thing."""

import pickle
import threading
from datetime import datetime, timedelta

import psycopg
import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from notifications import outbox
from notifications.errors import MessageUnfit, MomentNaive, NotificationError
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


def test_a_letter_posted_twice_is_there_once(engine, post):
    post("k", subject="the first")
    post("k", subject="the second")

    assert [letter.subject for letter in claim(engine)] == ["the first"]


def test_a_letter_leaves_with_the_transaction_that_posted_it(engine, a_message):
    connection = engine.connect()
    outbox.post(connection, [a_message()], due_at=NOON)

    connection.close()

    assert claim(engine) == []


def test_nothing_is_posted_for_no_letters(engine):
    with engine.begin() as connection:
        outbox.post(connection, [], due_at=NOON)


def test_letters_may_be_posted_by_the_rows_of_somebody_elses_statement(engine, a_message):
    rows = [outbox.row(a_message(key), NOON) for key in ("a", "b")]

    with engine.begin() as connection:
        connection.connection.cursor().execute(outbox.insert_sql(), outbox.arrays(rows))

    assert keys(claim(engine)) == ["a", "b"]


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


def test_one_authority_sees_and_takes_none_of_anothers_letters(neighbour, post, a_message):
    post("k")

    assert claim(neighbour) == []
    with pytest.raises(ProgrammingError, match="row-level security"), neighbour.begin() as there:
        outbox.post(there, [a_message("forged")], due_at=NOON)


@pytest.mark.parametrize("moment", [datetime(2027, 3, 3)])  # noqa: DTZ001 - the point of the test
def test_a_moment_without_a_zone_is_refused(engine, a_message, moment):
    with pytest.raises(MomentNaive, match="has no time zone"):
        outbox.row(a_message(), moment)
    with pytest.raises(MomentNaive):
        claim(engine, at=moment)


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "two\nlines"}, {"subject": "two\rlines"}, {"subject": ""},
        {"recipient": ""}, {"recipient": "a@b.org\nBcc: c@d.org"}, {"key": ""}, {"key": "k" * 401},
    ],
)  # fmt: skip
def test_a_letter_that_could_never_be_sent_is_not_posted(a_message, wrong):
    with pytest.raises(MessageUnfit):
        a_message(**wrong)


GOOD = {
    "key": "k", "recipient": "a@b.org", "reference": "r", "subject": "s",
    "body_text": "t", "body_html": "h", "posted_at": NOON, "due_at": NOON,
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"sent_at": NOON, "dead_at": NOON}, "ck_outbox_one_end_at_most"),
        ({"sent_at": NOON, "withdrawn_at": NOON}, "ck_outbox_one_end_at_most"),
        ({"subject": "two\nlines"}, "ck_outbox_subject_is_one_line"),
        ({"subject": "two\rlines"}, "ck_outbox_subject_is_one_line"),
        ({"recipient": "a@b.org\r\nx"}, "ck_outbox_recipient"),
        ({"attempts": -1}, "ck_outbox_tries_are_not_negative"),
        ({"claimed_by": "w"}, "ck_outbox_claim_has_a_lease"),
        ({"claimed_until": NOON}, "ck_outbox_claim_has_a_lease"),
        ({"claimed_by": "w", "claimed_until": NOON, "sent_at": NOON},
         "ck_outbox_ended_is_not_claimed"),
        ({"body_text": None}, "ck_outbox_words_until_erased"),
        ({"body_text": None, "body_html": None, "erased_at": NOON},
         "ck_outbox_erased_only_when_ended"),
        ({"key": ""}, "ck_outbox_key_is_there"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_must_never_be(engine, a_message, wrong, constraint):
    row = GOOD | wrong | {"authority_id": a_message().authority_id}

    with pytest.raises(IntegrityError, match=constraint), engine.begin() as connection:
        connection.execute(insert(table), row)


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


def test_every_error_survives_being_sent_to_another_process():
    for error in (MessageUnfit("k", "f"), MomentNaive(NOON)):
        again = pickle.loads(pickle.dumps(error))

        assert isinstance(again, NotificationError)
        assert str(again) == str(error)
