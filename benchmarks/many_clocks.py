"""An authority with any number of open clocks, filled in by SQL, and those of them that are due.

Eight clocks a process, a process a pupil, two hundred pupils a caseworker, fifteen caseworkers a
manager. The rows are as the engine leaves them; only their history was never written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg

from benchmarks.house import SECRET, YEAR, a_server
from pathway.domain.calendars import BankHolidays, Calendars
from pathway.persistence import register
from pathway.persistence.seats import engine_for
from pathway.persistence.tables.authorities import Authority
from pathway.services.office import Office
from statemachines.settings import LocalSettings

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
RULES = (
    ("EHC-02", "2w", 14),
    ("EHC-03", "2w", 14),
    ("EHC-04", "2w", 14),
    ("EHC-05", "2w", 14),
    ("EHC-06", "5d", 5),
    ("EHC-08", "2w", 14),
    ("EHC-09", "0", 0),
    ("EHC-10", "0", 0),
)
"""The rules of a process, with the alert that comes due and how many days before the date."""

A_PROCESS, A_CASELOAD, A_TEAM = len(RULES), 200, 15
WITHOUT_TRIGGERS = ("processes", "people", "pupils", "links", "cases", "clocks")
FILL = """
    insert into people (authority_id, id, name, email, roles)
    select %(a)s, md5('manager ' || n)::uuid, 'Mae Manager ' || n, 'mae' || n || '@example.org',
           '{manager}'
    from generate_series(0, %(teams)s::bigint) n;

    insert into people (authority_id, id, name, email, roles, manager_id)
    select %(a)s, md5('worker ' || n)::uuid, 'Cas Worker ' || n, 'cas' || n || '@example.org',
           '{caseworker}', md5('manager ' || n / %(team)s)::uuid
    from generate_series(0, %(workers)s::bigint) n;

    insert into people (authority_id, id, name, email, roles)
    select %(a)s, md5('parent ' || n)::uuid, 'The mother of ' || n, 'mother' || n || '@example.org',
           '{family}'
    from generate_series(1, %(processes)s::bigint) n;

    insert into pupils (authority_id, id, given_name, family_name, born_on, upn_unknown, restricted)
    select %(a)s, md5('pupil ' || n)::uuid, 'Given', 'Family ' || n, '2016-05-03', 'UN8', false
    from generate_series(1, %(processes)s::bigint) n;

    insert into links (authority_id, id, pupil_id, person_id, relationship, audience,
                       parental_responsibility, language, interpreter, format, channel, may_be_told,
                       may_be_invited, may_see_home, may_see_placement, lacks_capacity, from_on)
    select %(a)s, md5('link ' || n)::uuid, md5('pupil ' || n)::uuid, md5('parent ' || n)::uuid,
           'mother', 'family', true, 'en', false, 'standard', 'e-mail', true, true, true, true,
           false, '2025-09-01'
    from generate_series(1, %(processes)s::bigint) n;

    insert into cases (authority_id, id, reference, pupil_id, owner_id, opened_at)
    select %(a)s, md5('case ' || n)::uuid, 'BM-' || n, md5('pupil ' || n)::uuid,
           md5('worker ' || n / %(caseload)s)::uuid, '2026-09-07 12:00+00'
    from generate_series(1, %(processes)s::bigint) n;

    insert into processes (authority_id, id, case_id, policy, policy_version, occurrence, state,
                           waits_for, cycle, version, recorded_at, tip)
    select %(a)s, md5('process ' || n)::uuid, md5('case ' || n)::uuid, 'ehc_needs_assessment', 1, 1,
           'assessing', 'authority', 0, 5, '2026-11-02 12:00+00', sha256(n::text::bytea)
    from generate_series(1, %(processes)s::bigint) n;

    insert into clocks (authority_id, process_id, rule_id, started_by, party, started_on,
                        counted_from, due_on, last_working_day, kind, met, next_rung, next_rung_on)
    select %(a)s, md5('process ' || n / %(rules)s + 1)::uuid,
           (%(ids)s::text[])[(n %% %(rules)s + 1)::integer], 1,
           '00000000-0000-0000-0000-000000000000',
           d.started_on, d.started_on, d.due_on, d.due_on, 'deadline', false, '0', d.due_on
    from generate_series(0, %(processes)s::bigint * %(rules)s - 1) n,
         lateral (select %(today)s::date + 15 + (n * 7919 %% 200)::integer as due_on,
                         %(today)s::date - 40 - (n * 104729 %% 97)::integer as started_on) d
