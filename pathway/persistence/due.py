"""Find what is due: alerts to give, and moves that time makes. Never commits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.dossier import LinkedPerson

_RUNGS = text(
    """
    select k.process_id, k.rule_id, k.started_by, k.party, k.started_on, k.counted_from, k.due_on,
           k.safe_on, k.last_working_day, k.kind, k.disapplied, k.next_rung, k.next_rung_on,
           p.policy, p.occurrence, p.state, p.waits_for, c.reference, c.pupil_id,
           o.id, o.name, o.email, m.id, m.name, m.email, s.died_on,
           coalesce(o.left_on <= :today, false)
    from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join people o on o.authority_id = c.authority_id and o.id = c.owner_id
    left join people m on m.authority_id = o.authority_id and m.id = o.manager_id
    where k.next_rung_on <= :today
      and (cast(:shard as text) is null or substr(cast(k.process_id as text), 1, 1) = :shard)
      and (k.next_rung_on, k.process_id, k.rule_id, k.started_by, k.party)
        > (cast(:day as date), cast(:process as uuid), :rule, :line, cast(:party as uuid))
    order by k.next_rung_on, k.process_id, k.rule_id, k.started_by, k.party
    limit :limit
    for no key update of k skip locked
    """
)
_MAKES = text(
    """
    select k.process_id, k.rule_id, k.started_by, k.makes_on, c.reference, p.policy, p.occurrence
    from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    where k.makes_on <= :today
      and (cast(:shard as text) is null or substr(cast(k.process_id as text), 1, 1) = :shard)
    order by k.makes_on, k.process_id
    limit :limit
    """
)
_DUE = text(
    """
    select count(*) from (
        (select 1 from clocks where next_rung_on <= :today limit :limit)
        union all
        (select 1 from clocks where makes_on <= :today limit :limit)
        limit :limit
    ) as several
    """
)
_FIRE = text(
    """
    insert into rungs (authority_id, process_id, rule_id, started_by, party, rung, day,
                       passed_over, fired_at)
    select :authority, u.*, :at from unnest(
        cast(:process as uuid[]), cast(:rule as text[]), cast(:line as integer[]),
        cast(:party as uuid[]), cast(:rung as text[]), cast(:day as date[]),
        cast(:passed as boolean[])
    ) as u
    on conflict do nothing
    """
)
_CLIMB = text(
    """
    update clocks k set next_rung = u.rung, next_rung_on = u.day
    from unnest(
        cast(:process as uuid[]), cast(:rule as text[]), cast(:line as integer[]),
        cast(:party as uuid[]), cast(:rung as text[]), cast(:day as date[])
    ) as u (process, rule, line, party, rung, day)
    where k.authority_id = :authority and k.process_id = u.process and k.rule_id = u.rule
      and k.started_by = u.line and k.party = u.party
    """
)


_LINKS = text(
    """
    select k.pupil_id, w.id, w.name, w.email, k.audience, k.parental_responsibility, k.may_be_told,
           k.channel, k.lacks_capacity, k.from_on, k.until_on, w.left_on
    from links k
    join people w on w.authority_id = k.authority_id and w.id = k.person_id
    where k.pupil_id = any(cast(:pupils as uuid[]))
    """
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of the authority who may be told."""

    id: UUID
    name: str
    email: str | None


@dataclass(frozen=True, slots=True)
class DueRung:
    """A clock one of whose alerts is due, with the case it belongs to."""

    process_id: UUID
    rule_id: str
    started_by: int
    party: UUID
    started_on: date
    counted_from: date
    due_on: date | None
    safe_on: date | None
    last_working_day: date | None
    kind: str
    disapplied: str | None
    rung: str
    rung_on: date
    policy: str
    occurrence: int
    state: str
    waits_for: str
    reference: str
    pupil_id: UUID
    owner: Contact
    manager: Contact | None
    died_on: date | None

    @property
    def process(self) -> str:
        """The process, as people write it."""
        return f"{self.reference}/{self.policy}/{self.occurrence}"


