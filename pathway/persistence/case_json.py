"""What the database tells of a case as JSON, made into what the domain knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from pathway.domain.dossier import Detail, Dossier, LinkedPerson, Officer, Subject
from pathway.domain.history import StoredLine
from statemachines.events import Event
from statemachines.situation import Sibling
from statemachines.vocabulary import Role

_EVENTS = {event.value: event for event in Event}
_ROLES = {role.value: role for role in Role}

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
    """The line that was recorded under an idempotency key before.

    Attributes:
        on_its_day: whether it was recorded on the day on which it happened.
    """

    process_id: UUID
    number: int
    move: str
    on: date
    digest: bytes
    salt: bytes
    on_its_day: bool


def dossier(key: ProcessKey, row: Sequence[Any]) -> Dossier:
    """Return a case and one of its processes as the statement that reads them has it."""
    owner, manager, managers = _officers(row[12])
    return Dossier(
        case_id=UUID(row[0]),
        reference=row[1],
        owner=owner,
        manager=manager,
        subject=Subject(
            pupil_id=UUID(row[2]),
            born_on=_day(row[3]),
            died_on=row[4] and _day(row[4]),
            links=tuple(map(linked_person, row[15] or ())),
            details=tuple(Detail(kind=k, value=v, from_on=_day(d)) for k, v, d in row[16] or ()),
        ),
        process_id=UUID(row[5]),
        policy=key.policy,
        policy_version=row[6],
        kind=row[7],
        occurrence=key.occurrence,
        state=row[8],
        cycle=row[9],
        version=row[10],
        recorded_at=row[11] and datetime.fromisoformat(row[11]),
        lines=tuple(map(stored_line, row[13] or ())),
        siblings=tuple(
            Sibling(policy, state, n, f"{key.case}/{policy}/{n}", kind, began and _day(began))
            for policy, state, n, kind, began in row[14] or ()
        ),
        managers=managers,
    )


def _officers(found: Sequence[Any]) -> tuple[Officer, Officer | None, tuple[Officer, ...]]:
    manager = None if found[4] is None else _officer(found[4:8])
    return _officer(found[:4]), manager, tuple(map(_officer, found[8] or ()))


def _officer(found: Sequence[Any]) -> Officer:
    left_on = None if found[3] is None else _day(found[3])
    return Officer(id=_person(found[0]), name=found[1], email=found[2], left_on=left_on)


def stored_line(found: Sequence[Any]) -> StoredLine:
    """Return a line of history as JSON holds it."""
    return StoredLine(
        found[0], found[1], _EVENTS[found[2]], found[3], found[4], _day(found[5]), found[6],
        _person(found[7]), _ROLES[found[8]], found[9] or 0, found[10] or {}, found[11],
    )  # fmt: skip


@lru_cache(maxsize=4_096)
def _person(text: str) -> UUID:
    """Return an id; few people act, and many lines name them."""
    return UUID(text)


def linked_person(found: Sequence[Any]) -> LinkedPerson:
    """Return a person linked to the pupil as JSON holds them."""
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
        may_be_invited=found[11],
    )


def kept_clocks(found: Sequence[Any] | None) -> dict[ClockKey, tuple[Any, ...]]:
    """Return clocks as JSON holds them, by rule, starting line and party."""
    return {(row[0], row[1], row[2]): tuple(row) for row in found or ()}


def fired_rungs(found: Sequence[Any] | None) -> dict[ClockKey, date]:
    """Return the day of the last rung of each clock."""
    return {(row[0], row[1], row[2]): _day(row[3]) for row in found or ()}


def earlier_line(found: Sequence[Any]) -> EarlierLine:
    """Return the line that was recorded under an idempotency key."""
    return EarlierLine(
        UUID(found[0]), found[1], found[2], _day(found[3]),
        bytes.fromhex(found[4]), bytes.fromhex(found[5] or ""), found[6],
    )  # fmt: skip


def _day(text: str) -> date:
    return date.fromisoformat(text)
