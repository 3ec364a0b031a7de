"""A death goes through every process of a case, and so does what is put right about it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from notifications import archive
from pathway.domain.dossier import Dossier
from pathway.domain.history import fold, mistaken
from pathway.domain.moving import Made
from pathway.domain.versions import policy_of
from pathway.persistence import casebook, people, tasks
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.tasks import NewTask
from pathway.services.asks import Ask
from pathway.services.office import LONDON, Actor
from pathway.services.silencing import keep_stopped
from statemachines.common_moves import Corrected, DeathRecorded
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN
from statemachines.situation import Line, Record
from statemachines.vocabulary import Role

HAS_DIED = "the pupil has died"
"""How tasks end at a death, by which those are known that its being a mistake opens again."""

MISSED = (
    "the pupil had been recorded as having died, by mistake: letters that waited go out after all, "
    "but of what was recorded in between none was written; tell whoever has to know"
)
DAYS_TO_TELL = 1
"""Within how many days somebody sees to letters that were never written. PRACTICE."""


def has_died(
    connection: Connection, dossier: Dossier, died_on: date, *, recorded_at: datetime
) -> None:
    """Stop every letter about a pupil who has died, and every errand."""
    people.set_died_on(connection, dossier.subject.pupil_id, died_on)
    archive.withdraw(connection, [dossier.reference], now=recorded_at)
    tasks.end_about(connection, dossier.reference, how=HAS_DIED, at=recorded_at)


def put_death_right(
    connection: Connection, authority_id: UUID, dossier: Dossier, now: Line | None, *,
    recorded_at: datetime,
) -> None:  # fmt: skip
    """Take a death back once no process of the case says so any more, or put its day right.

    Args:
        connection: works for one authority.
        authority_id: which.
        dossier: the case, as it was before the correction.
        now: the line that recorded the death, as it stands now; None where it is annulled.
        recorded_at: the moment of recording the correction, aware.
    """
    if now is not None and isinstance(now.form, DeathRecorded):
        has_died(connection, dossier, now.form.died_on, recorded_at=recorded_at)
    elif now is None and not any(_deaths_elsewhere(connection, dossier)):
        people.set_died_on(connection, dossier.subject.pupil_id, None)
        archive.put_back(connection, [dossier.reference])
        on, links = recorded_at.astimezone(LONDON).date(), dossier.subject.links
        keep_stopped(connection, dossier.reference, links, on=on, now=recorded_at)
        tasks.reopen_about(connection, dossier.reference, how=HAS_DIED)
        tasks.add(
            connection, authority_id, [_missed(dossier, recorded_at)], made_at=recorded_at
        )  # fmt: skip


def elsewhere(
    connection: Connection, dossier: Dossier, made: Made, ask: Ask
) -> Iterator[tuple[ProcessKey, Ask]]:
    """Yield what has to be asked for in the case's other processes, so that they say the same.

    Where a death is annulled here it is annulled there; where its day is put right, or an
    annulment of it is annulled, it is put right or recorded there.
    """
    form = made.situation.form
    line = mistaken(dossier.lines, form.line) if isinstance(form, Corrected) else None
    if line is None or line.event is not Event.DEATH_RECORDED:
        return
    here = line_of(made.after.record, line.number)
    for key, there in _deaths_of_others(connection, dossier):
        then = _said_there(made, here, there, ask)
        if then is not None:
            yield key, replace(then, expected_version=None, idempotency_key=None)


def _said_there(made: Made, here: Line | None, there: Line | None, ask: Ask) -> Ask | None:
    """Return what makes another process say of a death what this one says; None where it does."""
    if here is None:
        return None if there is None else replace(ask, content=_of_line(made, there))
    if not isinstance(here.form, DeathRecorded):  # erased: nobody knows what it said
        return None
    if there is None:
        return replace(
            ask,
            move="record death",
            content=here.form.model_dump(mode="json"),
            by=Actor(person=ask.by.person, role=Role.CLOCK),
            when=replace(ask.when, on=here.on, at=None),
        )
    if not isinstance(there.form, DeathRecorded) or there.form.died_on == here.form.died_on:
        return None
    right = {"died_on": here.form.died_on.isoformat()}
    content = {**_of_line(made, there), "did_not_happen": False, "right_values": right}
    return replace(ask, content=content)


def _of_line(made: Made, there: Line) -> dict[str, object]:
    return {**made.line.content, "line": there.number}


def _deaths_of_others(
    connection: Connection, dossier: Dossier
) -> Iterator[tuple[ProcessKey, Line | None]]:
    """Yield the other processes of the case, with the line by which they record a death."""
    for sibling in dossier.siblings:
        if sibling.state != NOT_BEGUN.name:
            case, policy, occurrence = sibling.reference.split("/")
            key = ProcessKey(case, policy, int(occurrence))
            there = casebook.read(connection, key).dossier
            record = fold(policy_of(there), there.lines).record
            yield key, record.latest(Event.DEATH_RECORDED)


def _deaths_elsewhere(connection: Connection, dossier: Dossier) -> Iterator[Line]:
    return (death for _, death in _deaths_of_others(connection, dossier) if death is not None)


def line_of(record: Record, number: int) -> Line | None:
    """Return the line of a number as it stands, or None where it is annulled."""
    return next((line for line in record.lines if line.number == number), None)


def _missed(dossier: Dossier, recorded_at: datetime) -> NewTask:
    return NewTask(
        key=f"{dossier.process_reference}/{dossier.version + 1}/no-death",
        about=dossier.reference,
        owner=dossier.owner.id,
        reason=MISSED,
        due_on=recorded_at.astimezone(LONDON).date() + timedelta(DAYS_TO_TELL),
    )