"""
MAKE_DUE = """
    update clocks set due_on = %(today)s::date + u.before, last_working_day = %(today)s,
           next_rung = u.rung, next_rung_on = %(today)s
    from generate_series(0, %(processes)s::bigint * %(rules)s - 1, %(one_in)s) n
    join unnest(%(ids)s::text[], %(rungs)s::text[], %(before)s::integer[])
        with ordinality as u (rule, rung, before, place) on u.place = n %% %(rules)s + 1
    where process_id = md5('process ' || n / %(rules)s + 1)::uuid and rule_id = u.rule
      and authority_id = %(a)s
"""
MAKE_OVERDUE = """
    update clocks set due_on = %(today)s::date - 3, next_rung = 'overdue daily',
           next_rung_on = %(today)s
    where authority_id = %(a)s and next_rung_on = %(today)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """An authority with many open clocks, and the owner's own way in.

    Attributes:
        one_in: of so many clocks one can be made due; odd, so that every rule has its share.
    """

    office: Office
    owner: psycopg.Connection
    processes: int
    one_in: int

    @property
    def clocks(self) -> int:
        """How many clocks run."""
        return self.processes * A_PROCESS

    @property
    def due(self) -> int:
        """How many of them are made due."""
        return -(-self.clocks // self.one_in)

    def make_due(self, *, overdue: bool = False) -> None:
        """Have the same clocks due again as at first, and nothing given yet.

        Args:
            overdue: whether what is due is the reminder that comes every day.
        """
        self.owner.execute("truncate rungs, outbox, tasks")
        self.owner.execute(MAKE_DUE, self._asked())
        if overdue:
            self.owner.execute(MAKE_OVERDUE, self._asked())
        self.settle()

    def settle(self) -> None:
        """Let the planner know what is in the tables, and write out what is pending."""
        self.owner.execute("vacuum analyze clocks")
        self.owner.execute("vacuum analyze rungs, outbox, processes")

    def _asked(self) -> dict[str, object]:
        ids, rungs, before = map(list, zip(*RULES, strict=True))
        workers = self.processes // A_CASELOAD
        return {
            "a": self.office.authority_id,
            "today": TODAY,
            "processes": self.processes,
            "rules": A_PROCESS,
            "ids": ids,
            "rungs": rungs,
            "before": before,
            "one_in": self.one_in,
            "caseload": A_CASELOAD,
            "team": A_TEAM,
            "workers": workers,
            "teams": workers // A_TEAM,
        }

    def fill(self) -> None:
        """Write the rows; the keys to other tables are checked afterwards, all at once."""
        kept = self.owner.execute(FOREIGN_KEYS, (list(WITHOUT_TRIGGERS),)).fetchall()
        for table, name, _ in kept:
            self.owner.execute(f"alter table {table} drop constraint {name}")
        for table in WITHOUT_TRIGGERS:
            self.owner.execute(f"alter table {table} disable trigger user")
        for statement in FILL.split(";"):
            self.owner.execute(statement, self._asked())
        for table in WITHOUT_TRIGGERS:
            self.owner.execute(f"alter table {table} enable trigger user")
        for table, name, definition in kept:
            self.owner.execute(f"alter table {table} add constraint {name} {definition}")
        self.owner.execute("vacuum analyze")


FOREIGN_KEYS = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
    where contype = 'f' and conrelid::regclass::text = any(%s)
"""


@contextmanager
def many_clocks(count: int, *, one_in: int) -> Iterator[Filled]:
    """Run a database with an authority in it that has so many open clocks, none of them due."""
    with a_server() as addresses:
        authority = Authority(
            id=uuid4(), code="001", name="Example Council", pack="default", synthetic=True
        )
        engine = engine_for(addresses.app_url, authority.id, SECRET)
        with engine.begin() as connection:
            register.enter(connection, [authority])
        office = Office(
            engine=engine,
            authority_id=authority.id,
            code="001",
            name="Example Council",
            synthetic=True,
            calendars=Calendars(BankHolidays.shipped(), YEAR),
            local=lambda _: LocalSettings(),
            sender="Example Council",
            contact="send@example.org",
            link="https://pathway.example",
        )
        url = addresses.owner_url.replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as owner:
            filled = Filled(office=office, owner=owner, processes=count // A_PROCESS, one_in=one_in)
            filled.fill()
            yield filled
        engine.dispose()
