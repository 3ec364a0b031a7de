"""Read what clocks are drawn from, many processes at a time, and write them where they differ."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.dossier import Dossier, Officer, Subject
from pathway.persistence.case_json import linked_person
from pathway.persistence.casebook import ClockKey, Differing, fired_rungs, kept_clocks, stored_line
from pathway.persistence.sql import REMOVE_CLOCKS, WRITE_CLOCKS

Part = tuple[UUID, UUID]
"""The cases whose ids come after the one, and no later than the other."""

EVERY_ID = 2**128 - 1
WHOLE: Part = (UUID(int=0), UUID(int=EVERY_ID))

_COUNT = text("select count(*) from processes where version > 0")
_IDS = text(
    "select case_id, id from processes"
    " where version > 0 and case_id > cast(:after as uuid) and case_id <= cast(:until as uuid)"
    " order by case_id fetch first (:limit) rows with ties"
)
_HOLD = text(
    """
    select id from cases
    where id = any(array(
        select p.case_id from unnest(cast(:ids as uuid[])) as w (id)
        cross join lateral (select case_id from processes where id = w.id offset 0) p
    ))
    order by id for no key update
    """
)
STALE = text(
    """
    with old as materialized (
        select p.id
        from unnest(cast(:policies as text[]), cast(:states as text[])) as w (policy, state)
        join processes p
          on p.policy = w.policy and p.state = w.state and p.drawn_on < :before
        where cast(:shard as text) is null or substr(cast(p.id as text), 1, 1) = :shard
    )
    select id from old order by id
    """
)
_MARK = text("update processes set projected_on = :on where id = :process")
_READ = text(
    """
    select c.id, c.reference, c.owner_id, s.id, s.born_on, s.died_on, p.id, p.policy,
           p.policy_version, p.kind, p.occurrence, p.state, p.cycle, p.version, p.recorded_at,
        (select json_agg(json_build_array(
                    h.number, h.move, h.event, h.from_state, h.to_state, h.occurred_on, h.cycle,
                    h.person_id, h.role, t.form_version, t.content, h.policy_version)
                    order by h.number)
           from history h
           left join contents t on t.authority_id = h.authority_id
            and t.process_id = h.process_id and t.number = h.number
          where h.authority_id = p.authority_id and h.process_id = p.id),
        (select json_agg(json_build_array(
                    k.rule_id, k.started_by, k.party, k.started_on, k.counted_from, k.due_on,
                    k.safe_on, k.last_working_day, k.kind, k.settled_on, k.settled_by, k.met,
                    k.disapplied, k.why_no_date, k.next_rung, k.next_rung_on, k.makes_on))
           from clocks k
          where k.authority_id = p.authority_id and k.process_id = p.id),
        (select json_agg(json_build_array(g.rule_id, g.started_by, g.party, g.day))
           from (select r.rule_id, r.started_by, r.party, max(r.day) as day from rungs r
                  where r.authority_id = p.authority_id and r.process_id = p.id
                  group by r.rule_id, r.started_by, r.party) g),
        p.projected_on,
        (select json_agg(json_build_array(
                    k.person_id, '', null, k.audience, k.parental_responsibility, k.may_be_told,
                    k.channel, k.lacks_capacity, k.from_on,
                    case when k.ended_at > cast(:known as timestamptz) then null
                         else k.until_on end,
                    null, k.may_be_invited))
           from links k
          where k.authority_id = c.authority_id and k.pupil_id = c.pupil_id
            and coalesce(k.recorded_at <= cast(:known as timestamptz), true))
    from unnest(cast(:ids as uuid[])) as w (id)
    cross join lateral (select * from processes where id = w.id offset 0) p
    cross join lateral (
        select * from cases where authority_id = p.authority_id and id = p.case_id offset 0
    ) c
    cross join lateral (
        select * from pupils where authority_id = c.authority_id and id = c.pupil_id offset 0
    ) s
    order by p.id
    """
)
"""By index, one process after the other: where many cases came at once, statistics are of before,
and a plan made by them goes through all cases for each batch.
"""
_WRITE, _REMOVE = text(WRITE_CLOCKS), text(REMOVE_CLOCKS)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A process with its history, and its clocks as the table keeps them.

    Attributes:
        projected_on: the day on which its clocks were drawn anew with no new line, if they were.
    """

    dossier: Dossier
    recorded_at: datetime
    clocks: Mapping[ClockKey, tuple[Any, ...]]
    fired: Mapping[ClockKey, date]
    projected_on: date | None = None


