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
    from processes p
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join history h on h.authority_id = p.authority_id and h.process_id = p.id and h.number = 1
    left join lateral (
        select n.value, n.from_on from details_that_hold n
         where n.authority_id = c.authority_id and n.pupil_id = c.pupil_id
           and n.kind = 'year_group' and n.from_on <= :today
         order by n.from_on desc, n.recorded_at desc limit 1) d on true
    where p.policy = 'ehc_plan' and p.state in ('maintained', 'considering_cease', 'ceasing')
      and s.died_on is null and s.born_on between :born_from and :born_to
      and (cast(:shard as text) is null or substr(cast(p.id as text), 1, 1) = :shard)
      and not exists (
        select 1 from clocks k
         where k.authority_id = p.authority_id and k.process_id = p.id and k.rule_id = :rule)
    order by p.id
    """
)


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
