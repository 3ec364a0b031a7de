"""Everything that is known of a case when somebody asks for a move: one reading, then no more."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID

from pathway.domain.calendars import Calendars
from pathway.domain.counted import last_day_to_appeal
from pathway.domain.course import Parent
from pathway.domain.history import StoredLine
from pathway.domain.known_days import KnownDays
from pathway.domain.school_ages import (
    age_on,
    end_of_compulsory_school_age,
    year_group_by_age,
    year_taught_in,
)
from statemachines.situation import Lookup, Lookups, Sibling

SCHOOL = "school"
"""The kind of detail that says which setting the pupil attends, by its id."""


class LinkedPerson(NamedTuple):
    """A person linked to the pupil, and what they may be told and see."""

    id: UUID
    name: str
    email: str | None
    audience: str
    parental_responsibility: bool
    may_be_told: bool
    channel: str
    lacks_capacity: bool
    from_on: date
    until_on: date | None
    left_on: date | None = None
    may_be_invited: bool = True

    def linked_on(self, day: date) -> bool:
        """Tell whether the link holds on a day, and the person has not left by then."""
        gone = self.left_on is not None and self.left_on <= day
        return not gone and self.from_on <= day and (self.until_on is None or day <= self.until_on)


class Detail(NamedTuple):
    """Something that is so about the pupil from a day on."""

    kind: str
    value: str
    from_on: date


class Officer(NamedTuple):
    """Somebody of the authority who is answerable for the case."""

    id: UUID
    name: str
    email: str | None
    left_on: date | None = None

    def is_here_on(self, day: date) -> bool:
        """Tell whether the person still works here on a day."""
        return self.left_on is None or day < self.left_on


class Subject(NamedTuple):
    """The pupil, as far as rules and letters need to know.

    Attributes:
        details: what is so about the pupil, in the order in which it was recorded.
        calendars: the calendars of the pupil's school and authority; None where none is known.
    """

    pupil_id: UUID
    born_on: date
    died_on: date | None
    links: tuple[LinkedPerson, ...] = ()
    details: tuple[Detail, ...] = ()
    calendars: Calendars | None = None

    def detail(self, kind: str, day: date) -> str | None:
        """Return what was so on a day, by the newest detail that had begun; None if none had."""
        newest = self.newest(kind, day)
        return newest.value if newest else None

    def newest(self, kind: str, day: date) -> Detail | None:
        """Return the newest detail of a kind that had begun on a day; None if none had.

        Of two that began on one day, the one that was recorded later tells.
        """
        begun = [d for d in reversed(self.details) if d.kind == kind and d.from_on <= day]
        return max(begun, key=lambda d: d.from_on) if begun else None

    def year_group(self, day: date) -> str:
        """Return the year group on a day: as recorded, else by the day of birth; "" beyond both."""
        newest = self.newest("year_group", day)
        if newest is None:
            return str(year_group_by_age(day, self.born_on) or "")
        return year_taught_in(day, self.born_on, recorded=newest.value, since=newest.from_on)

    def parents(self, day: date) -> frozenset[UUID]:
        """Return those with parental responsibility on a day."""
        return frozenset(
            link.id for link in self.links if link.parental_responsibility and link.linked_on(day)
        )

    def parents_to_tell(self) -> tuple[Parent, ...]:
        """Return those with parental responsibility and the days on which they had to be told.

        Who may not be told has not to be. Of one who may not any more, that ends the day before.
        """
        bars = [k for k in self.links if not k.may_be_told and k.until_on is None]
        found: dict[UUID, Parent] = {}
        for link in self.links:
            if link.parental_responsibility and link.may_be_told:
                until = _silent_before(link, bars) if bars else link.until_on
                if until is None or link.from_on <= until:
                    one = Parent(link.id, link.from_on, until)
                    found[link.id] = _together(found[link.id], one) if link.id in found else one
        return tuple(sorted(found.values()))

    def rights_holders(self, day: date) -> frozenset[UUID]:
        """Return those who hold the rights of the EHC process on a day.

        The parents, until compulsory school age ends; then the young person, unless a recorded
        lack of capacity leaves the decision with the parents.

        Source:
            Children and Families Act 2014 s.83(2); SI 2014/1530 reg 64.
        """
        if day <= end_of_compulsory_school_age(self.born_on):
            return self.parents(day)
        own = [k for k in self.links if k.audience == "young_person" and k.linked_on(day)]
        if not own or any(link.lacks_capacity for link in own):
            return self.parents(day)
        return frozenset(link.id for link in own)


def _silent_before(link: LinkedPerson, bars: Iterable[LinkedPerson]) -> date | None:
    """Return the last day of a link, or that before a prohibition which still stands."""
    barred_from = [k.from_on - timedelta(1) for k in bars if k.id == link.id]
    return min([*barred_from, *([link.until_on] if link.until_on else [])], default=None)


def _together(one: Parent, other: Parent) -> Parent:
    """Return one parent of two links, which hold one after the other."""
    lasts = one.until_on, other.until_on
    until = None if None in lasts else max(day for day in lasts if day)
    return Parent(one.id, min(one.from_on, other.from_on), until)


class Dossier(NamedTuple):
    """A case and one of its processes, as they stand.

    Attributes:
        managers: the managers of the authority, where the owner has none or theirs has left.
    """

    case_id: UUID
    reference: str
    owner: Officer
    manager: Officer | None
    subject: Subject
    process_id: UUID
    policy: str
    policy_version: int
    kind: str | None
    occurrence: int
    state: str
    cycle: int
    version: int
    recorded_at: datetime | None
    lines: tuple[StoredLine, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    managers: tuple[Officer, ...] = ()

    def counted_by(self, calendars: Calendars) -> "Dossier":
        """Return the same, with the calendars by which days are counted for the pupil."""
        return self._replace(subject=self.subject._replace(calendars=calendars))

    @property
    def process_reference(self) -> str:
        """The process, as people write it: the case, the policy, its occurrence."""
        return f"{self.reference}/{self.policy}/{self.occurrence}"


def answers(subject: Subject, day: date) -> Lookups:
    """Return the answers to the questions that guards may ask about the pupil, as of a day."""
    calendars = subject.calendars
    questions: Mapping[Lookup, Callable[[], object]] = {
        Lookup.PARENTS: lambda: subject.parents(day),
        Lookup.RIGHTS_HOLDERS: lambda: subject.rights_holders(day),
        Lookup.BORN_ON: lambda: subject.born_on,
        Lookup.AGE_IN_YEARS: lambda: age_on(day, subject.born_on),
        Lookup.YEAR_GROUP: lambda: subject.year_group(day),
        Lookup.LOOKED_AFTER: lambda: subject.detail("looked_after", day) == "yes",
        Lookup.SCHOOL_YEAR: lambda: calendars and KnownDays(calendars),
        Lookup.LAST_DAY_TO_APPEAL: lambda: calendars and partial(last_day_to_appeal, calendars),
    }
    return lambda name: questions[name]()


def barred(links: Iterable[LinkedPerson], day: date) -> frozenset[UUID]:
    """Return those who by any link of theirs may not be told of the pupil on a day."""
    return frozenset(link.id for link in links if not link.may_be_told and link.linked_on(day))


def may_hear(links: Iterable[LinkedPerson], day: date) -> tuple[LinkedPerson, ...]:
    """Return the links by which somebody may be told on a day; a prohibition always wins.

    Who may not be told by one link is told by none, however many they have. Where another person
    has the same e-mail address they are told in another way, as nobody knows who reads it.
    """
    links = tuple(links)
    silent = barred(links, day)
    if not silent:
        return links
    addresses = {link.email.casefold() for link in links if link.email and link.id in silent}
    return tuple(
        link._replace(email=None) if link.email and link.email.casefold() in addresses else link
        for link in links
        if link.id not in silent
    )


def told(links: Iterable[LinkedPerson], audience: str, day: date) -> list[LinkedPerson]:
    """List the linked people of one audience who may be told on a day."""
    return [
        link for link in may_hear(links, day) if link.audience == audience and link.linked_on(day)
    ]


def not_invited(links: Iterable[LinkedPerson], day: date) -> frozenset[UUID]:
    """Return those who by any link of theirs may not be invited on a day."""
    return frozenset(link.id for link in links if not link.may_be_invited and link.linked_on(day))
