"""Find plans whose pupils are about to enter a school year. Never commits."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.persistence.casebook import ProcessKey

_ENTERING = text(
    """
    select p.id, c.reference, p.occurrence, s.born_on, d.value, d.from_on,
           least(h.occurred_on, (select min(k.counted_from) from clocks k
             where k.authority_id = p.authority_id and k.process_id = p.id))
    from (
        select * from pupils
        where died_on is null and born_on between :born_from and :born_to offset 0
    ) s
    cross join lateral (
        select * from cases where authority_id = s.authority_id and pupil_id = s.id offset 0
    ) c
    cross join lateral (
        select * from processes
        where authority_id = c.authority_id and case_id = c.id and policy = 'ehc_plan'
          and state in ('maintained', 'considering_cease', 'ceasing')
          and (cast(:shard as text) is null or substr(cast(id as text), 1, 1) = :shard) offset 0
    ) p
    cross join lateral (
        select occurred_on from history
        where authority_id = p.authority_id and process_id = p.id and number = 1 offset 0
    ) h
    left join lateral (
        select n.value, n.from_on from details_that_hold n
         where n.authority_id = c.authority_id and n.pupil_id = c.pupil_id
           and n.kind = 'year_group' and n.from_on <= :today
         order by n.from_on desc, n.recorded_at desc limit 1) d on true
    where coalesce((
        select false from clocks k
         where k.authority_id = p.authority_id and k.process_id = p.id and k.rule_id = :rule
         limit 1), true)
    order by p.id
    """
)
"""From the pupils on, by index: without statistics, as after a load, each clock was looked at for
each plan, which took a minute with some hundred plans.
"""


@dataclass(frozen=True, slots=True)
class Entering:
    """A plan whose pupil may be about to enter a school year.

    Attributes:
        recorded: the year group that was recorded last; None where none was.
        since: the day from which that held.
        began_on: since when the plan is known to have been there, here or elsewhere.
    """

    process_id: UUID
    case: str
    occurrence: int
    born_on: date
    recorded: str | None
    since: date | None
    began_on: date

    @property
    def key(self) -> ProcessKey:
        """The process of the plan."""
        return ProcessKey(self.case, "ehc_plan", self.occurrence)


def entering(
    connection: Connection,
    born: tuple[date, date],
    *,
    without: str,
    today: date,
    shard: str | None = None,
) -> list[Entering]:
    """List the plans in force of pupils born in a span of days that a clock has not started for.

    Args:
        connection: works for one authority.
        born: the first and the last day.
        without: the clock, by the id that names its year.
        today: the civil day of asking.
        shard: the first character of the plan's process id, where the work is shared out.
    """
    asked = {
        "born_from": born[0], "born_to": born[1], "rule": without, "today": today, "shard": shard,
    }  # fmt: skip
    return [Entering(*row) for row in connection.execute(_ENTERING, asked)]
