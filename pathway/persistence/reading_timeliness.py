"""Read the clocks whose timeliness is judged. Never writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from pathway.persistence.casebook import ProcessKey

_CLOCKS = text(
    """
    select c.reference, p.policy, p.occurrence, k.rule_id, k.due_on,
           case when k.settled_on <= :as_at then k.settled_on end, coalesce(h.event, ''),
           k.disapplied is not null
    from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    left join history h on h.authority_id = k.authority_id and h.process_id = k.process_id
     and h.number = k.settled_by
    where k.rule_id = any(:rules) and k.due_on is not null and k.started_on <= :as_at
      and (k.settled_on is null or k.settled_on > :as_at
           or (k.met and k.settled_on between :first and :last))
    order by c.id, p.policy, p.occurrence, k.rule_id, k.started_by, k.party
    """
)


@dataclass(frozen=True, slots=True)
class JudgedClock:
    """A clock as it stood on the day of looking.

    Attributes:
        ended_on: the day on which its duty was met; None where it was open.
        event: what met it, or will end it; empty where nothing has.
        is_exempt: whether an exemption disapplied it.
    """

    key: ProcessKey
    rule_id: str
    due_on: date
    ended_on: date | None
    event: str
    is_exempt: bool


def judged_clocks(
    connection: Connection, rules: Collection[str], *, first: date, last: date, as_at: date
) -> list[JudgedClock]:
    """List the clocks of some rules that were met in a period, and those that were open after it.

    Args:
        connection: of the authority.
        rules: the ids of the rules.
        first: the first day of the period.
        last: its last day.
        as_at: the day of looking; what happened later has not happened yet.
    """
    asked = {"rules": list(rules), "first": first, "last": last, "as_at": as_at}
    found = connection.execute(_CLOCKS, asked)
    return [JudgedClock(ProcessKey(*row[:3]), *row[3:]) for row in found]
