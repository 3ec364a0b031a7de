"""What is written for the rows of a pupil file: pupils, details, families, schools, caseworkers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from pathway.domain.pupil_file import Parent, PupilRow, School
from pathway.domain.pupil_file.wording import name_key
from pathway.domain.school_ages import academic_year
from pathway.persistence import reading_people, reading_pupils
from pathway.persistence.register import Entry
from pathway.persistence.tables.authorities import Person, PersonEntry, Setting
from pathway.persistence.tables.pupils import Link, Pupil, PupilDetail
from pathway.services.people_entered import entered
from statemachines.vocabulary import Role

SEPTEMBER = 9
ORDER = (Setting, Person, PersonEntry, Pupil, PupilDetail, Link)
"""In what order rows are written, so that what they refer to is there."""

PARENT = "parent or carer"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A caseworker whom a file names and nobody knew."""

    id: UUID
    name: str
    email: str | None


@dataclass(slots=True)
class Entries:
    """What is to be written, gathered row by row.

    Attributes:
        on: the civil day from which what the file says is so; a year group holds since September.
        by: who brings the file in; None where nobody is named.
        schools: the ids of places, by URN and by name.
        workers: the ids of caseworkers, by name key and by e-mail address.
        details: what is so of each pupil already kept, by pupil and kind.
        relatives: the ids of the family of each pupil, by pupil and name key; and, for brothers
            and sisters, by name key and e-mail address.
        without_upn: the pupils kept who have none.
        upns: the UPNs that such pupils are given.
        relinked: the pupils to whom somebody was linked.
        caseworkers: those who were made, none of whom has a manager yet.
    """

    authority: UUID
    on: date
    recorded_at: datetime
    by: UUID | None
    schools: dict[str, UUID]
    workers: dict[str, UUID]
    details: dict[tuple[UUID, str], str]
    relatives: dict[tuple[object, str], UUID]
    without_upn: frozenset[UUID]
    rows: list[Entry] = field(default_factory=list)
    upns: dict[UUID, str] = field(default_factory=dict)
    relinked: set[UUID] = field(default_factory=set)
    made: Counter[str] = field(default_factory=Counter)
    caseworkers: list[Newcomer] = field(default_factory=list)
    new: int = 0
    known: int = 0
    changed: int = 0

    @classmethod
    def of(
        cls,
        authority: UUID,
        connection: Connection,
        *,
        on: date,
        recorded_at: datetime,
        by: UUID | None,
        without_upn: frozenset[UUID],
    ) -> "Entries":
        """Read what is there already."""
        relatives: dict[tuple[object, str], UUID] = {}
        for relative in reading_pupils.families(connection):
            name = name_key(relative.name)
            relatives[relative.pupil_id, name] = relative.id
            if relative.email:
                relatives[relative.email.casefold(), name] = relative.id
        return cls(
            authority,
            on,
            recorded_at,
            by,
            schools=reading_people.places(connection),
            workers={
                key: worker.id
                for worker in reading_people.in_roles(connection, [Role.CASEWORKER], limit=None)
                for key in _keys(worker.name, worker.email)
            },
            details=reading_pupils.details_on(connection, on),
            without_upn=without_upn,
            relatives=relatives,
        )

    def add(self, row: PupilRow) -> None:
        """Gather what one row says."""
        before = len(self.rows) + len(self.upns)
        pupil = row.pupil or self._pupil(row)
        if row.numbers.upn and pupil in self.without_upn:
            self.upns[pupil] = row.numbers.upn.text
        for kind, value, since in self._said(row):
            self._detail(pupil, kind, value, since)
        for parent in row.parents:
            self._parent(pupil, parent, row.born_on)
        if row.pupil is None:
            self.new += 1
        else:
            self.known += 1
            self.changed += len(self.rows) + len(self.upns) > before

    def in_order(self) -> list[Entry]:
        """Return the rows in the order in which they are written."""
        return sorted(self.rows, key=lambda row: ORDER.index(type(row)))

    def _pupil(self, row: PupilRow) -> UUID:
        reason = row.numbers.upn_unknown
        new = Pupil(
            authority_id=self.authority,
            id=uuid4(),
            given_name=row.forename,
            family_name=row.surname,
            born_on=row.born_on,
            sex=row.sex and row.sex.value,
            ethnicity=row.ethnicity,
            postcode=row.postcode,
            upn=row.numbers.upn.text if row.numbers.upn else None,
            upn_unknown=reason and reason.value,
            uln=row.numbers.uln,
        )
        self.rows.append(new)
        return new.id

    def _said(self, row: PupilRow) -> Iterator[tuple[str, str, date]]:
        september = max(row.born_on, date(academic_year(self.on), SEPTEMBER, 1))
        values: dict[str, Any] = {
            "year_group": row.year_group,
            "school": self._school(row.school),
            "district": row.district,
            "primary_need": row.primary_need,
            "secondary_need": row.secondary_need,
            "caseworker": self._worker(row.caseworker) if row.caseworker else None,
        }
        for kind, value in values.items():
            if value:
                yield kind, str(value), september if kind == "year_group" else self.on

    def _detail(self, pupil: UUID, kind: str, value: str, since: date) -> None:
        if self.details.get((pupil, kind)) == value:
            return
        if (pupil, kind) in self.details:
            since = self.on  # what was so before stays so until the day of the file
        self.details[pupil, kind] = value
        self._make(
            "details",
            PupilDetail(
                authority_id=self.authority, pupil_id=pupil, kind=kind, value=value,
                from_on=since, recorded_at=self.recorded_at,
            ),
        )  # fmt: skip

    def _school(self, school: School) -> UUID | None:
        known = school.urn or school.laestab
        if known is None:
            return None
        if known not in self.schools:
            name = f"School {school.urn}" if school.urn else f"School {known[:3]}/{known[3:]}"
            if name in self.schools:
                return self.schools[name]
            new = Setting(
                authority_id=self.authority, id=uuid4(), name=name, kind="school", urn=school.urn
            )
            self._make("schools", new)
            self.schools[known] = self.schools[name] = new.id
        return self.schools[known]

    def _worker(self, said: str) -> UUID:
        email = said if "@" in said else None
        key = _keys(said, email)[-1]
        if key not in self.workers:
            new = Person(
                authority_id=self.authority, id=uuid4(), name=said, email=email,
                roles=[Role.CASEWORKER.value],
            )  # fmt: skip
            self._make_person("caseworkers", new)
            self.caseworkers.append(Newcomer(new.id, said, email))
            self.workers[key] = new.id
        return self.workers[key]

    def _parent(self, pupil: UUID, parent: Parent, born_on: date) -> None:
        name = name_key(parent.name)
        if (pupil, name) in self.relatives:
            return
        person = self.relatives.get((parent.email.casefold(), name)) if parent.email else None
        self.relatives[pupil, name] = person = person or self._person(parent)
        self.relinked.add(pupil)
        self._make(
            "links",
            Link(
                authority_id=self.authority, id=uuid4(), pupil_id=pupil, person_id=person,
                relationship=PARENT, audience="family", parental_responsibility=True,
                channel="e-mail" if parent.email else "phone" if parent.phone else "post",
                from_on=born_on, recorded_at=self.recorded_at, recorded_by=self.by,
            ),
        )  # fmt: skip

    def _person(self, parent: Parent) -> UUID:
        new = Person(
            authority_id=self.authority, id=uuid4(), name=parent.name, email=parent.email,
            phone=parent.phone, roles=[Role.FAMILY.value],
            districts=[],  # given, as a default that is called costs a third of the row
        )  # fmt: skip
        self._make_person("people", new)
        if parent.email:
            self.relatives[parent.email.casefold(), name_key(parent.name)] = new.id
        return new.id

    def _make_person(self, what: str, person: Person) -> None:
        self._make(what, person)
        self.rows.append(entered(person, by=self.by, at=self.recorded_at))

    def _make(self, what: str, row: Entry) -> None:
        self.rows.append(row)
        self.made[what] += 1


def _keys(name: str, email: str | None) -> tuple[str, ...]:
    return (name_key(name), email.casefold()) if email else (name_key(name),)
