"""The way of a letter from the outbox to a real mail server, crashes included."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text

from notifications import outbox
from notifications.delivery import Tally, deliver
from notifications.messages import Fate, Outcome
from notifications.outbox import BACKOFF, HOLD, LEASE, TRIES
from notifications.tables import outbox as table

NOON = datetime.fromisoformat("2027-03-03T12:00:00+00:00")


class Postbag:
    """A way out that remembers what it was given, and lets letters fare as it is told."""

    def __init__(self, **fates):
        self.fates, self.bag = fates, []

    async def send_all(self, batch, *, now):  # noqa: ARG002 - a mailer dates letters by it
        self.bag += [letter.key for letter in batch]
        return [Outcome(letter, self.fates.get(letter.key, Fate.SENT), "r") for letter in batch]


class Watchman(Postbag):
    """A way out that looks whether anybody holds a transaction open while it sends."""

    def __init__(self, engine):
        super().__init__()
        self.engine, self.open_transactions = engine, None

    async def send_all(self, batch, *, now):
        with self.engine.connect() as connection:
            self.open_transactions = connection.execute(
                text(
                    "select count(*) from pg_stat_activity where datname = current_database()"
                    " and pid <> pg_backend_pid() and xact_start is not null"
                    " and backend_type = 'client backend'"
                )
            ).scalar_one()
        return await super().send_all(batch, now=now)


class Crash(Exception):
    """The house goes dark."""


class PowerCut(Postbag):
    """A way out during which the house goes dark, after the mail server took the letters."""

    def __init__(self, mailer):
        super().__init__()
        self.mailer = mailer

    async def send_all(self, batch, *, now):
        await self.mailer.send_all(batch, now=now)
        raise Crash


def round_of(engine, mailer, *, at=NOON, worker="a worker", **more):
    return deliver(engine, mailer, now=at, worker=worker, **more)


def waiting(engine):
    with engine.connect() as connection:
        return set(
            connection.execute(select(table.c.key).where(table.c.sent_at.is_(None))).scalars()
        )


def test_what_is_due_arrives_and_is_not_sent_again(engine, post, mailer, mail_server):
    post("a", "b")

    first, second = round_of(engine, mailer), round_of(engine, mailer)

    assert first == Tally(sent=2)
    assert second == Tally()
    assert sorted(mail_server.recipients) == ["a@example.org", "b@example.org"]


def test_no_transaction_is_open_while_the_network_is_used(engine, post):
    post("k")
    watchman = Watchman(engine)

    round_of(engine, watchman)

    assert watchman.bag == ["k"]
    assert watchman.open_transactions == 0


def test_a_crash_after_sending_sends_again_under_the_same_identity(
    engine, post, mailer, mail_server
):
    post("k")
    with pytest.raises(Crash):
        round_of(engine, PowerCut(mailer))

    at_once = round_of(engine, mailer, worker="another")
    after_the_lease = round_of(engine, mailer, worker="another", at=NOON + LEASE)

    assert at_once == Tally()
    assert after_the_lease == Tally(sent=1)
    first, copy = (letter for _, letter in mail_server.taken)
    assert first["Message-ID"] == copy["Message-ID"]


def test_a_greylisted_letter_arrives_a_minute_later(engine, post, mailer, mail_server):
    post("k")
    mail_server.at_rcpt["k@example.org"] = ["451 come back"]

    assert round_of(engine, mailer) == Tally(postponed=1)
    assert round_of(engine, mailer, at=NOON + BACKOFF[0] / 2) == Tally()
    assert round_of(engine, mailer, at=NOON + BACKOFF[0]) == Tally(sent=1)


def test_a_mail_server_that_is_down_for_a_week_loses_nothing(
    engine, post, mailer_to, unused_port, mailer, mail_server
):
    post("a", "b", "c")
    down = mailer_to(unused_port)
    tallies = [round_of(engine, down, at=NOON + hours * HOLD * 60) for hours in range(5 * TRIES)]

    back = round_of(engine, mailer, at=NOON + timedelta(days=7))

    assert {(tally.held, tally.dead) for tally in tallies} == {(3, ())}
    assert tallies[0].trouble.startswith(f"the mail server at 127.0.0.1:{unused_port} is not")
    assert back == Tally(sent=3)
    assert len(mail_server.taken) == 3


def test_a_dead_letter_is_told_in_the_transaction_in_which_it_dies(
    engine, post, mailer, mail_server
):
    post("bad", "good")
    mail_server.at_rcpt["bad@example.org"] = ["550 no such mailbox"]
    told = []

    def tell(connection, dead):
        assert connection.in_transaction()
        told.extend(letter.key for letter in dead)

    tally = round_of(engine, mailer, tell=tell)

    assert told == ["bad"]
    assert tally.sent == 1
    assert [letter.key for letter in tally.dead] == ["bad"]


def test_a_letter_does_not_die_where_nobody_can_be_told(engine, post, mailer, mail_server):
    post("bad")
    mail_server.at_rcpt["bad@example.org"] = ["550 no such mailbox"]

    def tell(*_):
        raise Crash

    with pytest.raises(Crash):
        round_of(engine, mailer, tell=tell)

    with engine.connect() as connection:
        assert connection.execute(select(table.c.dead_at)).scalar_one() is None


def test_a_letter_that_breaks_every_connection_does_not_hold_up_the_others(
    engine, post, mailer, mail_server
):
    post("0-breaks")
    post("1", "2", "3", due_at=NOON + timedelta(seconds=1))
    mail_server.drops = {"0-breaks@example.org"}
    at = NOON + timedelta(seconds=1)

    first = round_of(engine, mailer, at=at)
    second = round_of(engine, mailer, at=at + HOLD)
    third = round_of(engine, mailer, at=at + HOLD + timedelta(seconds=1) + HOLD)

    assert (first.postponed, first.held) == (1, 3)
    assert second.sent + third.sent == 3
    assert waiting(engine) == {"0-breaks"}


def test_a_round_takes_no_more_than_its_limit_and_says_how_many(engine, post):
    post(*"abcde")
    bag = Postbag(a=Fate.POSTPONED, b=Fate.HELD, c=Fate.REFUSED)

    tally = round_of(engine, bag, limit=4)

    assert tally.claimed == 4
    assert (tally.sent, tally.postponed, tally.held, len(tally.dead)) == (1, 1, 1, 1)


def test_a_withdrawn_letter_is_not_sent(engine, post):
    post("k")
    with engine.begin() as connection:
        outbox.withdraw(connection, ["EX-7K2M-4"], now=NOON)

    assert round_of(engine, Postbag()) == Tally()


@pytest.mark.parametrize(
    ("fate", "stage"), [(Fate.SENT, "sent"), (Fate.REFUSED, "withdrawn"), (Fate.HELD, "withdrawn")]
)
def test_a_letter_withdrawn_while_under_way_is_recorded_as_it_went(engine, post, fate, stage):
    post("k")
    with engine.begin() as connection:
        (letter,) = outbox.claim(connection, now=NOON, limit=1, worker="w")
        outbox.withdraw(connection, ["EX-7K2M-4"], now=NOON)

    with engine.begin() as connection:
        dead = outbox.settle(connection, [Outcome(letter, fate, "r")], now=NOON)
        (listed,) = outbox.list_letters(connection)

    assert dead == ()
    assert listed.stage == stage
