"""Read the lines by which processes changed their states, and what was so of their pupils when.

One statement, read as it comes. What corrects a line, and what says something about the pupil, is
brought along with the lines and applied here, by the functions that the engine applies it with.
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

from pathway.domain.dossier import Detail
from pathway.domain.history import StoredLine, corrected, form_of
from pathway.domain.pupil_changes import changes
from pathway.domain.stays import Attribution, StateEntry, timeline
from pathway.persistence.casebook import ProcessKey
from statemachines.common_moves import Corrected
from statemachines.events import Event
from statemachines.policy import Policy
from statemachines.registry import policy as policy_named
from statemachines.vocabulary import Role

STREAMED = {"stream_results": True, "yield_per": 2_000}

SAYING = (Event.DETAILS_CHANGED, Event.SCHOOL_CHANGED, Event.HANDED_OVER, Event.CORRECTED)
"""Events of which the content is read: they say what is so about the pupil, or was not so."""

_LINES = text(
    """
    select c.reference, p.policy, p.occurrence, h.number, h.to_state, h.cycle, h.occurred_on,
           case when h.event = any(:saying) then (
               select json_build_array(h.move, h.event, h.from_state, h.person_id, h.role,
                                       t.form_version, t.content, extract(epoch from h.recorded_at))
               from contents t
               where t.authority_id = h.authority_id and t.process_id = h.process_id
                 and t.number = h.number) end,
           case when lag(c.id) over file is distinct from c.id then (
               select json_agg(json_build_array(d.kind, d.value, d.from_on,
                                                extract(epoch from d.recorded_at)))
               from pupil_details d
               where d.authority_id = c.authority_id and d.pupil_id = c.pupil_id
                 and d.kind = any(:kinds) and d.process_id is null
                 and d.recorded_at <= :recorded_by) end
    from cases c
    join processes p on p.authority_id = c.authority_id and p.case_id = c.id
    join history h on h.authority_id = p.authority_id and h.process_id = p.id
    where (h.from_state <> h.to_state or h.event = any(:saying))
      and h.recorded_at <= :recorded_by
    window file as (order by c.id, p.policy, p.occurrence, h.number)
    order by c.id, p.policy, p.occurrence, h.number
    """
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
    """The states of one process, corrections applied, in recorded order."""

    key: ProcessKey
    entries: tuple[StateEntry, ...]


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """The states of the processes of one case, and what was so of the pupil when.

    Attributes:
        details: by kind, what was so from which day on, in order of the days.
    """

    processes: tuple[ProcessHistory, ...]
    details: Mapping[str, tuple[Attribution, ...]]


@dataclass(frozen=True, slots=True)
class _Said:
    """A detail of a pupil, and when it was recorded, in seconds."""

    recorded: float
    detail: Detail


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
    asked = {
        "saying": [event.value for event in SAYING],
        "kinds": list(kinds),
        "recorded_by": recorded_by or "infinity",
    }
    found = connection.execute(_LINES, asked, execution_options=STREAMED)
    for _, rows in groupby(found, key=itemgetter(0)):
        yield _case(list(rows), kinds)


def names(connection: Connection, ids: Iterable[UUID]) -> dict[str, str]:
    """Return the names of people and settings by their ids, as details hold them."""
    found = connection.execute(_NAMES, {"ids": list(ids)})
    return {row[0]: row[1] for row in found}


def _case(rows: Sequence[Any], kinds: Sequence[str]) -> CaseHistory:
    said = [_known(*found) for found in rows[0][8] or ()]
    processes = []
    for found, lines in groupby(rows, key=itemgetter(0, 1, 2)):
        key = ProcessKey(*found)
        reading = _Reading(policy_named(key.policy))
        for line in lines:
            reading.take(*line[3:8])
        said += reading.said()
        processes.append(ProcessHistory(key, tuple(reading.entered.values())))
    return CaseHistory(tuple(processes), _timelines(said, kinds))


def _known(kind: str, value: str, from_on: str, recorded: float) -> _Said:
    return _Said(recorded, Detail(kind=kind, value=value, from_on=date.fromisoformat(from_on)))


def _timelines(said: list[_Said], kinds: Sequence[str]) -> dict[str, tuple[Attribution, ...]]:
    said.sort(key=lambda known: known.recorded)
    return {
        kind: timeline(
            Attribution(s.detail.from_on, s.detail.value) for s in said if s.detail.kind == kind
        )
        for kind in kinds
    }


class _Reading:
    """The lines of one process as they are read, one after the other.

    Attributes:
        entered: the changes of state, by the number of the line.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.entered: dict[int, StateEntry] = {}
        self._spoken: dict[int, tuple[StoredLine, float]] = {}

    def take(
        self, number: int, state: str, cycle: int, on: date, told: Sequence[Any] | None
    ) -> None:
        """Take the next line.

        Args:
            number: of the line.
            state: after it.
            cycle: after it.
            on: the day on which it happened.
            told: what else is known of a line that says something; None of one that only changes
                the state.
        """
        if told is None:
            self.entered[number] = self._entry(state, cycle, on)
        elif told[6]:  # what was erased says nothing any more
            line = _stored(number, state, cycle, on, told)
            if line.event is Event.CORRECTED:
                self._put_right(Corrected.read(line.content, line.form_version))
            else:
                self._spoken[number] = line, told[7]

    def said(self) -> Iterator[_Said]:
        """Yield what the lines say is so about the pupil."""
        for line, recorded in self._spoken.values():
            form = form_of(self._policy, line).read(line.content, line.form_version)
            for detail in changes(form, line.on):
                yield _Said(recorded, detail)

    def _entry(self, state: str, cycle: int, on: date) -> StateEntry:
        waits_for, is_end = _standing(self._policy.name, state)
        return StateEntry(state, waits_for, cycle, on, is_end)

    def _put_right(self, correction: Corrected) -> None:
        number = correction.line
        if number in self._spoken:
            line, recorded = self._spoken[number]
            right = corrected(self._policy, line, correction)
            if right is None:
                del self._spoken[number]
            else:
                self._spoken[number] = right, recorded
        elif number in self.entered and correction.did_not_happen:
            del self.entered[number]
        elif number in self.entered and correction.happened_on:
            entry = self.entered[number]
            self.entered[number] = replace(entry, entered_on=correction.happened_on)


def _stored(number: int, state: str, cycle: int, on: date, told: Sequence[Any]) -> StoredLine:
    move, event, from_state, person, role, form_version, content, _ = told
    return StoredLine(
        number, move, Event(event), from_state, state, on, cycle,
        UUID(person), Role(role), form_version, content,
    )  # fmt: skip


@cache
def _standing(policy: str, state: str) -> tuple[str, bool]:
    """Return whom a state waits for, and whether a process ends in it."""
    found = policy_named(policy).by_name[state]
    return found.waits_for.value, found.final
