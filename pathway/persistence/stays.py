"""Read the lines by which processes changed their states, and what was so of their pupils when.

One statement, read as it comes. Of most processes only the changes of state are read. Where a
process was corrected, all its lines come with what they hold, and are put right here by the very
function that the engine puts them right with.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.history import BEGINNING, StoredLine, standing
from pathway.domain.stays import Attribution, StateEntry, timeline
from pathway.domain.versions import in_version
from pathway.persistence.casebook import ProcessKey
from statemachines.events import Event
from statemachines.policy import Policy
from statemachines.registry import VERSIONS
from statemachines.registry import policy as policy_named
from statemachines.vocabulary import Role

STREAMED = {"stream_results": True, "yield_per": 2_000}

# Who was put right is asked as a question of each line, not joined: a streamed statement is planned
# for its first rows, and a join is then made anew for each line of a table not yet analysed.
_QUERY = """
    with put_right as materialized (
        select process_id from history
        where corrects is not null and recorded_at <= :recorded_by {processes}
    )
    select c.reference, p.policy, p.occurrence, h.number, h.to_state, h.waits_for,
           h.cycle, h.occurred_on,
           case when p.id in (select process_id from put_right) then (
               select json_build_array(h.move, h.event, h.from_state, h.person_id, h.role,
                                       max(t.form_version), (array_agg(t.content))[1],
                                       h.policy_version)
               from contents t
               where t.authority_id = h.authority_id and t.process_id = h.process_id
                 and t.number = h.number) end,
           case when lag(c.id) over file is distinct from c.id then (
               select json_agg(json_build_array(d.kind, d.value, d.from_on, d.process_id, d.line)
                               order by d.recorded_at)
               from pupil_details d
               where d.authority_id = c.authority_id and d.pupil_id = c.pupil_id
                 and d.kind = any(:kinds) and d.recorded_at <= :recorded_by) end,
           h.policy_version
    from cases c
    join processes p on p.authority_id = c.authority_id and p.case_id = c.id
    join history h on h.authority_id = p.authority_id and h.process_id = p.id
    where (h.from_state <> h.to_state or h.event = any(:telling)
           or p.id in (select process_id from put_right))
      and h.recorded_at <= :recorded_by {cases}
    window file as (order by c.id, p.policy, p.occurrence, h.number)
    order by c.id, p.policy, p.occurrence, h.number
    """
_LINES = text(_QUERY.format(processes="", cases=""))
_LINES_OF_ONE = text(
    _QUERY.format(
        processes="and process_id in (select id from processes where case_id = :case)",
        cases="and c.id = :case",
    )
)
_NAMES = text(
    """
    select cast(id as text), name from people where id = any(:ids)
    union all
    select cast(id as text), name from settings where id = any(:ids)
    """
)


@dataclass(frozen=True, slots=True)
class ProcessHistory:
    """The changes of state of one process, in recorded order, corrections applied."""

    key: ProcessKey
    entries: tuple[StateEntry, ...]


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """The changes of state of the processes of one case, and what was so of the pupil when.

    Attributes:
        details: by kind, what was so from which day on, in order of the days.
    """

    processes: tuple[ProcessHistory, ...]
    details: Mapping[str, tuple[Attribution, ...]]


def case_histories(
    connection: Connection, *, kinds: Sequence[str], recorded_by: datetime | None = None
) -> Iterator[CaseHistory]:
    """Yield every case of the authority.

    Args:
        connection: of the authority.
        kinds: the kinds of detail that are wanted.
        recorded_by: the moment at which one would have looked: what was recorded later is passed
            over, corrections too; None for all there is.
    """
    asked = _asked(kinds, recorded_by)
    found = connection.execute(_LINES, asked, execution_options=STREAMED)
    for _, rows in groupby(found, key=itemgetter(0)):
        yield _case(list(rows), kinds)


def history_of(connection: Connection, case: UUID) -> tuple[ProcessHistory, ...]:
    """Return the processes of one case, with their changes of state."""
    rows = connection.execute(_LINES_OF_ONE, {**_asked((), None), "case": case}).all()
    return _case(rows, ()).processes if rows else ()


def _asked(kinds: Sequence[str], recorded_by: datetime | None) -> dict[str, Any]:
    return {
        "kinds": list(kinds),
        "recorded_by": recorded_by or "infinity",
        "telling": list(_telling()),
    }


def names(connection: Connection, ids: Iterable[UUID]) -> dict[str, str]:
    """Return the names of people and settings by their ids, as details hold them."""
    found = connection.execute(_NAMES, {"ids": list(ids)})
    return {row[0]: row[1] for row in found}


def _case(rows: Sequence[Any], kinds: Sequence[str]) -> CaseHistory:
    processes = tuple(
        ProcessHistory(key := ProcessKey(*found), tuple(_entries(key.policy, list(lines))))
        for found, lines in groupby(rows, key=itemgetter(0, 1, 2))
    )
    return CaseHistory(processes, _timelines(rows[0][9] or (), kinds) if kinds else {})


def _entries(policy: str, lines: Sequence[Any]) -> Iterator[StateEntry]:
    if lines[0][8] is not None:
        return _put_right(policy_named(policy), map(_stored, lines))
    return _in_order(
        StateEntry(state, waits_for, cycle, on, _is_end(policy, version, state))
        for _, _, _, _, state, waits_for, cycle, on, _, _, version in lines
    )


def _put_right(policy: Policy, lines: Iterable[StoredLine]) -> Iterator[StateEntry]:
    """Yield the changes of state as they stand after corrections, and of who was waited for."""
    before, entries = BEGINNING, []
    for line, form in standing(policy, lines):
        before = before.followed_by(line, form)
        state = in_version(policy, line.policy_version).by_name[line.to_state]
        if line.from_state != line.to_state or state.as_said:
            waits_for = state.waits_in(before.record).value
            entries.append(StateEntry(state.name, waits_for, line.cycle, line.on, state.final))
    return _in_order(entries)


def _in_order(entries: Iterable[StateEntry]) -> Iterator[StateEntry]:
    """Let what was said late of a state count from its beginning at the earliest."""
    before: StateEntry | None = None
    for entry in entries:
        now = entry
        if before is not None and entry.state == before.state:
            now = replace(entry, entered_on=max(entry.entered_on, before.entered_on))
        yield now
        before = now


@cache
def _is_end(policy: str, version: int, state: str) -> bool:
    return policy_named(policy, version).by_name[state].final


@cache
def _telling() -> frozenset[str]:
    """Return the events of those lines that may say who is waited for in a state."""
    return frozenset(
        move.event.value
        for policy in VERSIONS.values()
        for said in {state.as_said for state in policy.states if state.as_said}
        for move in policy.moves
        if said in move.form.model_fields
    )


def _stored(row: Sequence[Any]) -> StoredLine:
    number, state, _, cycle, on, told = row[3:9]
    move, event, from_state, person, role, form_version, content, version = told
    return StoredLine(
        number, move, Event(event), from_state, state, on, cycle,
        UUID(person), Role(role), form_version or 0, content or {}, version,
    )  # fmt: skip


def _timelines(
    details: Iterable[Sequence[Any]], kinds: Sequence[str]
) -> dict[str, tuple[Attribution, ...]]:
    """Return the details that hold, by kind; of each line what was recorded for it last.

    Args:
        details: kind, value, day, process and line, in the order in which they were recorded.
        kinds: the kinds that are wanted.
    """
    hold: dict[str, dict[object, Attribution]] = {kind: {} for kind in kinds}
    for place, (kind, value, from_on, process, line) in enumerate(details):
        said_by = place if process is None else (process, line)
        hold[kind].pop(said_by, None)
        if value:
            hold[kind][said_by] = Attribution(date.fromisoformat(from_on), value)
    return {kind: timeline(known.values()) for kind, known in hold.items()}
