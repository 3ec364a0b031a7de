"""Read the list of processes, the most pressing first. Never writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

_LIST = text(
    """
    select c.reference, s.given_name, s.family_name, p.policy, p.occurrence, p.state, p.waits_for,
           p.cycle, o.name as owner, d.next_on, d.overdue
    from processes p
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join people o on o.authority_id = c.authority_id and o.id = c.owner_id
    join unnest(cast(:policies as text[]), cast(:states as text[])) as w (policy, state)
      on w.policy = p.policy and w.state = p.state
    left join lateral (
        select min(k.due_on) as next_on, count(*) filter (where k.due_on < :today) as overdue
        from clocks k
        where k.authority_id = p.authority_id and k.process_id = p.id
          and k.settled_on is null and k.disapplied is null and k.kind <> 'floor'
    ) d on true
    where (cast(:owner as uuid) is null or c.owner_id = :owner)
      and (cast(:waits_for as text) is null or p.waits_for = :waits_for)
      and (not :overdue or d.overdue > 0)
      and (cast(:seen_by as uuid) is null or exists (
          select 1 from links l
           where l.authority_id = c.authority_id and l.pupil_id = c.pupil_id
             and l.person_id = :seen_by and l.from_on <= :today
             and (l.until_on is null or l.until_on >= :today))
        or exists (
          select 1 from people w
           where w.authority_id = c.authority_id and w.id = :seen_by
             and w.roles && array['senco', 'headteacher'] and w.left_on is null
             and cast(w.setting_id as text) = (
                 select s.value from details_that_hold s
                  where s.authority_id = c.authority_id and s.pupil_id = c.pupil_id
                    and s.kind = 'school' and s.from_on <= :today
                  order by s.from_on desc, s.recorded_at desc limit 1)))
      and not exists (
          select 1 from links b
           where b.authority_id = c.authority_id and b.pupil_id = c.pupil_id
             and b.person_id = cast(:read_by as uuid) and not b.may_be_told
             and b.from_on <= :today and (b.until_on is null or b.until_on >= :today))
    order by d.next_on nulls last, c.reference, p.policy, p.occurrence
    limit :limit
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Which processes to list.

    Attributes:
        standing: the policies and states to list.
        today: the civil day against which it is counted what is overdue.
        limit: how many at most.
        owner: only cases of this person.
        waits_for: only those in which these have to act next.
        read_by: none of a pupil of whom this person may not be told.
        seen_by: only those of pupils to whom this person is linked, or who are at their school.
        overdue: only those with something overdue.
    """

    standing: Sequence[tuple[str, str]]
    today: date
    limit: int
    owner: UUID | None = None
    waits_for: str | None = None
    read_by: UUID | None = None
    seen_by: UUID | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class ListedProcess:
    """A process as the list of cases shows it; `next_on` is the soonest date that is open."""

    reference: str
    given_name: str
    family_name: str
    policy: str
    occurrence: int
    state: str
    waits_for: str
    cycle: int
    owner: str
    next_on: date | None
    overdue: int


def list_processes(connection: Connection, wanted: Listing) -> list[ListedProcess]:
    """List processes with their soonest open date, the most pressing first."""
    asked = {
        "policies": [policy for policy, _ in wanted.standing],
        "states": [state for _, state in wanted.standing],
        "today": wanted.today,
        "limit": wanted.limit,
        "owner": wanted.owner,
        "waits_for": wanted.waits_for,
        "read_by": wanted.read_by,
        "seen_by": wanted.seen_by,
        "overdue": wanted.overdue,
    }
    return [ListedProcess(*row) for row in connection.execute(_LIST, asked)]
