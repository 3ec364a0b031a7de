"""Find the alerts that are due, and enter those that were given. Never commits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.rungs import Rung

RUNGS = text(
    """
    with claimed as materialized (
        select * from clocks k
        where k.next_rung_on <= :today
          and k.process_id between cast(:first as uuid) and cast(:last as uuid)
          and (k.next_rung_on, k.process_id, k.rule_id, k.started_by, k.party)
            > (cast(:day as date), cast(:process as uuid), :rule, :line, cast(:party as uuid))
        order by k.next_rung_on, k.process_id, k.rule_id, k.started_by, k.party
        limit :limit
        for no key update skip locked
    )
    select k.process_id, k.rule_id, k.started_by, k.party, k.started_on, k.counted_from, k.due_on,
           k.safe_on, k.last_working_day, k.kind, k.disapplied, k.next_rung, k.next_rung_on,
           p.policy, p.policy_version, p.occurrence, p.state, p.waits_for, c.reference,
           c.pupil_id, s.died_on, c.owner_id
    from claimed k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    order by k.next_rung_on, k.process_id, k.rule_id, k.started_by, k.party
    """
)
_ANSWERABLE = text(
    """
    with managers as materialized (
        select authority_id, id, name, email from people
        where 'manager' = any(roles) and (left_on is null or left_on > :today)
    )
    select o.id, o.name, o.email, coalesce(o.left_on <= :today, false), g.id, g.name, g.email
    from people o
    left join people m on m.authority_id = o.authority_id and m.id = o.manager_id
     and (m.left_on is null or m.left_on > :today)
    left join lateral (
        select m.id, m.name, m.email where m.id is not null
        union all
        select id, name, email from managers
        where m.id is null and managers.authority_id = o.authority_id and managers.id <> o.id
    ) g on true
    where o.id = any(cast(:owners as uuid[]))
    order by o.id, g.name, g.id
    """
)
_SILENT = text(
    """
    select pupil_id, person_id from links
    where pupil_id = any(cast(:pupils as uuid[])) and not may_be_told
      and from_on <= :today and (until_on is null or until_on >= :today)
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
_GIVE = """
    with seen_to as materialized (
        select * from unnest(
            %(process)b::uuid[], %(rule)b::text[], %(line)b::integer[], %(party)b::uuid[],
            %(next)b::text[], %(next_on)b::date[]
        ) with ordinality as u (process, rule, line, party, next, next_on, place)
    ), fired as (
        insert into rungs (authority_id, process_id, rule_id, started_by, party, rung, day,
                           passed_over, fired_at)
        select %(authority)s::uuid, s.process, s.rule, s.line, s.party, f.rung, f.day,
               f.passed_over, %(at)s::timestamptz
        from unnest(
            %(place)b::bigint[], %(rung)b::text[], %(day)b::date[], %(passed_over)b::boolean[]
        ) as f (place, rung, day, passed_over)
        join seen_to s on s.place = f.place
        on conflict do nothing
    )
    update clocks k set next_rung = s.next, next_rung_on = s.next_on
    from seen_to s
    where k.authority_id = %(authority)s::uuid and k.process_id = s.process and k.rule_id = s.rule
      and k.started_by = s.line and k.party = s.party
"""
"""In psycopg's own way and in binary, as a sweep sends thousands of values at a time."""


Span = tuple[UUID, UUID]
"""A first and a last id, both included."""

