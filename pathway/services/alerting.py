"""Alert those who answer for a date: once a rung, and what repeats gathered in one digest a day.

A case that can not be alerted about stops nobody else's: it is passed by, and reported.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from notifications import outbox
from notifications.messages import Message
from pathway.persistence import alert_tasks, due, tasks
from pathway.persistence.due import EVERY_PROCESS, DueRung, SeenTo, Span
from pathway.persistence.faults import raise_if_lost
from pathway.persistence.tasks import NewTask
from pathway.services.alert_company import NOBODY, OFFICERS, Company, around, line_of
from pathway.services.alert_letters import Reminder
from pathway.services.alert_reasons import Reasons
from pathway.services.digests import send_digests
from pathway.services.ladders import Ladder, Ladders, told_in
from pathway.services.office import Office, When, when
from pathway.services.schooling import calendars_by_process
from pathway.services.undisturbed import undisturbed

FEW = 50
"""Clocks looked at in the first transaction; where there are more, work is shared out."""

BATCH = 700
"""Clocks looked at in each of the transactions that follow."""

Failure = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Alerted:
    """What a round of alerts did.

    Attributes:
        failed: processes in which an alert could not be given, and in whose code it broke.
    """

    clocks: int = 0
    letters: int = 0
    passed_over: int = 0
    digests: int = 0
    failed: tuple[Failure, ...] = ()

    def __add__(self, other: "Alerted") -> "Alerted":
        """Add two rounds up."""
        return Alerted(
            self.clocks + other.clocks,
            self.letters + other.letters,
            self.passed_over + other.passed_over,
            self.digests + other.digests,
            self.failed + other.failed,
        )


def alert(
    office: Office, *, at: datetime, now: datetime | None = None, shard: str | None = None
) -> Alerted:
    """Give every alert that is due, a batch at a time; twice is once.

    Of several alerts of one clock that have come due and come but once, the last is given and the
    earlier ones are passed over. Alerts that repeat go into one digest a day of the person they
    are for; who is owed one is read from the ledger, so that a run that broke off is made up for.

    Args:
        office: the authority.
        at: the moment to act for; a missed night is made up for by naming it.
        now: the present moment, beyond which no letter waits; `at`, where it is not given.
        shard: the first character of the ids of the processes to see to, where work is shared.

    Raises:
        FutureNotRecorded: `at` is still to come, and the authority is a real one.
    """
    acts = when(office, now=now or at, at=at)
    ladders = Ladders(office.calendars, acts.on)
    among = _ids_of(shard)
    with undisturbed():
        claimed, total = _batch(office, acts, ladders, among, None, limit=FEW)
        if len(claimed) == FEW:
            see = partial(_batches, office, acts, ladders, beyond=claimed[-1])
            with ThreadPoolExecutor() as side_by_side:
                total = sum(side_by_side.map(see, _halves(among)), start=total)
        return total + _digests(office, acts)


def _batches(
    office: Office, acts: When, ladders: Ladders, among: Span, *, beyond: DueRung
) -> Alerted:
    """See to one batch after the other."""
    total = Alerted()
    while True:
        claimed, done = _batch(office, acts, ladders, among, beyond, limit=BATCH)
        total += done
        if len(claimed) < BATCH:
            return total
        beyond = claimed[-1]


def _batch(
    office: Office,
    acts: When,
    ladders: Ladders,
    among: Span,
    beyond: DueRung | None,
    *,
    limit: int,
) -> tuple[list[DueRung], Alerted]:
    with office.engine.begin() as connection:
        claimed = due.claim_rungs(
            connection, today=acts.on, limit=limit, among=among, beyond=beyond
        )
        if not claimed:
            return [], Alerted()
        ladders.count_by(
            calendars_by_process(office, connection, [row.process_id for row in claimed])
        )
        return claimed, _round(office, connection, acts, claimed, ladders)


def _ids_of(shard: str | None) -> Span:
    """Return the first and the last id that begin with a character."""
    return (UUID(f"{shard:0<32}"), UUID(f"{shard:f<32}")) if shard else EVERY_PROCESS


def _halves(among: Span) -> tuple[Span, Span]:
    """Part ids in two: while one half is put into words, the database writes the other."""
    first, last = among
    middle = (first.int + last.int) // 2
    return (first, UUID(int=middle)), (UUID(int=middle + 1), last)


def _digests(office: Office, acts: When) -> Alerted:
    with office.engine.begin() as connection:
        digests, failed = send_digests(office, connection, acts)
        alert_tasks.end_over(connection, at=acts.recorded_at)
    return Alerted(digests=digests, failed=failed)


def _round(
    office: Office, connection: Connection, acts: When, claimed: Sequence[DueRung], ladders: Ladders
) -> Alerted:
    given, failed = _all_given(office, connection, acts, claimed, ladders)
    try:
        with connection.begin_nested():
            _write(office, connection, given, acts)
    except SQLAlchemyError as fault:
        raise_if_lost(connection, fault)
        given, refused = _one_by_one(office, connection, given, acts)
        failed += refused
    letters = sum(len(one.messages) for one in given)
    passed = sum(len(one.seen_to.passed_over) for one in given)
    return Alerted(len(given), letters, passed, failed=tuple(failed))


def _all_given(
    office: Office, connection: Connection, acts: When, claimed: Sequence[DueRung], ladders: Ladders
) -> tuple[list["_Given"], list[Failure]]:
    """Find what is given of each clock; whatever is wrong with one stops no other."""
    looked_at, given, failed = list[tuple[DueRung, Ladder]](), list[_Given](), list[Failure]()
    told = told_in(connection, claimed)
    for clock in claimed:
        try:
            looked_at.append((clock, ladders.of(clock, told.get(clock.process_id))))
        except Exception as fault:  # noqa: BLE001
            failed.append(_failure(clock, fault))
    outside = [(c, found.rule) for c, found in looked_at if found.rule.alerts not in OFFICERS]
    company = around(connection, outside, posted_on=office.legal_day(acts.recorded_at))
    reasons = Reasons(office, connection, acts, looked_at)
    for clock, ladder in looked_at:
        try:
            outsider = ladder.rule.alerts not in OFFICERS
            about = company.get(line_of(clock), NOBODY) if outsider else NOBODY
            given.append(_given(office, clock, ladder, about, acts.on, reasons))
        except Exception as fault:  # noqa: BLE001
            raise_if_lost(connection, fault)
            failed.append(_failure(clock, fault))
    return given, failed


def _one_by_one(
    office: Office, connection: Connection, given: Sequence["_Given"], acts: When
) -> tuple[list["_Given"], list[Failure]]:
    """Write each alert by itself, where the database would not take them together."""
    written, failed = list[_Given](), list[Failure]()
    for one in given:
        try:
            with connection.begin_nested():
                _write(office, connection, [one], acts)
        except SQLAlchemyError as fault:
            raise_if_lost(connection, fault)
            failed.append(_failure(one.seen_to.clock, fault))
        else:
            written.append(one)
    return written, failed


def _failure(clock: DueRung, fault: Exception) -> Failure:
    """Say that an alert failed; what the error says may hold what was written of a child."""
    return clock.process, f"an alert of {clock.rule_id} was not given: {type(fault).__name__}"


def _write(office: Office, connection: Connection, given: Sequence["_Given"], acts: When) -> None:
    at = acts.recorded_at
    due.give(connection, office.authority_id, [one.seen_to for one in given], at=at)
    letters = [message for one in given for message in one.messages]
    outbox.post(connection, letters, due_at=acts.post_at or at)
    errands = [errand for one in given for errand in one.errands]
    tasks.add(connection, office.authority_id, errands, made_at=at)


class _Given(NamedTuple):
    """What is written of one clock: its alerts, and the letters and errands of the one given."""

    seen_to: SeenTo
    messages: Sequence[Message]
    errands: Sequence[NewTask]


def _given(
    office: Office,
    clock: DueRung,
    ladder: Ladder,
    company: Company,
    today: date,
    reasons: Reasons,
) -> _Given:
    alerts, told = ladder.alerts, list[Message | NewTask]()
    if alerts.once is not None and clock.died_on is None:
        why = reasons.of(clock)
        told += Reminder(clock, ladder.rule, alerts.once, company, today, why).letters(office)
    return _Given(
        SeenTo(clock, alerts.given, alerts.earlier, alerts.coming),
        [one for one in told if isinstance(one, Message)],
        [one for one in told if isinstance(one, NewTask)],
    )
