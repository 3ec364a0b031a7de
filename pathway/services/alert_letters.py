"""Whom one alert is told to, and in what words; never somebody else than the one it is about.

A family is told how its date was counted; whoever works by the rule is told which one it is.

What one adviser or one setting owes is told to that one alone. Where we know of no such person, or
may not tell them, the owner of the case hears of it, and whose it is: roles, never names.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from notifications.letters import Letter, render
from notifications.messages import Message
from pathway.domain.dates_explained import DateExplained
from pathway.domain.dossier import LinkedPerson, told
from pathway.domain.projection import tells_a_birthday
from pathway.domain.rules.rule import Kind, Rule
from pathway.domain.rungs import Rung
from pathway.domain.versions import policy_of
from pathway.persistence.due import Contact, DueRung
from pathway.persistence.tasks import NewTask
from pathway.services.alert_company import OFFICERS, Company, is_about_somebody
from pathway.services.letter_reasons import counted
from pathway.services.letters_owed import DAYS_TO_POST, WAITED_FOR
from pathway.services.office import Office
from pathway.services.recipients import FAMILY
from statemachines.vocabulary import Audience


class Reminder(NamedTuple):
    """One alert of one clock, to be told to those whom it is about."""

    clock: DueRung
    rule: Rule
    rung: Rung
    company: Company
    today: date
    reasons: DateExplained | None = None

    def letters(self, office: Office) -> Iterator[Message | NewTask]:
        """Yield the letters of the alert, and a task where somebody has no e-mail."""
        for audience in dict.fromkeys(self.rung.to):
            for contact in self._recipients(audience) or [self.clock.owner]:
                if contact.email is None:
                    yield self._errand(audience, contact)
                    yield from self._above_them(office, audience, contact)
                else:
                    yield self._message(office, audience, contact)

    def _above_them(
        self, office: Office, audience: Audience, contact: Contact
    ) -> Iterator[Message]:
        """Yield letters to those above an officer without e-mail, who may not see the task."""
        above = self.clock.above if audience in OFFICERS else ()
        for one in above:
            if one.email is not None and one.id != contact.id:
                yield self._message(office, Audience.MANAGER, one)

    def _recipients(self, audience: Audience) -> list[Contact]:
        if audience in OFFICERS:
            above = self.clock.above if audience is Audience.MANAGER else ()
            return list(above) or [self.clock.owner]
        return [
            Contact(link.id, link.name, link.email if link.channel == "e-mail" else None)
            for link in self._concerned(audience)
        ]

    def _concerned(self, audience: Audience) -> list[LinkedPerson]:
        kinds = FAMILY if audience is Audience.FAMILY else (audience.value,)
        links = [k for kind in kinds for k in told(self.company.people, kind, self.today)]
        if audience is Audience.PROFESSIONAL:
            return self.company.advisers(links)
        if audience is Audience.FAMILY:
            party = self.clock.party
            return [link for link in links if link.id == party or not party.int]
        return self.company.at_setting(links) if is_about_somebody(self.rule) else links

    def _whose(self) -> str:
        if "adviser" in self.rule.matches:
            kind = str(self.company.written.get("kind", "")).replace("_", " ")
            return f"the adviser asked for {kind} advice" if kind else "an adviser who was asked"
        if is_about_somebody(self.rule):
            urn = self.company.written.get("urn")
            return f"the setting with the URN {urn}" if urn else "a setting that was consulted"
        return WAITED_FOR[self.rule.owner]

    def _sentence(self, audience: Audience, contact: Contact) -> str:
        in_place = contact.id == self.clock.owner.id and audience not in OFFICERS
        if not in_place:
            return self.rule.sentence
        return f"For {self._whose()}, who was not told of it by us: {self.rule.sentence}"

    def _key(self, contact: Contact) -> str:
        # The day is in it, as in the ledger: of a clock that got another date people hear anew.
        clock = f"{self.clock.rule_id}/{self.clock.started_by}/{self.clock.party}"
        return f"{self.clock.process}/{clock}/{self.rung.name}/{self.rung.on}/{contact.id}"

    def _errand(self, audience: Audience, contact: Contact) -> NewTask:
        sentence = self._sentence(audience, contact)
        own = contact.id == self.clock.owner.id
        return NewTask(
            key=self._key(contact),
            about=self.clock.reference,
            owner=self.clock.owner.id,
            reason=sentence if own else f"tell {contact.name} by post or telephone: {sentence}",
            due_on=self.today + timedelta(DAYS_TO_POST),
        )

    def _template(self, audience: Audience, *, to_owner: bool) -> str:
        """Return the letter: a floor is a time for views, a family's deadline one of its own."""
        if self.rule.kind is Kind.FLOOR:
            return "family_reminder"
        family = audience is Audience.FAMILY and not to_owner
        return "family_time_limit" if family else "rung"

    def _since(self) -> date | None:
        """Return since when it has been open, unless that day gives a birthday away."""
        return None if tells_a_birthday(self.rule) else self.clock.started_on

    def _message(self, office: Office, audience: Audience, contact: Contact) -> Message:
        state = policy_of(self.clock).by_name[self.clock.state]
        to_owner = contact.id == self.clock.owner.id
        what = self._sentence(audience, contact)
        if self.reasons is None:
            what = f"{what} ({self.rule.id}, {self.rule.citation})"
        due = None if tells_a_birthday(self.rule) else self.clock.due_on
        letter = Letter(
            template=self._template(audience, to_owner=to_owner),
            audience="caseworker" if to_owner else audience.value,
            reference=self.clock.reference,
            stage=state.sentence,
            waits_for=WAITED_FOR[self.clock.waits_for],
            on=self.today,
            dates=((what, due),) if due else (),
            counted=counted([self.reasons], rights=not to_owner) if self.reasons else (),
            undated=() if due else ((what, self._since()),),
            worker=self.clock.owner.name,
            authority=office.sender,
            contact=office.contact,
        )
        return finished(office, self._key(contact), contact, self.clock.reference, letter)


def finished(office: Office, key: str, contact: Contact, reference: str, letter: Letter) -> Message:
    """Return a letter to somebody of the authority, or around the pupil, in its words."""
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
        owed_on=letter.on,
    )
