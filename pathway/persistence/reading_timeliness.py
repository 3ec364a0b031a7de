"""Read the clocks whose timeliness is judged. Never writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from pathway.persistence.casebook import ProcessKey

_CLOCKS = text(
    """
    select c.reference, p.policy, p.occurrence, k.rule_id, k.due_on, k.counted_from,
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
_ADVICE = text(
    """
    select c.reference, p.policy, p.occurrence,
           coalesce(
               (select t.content->'right_values'->>'kind'
                from history h join contents t using (authority_id, process_id, number)
                where h.authority_id = k.authority_id and h.process_id = k.process_id
                  and h.corrects = k.started_by and t.content->'right_values'->>'kind' is not null
                order by h.number desc limit 1),
               (select t.content->>'kind' from contents t
                where t.authority_id = k.authority_id and t.process_id = k.process_id
                  and t.number = k.started_by),
               ''),
           k.due_on, case when k.settled_on <= :as_at then k.settled_on end
    from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    where k.rule_id = :rule and k.due_on < :as_at and k.disapplied is null
      and (k.settled_on is null or k.settled_on > k.due_on)
    """
)
_DISPUTES = text(
    """
    select c.reference, p.policy, p.occurrence, p.kind
    from processes p
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    where p.policy = 'dispute'
    """
)
ADVICE = "EHC-03"
"""The rule by which each adviser has a clock."""


@dataclass(frozen=True, slots=True)
class JudgedClock:
    """A clock as it stood on the day of looking.

    Attributes:
        counted_from: the day at which its whole length begins.
        ended_on: the day on which its duty was met; None where it was open.
        event: what met it, or will end it; empty where nothing has.
        is_exempt: whether an exemption disapplied it.
    """

    key: ProcessKey
    rule_id: str
    due_on: date
    counted_from: date
    ended_on: date | None
    event: str
    is_exempt: bool


@dataclass(frozen=True, slots=True)
class LateAdvice:
    """Advice that was not given by its date, in the assessment for which it was asked.

    Attributes:
        kind: which kind of advice; empty where that was erased.
        given_on: the day on which it was given, or no longer owed; None where it was still owed.
    """

    key: ProcessKey
    kind: str
    due_on: date
    given_on: date | None


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


def late_advice(connection: Connection, *, as_at: date) -> list[LateAdvice]:
    """List the advice whose date had passed before it was given; none that was exempt.

    Args:
        connection: of the authority.
        as_at: the day of looking; what happened later has not happened yet.
    """
    found = connection.execute(_ADVICE, {"rule": ADVICE, "as_at": as_at})
    return [LateAdvice(ProcessKey(*row[:3]), *row[3:]) for row in found]


def dispute_kinds(connection: Connection) -> dict[ProcessKey, str | None]:
    """Return what each dispute of the authority is about, as its opening says."""
    return {ProcessKey(*row[:3]): row[3] for row in connection.execute(_DISPUTES)}
