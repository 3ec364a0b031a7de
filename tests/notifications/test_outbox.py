"""Letters posted, claimed, settled, in the database and under the role of the real thing."""

import pickle
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, ProgrammingError

from notifications import outbox
from notifications.errors import MessageUnfit, MomentNaive, NotificationError
from notifications.messages import Outcome
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


@pytest.mark.parametrize("person", [None, UUID("22222222-2222-4222-8222-222222222222")])
def test_a_letter_is_kept_as_it_was_posted(engine, post, person):
    post("k", recipient_id=person, body_text="“It’s”\t{1,2}\\ \n", body_html='<p>é"NULL"</p>')

    kept = state(engine)

    assert kept["recipient_id"] == person
    assert kept["body_text"] == "“It’s”\t{1,2}\\ \n"
    assert kept["body_html"] == '<p>é"NULL"</p>'
    assert kept["posted_at"] == kept["due_at"] == NOON


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


def test_every_error_survives_being_sent_to_another_process():
    for error in (MessageUnfit("k", "f"), MomentNaive(NOON)):
        again = pickle.loads(pickle.dumps(error))

        assert isinstance(again, NotificationError)
        assert str(again) == str(error)
