"""A made-up authority and the people around one pupil, for tests that need a database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.school_calendar import SchoolCalendar
from pathway.persistence import register
from pathway.persistence.seats import engine_for
from pathway.persistence.tables.authorities import Authority, Person, Setting
from pathway.persistence.tables.pupils import Link, Pupil, PupilDetail
from pathway.services.office import Office, When
from statemachines.settings import LocalSettings
from statemachines.vocabulary import Role

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
SCHOOL_YEAR = SchoolCalendar(
    "the test school's year",
    terms=(
        (date(2025, 9, 2), date(2025, 12, 19)),
        (date(2026, 1, 5), date(2026, 3, 27)),
        (date(2026, 4, 13), date(2026, 7, 21)),
        (date(2026, 9, 2), date(2026, 12, 18)),
        (date(2027, 1, 4), date(2027, 3, 25)),
        (date(2027, 4, 12), date(2027, 7, 21)),
    ),
    closures=((date(2026, 10, 26), date(2026, 10, 30)), (date(2027, 2, 15), date(2027, 2, 19))),
)

LONG_CHRISTMAS = SchoolCalendar(
    "Ash Lane Academy",
    ((date(2026, 9, 2), date(2026, 12, 16)), (date(2027, 1, 11), date(2027, 3, 25))),
)
"""That of a school with a calendar of its own."""


@dataclass(frozen=True)
class Around:
    """The people around a pupil, by role."""

    pupil: UUID
    senco: UUID
    caseworker: UUID
    manager: UUID
    mother: UUID
    father: UUID


def an_office(database, *, code: str) -> Office:
    opened = office_at(database.app_url, database.secret, uuid4(), code=code)
    with opened.engine.begin() as connection:
        row = Authority(
            id=opened.authority_id,
            code=code,
            name=f"Testshire {code}",
            pack="default",
            synthetic=True,
        )
        register.enter(connection, [row])
    return opened


def office_at(app_url: str, secret: str, authority_id: UUID, *, code: str) -> Office:
    """Open an office, in this process or another."""
    return Office(
        engine=engine_for(app_url, authority_id, secret),
        authority_id=authority_id,
        code=code,
        name="Testshire",
        synthetic=True,
        calendars=Calendars(BankHolidays.shipped(), SCHOOL_YEAR),
        local=lambda _: LocalSettings(),
        sender="Testshire Council",
        contact="send@testshire.example",
        link="http://localhost",
    )


BORN_ON = date(2016, 5, 3)


def people_around_a_pupil(office: Office, *, born_on: date = BORN_ON) -> Around:
    ids = Around(*(uuid4() for _ in range(6)))
    a = office.authority_id
    since = date(2025, 9, 1)
    rows = [
        _person(a, ids.manager, "Mae Manager", [Role.MANAGER, Role.DECISION_MAKER]),
        _person(a, ids.caseworker, "Cas Worker", [Role.CASEWORKER], manager_id=ids.manager),
        _person(a, ids.senco, "Sen Co", [Role.SENCO]),
        _person(a, ids.mother, "Mo Ther", [Role.FAMILY]),
        _person(a, ids.father, "Fa Ther", [Role.FAMILY]),
        Pupil(
            authority_id=a,
            id=ids.pupil,
            given_name="Canary",
            family_name="Quillfeather",
            born_on=born_on,
            upn_unknown="UN8",
        ),
        PupilDetail(
            authority_id=a,
            pupil_id=ids.pupil,
            kind="primary_need",
            value="SLCN",
            from_on=since,
            recorded_at=NOON,
        ),
        *(
            Link(
                authority_id=a,
                pupil_id=ids.pupil,
                person_id=person,
                relationship=relationship,
                audience=audience,
                parental_responsibility=audience == "family",
                from_on=since,
            )
            for person, relationship, audience in (
                (ids.mother, "mother", "family"),
                (ids.father, "father", "family"),
                (ids.senco, "SENCO", "school"),
            )
        ),
    ]
    with office.engine.begin() as connection:
        register.enter(connection, rows)
    return ids


def go_to_school(office: Office, around: Around, name: str, *, recorded_at: datetime = NOON) -> str:
    """Enter a school that the pupil has gone to since September 2025, and return its id."""
    school = Setting(authority_id=office.authority_id, id=uuid4(), name=name, kind="school")
    goes = PupilDetail(
        authority_id=office.authority_id,
        pupil_id=around.pupil,
        kind="school",
        value=str(school.id),
        from_on=date(2025, 9, 1),
        recorded_at=recorded_at,
    )
    with office.engine.begin() as connection:
        register.enter(connection, [school, goes])
    return str(school.id)


def _person(authority: UUID, person: UUID, name: str, roles: list[Role], **more: object) -> Person:
    return Person(
        authority_id=authority,
        id=person,
        name=name,
        email=f"{name.split(maxsplit=1)[0].lower()}@people.example",
        roles=[role.value for role in roles],
        **more,
    )


def on(day: date) -> When:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return When(on=day, at=at, recorded_at=at)
