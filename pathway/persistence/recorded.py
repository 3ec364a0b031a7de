"""Read what was recorded of every case, for those who measure an authority."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

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
                       p.policy, p.occurrence, h.move, h.occurred_on, t.content)
                       order by p.policy, p.occurrence, h.number)
              from processes p
              join history h on h.authority_id = p.authority_id and h.process_id = p.id
              left join contents t on t.authority_id = h.authority_id
               and t.process_id = h.process_id and t.number = h.number
             where p.authority_id = c.authority_id and p.case_id = c.id
               and not exists (
                   select 1 from history x join contents y on y.authority_id = x.authority_id
                    and y.process_id = x.process_id and y.number = x.number
                   where x.authority_id = h.authority_id and x.process_id = h.process_id
                     and x.corrects = h.number and (y.content ->> 'did_not_happen')::boolean))
    from cases c
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    order by c.id
    """
)
"""One case a row: right after loading the planner knows nothing of the tables, and joins of whole
tables then take minutes; what belongs to one case it finds by index all the same."""


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
    """A case with everything that was recorded in it, annulled lines left out."""

    born_on: date
    sex: str | None
    need: str | None
    entries: tuple[Entry, ...] = field(default=())


def cases(connection: Connection) -> Iterator[RecordedCase]:
    """Yield every case of the authority in which anything was recorded."""
    streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
    for born_on, sex, need, found in streamed.execute(_CASES):
        if found:
            yield RecordedCase(born_on, sex, need, tuple(map(_entry, found)))


def _entry(found: Sequence[Any]) -> Entry:
    policy, occurrence, move, on, content = found
    return Entry(policy, occurrence, move, date.fromisoformat(on), content or {})
