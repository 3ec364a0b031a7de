"""End the tasks of alerts whose clock has stopped. Never commits.

The key of such a task names its clock: process, rule, line and party, then the rung, its day and
whom it tells.
"""

from datetime import datetime

from sqlalchemy import Connection, text

_END_OVER = text(
    r"""
    with given as materialized (
        select t.authority_id, t.id, t.about, split_part(t.key, '/', 2) as policy,
               split_part(t.key, '/', 3) as occurrence, split_part(t.key, '/', 4) as rule,
               split_part(t.key, '/', 5) as line, split_part(t.key, '/', 6) as party
        from tasks t
        where t.ended_at is null and (cast(:about as text) is null or t.about = :about)
          and t.key ~ '^[^/]+/[^/]+/\d+/[^/]+/\d+/[0-9a-f-]{36}/[^/]+/[0-9-]{10}/[0-9a-f-]{36}$'
        for no key update skip locked
    ), over as (
        select g.authority_id, g.id, case
                   when k.rule_id is null then 'by itself: its date is no more, as history was put'
                                               ' right'
                   when k.met then 'by itself: it was done on ' || k.settled_on
                   else 'by itself: its date ended undone on ' || k.settled_on end as how
        from given g
        join cases c on c.authority_id = g.authority_id and c.reference = g.about
        join processes p on p.authority_id = c.authority_id and p.case_id = c.id
         and p.policy = g.policy and cast(p.occurrence as text) = g.occurrence
        left join clocks k on k.authority_id = p.authority_id and k.process_id = p.id
         and k.rule_id = g.rule and cast(k.started_by as text) = g.line
         and cast(k.party as text) = g.party
        where k.rule_id is null or k.settled_on is not null
    )
    update tasks t set ended_at = :at, how_ended = o.how
    from over o where t.authority_id = o.authority_id and t.id = o.id
    """
)


def end_over(connection: Connection, *, about: str | None = None, at: datetime) -> int:
    """End every open task of an alert whose clock has stopped, and say how; return how many.

    What another worker is about to end is left to it.

    Args:
        connection: works for one authority.
        about: only tasks about this case; None for all.
        at: the moment at which they end, aware.
    """
    return connection.execute(_END_OVER, {"about": about, "at": at}).rowcount