EVERY_PROCESS: Span = (UUID(int=0), UUID("f" * 32))


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of the authority who may be told."""

    id: UUID
    name: str
    email: str | None


NOBODY: frozenset[UUID] = frozenset()


class _Owner(NamedTuple):
    """Who holds cases, whether they have left, and who is above them."""

    owner: Contact
    gone: bool
    above: list[Contact]


class DueRung(NamedTuple):
    """A clock one of whose alerts is due, with the case it belongs to.

    Attributes:
        owner: who answers for the case.
        above: who hears of it as those who manage the owner.
    """

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
    policy_version: int
    occurrence: int
    state: str
    waits_for: str
    reference: str
    pupil_id: UUID
    died_on: date | None
    owner: Contact
    above: tuple[Contact, ...]

    @property
    def process(self) -> str:
        """The process, as people write it."""
        return f"{self.reference}/{self.policy}/{self.occurrence}"


class SeenTo(NamedTuple):
    """A clock whose alerts were seen to.

    Attributes:
        given: the alerts that were given.
        passed_over: those that were passed over.
        coming: the next one; None where there is none.
    """

    clock: DueRung
    given: Sequence[Rung]
    passed_over: Sequence[Rung]
    coming: Rung | None


def claim_rungs(
    connection: Connection,
    *,
    today: date,
    limit: int,
    among: Span = EVERY_PROCESS,
    beyond: "DueRung | None" = None,
) -> list[DueRung]:
    """Hold the clocks whose next alert is due; what another worker holds is left to it.

    Args:
        connection: works for one authority.
        today: the civil day.
        limit: at most so many.
        among: the first and the last of the processes' ids, where the work is shared out.
        beyond: the last of the batch before, so that what could not be done does not come again.
    """
    first, last = among
    asked = {"today": today, "limit": limit, "first": first, "last": last, **_place(beyond)}
    found = connection.execute(RUNGS, asked).all()
    above = _answerable(connection, {row[-1] for row in found}, today)
    silent = _silent(connection, {row.pupil_id for row in found}, today)
    return [
        DueRung(*(*row[:-1], *_officers(above[row[-1]], silent.get(row.pupil_id, NOBODY))))
        for row in found
    ]


def _officers(found: "_Owner", silent: Collection[UUID]) -> tuple[Contact, tuple[Contact, ...]]:
    """Return who answers for a case, and who is above: nobody who may not be told of the pupil."""
    heard = tuple(one for one in found.above if one.id not in silent)
    answers = heard[0] if heard and (found.gone or found.owner.id in silent) else found.owner
    return answers, heard


def _answerable(
    connection: Connection, owners: Collection[UUID], today: date
) -> dict[UUID, _Owner]:
    """Return owners of cases, whether they have left, and who is above each.

    That is their manager; of one who has none, or whose manager has left, every manager. PRACTICE.
    """
    found: dict[UUID, _Owner] = {}
    if owners:
        asked = {"owners": list(owners), "today": today}
        for owner, name, email, gone, *manages in connection.execute(_ANSWERABLE, asked):
            one = found.setdefault(owner, _Owner(Contact(owner, name, email), gone, []))
            one.above.extend([Contact(*manages)] if manages[0] else [])
    return found


def _silent(
    connection: Connection, pupils: Collection[UUID], today: date
) -> dict[UUID, frozenset[UUID]]:
    """Return, by pupil, who may not be told of them by any link of theirs."""
    found: dict[UUID, frozenset[UUID]] = {}
    if pupils:
        asked = {"pupils": list(pupils), "today": today}
        for pupil, person in connection.execute(_SILENT, asked):
            found[pupil] = found.get(pupil, frozenset()) | {person}
    return found


def clocks_due(connection: Connection, *, today: date, limit: int) -> int:
    """Count the clocks with an alert or a move due by a day, up to a limit."""
    found: int = connection.execute(_DUE, {"today": today, "limit": limit}).scalar_one()
    return found


def give(
    connection: Connection, authority_id: UUID, seen_to: Sequence[SeenTo], *, at: datetime
) -> None:
    """Enter alerts into the ledger, each once, and set the next alert of their clocks."""
    if not seen_to:
        return
    entries = [
        (place, rung.name, rung.on, passed_over)
        for place, one in enumerate(seen_to, 1)
        for rungs, passed_over in ((one.given, False), (one.passed_over, True))
        for rung in rungs
    ]
    rung = zip(*entries, strict=True) if entries else ((), (), (), ())
    entered = dict(zip(("place", "rung", "day", "passed_over"), map(list, rung), strict=True))
    rows = {**_columns(seen_to), **entered, "authority": authority_id, "at": at}
    connection.exec_driver_sql(_GIVE, rows)


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


def _columns(seen_to: Sequence[SeenTo]) -> dict[str, Any]:
    return {
        "process": [one.clock.process_id for one in seen_to],
        "rule": [one.clock.rule_id for one in seen_to],
        "line": [one.clock.started_by for one in seen_to],
        "party": [one.clock.party for one in seen_to],
        "next": [one.coming.name if one.coming else None for one in seen_to],
        "next_on": [one.coming.on if one.coming else None for one in seen_to],
    }