def count(connection: Connection) -> int:
    """Return how many processes have begun."""
    total: int = connection.execute(_COUNT).scalar_one()
    return total


def parts(count: int) -> list[Part]:
    """Part all cases there can be among so many hands: every case is in one of the parts."""
    bounds = [UUID(int=EVERY_ID * n // count) for n in range(count + 1)]
    return list(pairwise(bounds))


def ids(connection: Connection, *, batch: int, part: Part = WHOLE) -> Iterator[list[UUID]]:
    """Yield the ids of the processes that have begun, a batch at a time.

    The processes of a case are never parted, as it is the case that is held while they change.

    Args:
        connection: works for one authority.
        batch: how many processes make a batch, or a few more.
        part: between which ids their cases lie.
    """
    after, until = part
    while True:
        asked = {"after": after, "until": until, "limit": batch}
        found = connection.execute(_IDS, asked).all()
        if not found:
            return
        yield [process for _, process in found]
        after = found[-1][0]


def stale(
    connection: Connection,
    *,
    before: date,
    at_work: Collection[tuple[str, str]],
    shard: str | None,
) -> list[UUID]:
    """List the processes at work whose clocks were last drawn before a civil day.

    By index, so that nothing to do costs nothing however many processes there are.

    Args:
        connection: works for one authority.
        before: the day.
        at_work: the policies and the states of theirs in which something is at work.
        shard: the first character of the processes' ids, where the work is shared out.
    """
    policies, states = zip(*at_work, strict=True)
    asked = {"policies": list(policies), "states": list(states), "before": before, "shard": shard}
    return list(connection.execute(STALE, asked).scalars())


def mark(connection: Connection, process: UUID, *, on: date) -> None:
    """Keep the day on which the clocks of a process were drawn anew."""
    connection.execute(_MARK, {"process": process, "on": on})


def hold(connection: Connection, processes: Collection[UUID]) -> None:
    """Hold the cases of processes, so that nobody moves them meanwhile."""
    connection.execute(_HOLD, {"ids": list(processes)})


def read(
    connection: Connection, processes: Collection[UUID], *, known: datetime | None = None
) -> list[Drawn]:
    """Return processes with what their clocks are drawn from.

    Args:
        connection: works for one authority.
        processes: their ids.
        known: the moment, aware, by which links had been entered or ended that count; None for all.
            Of a link that was entered before that was kept, it counts from the first.
    """
    asked = {"ids": list(processes), "known": known}
    return [_drawn(row) for row in connection.execute(_READ, asked)]


def write(connection: Connection, authority_id: UUID, found: Iterable[Differing]) -> None:
    """Write the clocks of processes that differ, and remove those that are gone."""
    changed = []
    for one in found:
        changed += one.changed
        if one.gone:
            gone = {"process": one.process, "gone": json.dumps(one.gone)}
            connection.execute(_REMOVE, {"authority": authority_id, **gone})
    if changed:
        connection.execute(_WRITE, {"authority": authority_id, "clocks": json.dumps(changed)})


def _drawn(row: Sequence[Any]) -> Drawn:
    dossier = Dossier(
        case_id=row[0],
        reference=row[1],
        owner=Officer(id=row[2], name="", email=None),
        manager=None,
        subject=Subject(
            pupil_id=row[3],
            born_on=row[4],
            died_on=row[5],
            links=tuple(map(linked_person, row[19] or ())),
        ),
        process_id=row[6],
        policy=row[7],
        policy_version=row[8],
        kind=row[9],
        occurrence=row[10],
        state=row[11],
        cycle=row[12],
        version=row[13],
        recorded_at=row[14],
        lines=tuple(map(stored_line, row[15] or ())),
    )
    return Drawn(dossier, row[14], kept_clocks(row[16]), fired_rungs(row[17]), row[18])


_OF_PUPILS = text(
    "select p.id from processes p"
    " join cases c on c.authority_id = p.authority_id and c.id = p.case_id"
    " where c.pupil_id = any(cast(:pupils as uuid[])) and p.version > 0 order by p.id"
)


def of_pupils(connection: Connection, pupils: Collection[UUID]) -> list[UUID]:
    """List the processes of the cases of pupils, as far as they have begun."""
    if not pupils:
        return []
    return list(connection.execute(_OF_PUPILS, {"pupils": list(pupils)}).scalars())
