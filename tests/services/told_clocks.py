"""The clocks of a process as the database keeps them, for stories that ask after their dates."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import text

from pathway.services.advance import Advanced, Ask, begin
from pathway.services.casekeys import process_key
from pathway.services.office import Actor, Office
from pathway.services.registering import open_for_pupil
from tests.offices import Around, on

_KEPT = text(
    "select k.rule_id, k.due_on, k.safe_on, k.settled_on, k.met, k.started_by from clocks k"
    " join processes p on p.authority_id = k.authority_id and p.id = k.process_id"
    " join cases c on c.authority_id = p.authority_id and c.id = p.case_id"
    " where c.reference = :case and p.policy = :policy and p.occurrence = :occurrence"
    " order by k.rule_id, k.started_by"
)


class Kept(NamedTuple):
    """One clock of a process."""

    rule: str
    due_on: date | None
    safe_on: date | None
    settled_on: date | None
    met: bool
    started_by: int


def clocks_of(office: Office, process: str) -> list[Kept]:
    """List the clocks of a process by rule, then by the line that started them."""
    key = process_key(process)
    asked = {"case": key.case, "policy": key.policy, "occurrence": key.occurrence}
    with office.engine.connect() as connection:
        return [Kept(*row) for row in connection.execute(_KEPT, asked)]


def due(office: Office, process: str) -> dict[str, date | None]:
    """Return by which day each rule of a process wants something; the last clock of each."""
    return {kept.rule: kept.due_on for kept in clocks_of(office, process)}


def running(office: Office, process: str) -> set[str]:
    """Return the rules whose clocks run in a process."""
    return {kept.rule for kept in clocks_of(office, process) if kept.settled_on is None}


def open_one(
    office: Office, around: Around, policy: str, move: str, by: Actor, day: date, **content: object
) -> Advanced:
    """Open a process of a policy for the pupil, with a file where there is none."""
    ask = Ask(move=move, content=content, by=by, when=on(day))
    return open_for_pupil(office, around.pupil, policy, owner=around.caseworker, ask=ask)


def begin_in(
    office: Office, beside: str, policy: str, move: str, by: Actor, day: date, **content: object
) -> Advanced:
    """Open a process of a policy in the case of another one."""
    ask = Ask(move=move, content=content, by=by, when=on(day))
    return begin(office, beside.partition("/")[0], policy, ask)
