"""A case as it was at a past moment: its file, its dates, what was recorded, its chronology.

In either sense: what was so by the end of a day, as far as is known now, or what had been recorded
by a moment. Whose case it is is told as it is now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.clock import Clock
from pathway.domain.history import standing
from pathway.domain.versions import policy_of
from pathway.persistence import reading, reading_clocks, reading_people, reading_then
from pathway.persistence.reading import FileOfPupil, KeptClock, KeptProcess, LineRow
from pathway.persistence.reading_then import Named
from pathway.services.as_it_was import ProcessThen, processes_then
from pathway.services.casefiles import CaseFile, as_seen, history, running
from pathway.services.chronology import Entry, chronology
from pathway.services.finding import Found, Standing, find_for
from pathway.services.lines_read import recorded
from pathway.services.office import Office
from pathway.services.reaching import Reader
from pathway.services.then import Then
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import NOT_BEGUN

NOBODY = UUID(int=0)


def file_then(
    office: Office, reference: str, *, then: Then, reader: Reader | None = None
) -> CaseFile:
    """Return a case as it was: the processes that had begun, their clocks, the people around it.

    Args:
        office: the authority.
        reference: the case.
        then: as at when.
        reader: who looks, if somebody is named; what they may see is what they may see now.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
    """
    with office.engine.connect() as connection:
        found = find_for(connection, reference, reader)
        pupil = found.file.pupil_id
        kept = {one.id: one for one in found.kept}
        began = processes_then(office, connection, list(kept), then)
        stood = [one for one in began if one.state.name != NOT_BEGUN.name]
        parties = {clock.party for one in stood for clock in one.began if clock.party}
        names = reading_people.names(connection, parties)
        links = reading.links(connection, pupil, known=then.recorded_by)
        details = reading_then.details_by(connection, pupil, on=then.on, by=then.recorded_by)
        named = reading_then.names_of(connection, list(kept), on=then.on, by=then.recorded_by)
    clocks = [
        running(_kept(one, clock, names), (clock.owner, clock.force))
        for one in stood
        for clock in one.began
    ]
    file = CaseFile(
        _held(found, named.values(), then.on),
        tuple(_standing(kept[one.dossier.process_id], one) for one in stood),
        tuple(sorted(clocks, key=lambda one: _soonest(one.clock))),
        tuple(one for one in links if one.held_on(then.on)),
        tuple(details),
    )
    return as_seen(file, found)


def _held(found: Found, named: Iterable[Named], on: date) -> FileOfPupil:
    """Return the file with who held it on a day; a death that was still to come is left out."""
    died = found.file.died_on
    file = replace(found.file, died_on=died if died and died <= on else None)
    holder = next(iter(named), None)
    return file if holder is None else replace(file, owner_id=holder.owner_id, owner=holder.owner)


def history_then(
    office: Office, named: str, *, then: Then, reader: Reader | None = None
) -> list[LineRow]:
    """List the lines of a case, or of one process of it, that had happened by the end of a day.

    They stand as the corrections leave them that had been recorded by then: with the right day and
    the right values, without what never happened, and without the corrections themselves.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
        NothingBegun: the case has no such process.
    """
    rows = recorded(history(office, named, reader), then.recorded_by)
    with office.engine.connect() as connection:
        found = find_for(connection, named.partition("/")[0], reader)
        right = _right_lines(connection, found, then)
    stands = (_as_it_stands(row, right) for row in rows)
    happened = [row for row in stands if row is not None and row.occurred_on <= then.on]
    return sorted(happened, key=lambda row: row.occurred_on)


def chronology_then(
    office: Office, reference: str, *, then: Then, reader: Reader | None = None
) -> list[Entry]:
    """Tell a case as it stood then: its lines as corrections leave them, and the letters.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider asks, and the case is none of theirs.
    """
    lines = history_then(office, reference, then=then, reader=reader)
    known = then.recorded_by
    told = chronology(office, reference, reader, lines=lines)
    by = min(then.on, office.legal_day(known)) if known else then.on
    return [entry for entry in told if entry.what != "letter" or entry.on <= by]


Lines = Mapping[tuple[str, int, int], tuple[date, str, str, int, Form]]
"""By policy, occurrence and number: day, states and cycle as they stand, and the form."""


def _right_lines(connection: Connection, found: Found, then: Then) -> Lines:
    ids = [one.id for one in found.kept]
    known = then.recorded_by
    last = reading_then.recorded_by(connection, ids, known) if known else {}
    right = {}
    for drawn in reading_clocks.read(connection, ids):
        dossier = drawn.dossier
        up_to = last.get(dossier.process_id, 0) if known else len(dossier.lines)
        lines = [line for line in dossier.lines if line.number <= up_to]
        for line, form in standing(policy_of(dossier), lines):
            if line.event is not Event.CORRECTED:
                at = dossier.policy, dossier.occurrence, line.number
                right[at] = line.on, line.from_state, line.to_state, line.cycle, form
    return right


def _as_it_stands(row: LineRow, right: Lines) -> LineRow | None:
    found = right.get((row.policy, row.occurrence, row.number))
    if found is None:
        return None
    on, from_state, to_state, cycle, form = found
    return replace(
        row,
        occurred_on=on,
        occurred_at=row.occurred_at if on == row.occurred_on else None,
        from_state=from_state,
        to_state=to_state,
        cycle=cycle,
        content=row.content and form.model_dump(mode="json"),
    )


def _standing(kept: KeptProcess, one: ProcessThen) -> Standing:
    then = replace(
        kept,
        state=one.state.name,
        waits_for=one.waits_for,
        cycle=one.cycle,
        version=len(one.dossier.lines),
    )
    return Standing(then, policy_of(kept), one.state, one.since_on)


def _kept(one: ProcessThen, clock: Clock, names: Mapping[UUID | None, str]) -> KeptClock:
    return KeptClock(
        policy=one.dossier.policy,
        occurrence=one.dossier.occurrence,
        rule_id=clock.rule_id,
        started_by=clock.started_by,
        party=clock.party or NOBODY,
        party_name=names.get(clock.party),
        started_on=clock.started_on,
        due_on=clock.due_on,
        safe_on=clock.safe_on,
        last_working_day=clock.last_working_day,
        kind=clock.kind.value,
        settled_on=clock.settled_on,
        met=clock.met,
        disapplied=clock.disapplied,
        why_no_date=clock.why_no_date,
        next_rung=None,
        next_rung_on=None,
        makes_on=clock.makes_on,
    )


def _soonest(clock: KeptClock) -> tuple[date, str, int, str]:
    return clock.due_on or date.max, clock.rule_id, clock.started_by, clock.party_name or ""
