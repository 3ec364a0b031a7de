"""Read what the digests of a day say: who is owed one, and what is open of theirs. Never commits.

Who is owed one is read from the ledger of alerts and not remembered: a run that broke off after the
alerts and before the digests is made up for by the next one of that day, whoever makes it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.ladder import EVERY_DAY_AFTER, EVERY_WEEK
from pathway.persistence.due import Contact

_MANAGERS = """
    managers as materialized (
        select authority_id, id from people
        where 'manager' = any(roles) and (left_on is null or left_on > :today)
    )"""
_ABOVE = """
    select m.id as person
    from people m
    where m.authority_id = o.authority_id and m.id = o.manager_id
      and (m.left_on is null or m.left_on > :today)
    union all
    select g.id from managers g
    where g.authority_id = o.authority_id and g.id <> o.id and not exists (
        select 1 from people m
        where m.authority_id = o.authority_id and m.id = o.manager_id
          and (m.left_on is null or m.left_on > :today))
"""
"""Who is above an owner `o`: their manager, or of one who has none every manager. PRACTICE."""

_HEARD = """
    not exists (
        select 1 from links b
        where b.authority_id = c.authority_id and b.pupil_id = c.pupil_id and not b.may_be_told
          and b.person_id = {person} and b.from_on <= :today
          and (b.until_on is null or b.until_on >= :today))
"""
"""Whether a person may be told of the pupil of a case `c`."""

_OWED = text(
    f"""
    with {_MANAGERS}, told as materialized (
        select c.authority_id, c.owner_id, bool_or(r.rung = :late) as late
        from rungs r
        join processes p on p.authority_id = r.authority_id and p.id = r.process_id
        join cases c on c.authority_id = p.authority_id and c.id = p.case_id
        join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
        where r.fired_at >= :since and r.fired_at < :until and not r.passed_over
          and r.rung in (:late, :weekly) and s.died_on is null
        group by c.authority_id, c.owner_id
    ), concerned as materialized (
        select authority_id, owner_id as person from told
        union
        select o.authority_id, a.person from told t
        join people o on o.authority_id = t.authority_id and o.id = t.owner_id
        cross join lateral ({_ABOVE}) a
        where t.late or o.left_on <= :today
    )
    select w.id, w.name, w.email
    from concerned n
    join people w on w.authority_id = n.authority_id and w.id = n.person
    where (w.left_on is null or w.left_on > :today)
      and not exists (
        select 1 from outbox b
        where b.authority_id = w.authority_id
          and b.key = concat('digest/', cast(:today as date), '/', w.id, '/e-mail'))
    order by w.id
    """  # noqa: S608 - parts of our own
)
_OWN = text(
    f"""
    select c.owner_id, c.reference, '', k.rule_id, k.due_on, k.started_on
    from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    where k.settled_on is null and k.disapplied is null and k.kind <> 'floor'
      and (k.due_on <= :until or (k.due_on is null and k.next_rung is not null))
      and c.owner_id = any(cast(:people as uuid[])) and s.died_on is null
      and {_HEARD.format(person="c.owner_id")}
    order by c.owner_id, k.due_on, k.started_on, c.reference
    """  # noqa: S608 - parts of our own
)
_MANAGED = text(
    f"""
    with {_MANAGERS}, owners as materialized (
        select o.authority_id, o.id, o.name, a.person
        from people o
        cross join lateral ({_ABOVE}) a
        where a.person = any(cast(:people as uuid[]))
          and exists (select 1 from cases x
                      where x.authority_id = o.authority_id and x.owner_id = o.id)
    )
    select o.person, c.reference, o.name, k.rule_id, k.due_on, k.started_on
    from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join owners o on o.authority_id = c.authority_id and o.id = c.owner_id
    where k.settled_on is null and k.disapplied is null and k.kind <> 'floor'
      and k.due_on < :today and s.died_on is null
      and {_HEARD.format(person="o.person")}
    order by o.person, k.due_on, c.reference
    """  # noqa: S608 - parts of our own
)


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is open in a case of somebody's, or of somebody whom they manage.

    Attributes:
        person: whose digest it belongs in.
        owner: the name of the case's owner, where that is another; else blank.
        due_on: None where it has no last day.
        started_on: the day since which it runs.
    """

    person: UUID
    reference: str
    owner: str
    rule_id: str
    due_on: date | None
    started_on: date


def owed(connection: Connection, *, today: date, since: datetime, until: datetime) -> list[Contact]:
    """List who is owed a digest and has none by e-mail yet.

    Args:
        connection: works for one authority.
        today: the civil day of the digest.
        since: the moment from which an alert that repeats makes one owed.
        until: the moment before which it does.
    """
    asked = {
        "today": today,
        "since": since,
        "until": until,
        "late": EVERY_DAY_AFTER,
        "weekly": EVERY_WEEK,
    }
    return [Contact(*row) for row in connection.execute(_OWED, asked)]


def own(
    connection: Connection, people: Collection[UUID], *, today: date, until: date
) -> list[Open]:
    """List what people owe by a day, and what they owe by no set day, the soonest first."""
    asked = {"people": list(people), "today": today, "until": until}
    return [Open(*row) for row in connection.execute(_OWN, asked)]


def managed(connection: Connection, people: Collection[UUID], *, today: date) -> list[Open]:
    """List what is overdue of those whom people manage, or nobody else, the longest first."""
    asked = {"people": list(people), "today": today}
    return [Open(*row) for row in connection.execute(_MANAGED, asked)]
