"""What people do with the outbox: look into it, put dead letters back, stop letters, forget words.

The connection has its authority set already (row-level security), so no query here asks for it.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, case, literal, select, text, update
from sqlalchemy.engine import RowMapping

from notifications.errors import LetterUnknown
from notifications.messages import Kept, Listed, Stage
from notifications.moments import aware
from notifications.tables import outbox

_STAGE: Final[ColumnElement[str]] = case(
    (outbox.c.sent_at.is_not(None), literal(Stage.SENT.value)),
    (outbox.c.dead_at.is_not(None), literal(Stage.DEAD.value)),
    (outbox.c.withdrawn_at.is_not(None), literal(Stage.WITHDRAWN.value)),
    else_=literal(Stage.WAITING.value),
).label("stage")

_SHOWN: Final = (
    outbox.c.key,
    outbox.c.recipient,
    outbox.c.recipient_id,
    outbox.c.reference,
    outbox.c.subject,
    _STAGE,
    outbox.c.owed_on,
    outbox.c.posted_at,
    outbox.c.due_at,
    outbox.c.sent_at,
    outbox.c.attempts,
    outbox.c.last_error,
)

_IS_WAITING: Final = (
    outbox.c.sent_at.is_(None) & outbox.c.dead_at.is_(None) & outbox.c.withdrawn_at.is_(None)
)

_IN_STAGE: Final[dict[Stage, ColumnElement[bool]]] = {
    Stage.WAITING: _IS_WAITING,
    Stage.SENT: outbox.c.sent_at.is_not(None),
    Stage.DEAD: outbox.c.dead_at.is_not(None),
    Stage.WITHDRAWN: outbox.c.withdrawn_at.is_not(None),
}


def list_letters(
    connection: Connection,
    *,
    stage: Stage | None = None,
    reference: str | None = None,
    limit: int = 100,
    as_at: datetime | None = None,
    owed_by: date | None = None,
) -> list[Listed]:
    """List letters, the latest posted first, without their words.

    Args:
        connection: with its authority set.
        stage: only letters that stand there.
        reference: only letters about this case, also those whose words are erased; without it
            only letters that still have their words.
        limit: how many at most.
        as_at: aware; only letters that had been posted by this moment, where they stood then. That
            one had been given up for a time, and was tried again, is not kept.
        owed_by: only letters that were owed by this civil day, by the clock of whoever owes them.
    """
    about = outbox.c.erased_at.is_(None) if reference is None else outbox.c.reference == reference
    stood = _STAGE if as_at is None else _stage_at(as_at)
    shown = (stood if column is _STAGE else column for column in _SHOWN)
    query = select(*shown).where(about).order_by(outbox.c.posted_at.desc(), outbox.c.key)
    if as_at is not None:
        query = query.where(outbox.c.posted_at <= aware(as_at))
    if owed_by is not None:
        query = query.where(outbox.c.owed_on <= owed_by)
    if stage is not None:
        query = query.where(_IN_STAGE[stage] if as_at is None else stood == stage.value)
    return [_listed(letter) for letter in connection.execute(query.limit(limit)).mappings()]


def _stage_at(moment: datetime) -> ColumnElement[str]:
    by = aware(moment)
    return case(
        (outbox.c.sent_at <= by, literal(Stage.SENT.value)),
        (outbox.c.dead_at <= by, literal(Stage.DEAD.value)),
        (outbox.c.withdrawn_at <= by, literal(Stage.WITHDRAWN.value)),
        else_=literal(Stage.WAITING.value),
    ).label("stage")


def read_letter(connection: Connection, key: str) -> Kept:
    """Return one letter with its words.

    Raises:
        LetterUnknown: there is none of that key.
    """
    query: Select[Any] = select(*_SHOWN, outbox.c.body_text, outbox.c.body_html)
    found = connection.execute(query.where(outbox.c.key == key)).mappings().one_or_none()
    if found is None:
        raise LetterUnknown(key)
    return Kept(listed=_listed(found), body_text=found["body_text"], body_html=found["body_html"])


def _listed(letter: RowMapping) -> Listed:
    shown = {column.name: letter[column.name] for column in _SHOWN}
    return Listed(**(shown | {"stage": Stage(letter["stage"])}))


_OLDEST = text("""
    WITH waiting AS MATERIALIZED (
        SELECT posted_at
        FROM outbox
        WHERE sent_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL AND posted_at <= :now
          AND (last_error IS NOT NULL OR NOT :tried)
    )
    SELECT min(posted_at) FROM waiting
