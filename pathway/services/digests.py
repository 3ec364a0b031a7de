"""Send digests: to each person one a day, of what is overdue and what is due in the next days."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Connection

from notifications import outbox
from notifications.errors import NotificationError
from notifications.letters import Letter
from notifications.messages import Message
from pathway.domain.errors import RuleUnknown
from pathway.domain.projection import tells_a_birthday
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book
from pathway.persistence import alarms, digests, tasks
from pathway.persistence.digests import Open
from pathway.persistence.due import Contact
from pathway.persistence.tasks import NewTask
from pathway.services.alert_letters import finished
from pathway.services.office import LONDON, Office, When

SOON = timedelta(days=5)
"""How far ahead a digest looks."""

Dated = tuple[tuple[str, date], ...]
Undated = tuple[tuple[str, date | None], ...]
"""What has no last day with the day since which it is open; None stands for a day left out."""


def send_digests(
    office: Office, connection: Connection, acts: When
) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Post every digest that is owed today and was not posted yet.

    Somebody without e-mail gets a task in its place, and no second one while it is open.

    Returns:
        How many letters were posted, and whose digest could not be written and in what it broke.
    """
    letters, errands, failed = list[Message](), list[NewTask](), list[tuple[str, str]]()
    for digest in _owed(office, connection, acts):
        try:
            if digest.person.email:
                letters.append(digest.message(office))
            elif not alarms.open_with(connection, digest.key_of_errands):
                errands.append(digest.errand())
        except NotificationError as fault:
            failed.append((f"digest of {acts.on}", f"it was not written: {type(fault).__name__}"))
    outbox.post(connection, letters, due_at=acts.post_at or acts.recorded_at)
    tasks.add(connection, office.authority_id, errands, made_at=acts.recorded_at)
    return len(letters), tuple(failed)


def _owed(office: Office, connection: Connection, acts: When) -> "list[_Digest]":
    since, until = _bounds(office, acts.recorded_at)
    people = digests.owed(connection, today=acts.on, since=since, until=until)
    if not people:
        return []
    ids = [person.id for person in people]
    own = _by_person(digests.own(connection, ids, today=acts.on, until=acts.on + SOON))
    team = _by_person(digests.managed(connection, ids, today=acts.on))
    return [_Digest(one, own.get(one.id, ()), team.get(one.id, ()), acts.on) for one in people]


def _by_person(found: Iterable[Open]) -> dict[UUID, list[Open]]:
    sorted_out: dict[UUID, list[Open]] = {}
    for one in found:
        sorted_out.setdefault(one.person, []).append(one)
    return sorted_out


def _bounds(office: Office, moment: datetime) -> tuple[datetime, datetime]:
    """Return when the civil day of a moment begins, and when the next one does."""
    day = office.legal_day(moment)
    first, second = (datetime.combine(d, time(), LONDON) for d in (day, day + timedelta(1)))
    return first, second


class _Digest:
    """What one person is told of a day."""

    def __init__(
        self, person: Contact, own: Sequence[Open], team: Sequence[Open], today: date
    ) -> None:
        self.person, self.today = person, today
        self.dates = tuple((_label(one), day) for one in own if (day := _due(one)))
        self.undated = _since(one for one in own if not _due(one))
        self.team = tuple((_label(one), _due(one)) for one in team)

    @property
    def key_of_errands(self) -> str:
        return f"digest/{self.person.id}/"

    def message(self, office: Office) -> Message:
        letter = Letter(
            template="digest",
            audience="caseworker",
            on=self.today,
            dates=self.dates,
            undated=self.undated,
            team=self.team,
            worker=self.person.name,
            authority=office.sender,
            contact=office.contact,
        )
        return finished(office, f"digest/{self.today}/{self.person.id}", self.person, "", letter)

    def errand(self) -> NewTask:
        late = sum(day < self.today for _, day in self.dates)
        team = f", {len(self.team)} of those whom you manage" if self.team else ""
        return NewTask(
            key=f"{self.key_of_errands}{self.today}",
            about="",
            owner=self.person.id,
            reason=f"look at your dates, as you have no e-mail: {late} overdue{team}, "
            f"{len(self.dates) - late} due in the next five days, {len(self.undated)} undated",
            due_on=self.today,
        )


def _due(one: Open) -> date | None:
    """Return the last day of what is open; none where there is none, or it is left out."""
    return None if _is_private(one.rule_id) else one.due_on


def _since(found: Iterable[Open]) -> Undated:
    return tuple(
        (_label(one), None if _is_private(one.rule_id) else one.started_on) for one in found
    )


def _is_private(rule_id: str) -> bool:
    """Tell whether the days of a rule are left out, as an e-mail says nothing of who a pupil is."""
    return (rule := _rule(rule_id)) is not None and tells_a_birthday(rule)


def _label(one: Open) -> str:
    owner = f" ({one.owner})" if one.owner else ""
    return f"{one.reference}{owner}: {_sentence(one.rule_id)}"


def _sentence(rule_id: str) -> str:
    rule = _rule(rule_id)
    return rule.sentence if rule else rule_id


def _rule(rule_id: str) -> Rule | None:
    """Return a rule; one that nobody knows any more must not cost the whole digest."""
    try:
        return statute_book().rule(rule_id)
    except RuleUnknown:
        return None
