"""A sweep of many open clocks, beside one SQL statement that claims and writes the same rows.

Run with `python -m benchmarks.sweep [CLOCKS]`; 5,000,000, of which 14,000 are due, are filled in
within minutes. Each that is due owes one letter. The floor knows beforehand what every row and
letter says: it claims the clocks, enters the alerts, sets the next ones and posts the letters, all
in one statement, as the application's role, behind row-level security.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median

from sqlalchemy import text

from benchmarks.figures import Figure, at_most, at_most_times, seconds, table
from benchmarks.many_clocks import NOON, TODAY, Filled, many_clocks
from notifications.letters import Letter, Rendered, render
from pathway.services import alert_letters, alerting
from pathway.services.alerting import alert
from pathway.services.enforcing import enforce

CLOCKS, SMALL, LARGE = 200_000, 50_000, 5_000_000
ONE_IN = {CLOCKS: 35, LARGE: 357}
"""Of so many clocks one is due: 5,700 and 14,000."""

ROUNDS = 5
READY = render(
    Letter(
        template="rung",
        audience="caseworker",
        reference="BM-123456",
        stage="The authority gathers advice and decides whether a plan is needed.",
        waits_for="the local authority",
        on=TODAY,
        dates=(("The final plan is sent within twenty weeks of the request", TODAY),),
        worker="Cas Worker 1234",
        link="https://pathway.example/cases/BM-123456",
        authority="Example Council",
        contact="send@example.org",
    )
)
FLOOR = text(
    """
    with due as materialized (
        select * from clocks where next_rung_on <= :today for no key update skip locked
    ), fired as (
        insert into rungs (authority_id, process_id, rule_id, started_by, party, rung, day,
                           passed_over, fired_at)
        select authority_id, process_id, rule_id, started_by, party, next_rung, next_rung_on,
               false, :at
        from due
        on conflict do nothing
    ), climbed as (
        update clocks k set next_rung = '5wd', next_rung_on = k.next_rung_on + 7
        from due
        where k.authority_id = due.authority_id and k.process_id = due.process_id
          and k.rule_id = due.rule_id and k.started_by = due.started_by and k.party = due.party
    ), posted as (
        insert into outbox (authority_id, key, recipient, recipient_id, reference, subject,
                            body_text, body_html, posted_at, due_at)
        select authority_id, concat_ws('/', process_id, rule_id, started_by, party, next_rung),
               'cas.worker@example.org', process_id, 'BM-123456', :subject, :text, :html, :at, :at
        from due
        on conflict do nothing
    )
    select count(*) from due
    """
)


def floor(filled: Filled) -> None:
    """Do everything in one statement."""
    words = {"subject": READY.subject, "text": READY.text, "html": READY.html}
    with filled.office.engine.begin() as connection:
        connection.execute(FLOOR, {"today": TODAY, "at": NOON, **words})


def ours(filled: Filled) -> None:
    """Give every alert that is due."""
    alert(filled.office, at=NOON, now=NOON)


def claiming(filled: Filled) -> None:
    """Do the same with letters that need not be put into words."""
    with words_at_hand(READY):
        ours(filled)


@contextmanager
def words_at_hand(rendered: Rendered) -> Iterator[None]:
    """Have every alert say the same words, found before, and read no reasons for them."""
    letters, alerts = vars(alert_letters), vars(alerting)
    before = letters["render"], alerts["Reasons"]
    letters["render"], alerts["Reasons"] = lambda _: rendered, NoReasons
    try:
        yield
    finally:
        letters["render"], alerts["Reasons"] = before


class NoReasons:
    """Explains no date: its words are at hand."""

    def __init__(self, *_: object) -> None:
        pass

    def of(self, _: object) -> None:
        """Return nothing."""


def nothing_due(filled: Filled) -> float:
    """Return the milliseconds that a whole sweep takes that finds nothing to do."""
    sweep = partial(enforce, filled.office, at=NOON, now=NOON)
    sweep()
    return 1000 * median(seconds(sweep) for _ in range(2 * ROUNDS))


def measured(filled: Filled) -> list[Figure]:
    """Measure everything in one authority."""
    quiet, kinds = nothing_due(filled), (floor, claiming, ours)
    times: list[list[float]] = [[], [], []]
    for _ in range(ROUNDS):
        for work, taken in zip(kinds, times, strict=True):
            filled.make_due()
            taken.append(_milliseconds(work, filled))
    one_statement, claimed, whole = map(median, times)
    filled.make_due(overdue=True)
    digests = _milliseconds(ours, filled)
    due = f"{filled.due:,} due of {filled.clocks:,} clocks"
    return [
        Figure(what=f"{due}: claimed and written", measured=claimed, unit="ms",
               floor=one_statement, aim=at_most_times(2)),
        Figure(what="with a letter each put into words", measured=whole, unit="ms",
               floor=one_statement, aim=at_most_times(5)),
        Figure(what="the same overdue, told in digests", measured=digests, unit="ms",
               floor=one_statement),
        _quiet(filled, quiet),
    ]  # fmt: skip


def _milliseconds(work: Callable[[Filled], None], filled: Filled) -> float:
    return 1000 * seconds(partial(work, filled))


def _quiet(filled: Filled, took: float) -> Figure:
    what = f"nothing due of {filled.clocks:,} clocks"
    return Figure(what=what, measured=took, unit="ms", aim=at_most(50, "ms"))


def measure(clocks: int = CLOCKS) -> list[Figure]:
    """Measure a small table with nothing due, and a larger one with and without."""
    with many_clocks(SMALL, one_in=1) as filled:
        small = _quiet(filled, nothing_due(filled))
    with many_clocks(clocks, one_in=ONE_IN.get(clocks, ONE_IN[LARGE])) as filled:
        return [*measured(filled), small]


def measure_large() -> list[Figure]:
    """Measure it with five million clocks."""
    return measure(LARGE)


if __name__ == "__main__":
    print(table(measure(int(sys.argv[1]) if sys.argv[1:] else CLOCKS)))
