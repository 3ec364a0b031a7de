"""What people do with the outbox: look, put back, stop, forget."""

from datetime import datetime, timedelta

import pytest

from notifications import outbox
from notifications.errors import LetterUnknown
from notifications.messages import Fate, Outcome, Stage

NOON = datetime.fromisoformat("2027-03-03T12:00:00+00:00")
DAY = timedelta(days=1)


@pytest.fixture
def fare(engine):
    """Let all letters that are due fare as the test says."""

    def send(fate, *, at=NOON):
        with engine.begin() as connection:
            letters = outbox.claim(connection, now=at, limit=100, worker="w")
            outbox.settle(connection, [Outcome(each, fate, "why") for each in letters], now=at)

    return send


def listed(engine, **asked):
    with engine.connect() as connection:
        return [letter.key for letter in outbox.list_letters(connection, **asked)]


def test_letters_are_listed_the_latest_first(engine, post):
    post("old", due_at=NOON - DAY)
    post("new")

    assert listed(engine) == ["new", "old"]
    assert listed(engine, limit=1) == ["new"]


def test_letters_are_listed_by_where_they_stand_and_by_case(engine, post, fare):
    post("sent", reference="EX-1")
    fare(Fate.SENT)
    post("dead", reference="EX-2")
    fare(Fate.REFUSED)
    post("waiting", reference="EX-2")

    assert listed(engine, stage=Stage.SENT) == ["sent"]
    assert listed(engine, stage=Stage.DEAD) == ["dead"]
    assert listed(engine, stage=Stage.WAITING) == ["waiting"]
    assert sorted(listed(engine, reference="EX-2")) == ["dead", "waiting"]


def test_a_letter_is_read_with_its_words(engine, post):
    post("k")

    with engine.connect() as connection:
        letter = outbox.read_letter(connection, "k")

    assert letter.body_text == "Words of k\n"
    assert letter.listed.stage is Stage.WAITING


def test_a_letter_that_is_not_there_is_said_so(engine):
    with engine.connect() as connection, pytest.raises(LetterUnknown, match="no letter 'nix'"):
        outbox.read_letter(connection, "nix")


def test_a_dead_letter_is_put_back_with_all_its_tries_before_it(engine, post, fare):
    post("dead", "other")
    fare(Fate.REFUSED)

    with engine.begin() as connection:
        back = outbox.retry(connection, ["dead", "nix"], now=NOON + DAY)
        (letter,) = outbox.claim(connection, now=NOON + DAY, limit=9, worker="w")

    assert back == ["dead"]
    assert letter.key == "dead"


@pytest.mark.parametrize("fate", [Fate.SENT, Fate.HELD])
def test_a_letter_that_is_not_dead_is_not_put_back(engine, post, fare, fate):
    post("k")
    fare(fate)

    with engine.begin() as connection:
        assert outbox.retry(connection, ["k"], now=NOON + DAY) == []


def test_letters_about_a_case_are_stopped_and_others_are_not(engine, post, fare):
    post("sent", reference="EX-1")
    fare(Fate.SENT)
    post("dead", reference="EX-1")
    fare(Fate.REFUSED)
    post("waiting", reference="EX-1")
    post("other", reference="EX-2")

    with engine.begin() as connection:
        stopped = outbox.withdraw(connection, ["EX-1"], now=NOON)

    assert sorted(stopped) == ["dead", "waiting"]
    assert listed(engine, stage=Stage.WAITING) == ["other"]
    assert listed(engine, stage=Stage.SENT) == ["sent"]


def test_old_words_are_erased_and_key_recipient_and_times_stay(engine, post, fare):
    post("old")
    fare(Fate.SENT)
    post("new", due_at=NOON + DAY)
    fare(Fate.SENT, at=NOON + DAY)

    with engine.begin() as connection:
        erased = outbox.erase_bodies(connection, sent_before=NOON + DAY, now=NOON + 2 * DAY)
        old, new = (outbox.read_letter(connection, key) for key in ("old", "new"))

    assert erased == 1
    assert (old.body_text, old.body_html) == (None, None)
    assert (old.listed.sent_at, old.listed.recipient) == (NOON, "old@example.org")
    assert new.body_text == "Words of new\n"


def test_letters_that_wait_keep_their_words_however_old(engine, post):
    post("k")

    with engine.begin() as connection:
        assert outbox.erase_bodies(connection, sent_before=NOON + 99 * DAY, now=NOON) == 0


def test_given_up_and_withdrawn_letters_lose_their_words_too(engine, post, fare):
    post("dead")
    fare(Fate.REFUSED)
    post("withdrawn", reference="EX-1")

    with engine.begin() as connection:
        outbox.withdraw(connection, ["EX-1"], now=NOON)
        erased = outbox.erase_bodies(connection, sent_before=NOON + DAY, now=NOON + DAY)
        back = outbox.retry(connection, ["dead"], now=NOON + DAY)

    assert erased == 2
    assert back == []


def test_erasure_goes_in_portions(engine, post, fare):
    post(*"abc")
    fare(Fate.SENT)

    with engine.begin() as connection:
        portions = [
            outbox.erase_bodies(connection, sent_before=NOON + DAY, now=NOON + DAY, limit=2)
            for _ in range(3)
        ]

    assert portions == [2, 1, 0]


def test_an_erased_letter_is_still_found_by_its_case(engine, post, fare):
    post("k")
    fare(Fate.SENT)
    with engine.begin() as connection:
        outbox.erase_bodies(connection, sent_before=NOON + DAY, now=NOON + DAY)

    assert listed(engine) == []
    assert listed(engine, reference="EX-7K2M-4") == ["k"]


def test_a_watchdog_sees_how_long_letters_have_waited(engine, post, fare):
    post("old", due_at=NOON - DAY)
    fare(Fate.HELD)
    post("new")
    post("ahead", due_at=NOON + DAY)

    with engine.connect() as connection:
        assert outbox.oldest_waiting(connection, now=NOON) == NOON - DAY


def test_a_watchdog_sees_nothing_where_nothing_waits(engine, post, fare):
    post("k")
    fare(Fate.SENT)

    with engine.connect() as connection:
        assert outbox.oldest_waiting(connection, now=NOON) is None
