"""Read and write cases. Takes a connection that works for one authority; never commits."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from pydantic_core import from_json, to_json
from sqlalchemy import Connection

from notifications import posting
from notifications.messages import Message
from pathway.domain.dossier import Dossier
from pathway.domain.errors import CaseNotFound, ProcessNotFound
from pathway.persistence import pipeline, sql
from pathway.persistence.case_json import (
    ClockKey,
    EarlierLine,
    ProcessKey,
    dossier,
    earlier_line,
    fired_rungs,
    kept_clocks,
    stored_line,
)
from pathway.persistence.pipeline import Rows
from statemachines.policy import Policy

__all__ = [
    "ClockKey",
    "Differing",
    "EarlierLine",
    "ProcessKey",
    "Reading",
    "answered",
    "ask_for",
    "differing",
    "fired_rungs",
    "hold",
    "hold_and_read",
    "kept_clocks",
    "open_process",
    "post",
    "process_of_key",
    "read",
    "stored_line",
    "write_clocks",
    "write_line",
]

CLOCK_COLUMNS = (
    "rule_id", "started_by", "party", "started_on", "counted_from", "due_on", "safe_on",
    "last_working_day", "kind", "settled_on", "settled_by", "met", "disapplied", "why_no_date",
    "next_rung", "next_rung_on", "makes_on",
)  # fmt: skip


class Differing(NamedTuple):
    """Where the clocks of a process that are drawn from history are not those that are stored.

    Attributes:
        changed: those that are new or other than they were, column by column.
        gone: what tells apart those that are no more.
    """

    process: UUID
    changed: list[dict[str, Any]]
    gone: list[dict[str, Any]]


class Reading(NamedTuple):
    """What one reading found.

    Attributes:
        dossier: the case and the process.
        clocks: its clocks as stored, by rule, starting line and party.
        fired: the day of the last rung of each clock that fired or was passed over.
        earlier: the line that was recorded under the idempotency key before.
    """

    dossier: Dossier
    clocks: Mapping[ClockKey, tuple[Any, ...]]
    fired: Mapping[ClockKey, date]
    earlier: EarlierLine | None


def hold(connection: Connection, case: str) -> UUID:
    """Hold a case, and with it all its processes, until the transaction ends; return its id.

    Raises:
        CaseNotFound: the authority has no such case.
    """
    pipeline.send(connection, sql.HOLD, {"case": case})
    held = _answer(pipeline.answers(connection)[-1])
    if held is None:
        raise CaseNotFound(case)
    return UUID(held)


def hold_and_read(
    connection: Connection, key: ProcessKey, *, idempotency_key: str | None
) -> Reading:
    """Hold a case, then read it and one of its processes, without waiting in between.

    Raises:
        CaseNotFound: the authority has no such case.
        ProcessNotFound: the case has no such process.
    """
    ask_for(connection, key, idempotency_key=idempotency_key)
    return answered(connection, key)


def ask_for(connection: Connection, key: ProcessKey, *, idempotency_key: str | None) -> None:
    """Have a case held, then it and one of its processes read; what is found is `answered`.

    The reading is a statement of its own: it sees what was committed before the case was held.
    """
    pipeline.send(connection, sql.HOLD, {"case": key.case})
    _send_reading(connection, key, idempotency_key)
    pipeline.push(connection)


def answered(connection: Connection, key: ProcessKey) -> Reading:
    """Wait for what was asked for with `ask_for`, and return it; nothing else was sent ahead.

    Raises:
        CaseNotFound: the authority has no such case.
        ProcessNotFound: the case has no such process.
    """
    held, *found = pipeline.answers(connection)
    if not held:
        raise CaseNotFound(key.case)
    return _reading(key, *found)


def open_process(
    connection: Connection, authority_id: UUID, case: str, policy: Policy, *, kind: str | None
) -> ProcessKey:
    """Add a process of a policy to a case, of a kind, not yet begun.

    Raises:
        CaseNotFound: the authority has no such case.
    """
    new = {
        "authority": authority_id,
        "id": uuid4(),
        "case": hold(connection, case),
        "policy": policy.name,
        "version": policy.version,
        "kind": kind,
    }
    return ProcessKey(case, policy.name, connection.execute(sql.OPEN, new).scalar_one())


def process_of_key(connection: Connection, idempotency_key: str | None) -> ProcessKey | None:
    """Return the process in which an idempotency key was used, or None where it never was."""
    if idempotency_key is None:
        return None
    found = connection.execute(sql.PROCESS_OF_KEY, {"key": idempotency_key}).one_or_none()
    return None if found is None else ProcessKey(*found)


def read(connection: Connection, key: ProcessKey, *, idempotency_key: str | None = None) -> Reading:
    """Read a case and one of its processes, with everything a move needs to know.

    Raises:
        ProcessNotFound: there is no such process.
    """
    _send_reading(connection, key, idempotency_key)
    found = pipeline.answers(connection)
    return _reading(key, *(found[-1:] if idempotency_key is None else found[-2:]))


def write_line(connection: Connection, line: Mapping[str, Any]) -> None:
    """Write a line and its content, without waiting for it to be written."""
    pipeline.send(connection, sql.LINE, line)
    pipeline.push(connection)


def write_clocks(connection: Connection, authority_id: UUID, differing: Differing) -> None:
    """Write the clocks of a process that differ, without waiting for it."""
    if differing.gone:
        gone = {"process": differing.process, "gone": _json(differing.gone)}
        pipeline.send(connection, sql.CLOCKS_GONE, {"authority": authority_id, **gone})
    if differing.changed:
        changed = {"authority": authority_id, "clocks": _json(differing.changed)}
        pipeline.send(connection, sql.CLOCKS, changed)
    pipeline.push(connection)


def post(connection: Connection, messages: Sequence[Message], *, due_at: datetime) -> None:
    """Put the letters of a move in the outbox, without waiting for it.

    Args:
        connection: works for one authority.
        messages: the finished letters.
        due_at: aware; the first moment at which they may be sent.
    """
    if messages:
        statement = sql.letters(len(messages))
        rows = (posting.row(message, due_at).values() for message in messages)
        values = dict(zip(statement.fields, chain.from_iterable(rows), strict=True))
        pipeline.send(connection, statement, values)
        pipeline.push(connection)


def _send_reading(connection: Connection, key: ProcessKey, idempotency_key: str | None) -> None:
    asked = {"case": key.case, "policy": key.policy, "occurrence": key.occurrence}
    pipeline.send(connection, sql.READ, asked)
    if idempotency_key is not None:
        pipeline.send(connection, sql.EARLIER, {"key": idempotency_key})


def _reading(key: ProcessKey, found: Rows, earlier: Rows | None = None) -> Reading:
    read = _answer(found)
    if read is None:
        raise ProcessNotFound(str(key))
    row = from_json(read, cache_strings="keys")
    before = _answer(earlier or [])
    return Reading(
        dossier=dossier(key, row),
        clocks=kept_clocks(row[17]),
        fired=fired_rungs(row[18]),
        earlier=None if before is None else earlier_line(from_json(before)),
    )


def _json(rows: Sequence[Mapping[str, Any]]) -> str:
    return to_json(rows).decode()


def _answer(rows: Rows) -> str | None:
    """Return what a statement answered that answers one thing at most."""
    return rows[0][0] if rows else None


def differing(
    process: UUID,
    stored: Mapping[ClockKey, tuple[Any, ...]],
    projected: Mapping[ClockKey, tuple[Any, ...]],
) -> Differing:
    """Return the clocks of a process to write and the ones that are gone."""
    named = str(process)
    return Differing(
        process,
        [
            {"process_id": named, **dict(zip(CLOCK_COLUMNS, row, strict=True))}
            for key, row in projected.items()
            if stored.get(key) != row
        ],
        [
            {"rule_id": rule, "started_by": line, "party": party}
            for rule, line, party in stored.keys() - projected.keys()
        ],
    )
