"""Who acts, in what role, and on what day: what a door says of it, made certain."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.errors import FutureNotRecorded, PersonNotFound, RoleNotHeld
from pathway.persistence import reading, reading_people
from pathway.persistence.reading_people import PersonRow
from pathway.services.errors import NobodyActs, PersonAmbiguous
from pathway.services.office import LONDON, Actor, Office, When
from pathway.services.staff_errors import RoleOfTime
from statemachines.vocabulary import OUTSIDERS, PEOPLE, Role

NOON = time(12)
FAMILIES = frozenset({Role.FAMILY, Role.REPRESENTATIVE})
TRIED = 5
"""How many people of a synthetic authority are tried before the first is taken all the same."""


def on_day(office: Office, day: date, *, now: datetime) -> When:
    """Say when something happened of which the day is known and no more.

    A real authority records it now. A synthetic one, whose time moves, records it at noon in
    London on that day, or now where the day is today.

    Raises:
        FutureNotRecorded: the day is still to come, and the authority is a real one.
        BeforeAllRecords: it lies before anything that could be on record.
        CalendarRunsOut: it is a synthetic one, and the day lies beyond the known bank holidays.
    """
    today = office.legal_day(now)
    if day > today and not office.synthetic:
        raise FutureNotRecorded(day.isoformat())
    office.refuse_out_of_reach(day, today=today)
    if day == today or not office.synthetic:
        return When(on=day, at=None, recorded_at=now)
    recorded_at = datetime.combine(day, NOON, tzinfo=LONDON).astimezone(UTC)
    return When(on=day, at=None, recorded_at=recorded_at, post_at=min(recorded_at, now))


def find_person(office: Office, said: str) -> PersonRow:
    """Return the person of an id, an e-mail address or a whole name, accents left out or not.

    Raises:
        PersonNotFound: the authority knows nobody of that kind.
        PersonAmbiguous: it knows several.
    """
    with office.engine.connect() as connection:
        fitting = _called(connection, " ".join(said.split()))
    if not fitting:
        raise PersonNotFound(said)
    if len(fitting) > 1:
        raise PersonAmbiguous(tuple(str(p.id) for p in fitting))
    return fitting[0]


def namesakes(office: Office, name: str) -> list[PersonRow]:
    """List the people of a whole name."""
    with office.engine.connect() as connection:
        return reading_people.by_name(connection, name)


def list_people(
    office: Office, *, role: Role | None, families: bool, limit: int
) -> list[PersonRow]:
    """List people by name: those of one role, or all; families only where they are asked for."""
    left_out = [] if families or role in FAMILIES else [one.value for one in FAMILIES]
    with office.engine.connect() as connection:
        return reading_people.listed(connection, role=role, families=left_out, limit=limit)


def actor(person: PersonRow, *, role: Role | None, allowed: frozenset[Role]) -> Actor:
    """Say in what role a person acts: the one they say, or the first of theirs that may.

    Raises:
        RoleNotHeld: they do not have the role they say.
        RoleOfTime: they say the role of the clock, or were given no other.
    """
    held = [role for role in map(Role, person.roles) if role in PEOPLE]
    if role is Role.CLOCK or not held:
        raise RoleOfTime(person.name, "" if held else str(person.id))
    if role is not None and role not in held:
        raise RoleNotHeld(person.name, role.value, tuple(person.roles))
    fitting = [name for name in held if name in allowed]
    return Actor(person=person.id, role=role or (fitting or held)[0])


def stand_in(
    office: Office,
    *,
    role: Role | None,
    allowed: frozenset[Role],
    reference: str | None = None,
    pupil: UUID | None = None,
    suits: Callable[[Actor], bool] = lambda _: True,
) -> tuple[PersonRow, Actor]:
    """Choose somebody of a synthetic authority for a role, where nobody was named.

    The owner of the case comes first, then the pupil's caseworker, those linked to the pupil and
    those who work at the pupil's school, then everyone else who reaches every case.

    Args:
        office: the authority.
        role: the role asked for; None for any that may.
        allowed: the roles that may act.
        reference: the case, where there is one.
        pupil: the pupil, where it is about one.
        suits: whether somebody would do, as with four eyes; where nobody does, the first is taken.

    Raises:
        NobodyActs: the authority is a real one, or has nobody in such a role.
    """
    wanted = frozenset({role}) if role else allowed
    if not office.synthetic:
        raise NobodyActs(tuple(sorted(wanted)))
    fitting = _in_order(office, reference, pupil, wanted)
    if not fitting:
        raise NobodyActs(tuple(sorted(wanted)))
    offered = [(p, actor(p, role=role, allowed=wanted)) for p in fitting[:TRIED]]
    return next(((p, a) for p, a in offered if suits(a)), offered[0])


def _in_order(
    office: Office, reference: str | None, pupil: UUID | None, roles: frozenset[Role]
) -> list[PersonRow]:
    with office.engine.connect() as connection:
        near = list(dict.fromkeys(_near(connection, reference, pupil)))
        found = [reading_people.by_id(connection, person) for person in near]
        officers = frozenset(roles) - OUTSIDERS  # another child's people stand in for nobody
        others = reading_people.in_roles(connection, sorted(officers), limit=TRIED)
    close = [p for p in found if p and p.left_on is None and roles & set(p.roles)]
    return list({p.id: p for p in (*close, *others)}.values())


def _near(connection: Connection, reference: str | None, pupil: UUID | None) -> Iterator[UUID]:
    file = reading.file(connection, reference) if reference else None
    if file:
        yield file.owner_id
    if pupil:
        for detail in reversed(reading.details(connection, pupil)):
            if detail.kind == "caseworker":
                yield UUID(detail.value)
        for link in reading.links(connection, pupil):
            yield link.id
        yield from reading_people.at_school_of(connection, pupil)


def _called(connection: Connection, said: str) -> list[PersonRow]:
    try:
        found = reading_people.by_id(connection, UUID(said))
    except ValueError:
        by = reading_people.by_email if "@" in said else reading_people.by_name
        return by(connection, said)
    return [found] if found else []
