"""A database of our own, an authority in it, and cases on their second time round the cycle."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.dossier import LinkedPerson, Officer, Subject
from pathway.domain.moving import Asked
from pathway.domain.rehearsal import Rehearsal
from pathway.domain.school_calendar import SchoolCalendar
from pathway.embedded.addresses import Addresses
from pathway.embedded.server import EmbeddedServer
from pathway.persistence import register, schema
from pathway.persistence.seats import engine_for
from pathway.persistence.tables.authorities import Authority, Person
from pathway.services.bulk import Loaded
from pathway.services.office import Office
from statemachines.settings import LocalSettings
from statemachines.vocabulary import Role

SECRET = "a secret for a benchmark alone"
LOADED_AT = datetime(2026, 10, 22, 18, tzinfo=UTC)
YEAR = SchoolCalendar(
    "the school's year",
    terms=(
        (date(2026, 9, 2), date(2026, 12, 18)),
        (date(2027, 1, 4), date(2027, 3, 25)),
        (date(2027, 4, 12), date(2027, 7, 21)),
    ),
    closures=((date(2026, 10, 26), date(2026, 10, 30)), (date(2027, 2, 15), date(2027, 2, 19))),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An authority in a database of its own, and the people who act in its cases."""

    addresses: Addresses
    office: Office
    senco: UUID
    owner: Officer


@contextmanager
def a_server() -> Iterator[Addresses]:
    """Run a database of our own, durable as it is shipped, with the newest schema."""
    with tempfile.TemporaryDirectory(prefix="pathway benchmark ") as folder:
        Path(folder).chmod(0o711)  # as root, the server's account has to pass through
        with EmbeddedServer(Path(folder) / "home").running() as addresses:
            schema.upgrade(addresses.owner_url, secret=SECRET)
            yield addresses


@contextmanager
def a_house() -> Iterator[House]:
    """Run a database, with an authority, a manager, a caseworker and a SENCO in it."""
    with a_server() as addresses:
        office = _office(addresses)
        manager, senco = uuid4(), uuid4()
        owner = Officer(id=uuid4(), name="Cas Worker", email="cas.worker@example.org")
        people = (
            _person(office, manager, "Mae Manager", Role.MANAGER),
            _person(office, senco, "Sen Co", Role.SENCO),
            _person(office, owner.id, owner.name, Role.CASEWORKER, manager_id=manager),
        )
        with office.engine.begin() as connection:
            register.enter(connection, people)
        yield House(addresses=addresses, office=office, senco=senco, owner=owner)
        office.engine.dispose()


def _office(addresses: Addresses) -> Office:
    authority = Authority(
        id=uuid4(), code="001", name="Example Council", pack="default", synthetic=True
    )
    engine = engine_for(addresses.app_url, authority.id, SECRET)
    with engine.begin() as connection:
        register.enter(connection, [authority])
    return Office(
        engine=engine,
        authority_id=authority.id,
        code=authority.code,
        name=authority.name,
        synthetic=True,
        calendars=Calendars(BankHolidays.shipped(), YEAR),
        local=lambda _: LocalSettings(),
        sender="Example Council",
        contact="send@example.org",
        link="https://pathway.example",
    )


def _person(office: Office, person: UUID, name: str, role: Role, **more: Any) -> Person:
    email = f"{name.replace(' ', '.').lower()}@example.org"
    return Person(
        authority_id=office.authority_id, id=person, name=name, email=email, roles=[role], **more
    )


def a_case(house: House, number: int) -> Loaded:
    """Return a case whose plan was revised and whose provision can start for the second time."""
    family = tuple(_parent(number, which) for which in ("mother", "father"))
    links = (*family, _of_the_school(house.senco))
    subject = Subject(pupil_id=uuid4(), born_on=date(2016, 5, 3), died_on=None, links=links)
    case = Rehearsal(
        case_id=uuid4(),
        reference=f"BM-{number:06}",
        owner=house.owner,
        subject=subject,
        local=house.office.local,
        new_id=iter(uuid4, None),
    )
    opening, *others = moves(family)
    key = case.begin("graduated_approach", _asked(house, *opening))
    for one in others:
        case.move(key, _asked(house, *one))
    return Loaded(case, _rows(house, case))


