"""A move written by a careful hand: no guards, no form, no clocks to derive, no letter to render.

The hand knows beforehand what is to be written, and writes it through the same role, the same
row-level security and the same triggers as the engine, with prepared statements.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import psycopg

from benchmarks.house import SECRET, House
from notifications.posting import COLUMNS as LETTER
from pathway.domain import chain
from pathway.persistence.seats import seat
from pathway.services.bulk import Loaded

LOCK = "select id from cases where reference = %(case)s for no key update"
READ = """
    select id, policy_version, state, cycle, version, recorded_at from processes
    where case_id = %(case_id)b and policy = 'graduated_approach' and occurrence = 1
"""
LINE_COLUMNS = (
    "authority_id", "process_id", "number", "move", "event", "from_state", "to_state", "waits_for",
    "cycle", "occurred_on", "occurred_at", "recorded_at", "person_id", "role", "policy_version",
    "historic", "content_digest",
)  # fmt: skip
CONTENT_COLUMNS = (
    "authority_id", "process_id", "number", "salt", "form", "form_version", "content",
)  # fmt: skip
LETTER_COLUMNS = tuple(LETTER)
CLOCKS = """
    insert into clocks
    select %s::uuid, %s::uuid, r.* from json_to_recordset(%s) as r (
        rule_id text, started_by integer, party uuid, started_on date, counted_from date,
        due_on date, safe_on date, last_working_day date, kind text, settled_on date,
        settled_by integer, met boolean, disapplied text, why_no_date text, next_rung text,
        next_rung_on date, makes_on date)
    on conflict (authority_id, process_id, rule_id, started_by, party) do update set
        due_on = excluded.due_on, safe_on = excluded.safe_on, settled_on = excluded.settled_on,
        settled_by = excluded.settled_by, met = excluded.met, next_rung = excluded.next_rung,
        next_rung_on = excluded.next_rung_on, makes_on = excluded.makes_on
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a move writes, as the engine wrote it in another case."""

    line: dict[str, Any]
    content: dict[str, Any]
    clocks: list[dict[str, Any]]
    letters: list[dict[str, Any]]


class Hand:
    """Writes the same move in other cases."""

    def __init__(self, house: House, written: Written) -> None:
        self._written = written
        self._authority = house.office.authority_id
        here = seat(self._authority, SECRET)
        self._connection = psycopg.connect(
            house.addresses.app_url.replace("+psycopg", ""),
            options=f"-c pathway.seat={here} -c timezone=UTC",
            prepare_threshold=0,
        )
        self._clocks = json.dumps(written.clocks, default=str)
        self._line = _insert("history", LINE_COLUMNS)
        self._content = _insert("contents", CONTENT_COLUMNS)
        self._letters = _insert("outbox", LETTER_COLUMNS, len(written.letters))
        self._whole = (
            f"with file as (select id as held from cases where reference = %s for no key update),"
            f" line as ({self._line}), kept as ({self._content}), running as ({CLOCKS}),"
            f" posted as ({self._letters}) select held from file"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def in_eight_trips(self, cases: Sequence[Loaded]) -> None:
        """Begin, lock the case, read the process, write line, content, clocks, letters; commit."""
        cursor = self._connection.cursor()
        for case in cases:
            cursor.execute(LOCK, {"case": case.case.reference})
            found = cursor.fetchone()
            cursor.execute(READ, {"case_id": found and found[0]})
            process = cursor.fetchone()
            line, content, clocks, letters = self._rows(case, process and process[0])
            cursor.execute(self._line, line)
            cursor.execute(self._content, content)
            cursor.execute(CLOCKS, clocks)
            cursor.execute(self._letters, letters)
            self._connection.commit()

    def in_one_statement(self, cases: Sequence[Loaded]) -> None:
        """Write everything in one statement, which is its own transaction, having read nothing."""
        self._connection.autocommit = True
        cursor = self._connection.cursor()
        for case in cases:
            (process,) = (p.id for p in case.case.processes.values())
            line, content, clocks, letters = self._rows(case, process)
            everything = (case.case.reference, *line, *content, *clocks, *letters)
            cursor.execute(self._whole, everything)
        self._connection.autocommit = False

    def _rows(self, case: Loaded, process: object) -> tuple[list[Any], ...]:
        written, here = self._written, {"authority_id": self._authority, "process_id": process}
        kept = written.content
        digest = chain.digest(kept["salt"], kept["form"], kept["form_version"], kept["content"])
        line = {**written.line, **here, "content_digest": digest}
        kept = {**kept, **here, "number": line["number"]}
        letters = [
            {**letter, "key": f"{case.case.reference}/{n}", "reference": case.case.reference}
            for n, letter in enumerate(written.letters)
        ]
        return (
            [line[name] for name in LINE_COLUMNS],
            [kept[name] for name in CONTENT_COLUMNS],
            [self._authority, process, self._clocks],
            [letter[name] for letter in letters for name in LETTER_COLUMNS],
        )


def _insert(table: str, columns: Sequence[str], rows: int = 1) -> str:
    marks = "(" + ", ".join(["%s"] * len(columns)) + ")"
    values = ", ".join([marks] * rows)
    return f"insert into {table} ({', '.join(columns)}) values {values}"
