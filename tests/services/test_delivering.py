import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import text

from notifications import outbox
from notifications.messages import Claimed, Fate, Message, Outcome
from pathway.services.delivering import deliver_due

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)


class Postbag:
    """Remembers what it was given, and gives each letter the fate it was told."""

    def __init__(self, **fates: Fate) -> None:
        self.fates, self.taken = fates, list[str]()

    async def send_all(self, batch: Sequence[Claimed], *, now: datetime) -> list[Outcome]:
        assert now == NOON
        await asyncio.sleep(0)
        self.taken += [letter.key for letter in batch]
        return [
            Outcome(letter, self.fates.get(letter.recipient.partition("@")[0], Fate.SENT), "no")
            for letter in batch
        ]


def post(office, *keys, to="mo@people.example", person=None, reference=""):
    letters = [
        Message(
            authority_id=office.authority_id, key=key, recipient=to, recipient_id=person,
            reference=reference, subject="What happens next", body_text="…", body_html="…",
        )
        for key in keys
    ]  # fmt: skip
    with office.engine.begin() as connection:
        outbox.post(connection, letters, due_at=NOON)


def tasks(office):
    asked = text("select about, owner_id, due_on::text, reason from tasks where key like 'dead/%'")
    with office.engine.connect() as connection:
        return connection.execute(asked).all()


def deliver(office, postbag, **more):
    return deliver_due(office, postbag, now=NOON, worker="a test", **more)


def test_every_letter_that_is_due_goes_batch_after_batch(office):
    post(office, "one", "two", "three")
    postbag = Postbag()

    sent = deliver(office, postbag, batch=2)

    assert sent.sent == 3
    assert sorted(postbag.taken) == ["one", "three", "two"]


def test_a_letter_given_up_becomes_a_task_of_whoever_holds_the_case(office, open_case, around):
    reference = open_case().process.partition("/")[0]
    post(office, "lost", to="wrong@people.example", reference=reference)

    sent = deliver(office, Postbag(wrong=Fate.REFUSED))

    ((about, owner, due_on, reason),) = tasks(office)
    assert sent.dead == ("lost",)
    assert (about, owner, due_on) == (reference, around.caseworker, "2026-09-09")
    assert "reach wrong@people.example by post or telephone" in reason


def test_a_digest_given_up_becomes_a_task_of_who_was_to_read_it(office, around):
    post(office, "digest", to="wrong@people.example", person=around.senco)

    deliver(office, Postbag(wrong=Fate.REFUSED))

    assert [task.owner_id for task in tasks(office)] == [around.senco]


def test_a_letter_to_nobody_we_know_becomes_a_task_of_a_manager(office, around):
    post(office, "mailbox", to="wrong@people.example", reference="no such case")

    deliver(office, Postbag(wrong=Fate.REFUSED))

    assert [task.owner_id for task in tasks(office)] == [around.manager]


def test_where_there_is_no_mail_server_the_letters_wait_and_none_dies(office):
    post(office, "one", "two", "three")
    postbag = Postbag(mo=Fate.HELD)

    sent = deliver(office, postbag, batch=2)

    assert (sent.sent, sent.held, sent.dead, sent.trouble) == (0, 2, (), "no")
    assert len(postbag.taken) == 2  # the third was not even tried
    assert tasks(office) == []


def test_one_authoritys_letters_are_not_the_others(office, other_office):
    post(office, "ours")

    assert deliver(other_office, Postbag()).sent == 0
