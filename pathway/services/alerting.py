"""Alert those who answer for a date: once a rung, and the daily ones gathered in one digest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection

from notifications import outbox
from notifications.letters import Letter, render
from notifications.messages import Message
from pathway.domain.clocks import Clock
from pathway.domain.dossier import LinkedPerson, told
from pathway.domain.projection import next_alert
from pathway.domain.rules.rule import Kind, Rule
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.rungs import Rung, rungs_between
from pathway.persistence import due, tasks
from pathway.persistence.due import Climb, Contact, DueRung
from pathway.persistence.tasks import NewTask
from pathway.services.letters_owed import FAMILY, WAITED_FOR
from pathway.services.office import Office, When, when
from statemachines.registry import policy
from statemachines.vocabulary import Audience

BATCH = 2_000
"""Clocks looked at in one transaction."""

SOON = timedelta(days=5)
"""How far ahead a digest looks."""


@dataclass(frozen=True, slots=True)
class Alerted:
    """What a round of alerts did."""

    clocks: int = 0
    letters: int = 0
    passed_over: int = 0
    digests: int = 0

    def __add__(self, other: "Alerted") -> "Alerted":
        """Add two rounds up."""
        return Alerted(
            self.clocks + other.clocks,
            self.letters + other.letters,
            self.passed_over + other.passed_over,
            self.digests + other.digests,
        )


def alert(
    office: Office, *, at: datetime, now: datetime | None = None, shard: str | None = None
) -> Alerted:
    """Give every alert that is due, a batch at a time; twice is once.

    Of several alerts of one clock that have come due, the last is given and the earlier ones are
    passed over. Alerts that repeat every day go into one digest of the person they are for.

    Args:
        office: the authority.
        at: the moment to act for; a missed night is made up for by naming it.
        now: the present moment, beyond which no letter waits; `at`, where it is not given.
        shard: the first character of the ids of the processes to see to, where work is shared.

    Raises:
        FutureNotRecorded: `at` is still to come, and the authority is a real one.
    """
    acts, total, gathered = when(office, now=now or at, at=at), Alerted(), set[Contact]()
    while True:
        with office.engine.begin() as connection:
            done, owners = _round(office, connection, acts, shard)
        total, gathered = total + done, gathered | owners
        if done.clocks < BATCH:
            break
    return total + _digests(office, gathered, acts)


def _round(
    office: Office, connection: Connection, acts: When, shard: str | None
) -> tuple[Alerted, set[Contact]]:
    today, at = acts.on, acts.recorded_at
    claimed = due.claim_rungs(connection, today=today, limit=BATCH, shard=shard)
    if not claimed:
        return Alerted(), set()
    alerts = [_Alert.of(office, clock, today) for clock in claimed]
    people = due.links(connection, {a.clock.pupil_id for a in alerts if a.is_for_outsiders})
    messages, errands, owners = [], [], set()
    for one in alerts:
        if one.rung is None or one.clock.died_on is not None:
            continue
        if one.rung.every:
            owners |= one.officers()
        else:
            told_now = list(one.letters(office, people.get(one.clock.pupil_id, ()), today))
            messages += [m for m in told_now if isinstance(m, Message)]
            errands += [t for t in told_now if isinstance(t, NewTask)]
    due.fire(connection, office.authority_id, [c for a in alerts for c in a.fired()], at=at)
    due.climb(connection, office.authority_id, [a.onwards(office, today) for a in alerts])
    outbox.post(connection, messages, due_at=acts.post_at or at)
    tasks.add(connection, office.authority_id, errands, made_at=at)
    passed = sum(len(a.earlier) for a in alerts)
    return Alerted(len(alerts), len(messages), passed), owners


@dataclass(frozen=True, slots=True)
class _Alert:
    """A clock whose alerts are due: the one to give, and the earlier ones to pass over."""

    clock: DueRung
    running: Clock
    rule: Rule
    rung: Rung | None
    earlier: tuple[Rung, ...]

    @classmethod
    def of(cls, office: Office, clock: DueRung, today: date) -> "_Alert":
        rule = statute_book().rule(clock.rule_id)
        running = _clock(clock, rule)
        missed = rungs_between(
            running, rule, office.calendars, after=clock.rung_on - timedelta(1), until=today
        )
        last_of_each = {rung.name: rung for rung in missed if rung.move is None}
        in_order = sorted(last_of_each.values(), key=lambda rung: rung.on)
        last = in_order[-1] if in_order else None
        return cls(clock, running, rule, last, tuple(in_order[:-1]))

    @property
    def is_for_outsiders(self) -> bool:
        return self.rule.alerts not in {Audience.CASEWORKER, Audience.MANAGER}

    def fired(self) -> Iterator[Climb]:
        for rung in self.earlier:
            yield Climb(self.clock, rung.name, rung.on, passed_over=True)
        if self.rung is not None:
            yield Climb(self.clock, self.rung.name, self.rung.on)

    def onwards(self, office: Office, today: date) -> Climb:
        coming = next_alert(self.running, office.calendars, after=today)
        return Climb(self.clock, coming.name if coming else None, coming.on if coming else None)

    def officers(self) -> set[Contact]:
        to = self.rung.to if self.rung else ()
        manager = {self.clock.manager} if self.clock.manager and Audience.MANAGER in to else set()
        return {self.clock.owner} | manager

    def letters(
        self, office: Office, people: Sequence[LinkedPerson], today: date
    ) -> Iterator[Message | NewTask]:
        if self.rung is None:
            return
        for audience in dict.fromkeys(self.rung.to):
            for contact in self._recipients(audience, people, today):
                if contact.email is None:
                    yield self._errand(contact, today)
                else:
                    yield self._message(office, audience, contact, today)

    def _recipients(
        self, audience: Audience, people: Sequence[LinkedPerson], today: date
    ) -> list[Contact]:
        if audience is Audience.MANAGER:
            return [self.clock.manager or self.clock.owner]
        if audience is Audience.CASEWORKER:
            return [self.clock.owner]
        kinds = FAMILY if audience is Audience.FAMILY else (audience.value,)
        linked = [link for kind in kinds for link in told(people, kind, today)]
        if audience is Audience.FAMILY and self.clock.party.int:
            linked = [link for link in linked if link.id == self.clock.party]
        return [
            Contact(k.id, k.name, k.email if k.channel == "e-mail" else None) for k in linked
        ] or [self.clock.owner]

    def _key(self, contact: Contact) -> str:
        # The day is in it, as in the ledger: of a clock that got another date people hear anew.
        rung = f"{self.rung.name}/{self.rung.on}" if self.rung else ""
        clock = f"{self.clock.rule_id}/{self.clock.started_by}/{self.clock.party}"
        return f"{self.clock.process}/{clock}/{rung}/{contact.id}"

    def _errand(self, contact: Contact, today: date) -> NewTask:
        return NewTask(
            key=self._key(contact),
            about=self.clock.reference,
            owner=self.clock.owner.id,
            reason=f"tell {contact.name} by post or telephone: {self.rule.sentence}",
            due_on=today + timedelta(2),
        )

    def _message(
        self, office: Office, audience: Audience, contact: Contact, today: date
    ) -> Message:
        state = policy(self.clock.policy).by_name[self.clock.state]
        family = audience is Audience.FAMILY and contact.id != self.clock.owner.id
        letter = Letter(
            template="family_reminder" if family or self.rule.kind is Kind.FLOOR else "rung",
            audience=audience.value if contact.id != self.clock.owner.id else "caseworker",
            reference=self.clock.reference,
            stage=state.sentence,
            waits_for=WAITED_FOR[state.waits_for],
            on=today,
            dates=((self.rule.sentence, self.clock.due_on or self.clock.rung_on),),
            worker=self.clock.owner.name,
            link=f"{office.link}/cases/{self.clock.reference}",
            authority=office.sender,
            contact=office.contact,
        )
        return _finished(office, self._key(contact), contact, self.clock.reference, letter)


def _digests(office: Office, owners: Iterable[Contact], acts: When) -> Alerted:
    """Send each person one digest of the day: what is overdue, and the next five days."""
    today = acts.on
    with office.engine.begin() as connection:
        wanted = {owner.id: owner for owner in owners if owner.email}
        rows = due.of_owners(connection, list(wanted), until=today + SOON)
        letters = [
            _digest(office, wanted[owner], [(label, on) for _, label, on in dates], today)
            for owner, dates in groupby(_labelled(rows), key=lambda row: row[0])
        ]
        outbox.post(connection, letters, due_at=acts.post_at or acts.recorded_at)
    return Alerted(digests=len(letters))


def _labelled(rows: Iterable[tuple[UUID, str, str, date]]) -> Iterator[tuple[UUID, str, date]]:
    for owner, reference, rule_id, on in rows:
        yield owner, f"{reference}: {statute_book().rule(rule_id).sentence}", on


def _digest(
    office: Office, owner: Contact, dates: Sequence[tuple[str, date]], today: date
) -> Message:
    letter = Letter(
        template="digest",
        audience="caseworker",
        on=today,
        dates=tuple(dates),
        worker=owner.name,
        link=office.link,
        authority=office.sender,
        contact=office.contact,
    )
    return _finished(office, f"digest/{today}/{owner.id}", owner, "", letter)


def _finished(
    office: Office, key: str, contact: Contact, reference: str, letter: Letter
) -> Message:
    rendered = render(letter)
    return Message(
        authority_id=office.authority_id,
        key=f"{key}/e-mail",
        recipient=contact.email or "",
        recipient_id=contact.id,
        reference=reference,
        subject=rendered.subject,
        body_text=rendered.text,
        body_html=rendered.html,
    )


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
