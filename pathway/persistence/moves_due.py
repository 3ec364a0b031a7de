"""Find the moves that time is to make. Never commits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

MAKES = text(
    """
    with come as materialized (
        select authority_id, process_id, rule_id, started_by, makes_on from clocks
        where makes_on <= :today
          and (cast(:shard as text) is null or substr(cast(process_id as text), 1, 1) = :shard)
    )
    select k.process_id, k.rule_id, k.started_by, k.makes_on, c.reference, p.policy, p.occurrence
    from come k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join unnest(cast(:rules as text[]), cast(:policies as text[]), cast(:states as text[]))
        as w (rule, policy, state)
      on w.policy = p.policy and w.state = p.state
     and w.rule = regexp_replace(k.rule_id, '[.][0-9]{4}$', '')
    order by k.makes_on, k.process_id
    limit :limit
    """
)


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


def moves_due(
    connection: Connection,
    *,
    today: date,
    limit: int,
    among: Collection[tuple[str, str, str]],
    shard: str | None = None,
) -> list[DueMove]:
    """List the moves that time is to make by a day, the oldest first.

    Args:
        connection: works for one authority.
        today: the civil day.
        limit: at most so many.
        among: a rule whose clocks make a move, a policy, and a state of its in which time may make
            it; what is due in another state waits until the process is in such a one.
        shard: the first character of the process's id, where the work is shared out.
    """
    rules, policies, states = map(list, zip(*among, strict=True))
    asked = {"today": today, "limit": limit, "shard": shard}
    found = connection.execute(
        MAKES, {**asked, "rules": rules, "policies": policies, "states": states}
    )
    return [DueMove(*row) for row in found]
