"""Read the open deadlines of an authority, for those who answer for them. Never writes."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from statemachines.vocabulary import Force

_OPEN = text(
    """
    select o.id, o.name, c.reference, s.given_name, s.family_name, p.policy, p.occurrence, p.state,
           k.rule_id, w.name, k.due_on, k.kind, p.id, k.started_by
    from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join people o on o.authority_id = c.authority_id and o.id = c.owner_id
    left join people w on w.authority_id = k.authority_id and w.id = k.party
    where k.settled_on is null and k.disapplied is null and k.kind <> 'floor'
      and k.due_on <= :until and (cast(:owner as uuid) is null or c.owner_id = :owner)
    order by o.name, o.id, k.due_on, c.reference, k.rule_id, w.name
    """
)


@dataclass(frozen=True, slots=True)
class OpenDeadline:
    """A date that is open, whose case somebody holds.

    Attributes:
        force: how strongly it binds, where that is known already; its rule says so else, unless
            it depends on what was said in the process.
    """

    owner_id: UUID
    owner: str
    reference: str
    given_name: str
    family_name: str
    policy: str
    occurrence: int
    state: str
    rule_id: str
    party: str | None
    due_on: date
    kind: str
    process_id: UUID
    started_by: int
    force: Force | None = field(default=None, compare=False)


def open_deadlines(
    connection: Connection, *, until: date, owner: UUID | None = None
) -> list[OpenDeadline]:
    """List the open dates up to a day, by the owner of the case, the oldest first."""
    asked = {"until": until, "owner": owner}
    return [OpenDeadline(*row) for row in connection.execute(_OPEN, asked)]
