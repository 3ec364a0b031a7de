"""Alert those who answer for a date: once a rung, and what repeats gathered in one digest a day.

A case that can not be alerted about stops nobody else's: it is passed by, and reported.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from notifications import outbox
from notifications.messages import Message
from pathway.domain.clocks import Clock
from pathway.domain.errors import RuleUnknown
from pathway.domain.projection import next_alert
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.rungs import Rung, rungs_between
from pathway.persistence import concerned, due, tasks
from pathway.persistence.due import Climb, DueRung
from pathway.persistence.tasks import NewTask
from pathway.services.alert_letters import OFFICERS, Company, Reminder, is_about_somebody
from pathway.services.digests import send_digests
from pathway.services.office import Office, When, when

BATCH = 2_000
"""Clocks looked at in one transaction."""

Failures = tuple[tuple[str, str], ...]


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
    failed: Failures = ()

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
    acts, total, last = when(office, now=now or at, at=at), Alerted(), None
    while True:
        with office.engine.begin() as connection:
            claimed = due.claim_rungs(
                connection, today=acts.on, limit=BATCH, shard=shard, beyond=last
            )
            total += _round(office, connection, acts, claimed)
        if len(claimed) < BATCH:
            break
        last = claimed[-1]
    return total + _digests(office, acts)


def _digests(office: Office, acts: When) -> Alerted:
    with office.engine.begin() as connection:
        digests, failed = send_digests(office, connection, acts)
    return Alerted(digests=digests, failed=failed)


def _round(
    office: Office, connection: Connection, acts: When, claimed: Sequence[DueRung]
) -> Alerted:
    company = _company(connection, claimed)
    given, failed = list[_Given](), list[tuple[str, str]]()
    for clock in claimed:
        try:
            given.append(_Given.of(office, clock, company.get(_line(clock), Company()), acts.on))
        except Exception as fault:  # noqa: BLE001  whatever is wrong with one stops no other
            failed.append(_failure(clock, fault))
    try:
        with connection.begin_nested():
            _write(office, connection, given, acts)
    except SQLAlchemyError:
        given, refused = _one_by_one(office, connection, given, acts)
        failed += refused
    letters = sum(len(one.messages) for one in given)
    passed = sum(len(one.earlier) for one in given)
    return Alerted(len(given), letters, passed, failed=tuple(failed))


def _one_by_one(
    office: Office, connection: Connection, given: Sequence["_Given"], acts: When
) -> tuple[list["_Given"], list[tuple[str, str]]]:
    """Write each alert by itself, where the database would not take them together."""
    written, failed = list[_Given](), list[tuple[str, str]]()
    for one in given:
        try:
            with connection.begin_nested():
                _write(office, connection, [one], acts)
        except SQLAlchemyError as fault:
            failed.append(_failure(one.clock, fault))
        else:
            written.append(one)
    return written, failed


def _failure(clock: DueRung, fault: Exception) -> tuple[str, str]:
    """Say that an alert failed; what the error says may hold what was written of a child."""
    return clock.process, f"an alert of {clock.rule_id} was not given: {type(fault).__name__}"


def _write(office: Office, connection: Connection, given: Sequence["_Given"], acts: When) -> None:
    at = acts.recorded_at
    due.fire(connection, office.authority_id, [c for one in given for c in one.fired()], at=at)
    due.climb(connection, office.authority_id, [one.onwards for one in given])
    letters = [message for one in given for message in one.messages]
    outbox.post(connection, letters, due_at=acts.post_at or at)
    errands = [errand for one in given for errand in one.errands]
    tasks.add(connection, office.authority_id, errands, made_at=at)


def _line(clock: DueRung) -> concerned.Line:
    return clock.process_id, clock.started_by


def _company(
    connection: Connection, claimed: Sequence[DueRung]
) -> Mapping[concerned.Line, Company]:
    """Return those around the pupil of each clock that somebody outside is told of."""
    outside = [(clock, rule) for clock in claimed if (rule := _told_outside(clock))]
    people = due.links(connection, {clock.pupil_id for clock, _ in outside})
    about = [clock for clock, rule in outside if is_about_somebody(rule)]
    written = concerned.written(connection, {_line(clock) for clock in about})
    linked = {link.id for clock in about for link in people.get(clock.pupil_id, ())}
    workplaces = concerned.workplaces(connection, linked)
    return {
        _line(clock): Company(
            people.get(clock.pupil_id, ()), written.get(_line(clock), {}), workplaces
        )
        for clock, _ in outside
    }


def _told_outside(clock: DueRung) -> Rule | None:
    """Return the rule of a clock that outsiders are told of; None also where there is no rule."""
    try:
        rule = statute_book().rule(clock.rule_id)
    except RuleUnknown:
        return None
    return None if rule.alerts in OFFICERS else rule


@dataclass(frozen=True, slots=True)
class _Given:
    """The alerts of one clock that are given, and the earlier ones that are passed over.

    Attributes:
        once: the last of those that come once, told by letter.
        repeated: the last of those that repeat, told in a digest.
        onwards: its next alert.
    """

    clock: DueRung
    once: Rung | None
    repeated: Rung | None
    earlier: tuple[Rung, ...]
    onwards: Climb
    messages: list[Message] = field(default_factory=list)
    errands: list[NewTask] = field(default_factory=list)

    @classmethod
    def of(cls, office: Office, clock: DueRung, company: Company, today: date) -> "_Given":
        rule = statute_book().rule(clock.rule_id)
        running = _clock(clock, rule)
        missed = rungs_between(
            running, rule, office.calendars, after=clock.rung_on - timedelta(1), until=today
        )
        last_of_each = {rung.name: rung for rung in missed if rung.move is None}
        in_order = sorted(last_of_each.values(), key=lambda rung: rung.on)
        once = next((rung for rung in reversed(in_order) if not rung.every), None)
        repeated = next((rung for rung in reversed(in_order) if rung.every), None)
        earlier = tuple(rung for rung in in_order if rung not in (once, repeated))
        coming = next_alert(running, office.calendars, after=today)
        onwards = Climb(clock, coming.name if coming else None, coming.on if coming else None)
        given = cls(clock, once, repeated, earlier, onwards)
        if once is not None and clock.died_on is None:
            given._tell(office, Reminder(clock, rule, once, company, today))
        return given

    def _tell(self, office: Office, reminder: Reminder) -> None:
        for told in reminder.letters(office):
            if isinstance(told, Message):
                self.messages.append(told)
            else:
                self.errands.append(told)

    def fired(self) -> Iterator[Climb]:
        for rung in self.earlier:
            yield Climb(self.clock, rung.name, rung.on, passed_over=True)
        for given in (self.once, self.repeated):
            if given is not None:
                yield Climb(self.clock, given.name, given.on)


def _clock(row: DueRung, rule: Rule) -> Clock:
    """Return the clock that a row stands for, as far as its ladder needs to know it."""
    return Clock(
        rule_id=row.rule_id,
        started_by=row.started_by,
        party=row.party if row.party.int else None,
        started_on=row.started_on,
        counted_from=row.counted_from,
        due_on=row.due_on,
        safe_on=row.safe_on,
        last_working_day=row.last_working_day,
        kind=rule.kind,
        force=rule.force,
        disapplied=row.disapplied,
    )
