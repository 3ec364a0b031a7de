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
    "select told from dossiers"
    " where reference = :case and policy = :policy and occurrence = :occurrence",
)
"""Everything a move needs to know, in one reading, after the case is held."""

EARLIER = statement(
    "earlier",
    """
    select json_build_array(h.process_id, h.number, h.move, h.occurred_on,
                            encode(h.content_digest, 'hex'), encode(t.salt, 'hex'),
                            h.occurred_on = cast(h.recorded_at at time zone 'Europe/London'
                                                 as date))
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

WRITE_CLOCKS = """
    insert into clocks
    select cast(:authority as uuid), r.*
    from json_to_recordset(cast(:clocks as json)) as r (
        process_id uuid, rule_id text, started_by integer, party uuid, started_on date,
        counted_from date, due_on date, safe_on date, last_working_day date, kind text,
        settled_on date, settled_by integer, met boolean, disapplied text, why_no_date text,
        next_rung text, next_rung_on date, makes_on date)
    on conflict (authority_id, process_id, rule_id, started_by, party) do update set
        started_on = excluded.started_on, counted_from = excluded.counted_from,
        due_on = excluded.due_on, safe_on = excluded.safe_on,
        last_working_day = excluded.last_working_day, kind = excluded.kind,
        settled_on = excluded.settled_on, settled_by = excluded.settled_by,
        met = excluded.met, disapplied = excluded.disapplied,
        why_no_date = excluded.why_no_date, next_rung = excluded.next_rung,
        next_rung_on = excluded.next_rung_on, makes_on = excluded.makes_on
"""

REMOVE_CLOCKS = """
    delete from clocks k using json_to_recordset(cast(:gone as json))
        as g (rule_id text, started_by integer, party uuid)
    where k.authority_id = cast(:authority as uuid) and k.process_id = cast(:process as uuid)
      and k.rule_id = g.rule_id and k.started_by = g.started_by and k.party = g.party
"""

CLOCKS = statement("clocks", WRITE_CLOCKS)
"""The clocks that are new, or no longer what they were."""

CLOCKS_GONE = statement("clocks_gone", REMOVE_CLOCKS)
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
