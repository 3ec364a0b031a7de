"""Read what was recorded of every case, for those who measure an authority."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, text

BATCH = 5_000

_CASES = text(
    """
    select c.id, s.born_on, s.sex,
           (select d.value from details_that_hold d
             where d.authority_id = s.authority_id and d.pupil_id = s.id
               and d.kind = 'primary_need'
             order by d.from_on desc, d.recorded_at desc limit 1),
           p.policy, p.occurrence, h.move, h.occurred_on, t.content
    from cases c
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join processes p on p.authority_id = c.authority_id and p.case_id = c.id
    join history h on h.authority_id = p.authority_id and h.process_id = p.id
    left join contents t on t.authority_id = h.authority_id and t.process_id = h.process_id
     and t.number = h.number
    where not exists (
        select 1 from history x join contents y on y.authority_id = x.authority_id
         and y.process_id = x.process_id and y.number = x.number
        where x.authority_id = h.authority_id and x.process_id = h.process_id
          and x.corrects = h.number and (y.content ->> 'did_not_happen')::boolean)
    order by c.id, p.policy, p.occurrence, h.number
    """
)


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
    """Yield every case of the authority."""
    streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
    for _, rows in groupby(streamed.execute(_CASES), key=lambda row: row[0]):
        found = list(rows)
        first = found[0]
        entries = tuple(Entry(row[4], row[5], row[6], row[7], row[8] or {}) for row in found)
        yield RecordedCase(first[1], first[2], first[3], entries)
