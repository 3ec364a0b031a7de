"""Furnish a synthetic authority: its invented people, its places, its calendar."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID

from pathway.domain.dossier import Officer
from pathway.domain.school_calendar import SchoolCalendar
from pathway.domain.synthetic.places import Place
from pathway.domain.synthetic.planner import SyntheticAuthority
from pathway.persistence import register
from pathway.persistence.tables.authorities import Person, SchoolCalendarRow, Setting
from pathway.services.office import Office
from statemachines.vocabulary import Role

PLANS_A_CASEWORKER = 200
"""How many plans one caseworker holds; councils speak of 170 to 250."""

BEFORE_ALL = datetime(2014, 9, 1, tzinfo=UTC)
"""When the calendar of a synthetic authority counts as recorded: its past knew it already."""

ROLES_IN_THE_OFFICE = (
    Role.MANAGER, Role.DECISION_MAKER, Role.COMMISSIONER, Role.BUSINESS_SUPPORT, Role.PANEL,
    Role.PROFESSIONAL, Role.PROVIDER, Role.DATA_LOADER, Role.VIRTUAL_SCHOOL, Role.AUDITOR,
)  # fmt: skip
ROLES_IN_A_SCHOOL = (Role.SENCO, Role.HEADTEACHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The invented people of a synthetic authority.

    Attributes:
        cast: one person for each role in the office.
        sencos: the SENCO of each school, by the school's id.
        caseworkers: those who hold cases.
    """

    cast: Mapping[Role, UUID]
    sencos: Mapping[UUID, UUID]
    caseworkers: tuple[Officer, ...]
    people: tuple[Person, ...]


def furnish(office: Office, planned: SyntheticAuthority, calendar: SchoolCalendar) -> Staff:
    """Enter the authority's people, places and calendar; twice is once."""
    staff = _staff(office, planned)
    with office.engine.begin() as connection:
        register.enter_once(connection, [*_places(office, planned), *staff.people])
        register.enter_once(connection, [_calendar(office, calendar)])
    return staff


def _staff(office: Office, planned: SyntheticAuthority) -> Staff:
    figures = planned.figures
    rng = Random(f"{office.authority_id}/staff")
    cast = {role: drawn_id(rng) for role in ROLES_IN_THE_OFFICE}
    manager = cast[Role.MANAGER]
    count = max(2, -(-figures.plans.total // PLANS_A_CASEWORKER))
    workers = tuple(
        Officer(id=drawn_id(rng), name=f"Caseworker {n}", email=f"caseworker{n}@council.example")
        for n in range(1, count + 1)
    )
    a = office.authority_id
    people = [
        Person(
            authority_id=a, id=person, name=role.value.replace("_", " ").capitalize(),
            email=f"{role.value.replace('_', '.')}@council.example", roles=[role.value],
        )
        for role, person in cast.items()
    ]  # fmt: skip
    people += [
        Person(
            authority_id=a, id=w.id, name=w.name, email=w.email,
            roles=[Role.CASEWORKER.value], manager_id=manager,
        )
        for w in workers
    ]  # fmt: skip
    schools = [place for place in planned.places.all() if place.urn]
    at_schools = [_in_school(office, place, role, rng) for place in schools
                  for role in ROLES_IN_A_SCHOOL]  # fmt: skip
    return Staff(
        cast={**cast, Role.CASEWORKER: workers[0].id},
        sencos={p.setting_id: p.id for p in at_schools if p.setting_id and Role.SENCO in p.roles},
        caseworkers=workers,
        people=(*people, *at_schools),
    )


def _in_school(office: Office, place: Place, role: Role, rng: Random) -> Person:
    return Person(
        authority_id=office.authority_id,
        id=drawn_id(rng),
        name=f"{role.value.capitalize()} of {place.name}",
        email=f"{role.value}.{place.urn}@school.example",
        roles=[role.value],
        setting_id=place.id,
    )


def _places(office: Office, planned: SyntheticAuthority) -> Iterator[Setting]:
    for place in planned.places.all():
        yield _setting(office, place)


def _setting(office: Office, place: Place) -> Setting:
    return Setting(
        authority_id=office.authority_id,
        id=place.id,
        name=place.name,
        kind="school" if place.urn else "other",
        phase=place.phase,
        urn=place.urn,
        setting_type=place.setting_type,
    )


def _calendar(office: Office, calendar: SchoolCalendar) -> SchoolCalendarRow:
    return SchoolCalendarRow(
        authority_id=office.authority_id,
        name=calendar.name,
        terms=_spans(calendar.terms),
        closures=_spans(calendar.closures),
        recorded_at=BEFORE_ALL,
    )


def _spans(spans: Sequence[tuple[date, date]]) -> list[list[str]]:
    return [[first.isoformat(), last.isoformat()] for first, last in spans]


def drawn_id(rng: Random) -> UUID:
    """Return an id that follows from what was drawn before: the same seed gives the same."""
    return UUID(int=rng.getrandbits(128), version=4)
