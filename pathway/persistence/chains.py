"""Read history as it was chained, for those who verify it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.chain import SealedLine

BATCH = 5_000
"""Lines fetched at a time."""

_LINES = text(
    """
    select h.authority_id, h.process_id, h.number, h.move, h.event, h.from_state, h.to_state,
           h.waits_for, h.cycle, h.occurred_on, h.occurred_at, h.recorded_at, h.person_id, h.role,
           h.policy_version, h.historic, h.corrects, h.idempotency_key, h.content_digest,
           h.prior, h.hash, t.salt, t.form, t.form_version, t.content::text,
           exists (select 1 from erasures e where e.authority_id = h.authority_id
                    and e.process_id = h.process_id and e.number = h.number)
    from history h
    left join contents t on t.authority_id = h.authority_id
     and t.process_id = h.process_id and t.number = h.number
    where cast(:process as uuid) is null or h.process_id = :process
    order by h.process_id, h.number
    """
)
_TIPS = text(
    """
    select c.reference || '/' || p.policy || '/' || p.occurrence, p.id, p.version, p.state, p.tip
    from processes p
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    order by p.id
    """
)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line as kept: what its hash covers, the hashes, its form and content unless erased."""

    sealed: SealedLine
    prior: bytes
    hash: bytes
    salt: bytes | None
    form: tuple[str, int]
    content: str | None
    erased: bool


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a process stands: its reference, its last line and that line's hash."""

    reference: str
    process_id: str
    version: int
    state: str
    hash: bytes


def lines(connection: Connection, process: UUID | None = None) -> Iterator[KeptLine]:
    """Yield every line of the authority, or of one process, process by process, in order."""
    streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
    for row in streamed.execute(_LINES, {"process": process}):
        fields = zip(SealedLine.__dataclass_fields__, row[:19], strict=True)
        yield KeptLine(
            SealedLine(**dict(fields)),
            row.prior,
            row.hash,
            row.salt,
            (row.form, row.form_version),
            row.content,
            row[25],
        )


def tips(connection: Connection) -> list[Tip]:
    """List where every process of the authority stands."""
    return [Tip(row[0], str(row[1]), *row[2:]) for row in connection.execute(_TIPS)]
