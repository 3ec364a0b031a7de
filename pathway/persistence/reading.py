"""Read cases for those who look into them: lists, files, histories. Never writes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

_FILE = text(
    """
    select c.id, c.reference, c.opened_at, c.owner_id, o.name, s.id, s.given_name, s.family_name,
           s.born_on, s.upn, s.upn_unknown, s.died_on, s.restricted
    from cases c
    join pupils s on s.authority_id = c.authority_id and s.id = c.pupil_id
    join people o on o.authority_id = c.authority_id and o.id = c.owner_id
    where c.reference = :reference
    """
)
_PROCESSES = text(
    """
    select p.id, p.policy, p.policy_version, p.occurrence, p.kind, p.state, p.waits_for, p.cycle,
           p.version, p.recorded_at
    from processes p where p.case_id = :case
    order by (p.policy <> 'graduated_approach'), p.policy, p.occurrence
    """
)
_CLOCKS = text(
    """
    select p.policy, p.occurrence, k.rule_id, k.started_by, k.party, w.name, k.started_on,
           k.due_on, k.safe_on, k.last_working_day, k.kind, k.settled_on, k.met, k.disapplied,
           k.why_no_date, k.next_rung, k.next_rung_on, k.makes_on
    from clocks k
    join processes p on p.authority_id = k.authority_id and p.id = k.process_id
    left join people w on w.authority_id = k.authority_id and w.id = k.party
    where p.case_id = :case
    order by k.due_on nulls last, k.rule_id, k.started_by, w.name
    """
)
_LINKS = text(
    """
    select w.id, w.name, w.email, k.relationship, k.audience, k.parental_responsibility,
           k.channel, k.may_be_told, k.from_on,
           case when k.ended_at > cast(:known as timestamptz) then null else k.until_on end
    from links k
    join people w on w.authority_id = k.authority_id and w.id = k.person_id
    where k.pupil_id = :pupil and coalesce(k.recorded_at <= cast(:known as timestamptz), true)
    order by k.from_on, w.name, w.id
    """
)
_DETAILS = text(
    """
    select d.kind, d.value, d.from_on,
           case d.kind when 'school' then (select t.name from settings t
                       where t.authority_id = d.authority_id and t.id::text = d.value)
                       when 'caseworker' then (select w.name from people w
                       where w.authority_id = d.authority_id and w.id::text = d.value) end
    from details_that_hold d where d.pupil_id = :pupil
    order by d.kind, d.from_on, d.recorded_at
    """
)
_LINES = text(
    """
    select p.policy, h.policy_version, p.occurrence, h.number, h.occurred_on, h.occurred_at,
           h.recorded_at, h.move, h.event, h.from_state, h.to_state, h.cycle, h.person_id, w.name,
           h.role, h.historic, h.corrects, t.form, t.content
    from history h
    join processes p on p.authority_id = h.authority_id and p.id = h.process_id
    left join people w on w.authority_id = h.authority_id and w.id = h.person_id
    left join contents t on t.authority_id = h.authority_id and t.process_id = h.process_id
     and t.number = h.number
    where p.case_id = :case
      and (cast(:policy as text) is null or (p.policy = :policy and p.occurrence = :occurrence))
    order by h.occurred_on, coalesce(h.occurred_at, h.recorded_at), h.recorded_at, p.policy,
             p.occurrence, h.number
    """
)


@dataclass(frozen=True, slots=True)
class FileOfPupil:
    """A case and the pupil it is about."""

    case_id: UUID
    reference: str
    opened_at: datetime
    owner_id: UUID
    owner: str
    pupil_id: UUID
    given_name: str
    family_name: str
    born_on: date
    upn: str | None
    upn_unknown: str | None
    died_on: date | None
    restricted: bool


@dataclass(frozen=True, slots=True)
class KeptProcess:
    """A process as it stands, in the version of its policy that it is at."""

    id: UUID
    policy: str
    policy_version: int
    occurrence: int
    kind: str | None
    state: str
    waits_for: str
    cycle: int
    version: int
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeptClock:
    """A clock as the table keeps it, with the name of the person it runs for."""

    policy: str
    occurrence: int
    rule_id: str
    started_by: int
    party: UUID
    party_name: str | None
    started_on: date
    due_on: date | None
    safe_on: date | None
    last_working_day: date | None
    kind: str
    settled_on: date | None
    met: bool
    disapplied: str | None
    why_no_date: str | None
    next_rung: str | None
    next_rung_on: date | None
    makes_on: date | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A person linked to the pupil."""

    id: UUID
    name: str
    email: str | None
    relationship: str
    audience: str
    parental_responsibility: bool
    channel: str
    may_be_told: bool
    from_on: date
    until_on: date | None

    def held_on(self, day: date) -> bool:
        """Tell whether the link held on a day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class DetailRow:
    """What is so about the pupil from a day on; `name` is what an id stands for."""

    kind: str
    value: str
    from_on: date
    name: str | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of history with the name of who made it; `content` is None where it was erased.

    Attributes:
        policy_version: the version of the policy under which it was recorded.
        withheld: whether whoever asked may not read it: then only its place and day are here.
    """

    policy: str
    policy_version: int
    occurrence: int
    number: int
    occurred_on: date
    occurred_at: datetime | None
    recorded_at: datetime
    move: str
    event: str
    from_state: str
    to_state: str
    cycle: int
    person_id: UUID
    person: str | None
    role: str
    historic: bool
    corrects: int | None
    form: str | None
    content: dict[str, Any] | None
    withheld: bool = False


def file(connection: Connection, reference: str) -> FileOfPupil | None:
    """Return a case with its pupil, or None where there is none of that reference."""
    row = connection.execute(_FILE, {"reference": reference}).one_or_none()
    return None if row is None else FileOfPupil(*row)


def processes(connection: Connection, case: UUID) -> list[KeptProcess]:
    """List the processes of a case, the graduated approach first."""
    return [KeptProcess(*row) for row in connection.execute(_PROCESSES, {"case": case})]


def clocks(connection: Connection, case: UUID) -> list[KeptClock]:
    """List the clocks of a case, the soonest due first, settled ones too."""
    return [KeptClock(*row) for row in connection.execute(_CLOCKS, {"case": case})]


def links(connection: Connection, pupil: UUID, *, known: datetime | None = None) -> list[LinkRow]:
    """List the people linked to a pupil; by a moment, as links had been entered or ended by it."""
    found = connection.execute(_LINKS, {"pupil": pupil, "known": known})
    return [LinkRow(*row) for row in found]


def details(connection: Connection, pupil: UUID) -> list[DetailRow]:
    """List what is so about a pupil, in the order of its days."""
    return [DetailRow(*row) for row in connection.execute(_DETAILS, {"pupil": pupil})]


def lines(
    connection: Connection, case: UUID, *, policy: str | None = None, occurrence: int = 0
) -> list[LineRow]:
    """List the lines of a case, or of one of its processes, in the order in which it happened."""
    asked = {"case": case, "policy": policy, "occurrence": occurrence}
    return [LineRow(*row) for row in connection.execute(_LINES, asked)]


def references(connection: Connection) -> list[str]:
    """List the references of all cases."""
    return list(connection.execute(text("select reference from cases")).scalars())