def started_again(family: tuple[LinkedPerson, ...]) -> tuple[str, date, Mapping[str, Any]]:
    """Return the move that is measured: its provision starts for the second time."""
    return (
        "start provision",
        date(2026, 10, 23),
        _plan(family[0], date(2026, 10, 23), review_on=date(2026, 12, 2)),
    )


def moves(family: tuple[LinkedPerson, ...]) -> list[tuple[str, date, Mapping[str, Any]]]:
    """Return what has happened in a case: once round the cycle, and the plan revised."""
    mother, father = family
    views = (
        {"person": mother.id, "words": "She reads at home."},
        {"person": father.id, "missing_because": "abroad, did not answer two letters"},
    )
    return [
        (
            "open case",
            date(2026, 9, 7),
            {"concern": "reads with great effort", "year_group": "5", "primary_need": "SLCN"},
        ),
        (
            "finish assessment",
            date(2026, 9, 8),
            {
                "strengths": "counts well",
                "needs": "reads slowly",
                "pupils_view": {"words": "I like sums."},
                "parents_views": views,
            },
        ),
        (
            "start provision",
            date(2026, 9, 9),
            _plan(mother, date(2026, 9, 9), review_on=date(2026, 10, 21)),
        ),
        ("hold review meeting", date(2026, 10, 5), {"pupils_words": "I read a book."}),
        ("begin review", date(2026, 10, 21), {}),
        (
            "revise the plan",
            date(2026, 10, 22),
            {
                "ratings": (
                    {"outcome": 1, "reached": "partly_met"},
                    {"outcome": 2, "reached": "met"},
                ),
                "what_changes": "shorter, and more often",
            },
        ),
    ]


def _plan(told: LinkedPerson, on: date, *, review_on: date) -> dict[str, Any]:
    return {
        "outcomes": (
            {"aim": "reads a page aloud", "measure": "one page, three errors at most"},
            {"aim": "joins in at break"},
        ),
        "provision": (
            {
                "what": "paired reading",
                "who": "teaching assistant",
                "how_often": "daily",
                "how_long": "fifteen minutes",
            },
        ),
        "review_on": review_on,
        "parents_told": ({"person": told.id, "on": on},),
    }


def _parent(number: int, which: str) -> LinkedPerson:
    return LinkedPerson(
        id=uuid4(),
        name=f"The {which} of pupil {number}",
        email=f"{which}{number}@example.org",
        audience="family",
        parental_responsibility=True,
        may_be_told=True,
        channel="e-mail",
        lacks_capacity=False,
        from_on=date(2025, 9, 1),
        until_on=None,
    )


def _of_the_school(senco: UUID) -> LinkedPerson:
    one = _parent(0, "SENCO")
    return one._replace(id=senco, audience="school", parental_responsibility=False)


def _asked(house: House, move: str, on: date, content: Mapping[str, Any]) -> Asked:
    return Asked(
        move=move,
        content=content,
        on=on,
        today=on,
        person=house.senco,
        role=Role.SENCO,
        historic=True,
    )


def _rows(house: House, case: Rehearsal) -> dict[str, list[tuple[Any, ...]]]:
    a, pupil = house.office.authority_id, case.subject
    return {
        "people": [(a, k.id, k.name, k.email, Role.FAMILY.value) for k in pupil.links[:2]],
        "pupils": [
            (a, pupil.pupil_id, "Given", "Family", pupil.born_on, None, None, None, "UN8", False)
        ],
        "links": [
            (
                a, uuid4(), pupil.pupil_id, k.id, "linked", k.audience,
                k.parental_responsibility, "en", False, "standard", k.channel, True, True, False,
                False, False, k.from_on,
            )
            for k in pupil.links
        ],
        "pupil_details": [
            (a, uuid4(), pupil.pupil_id, "primary_need", "SLCN", date(2025, 9, 1), LOADED_AT)
        ],
        "cases": [(a, case.case_id, case.reference, pupil.pupil_id, house.owner.id, LOADED_AT)],
    }  # fmt: skip