@dataclass(frozen=True, slots=True)
class DueMove:
    """A move that time is to make."""

    process_id: UUID
    rule_id: str
    started_by: int
    on: date
    case: str
    policy: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class Climb:
    """An alert that fired or is passed over, or the next one of a clock; None where none is."""

    clock: DueRung
    rung: str | None
    day: date | None
    passed_over: bool = False


def claim_rungs(
    connection: Connection,
    *,
    today: date,
    limit: int,
    shard: str | None = None,
    beyond: "DueRung | None" = None,
) -> list[DueRung]:
    """Hold the clocks whose next alert is due; what another worker holds is left to it.

    Args:
        connection: works for one authority.
        today: the civil day.
        limit: at most so many.
        shard: the first character of the process's id, where the work is shared out.
        beyond: the last of the batch before, so that what could not be done does not come again.
    """
    asked = {"today": today, "limit": limit, "shard": shard, **_place(beyond)}
    return [_due(row) for row in connection.execute(_RUNGS, asked)]


def due_moves(
    connection: Connection, *, today: date, limit: int, shard: str | None = None
) -> list[DueMove]:
    """List the moves that time is to make by a day, the oldest first."""
    asked = {"today": today, "limit": limit, "shard": shard}
    return [DueMove(*row) for row in connection.execute(_MAKES, asked)]


def clocks_due(connection: Connection, *, today: date, limit: int) -> int:
    """Count the clocks with an alert or a move due by a day, up to a limit."""
    found: int = connection.execute(_DUE, {"today": today, "limit": limit}).scalar_one()
    return found


def links(connection: Connection, pupils: Collection[UUID]) -> dict[UUID, list[LinkedPerson]]:
    """Return the people linked to pupils, by pupil."""
    found: dict[UUID, list[LinkedPerson]] = {}
    if pupils:
        for pupil, *link in connection.execute(_LINKS, {"pupils": list(pupils)}):
            fields = zip(LinkedPerson.__dataclass_fields__, link, strict=True)
            found.setdefault(pupil, []).append(LinkedPerson(**dict(fields)))
    return found


def fire(
    connection: Connection, authority_id: UUID, fired: Sequence[Climb], *, at: datetime
) -> None:
    """Enter alerts into the ledger, each once."""
    if fired:
        columns = _columns(authority_id, fired)
        connection.execute(
            _FIRE, {**columns, "at": at, "passed": [climb.passed_over for climb in fired]}
        )


def climb(connection: Connection, authority_id: UUID, onwards: Sequence[Climb]) -> None:
    """Set the next alert of clocks."""
    if onwards:
        connection.execute(_CLIMB, _columns(authority_id, onwards))


def _place(beyond: DueRung | None) -> dict[str, Any]:
    nobody = UUID(int=0)
    if beyond is None:
        return {"day": date.min, "process": nobody, "rule": "", "line": 0, "party": nobody}
    return {
        "day": beyond.rung_on,
        "process": beyond.process_id,
        "rule": beyond.rule_id,
        "line": beyond.started_by,
        "party": beyond.party,
    }


def _due(row: Sequence[Any]) -> DueRung:
    owner, manager = Contact(*row[19:22]), None if row[22] is None else Contact(*row[22:25])
    if row[26] and manager:  # of an owner who has left, the manager answers for the case
        owner = manager
    fields = zip(DueRung.__dataclass_fields__, (*row[:19], owner, manager, row[25]), strict=True)
    return DueRung(**dict(fields))


def _columns(authority_id: UUID, climbs: Sequence[Climb]) -> dict[str, Any]:
    return {
        "authority": authority_id,
        "process": [c.clock.process_id for c in climbs],
        "rule": [c.clock.rule_id for c in climbs],
        "line": [c.clock.started_by for c in climbs],
        "party": [c.clock.party for c in climbs],
        "rung": [c.rung for c in climbs],
        "day": [c.day for c in climbs],
    }
