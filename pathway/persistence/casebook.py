"""Read and write cases. Takes a connection that works for one authority; never commits."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from pathway.domain.dossier import Detail, Dossier, LinkedPerson, Officer, Subject
from pathway.domain.errors import CaseNotFound, ProcessNotFound
from pathway.domain.history import StoredLine
from pathway.persistence import sql
from statemachines.events import Event
from statemachines.policy import Policy
from statemachines.situation import Sibling
from statemachines.vocabulary import Role

CLOCK_COLUMNS = (
    "rule_id", "started_by", "party", "started_on", "counted_from", "due_on", "safe_on",
    "last_working_day", "kind", "settled_on", "settled_by", "met", "disapplied", "why_no_date",
    "next_rung", "next_rung_on", "makes_on",
)  # fmt: skip


ClockKey = tuple[str, int, str]
"""A clock within its process: the rule, the line that started it, and the party's id as text."""


@dataclass(frozen=True, slots=True)
class ProcessKey:
    """Which process is meant: the case's reference, the policy and the occurrence, from 1."""

    case: str
    policy: str
    occurrence: int

    def __str__(self) -> str:
        return f"{self.case}/{self.policy}/{self.occurrence}"


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """The line that was recorded under an idempotency key before."""

    process_id: UUID
    number: int
    move: str
    on: date
    digest: bytes
    salt: bytes


@dataclass(frozen=True, slots=True)
class Reading:
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


def lock(connection: Connection, key: ProcessKey) -> None:
    """Hold the case, and with it all its processes, until the transaction ends.

    Raises:
        CaseNotFound: the authority has no such case.
        ProcessNotFound: the case has no such process.
    """
    asked = {"case": key.case, "policy": key.policy, "occurrence": key.occurrence}
    found = connection.execute(sql.LOCK, asked).one_or_none()
    if found is None:
        raise CaseNotFound(key.case)
    if found[0] is None:
        raise ProcessNotFound(str(key))


def hold(connection: Connection, case: str) -> UUID:
    """Hold a case until the transaction ends; return its id.

    Raises:
        CaseNotFound: the authority has no such case.
    """
    held: UUID | None = connection.execute(sql.HOLD, {"case": case}).scalar_one_or_none()
    if held is None:
        raise CaseNotFound(case)
    return held


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
    asked = {
        "case": key.case,
        "policy": key.policy,
        "occurrence": key.occurrence,
        "key": idempotency_key,
    }
    row = connection.execute(sql.READ, asked).one_or_none()
    if row is None:
        raise ProcessNotFound(str(key))
    return Reading(
        _dossier(key, row), kept_clocks(row[17]), fired_rungs(row[18]), _earlier(row[19])
    )


def write(connection: Connection, line: Mapping[str, Any]) -> bytes:
    """Write a line, its content and the clocks it changes; return the line's hash."""
    return bytes(connection.execute(sql.WRITE, dict(line)).scalar_one())


def _dossier(key: ProcessKey, row: Sequence[Any]) -> Dossier:
    owner, manager = _officers(row[12])
    return Dossier(
        case_id=row[0],
        reference=row[1],
        owner=owner,
        manager=manager,
        subject=Subject(
            pupil_id=row[2],
            born_on=row[3],
            died_on=row[4],
            links=tuple(map(_link, row[15] or ())),
            details=tuple(Detail(kind=k, value=v, from_on=_day(d)) for k, v, d in row[16] or ()),
        ),
        process_id=row[5],
        policy=key.policy,
        policy_version=row[6],
        kind=row[7],
        occurrence=key.occurrence,
        state=row[8],
        cycle=row[9],
        version=row[10],
        recorded_at=row[11],
        lines=tuple(map(stored_line, row[13] or ())),
        siblings=tuple(
            Sibling(policy, state, n, f"{key.case}/{policy}/{n}", kind, began and _day(began))
            for policy, state, n, kind, began in row[14] or ()
        ),
    )


def _officers(found: Sequence[Any]) -> tuple[Officer, Officer | None]:
    return _officer(found[:4]), None if found[4] is None else _officer(found[4:])


def _officer(found: Sequence[Any]) -> Officer:
    left_on = None if found[3] is None else _day(found[3])
    return Officer(id=UUID(found[0]), name=found[1], email=found[2], left_on=left_on)


def stored_line(found: Sequence[Any]) -> StoredLine:
    """Return a line of history as JSON holds it."""
    return StoredLine(
        found[0], found[1], Event(found[2]), found[3], found[4], _day(found[5]), found[6],
        UUID(found[7]), Role(found[8]), found[9] or 0, found[10] or {},
    )  # fmt: skip


def _link(found: Sequence[Any]) -> LinkedPerson:
    return LinkedPerson(
        id=UUID(found[0]),
        name=found[1],
        email=found[2],
        audience=found[3],
        parental_responsibility=found[4],
        may_be_told=found[5],
        channel=found[6],
        lacks_capacity=found[7],
        from_on=_day(found[8]),
        until_on=None if found[9] is None else _day(found[9]),
        left_on=None if found[10] is None else _day(found[10]),
    )


def kept_clocks(found: Sequence[Any] | None) -> dict[ClockKey, tuple[Any, ...]]:
    """Return clocks as JSON holds them, by rule, starting line and party."""
    return {(row[0], row[1], row[2]): tuple(row) for row in found or ()}


def fired_rungs(found: Sequence[Any] | None) -> dict[ClockKey, date]:
    """Return the day of the last rung of each clock."""
    return {(row[0], row[1], row[2]): _day(row[3]) for row in found or ()}


def _earlier(found: Sequence[Any] | None) -> EarlierLine | None:
    if found is None:
        return None
    return EarlierLine(
        UUID(found[0]), found[1], found[2], _day(found[3]),
        bytes.fromhex(found[4]), bytes.fromhex(found[5] or ""),
    )  # fmt: skip


def _day(text: str) -> date:
    return date.fromisoformat(text)


def changed_clocks(
    stored: Mapping[ClockKey, tuple[Any, ...]],
    projected: Mapping[ClockKey, tuple[Any, ...]],
) -> tuple[str, str]:
    """Return, as JSON, the clocks to write and the ones that are gone."""
    new = [dict(zip(CLOCK_COLUMNS, row, strict=True)) for key, row in projected.items()
           if stored.get(key) != row]  # fmt: skip
    gone = [
        {"rule_id": rule, "started_by": line, "party": party}
        for rule, line, party in stored.keys() - projected.keys()
    ]
    return json.dumps(new), json.dumps(gone)