""")


def oldest_waiting(
    connection: Connection, *, now: datetime, tried: bool = False
) -> datetime | None:
    """Return when the letter that has waited longest was first due; None where none waits.

    A watchdog asks this: a mail server that is down kills no letter, so only the waiting shows it.

    Args:
        connection: with its authority set.
        now: aware; letters first due later do not wait yet.
        tried: whether only letters count that were tried before and came back.
    """
    asked = {"now": aware(now), "tried": tried}
    oldest: datetime | None = connection.execute(_OLDEST, asked).scalar_one()
    return oldest


_WAITING = text("""
    SELECT count(*)
    FROM outbox
    WHERE sent_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL AND posted_at <= :now
""")


def count_waiting(connection: Connection, *, now: datetime) -> int:
    """Count the letters that are due, or were and wait for their next try.

    Args:
        connection: with its authority set.
        now: aware; letters first due later do not wait yet.
    """
    waiting: int = connection.execute(_WAITING, {"now": aware(now)}).scalar_one()
    return waiting


def retry(connection: Connection, keys: Collection[str], *, now: datetime) -> list[str]:
    """Put dead letters back, due now, with all their tries before them.

    Args:
        connection: with its authority set.
        keys: of letters to put back; those that are not dead, or whose words are erased, stay.
        now: aware.

    Returns:
        The keys that were put back.
    """
    put_back = (
        update(outbox)
        .where(outbox.c.key.in_(keys), outbox.c.dead_at.is_not(None), outbox.c.erased_at.is_(None))
        .values(dead_at=None, attempts=0, interruptions=0, due_at=aware(now))
        .returning(outbox.c.key)
    )
    return list(connection.execute(put_back).scalars())


def withdraw(connection: Connection, references: Collection[str], *, now: datetime) -> list[str]:
    """Stop every letter about some cases that has not gone out: none reaches a bereaved family.

    A letter that a worker holds at this moment may still go out, and is then recorded as sent.

    Args:
        connection: with its authority set.
        references: of the cases.
        now: aware.

    Returns:
        The keys of the letters that were stopped.
    """
    stopped = (
        update(outbox)
        .where(
            outbox.c.reference.in_(references),
            outbox.c.sent_at.is_(None),
            outbox.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=aware(now), dead_at=None)
        .returning(outbox.c.key)
    )
    return list(connection.execute(stopped).scalars())


def put_back(connection: Connection, references: Collection[str]) -> list[str]:
    """Let the letters about some cases go out after all that were stopped by mistake.

    Args:
        connection: with its authority set.
        references: of the cases.

    Returns:
        The keys of the letters that wait again; those whose words are erased do not.
    """
    waiting = (
        update(outbox)
        .where(
            outbox.c.reference.in_(references),
            outbox.c.withdrawn_at.is_not(None),
            outbox.c.erased_at.is_(None),
        )
        .values(withdrawn_at=None)
        .returning(outbox.c.key)
    )
    return list(connection.execute(waiting).scalars())


_ERASE = text("""
    WITH old AS MATERIALIZED (
        SELECT authority_id, key
        FROM outbox
        WHERE erased_at IS NULL
          AND posted_at < :before
          AND coalesce(sent_at, dead_at, withdrawn_at) < :before
        LIMIT :limit
        FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox
    SET body_text = NULL, body_html = NULL, erased_at = :now
    FROM old
    WHERE outbox.authority_id = old.authority_id AND outbox.key = old.key
""")


def erase_bodies(
    connection: Connection, *, sent_before: datetime, now: datetime, limit: int = 10_000
) -> int:
    """Erase the words of letters that ended before a moment; key, recipient and times stay.

    Letters given up or withdrawn before then lose their words too.

    Args:
        connection: with its authority set.
        sent_before: aware; the start of the retention period.
        now: aware; recorded as the moment of erasure.
        limit: how many at most in one transaction; repeat until fewer are erased.

    Returns:
        How many letters lost their words.
    """
    erased = connection.execute(
        _ERASE, {"before": aware(sent_before), "now": aware(now), "limit": limit}
    )
    return erased.rowcount
