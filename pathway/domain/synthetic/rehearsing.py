"""A synthetic life, gone through in memory as the engine would go through it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pathway.domain.calendars import Calendars
from pathway.domain.counted import last_day_to_appeal
from pathway.domain.dossier import Detail, LinkedPerson, Officer, Subject
from pathway.domain.moving import Asked
from pathway.domain.reach import Workplace
from pathway.domain.rehearsal import Key, Rehearsal
from pathway.domain.school_ages import year_group_by_age
from pathway.domain.synthetic.lives import Life, PlannedMove, ReferenceTo
from pathway.domain.synthetic.places import Place
from pathway.domain.synthetic.pupils import Pupil
from statemachines.dispute import DISPUTE
from statemachines.dispute_states import OPEN_WINDOW
from statemachines.events import Event
from statemachines.settings import SettledOn
from statemachines.vocabulary import Role

FIRST_SCHOOL_YEAR = 2022
"""The first academic year in which moves of a simulation fall, by the September it begins in."""

KNOWN_SINCE = date(FIRST_SCHOOL_YEAR, 9, 1)
"""The day from which a pupil's school, district and need are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where lives are rehearsed: who acts in which role, and what the authority has settled.

    Attributes:
        cast: a person for each role; two roles may not share one where four eyes are asked for.
        sencos: the SENCO of each school, by the school's id.
        owner: who answers for the case.
        new_id: gives the ids of cases and processes.
        today: the day on which everything is recorded.
        calendars: by which the days to appeal are counted; None where windows are left open.
    """

    cast: Mapping[Role, UUID]
    sencos: Mapping[UUID, UUID]
    owner: Officer
    local: SettledOn
    new_id: Iterator[UUID]
    today: date
    calendars: Calendars | None = None


def rehearse(life: Life, stage: Stage, *, reference: str) -> Rehearsal:
    """Make every move of a life in memory, and those that time made meanwhile.

    Args:
        life: what was planned.
        stage: who acts, for whom.
        reference: the reference of the case.

    Raises:
        MoveRefused: a planned move is not lawful.
        FormIncomplete: a planned form is not filled.
    """
    case = Rehearsal(
        case_id=next(stage.new_id),
        reference=reference,
        owner=stage.owner,
        subject=subject_of(life.pupil)._replace(calendars=stage.calendars),
        local=stage.local,
        new_id=stage.new_id,
    )
    for move in life.asked_for:
        _make(case, move, stage, life.pupil.place)
    if stage.calendars is not None:
        _let_windows_lapse(case, stage, stage.calendars)
    return case


def _let_windows_lapse(case: Rehearsal, stage: Stage, calendars: Calendars) -> None:
    """Close each time to appeal on the day after its last, as a sweep would have done."""
    for key, process in case.processes.items():
        sent = process.after.record.dated(Event.APPEALABLE_NOTICE_SENT)
        if key[0] != DISPUTE.name or process.after.state != OPEN_WINDOW.name or not sent:
            continue
        last = last_day_to_appeal(calendars, max(notice.on for notice in sent), None)
        if last is not None and last < stage.today:
            case.move(key, _lapse(stage, last + timedelta(1)))


def _lapse(stage: Stage, on: date) -> Asked:
    return Asked(
        move="lapse",
        content={},
        on=on,
        today=stage.today,
        person=stage.cast[Role.CASEWORKER],
        role=Role.CLOCK,
        historic=True,
    )


def _make(case: Rehearsal, move: PlannedMove, stage: Stage, place: Place) -> None:
    key: Key = (move.policy, move.occurrence)
    role, person, workplace = _acting(move, stage, place)
    asked = Asked(
        move=move.move,
        content=_resolved(move.form, case.reference),
        on=move.on,
        today=stage.today,
        person=person,
        role=role,
        historic=True,
        workplace=workplace,
    )
    if key in case.processes:
        case.move(key, asked)
    elif case.begin(move.policy, asked) != key:
        raise ValueError(move)


def _acting(move: PlannedMove, stage: Stage, place: Place) -> tuple[Role, UUID, Workplace | None]:
    """Say who acts: for the school its own SENCO, or the caseworker where no school is known."""
    role = move.role
    if role is not Role.SENCO:
        return role, stage.cast[role], None
    if place.urn is None or move.on < KNOWN_SINCE:
        return Role.CASEWORKER, stage.cast[Role.CASEWORKER], None
    return role, stage.sencos[place.id], Workplace(id=place.id, name=place.name, urn=place.urn)


def _resolved(form: Mapping[str, Any], reference: str) -> dict[str, Any]:
    return {
        name: f"{reference}/{value.policy}/{value.occurrence}"
        if isinstance(value, ReferenceTo)
        else value
        for name, value in form.items()
    }


def subject_of(pupil: Pupil) -> Subject:
    """Return the pupil as rules and letters need to know it."""
    return Subject(
        pupil_id=pupil.id,
        born_on=pupil.born_on,
        died_on=None,
        links=tuple(links_of(pupil)),
        details=tuple(details_of(pupil)),
    )


def links_of(pupil: Pupil) -> Iterator[LinkedPerson]:
    """Yield the family's links to the pupil, and the young person's own."""
    for relative in pupil.family:
        yield LinkedPerson(
            id=relative.id,
            name=relative.name,
            email=relative.email,
            audience=relative.audience,
            parental_responsibility=relative.relationship == "parent",
            may_be_told=True,
            channel=relative.channel,
            lacks_capacity=False,
            from_on=relative.from_on,
            until_on=None,
        )


def details_of(pupil: Pupil) -> Iterator[Detail]:
    """Yield what is so about the pupil: school, district, need, and each school year's group."""
    yield Detail(kind="district", value=pupil.district, from_on=KNOWN_SINCE)
    if pupil.place.urn:
        yield Detail(kind="school", value=str(pupil.place.id), from_on=KNOWN_SINCE)
    if pupil.need:
        yield Detail(kind="primary_need", value=pupil.need, from_on=KNOWN_SINCE)
    for year in range(FIRST_SCHOOL_YEAR, pupil.last_school_year + 1):
        group = year_group_by_age(date(year, 9, 1), pupil.born_on)
        if group is not None:
            yield Detail(kind="year_group", value=str(group), from_on=date(year, 9, 1))
