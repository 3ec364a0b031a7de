"""Read what was recorded of every case, for those who measure an authority."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, text

from pathway.domain.history import StoredLine, standing
from pathway.persistence.case_json import stored_line
from statemachines.events import Event
from statemachines.registry import policy

BATCH = 500
"""Cases that are fetched at a time."""

_CASES = text(
    """
    select s.born_on, s.sex,
           (select d.value from details_that_hold d
             where d.authority_id = s.authority_id and d.pupil_id = s.id
               and d.kind = 'primary_need'
             order by d.from_on desc, d.recorded_at desc limit 1),
           (select json_agg(json_build_array(
                       p.policy, p.occurrence, h.number, h.move, h.event, h.from_state, h.to_state,
                       h.occurred_on, h.cycle, h.person_id, h.role, t.form_version, t.content,
                       h.policy_version)
                       order by p.policy, p.occurrence, h.number)
              from processes p
              join history h on h.authority_id = p.authority_id and h.process_id = p.id
              left join contents t on t.authority_id = h.authority_id
               and t.process_id = h.process_id and t.number = h.number
             where p.authority_id = c.authority_id and p.case_id = c.id)
    from cases c
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    order by c.id
    """
)
"""One case a row: right after loading the planner knows nothing of the tables, and joins of whole
tables then take minutes; what belongs to one case it finds by index all the same."""


_FIRST_CASE_AT = text("select min(opened_at) from cases")


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded move of one process."""

    policy: str
    occurrence: int
    move: str
    on: date
    form: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RecordedCase:
    """A case with everything that was recorded in it, as it stands after all corrections."""

    born_on: date
    sex: str | None
    need: str | None
    entries: tuple[Entry, ...] = field(default=())


def first_case_at(connection: Connection) -> datetime | None:
    """Return the moment as at which the first case was recorded; None where there is none."""
    found: datetime | None = connection.execute(_FIRST_CASE_AT).scalar_one()
    return found


def cases(connection: Connection) -> Iterator[RecordedCase]:
    """Yield every case of the authority in which anything was recorded."""
    streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
    for born_on, sex, need, found in streamed.execute(_CASES):
        if found:
            yield RecordedCase(born_on, sex, need, tuple(_entries(found)))


def _entries(found: Iterable[Sequence[Any]]) -> Iterator[Entry]:
    for (name, occurrence), rows in groupby(found, key=itemgetter(0, 1)):
        lines = [stored_line(row[2:]) for row in rows]
        for line in _as_they_stand(name, lines):
            yield Entry(name, occurrence, line.move, line.on, line.content)


def _as_they_stand(name: str, lines: Sequence[StoredLine]) -> Iterable[StoredLine]:
    """Return the lines of a process as corrections leave them, by what the engine itself uses."""
    if not any(line.event is Event.CORRECTED for line in lines):
        return lines
    return (line for line, _ in standing(policy(name), lines))
