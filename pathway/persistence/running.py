"""Find processes by where they stand, and plans whose next review is near. Never commits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.persistence.casebook import ProcessKey

_IN_STATES = text(
    """
    select c.reference, p.policy, p.occurrence
    from processes p
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    where p.policy = :policy and p.state = any(:states)
    order by c.reference, p.occurrence
    """
)
_REVIEWS_DUE = text(
    """
    select k.process_id, k.rule_id, k.started_by,
           coalesce((select max(m.due_on) from clocks m
             where m.authority_id = k.authority_id and m.process_id = k.process_id
               and k.rule_id = any(:meetings)
               and m.rule_id = replace(k.rule_id, '.meeting', '')), k.due_on),
           c.reference,
           case when k.rule_id = any(:meetings) then k.due_on else
           (select max(m.due_on) from clocks m
             where m.authority_id = k.authority_id and m.process_id = k.process_id
               and m.rule_id = 'AR-03' and m.settled_on is null) end,
           coalesce((select d.value = 'yes' from details_that_hold d
             where d.authority_id = c.authority_id and d.pupil_id = c.pupil_id
               and d.kind = 'home_educated' and d.from_on <= :today
             order by d.from_on desc, d.recorded_at desc limit 1), false),
           exists (select 1 from clocks m
             where m.authority_id = k.authority_id and m.process_id = k.process_id
               and m.rule_id = any(:meetings) and m.settled_on is null)
    from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    where k.settled_on is null and k.due_on <= :until and k.rule_id = any(:rules)
      and p.state in ('maintained', 'considering_cease', 'ceasing') and s.died_on is null
      and (cast(:shard as text) is null or substr(cast(k.process_id as text), 1, 1) = :shard)
      and not exists (
        select 1 from processes r
         where r.authority_id = p.authority_id and r.case_id = p.case_id
           and r.policy = 'annual_review'
           and r.state not in ('completed', 'declined', 'plan_over', 'not_begun'))
      and not exists (
        select 1 from history h
         where h.authority_id = k.authority_id
           and h.idempotency_key = concat(
             cast(:key as text), k.process_id, '/', k.rule_id, '/', k.started_by))
    order by k.due_on, k.process_id
    limit :limit
    """
)

YEARLY = ("AR-01", "AR-02", "TRF-04")
"""The clocks of the twelve months, and of the review after a transfer from another authority."""

UNDER_FIVE = "AR-15.latest"
BEFORE_A_PHASE = ("AR-16.meeting", "AR-17.meeting")
BETWEEN_COLLEGES = "AR-18"

REVIEW_KEY = "review/"
"""What the idempotency key begins with under which a review is opened, once for each clock."""


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A maintained plan whose next review has to be completed by a day, and that has none open.

    Attributes:
        meeting_by: the last day for its meeting, where a clock says so.
        home_educated: whether the child is taught at home, so that no school can be required to
            arrange it.
        phase_ahead: whether a transfer to another phase lies ahead, for which no meeting was held.
    """

    process_id: UUID
    rule_id: str
    started_by: int
    due_on: date
    case: str
    meeting_by: date | None
    home_educated: bool
    phase_ahead: bool

    @property
    def kind(self) -> str:
        """What the review is for, as its form says it."""
        if self.phase_ahead or self.rule_id == BETWEEN_COLLEGES:
            return "phase_transfer"
        return "under_five" if self.rule_id == UNDER_FIVE else "annual"

    @property
    def key(self) -> str:
        """The idempotency key under which the review is opened."""
        return f"{REVIEW_KEY}{self.process_id}/{self.rule_id}/{self.started_by}"


def in_states(connection: Connection, policy: str, states: Collection[str]) -> list[ProcessKey]:
    """List the processes of a policy that stand in one of some states."""
    asked = {"policy": policy, "states": list(states)}
    return [ProcessKey(*row) for row in connection.execute(_IN_STATES, asked)]


def reviews_due(
    connection: Connection, *, until: date, today: date, limit: int, shard: str | None = None
) -> list[ReviewDue]:
    """List the plans whose review is to be completed by a day and is not open, the soonest first.

    Args:
        connection: works for one authority.
        until: the civil day.
        today: the civil day of asking.
        limit: at most so many.
        shard: the first character of the plan's process id, where the work is shared out.
    """
    years = (until.year, until.year + 1)  # a meeting in autumn is for a transfer in the next year
    meetings = [f"{rule}.{year}" for rule in BEFORE_A_PHASE for year in years]
    asked = {
        "until": until, "today": today, "limit": limit, "shard": shard, "key": REVIEW_KEY,
        "meetings": meetings, "rules": [*YEARLY, UNDER_FIVE, BETWEEN_COLLEGES, *meetings],
    }  # fmt: skip
    return [ReviewDue(*row) for row in connection.execute(_REVIEWS_DUE, asked)]
