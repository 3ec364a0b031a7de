"""What is due is found by index, behind row-level security, however much is not."""

from datetime import date

import pytest
from sqlalchemy import text

from pathway.persistence import due, moves_due, reading_clocks

TODAY = date(2026, 11, 24)
NOWHERE = "00000000-0000-0000-0000-000000000000"
EVERYWHERE = {
    "today": TODAY, "limit": 10, "shard": None, "first": NOWHERE, "last": "f" * 32,
    "day": date(1, 1, 1), "process": NOWHERE, "rule": "", "line": 0, "party": NOWHERE,
    "rules": ["SS-04"], "policies": ["graduated_approach"], "states": ["do"], "before": TODAY,
}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "column"),
    [
        pytest.param(due.RUNGS, "next_rung_on", id="alerts"),
        pytest.param(moves_due.MAKES, "makes_on", id="moves that time makes"),
        pytest.param(reading_clocks.STALE, "drawn_on", id="clocks to be drawn anew"),
    ],
)
def test_the_day_is_looked_up_in_an_index(office, query, column):
    asked = {name: value for name, value in EVERYWHERE.items() if f":{name}" in query.text}

    with office.engine.connect() as connection:
        connection.execute(text("set local enable_seqscan = off"))
        plan = connection.execute(text(f"explain {query.text}"), asked).scalars().all()

    assert [line for line in plan if "Index Cond" in line and f"{column} <" in line], plan
