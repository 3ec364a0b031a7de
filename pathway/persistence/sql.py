"""The statements of the hot path, written out, so that a move costs few round trips."""

from functools import cache

from sqlalchemy import text

from notifications.posting import COLUMNS as LETTER
from pathway.persistence.pipeline import Statement, statement

HOLD = statement("hold", "select id from cases where reference = :case for no key update")
"""The case, until the transaction ends: who holds it holds its processes, and reads them next."""

OPEN = text(
    """
    insert into processes (
        authority_id, id, case_id, policy, policy_version, kind, occurrence, state, cycle,
        version, tip
    )
    select :authority, :id, :case, :policy, :version, :kind,
           1 + coalesce(max(occurrence), 0), 'not_begun', 0, 0, decode(repeat('00', 32), 'hex')
    from processes where case_id = :case and policy = :policy
    returning occurrence
    """
)
"""A process that has not begun; its first line begins it."""

PROCESS_OF_KEY = text(
    """
    select c.reference, p.policy, p.occurrence
    from history h
    join processes p on p.authority_id = h.authority_id and p.id = h.process_id
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    where h.idempotency_key = :key
    """
)
"""Where an idempotency key was used."""

READ = statement(
    "read",
    """
    select json_build_array(
        c.id, c.reference, c.pupil_id, s.born_on, s.died_on,
        p.id, p.policy_version, p.kind, p.state, p.cycle, p.version, p.recorded_at,
        (select json_build_array(o.id, o.name, o.email, o.left_on,
                                 m.id, m.name, m.email, m.left_on)
           from people o
           left join people m on m.authority_id = o.authority_id and m.id = o.manager_id
          where o.authority_id = c.authority_id and o.id = c.owner_id),
        (select json_agg(json_build_array(
                    h.number, h.move, h.event, h.from_state, h.to_state, h.occurred_on, h.cycle,
                    h.person_id, h.role, t.form_version, t.content) order by h.number)
           from history h
           left join contents t on t.authority_id = h.authority_id
            and t.process_id = h.process_id and t.number = h.number
          where h.authority_id = p.authority_id and h.process_id = p.id),
        (select json_agg(json_build_array(b.policy, b.state, b.occurrence, b.kind, a.occurred_on))
           from processes b
           left join history a
             on a.authority_id = b.authority_id and a.process_id = b.id and a.number = 1
          where b.authority_id = c.authority_id and b.case_id = c.id and b.id <> p.id),
        (select json_agg(json_build_array(
                    w.id, w.name, w.email, k.audience, k.parental_responsibility, k.may_be_told,
                    k.channel, k.lacks_capacity, k.from_on, k.until_on, w.left_on))
           from links k
           join people w on w.authority_id = k.authority_id and w.id = k.person_id
          where k.authority_id = c.authority_id and k.pupil_id = c.pupil_id),
        (select json_agg(json_build_array(d.kind, d.value, d.from_on) order by d.recorded_at)
           from details_that_hold d
          where d.authority_id = c.authority_id and d.pupil_id = c.pupil_id),
        (select json_agg(json_build_array(
                    k.rule_id, k.started_by, k.party, k.started_on, k.counted_from, k.due_on,
                    k.safe_on, k.last_working_day, k.kind, k.settled_on, k.settled_by, k.met,
                    k.disapplied, k.why_no_date, k.next_rung, k.next_rung_on, k.makes_on))
           from clocks k
          where k.authority_id = p.authority_id and k.process_id = p.id),
        (select json_agg(json_build_array(g.rule_id, g.started_by, g.party, g.day))
           from (select r.rule_id, r.started_by, r.party, max(r.day) as day from rungs r
                  where r.authority_id = p.authority_id and r.process_id = p.id
                  group by r.rule_id, r.started_by, r.party) g))
    from cases c
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join processes p on p.authority_id = c.authority_id and p.case_id = c.id
     and p.policy = :policy and p.occurrence = :occurrence
    where c.reference = :case
    """,
)
"""Everything a move needs to know, in one reading, after the case is held."""

EARLIER = statement(
    "earlier",
    """
    select json_build_array(h.process_id, h.number, h.move, h.occurred_on,
                            encode(h.content_digest, 'hex'), encode(t.salt, 'hex'))
    from history h
    left join contents t on t.authority_id = h.authority_id
     and t.process_id = h.process_id and t.number = h.number
    where h.idempotency_key = :key
    """,
)
"""The line that was recorded under an idempotency key before."""

LINE = statement(
    "line",
    """
    with line as (
        insert into history (
            authority_id, process_id, number, move, event, from_state, to_state, waits_for, cycle,
            occurred_on, occurred_at, recorded_at, person_id, role, policy_version, historic,
            corrects, idempotency_key, content_digest
        ) values (
            :authority, :process, :number, :move, :event, :from_state, :to_state, :waits_for,
            :cycle, :occurred_on, :occurred_at, :recorded_at, :person, :role, :policy_version,
            :historic, :corrects, :key, :digest
        )
    )
    insert into contents (
        authority_id, process_id, number, salt, form, form_version, content
    ) values (
        :authority, :process, :number, :salt, :form, :form_version, :content
    )
    """,
)
"""A line and its content."""

CLOCKS = statement(
    "clocks",
    """
    insert into clocks
    select cast(:authority as uuid), cast(:process as uuid), r.*
    from json_to_recordset(:clocks) as r (
        rule_id text, started_by integer, party uuid, started_on date, counted_from date,
        due_on date, safe_on date, last_working_day date, kind text, settled_on date,
        settled_by integer, met boolean, disapplied text, why_no_date text, next_rung text,
        next_rung_on date, makes_on date)
    on conflict (authority_id, process_id, rule_id, started_by, party) do update set
        started_on = excluded.started_on, counted_from = excluded.counted_from,
        due_on = excluded.due_on, safe_on = excluded.safe_on,
        last_working_day = excluded.last_working_day, kind = excluded.kind,
        settled_on = excluded.settled_on, settled_by = excluded.settled_by,
        met = excluded.met, disapplied = excluded.disapplied,
        why_no_date = excluded.why_no_date, next_rung = excluded.next_rung,
        next_rung_on = excluded.next_rung_on, makes_on = excluded.makes_on
    """,
)
"""The clocks that are new, or no longer what they were."""

CLOCKS_GONE = statement(
    "clocks_gone",
    """
    delete from clocks k using json_to_recordset(:clocks)
        as g (rule_id text, started_by integer, party uuid)
    where k.authority_id = :authority and k.process_id = :process
      and k.rule_id = g.rule_id and k.started_by = g.started_by and k.party = g.party
    """,
)
"""The clocks that are no more."""


@cache
def letters(count: int) -> Statement:
    """Return the statement that posts so many letters; one whose key is there is passed over.

    Row by row: unnesting arrays, as for thousands, takes the server twice the time for two.
    """
    rows = (", ".join(f":{column}_{n}" for column in LETTER) for n in range(count))
    values = ", ".join(f"({row})" for row in rows)
    written = f"insert into outbox ({', '.join(LETTER)}) values {values}"  # noqa: S608 - names only
    return statement(f"letters_{count}", f"{written} on conflict do nothing")
