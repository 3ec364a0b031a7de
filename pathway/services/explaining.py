"""Why the dates of a case are what they are: each clock with the chain from event to date.

With each go the places where its law can be read, what would change it, and what the family may do
if it is missed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.calendars import Calendars
from pathway.domain.changing import would_change
from pathway.domain.citations import Link, links
from pathway.domain.clock import Clock
from pathway.domain.counting.composite import Composite
from pathway.domain.dossier import Dossier
from pathway.domain.history import fold
from pathway.domain.projection import project
from pathway.domain.rights import Right, rights
from pathway.domain.rules.rule import Kind, Rule
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.versions import policy_of
from pathway.persistence import casebook, reading, reading_clocks
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.reading import FileOfPupil, KeptProcess
from pathway.services.errors import NothingBegun
from pathway.services.finding import find_for
from pathway.services.office import Office
from pathway.services.reaching import Reader
from pathway.services.schooling import calendars_by_process, calendars_of


class Standing(StrEnum):
    """What has become of a time limit on a day."""

    OPEN = "open"
    MISSED = "missed"
    LATE = "met late"
    MET = "met"
    ENDED = "ended"
    DISAPPLIED = "disapplied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A clock of a process, explained.

    Attributes:
        party: the name of the person it runs for, if it runs for one.
        citation: where its rule stands.
        links: where that can be read.
        changes: what would change its date, and what would not.
        rights: what the family may do if it is missed.
        standing: what has become of it.
        untold: the names of the parents who still have to be told, where each has to be.
    """

    process: str
    clock: Clock
    party: str | None
    citation: str
    links: tuple[Link, ...]
    changes: tuple[str, ...]
    rights: tuple[Right, ...]
    standing: Standing
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """As at which past moment one looks, in either sense.

    Attributes:
        on: only what had happened by the end of this day, as far as is known now.
        recorded_by: only what had been recorded by this moment, aware; None for all there is.
        today: the day of looking, where `on` is not given.
        reader: who looks, if somebody is named.
    """

    on: date | None = None
    recorded_by: datetime | None = None
    today: date
    reader: Reader | None = None


def explain(office: Office, reference: str, rule: str = "", *, seen: Seen) -> list[Explained]:
    """Explain the dates of a case: all open ones, or every clock of one rule.

    Args:
        office: the authority.
        reference: the case.
        rule: a rule or limb, in any case; the whole rule stands for all its limbs and years.
        seen: as at when.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
        RuleUnknown: there is no such rule.
        NothingBegun: the rule runs no clock in the case.
    """
    told = list(_explained(office, reference, seen))
    if not rule:
        return sorted((one for one in told if one.clock.settled_on is None), key=_soonest)
    fitting = [one for one in told if _fits(one.clock.rule_id, rule)]
    if not fitting:
        known = statute_book().rule(rule.strip().upper())
        raise NothingBegun(reference, f"clock of {known.id}")
    return sorted(fitting, key=_soonest)


def _explained(office: Office, reference: str, seen: Seen) -> Iterator[Explained]:
    with office.engine.connect() as connection:
        case = find_for(connection, reference, seen.reader)
        file, recorded = case.file, _recorded(connection, case.file, seen)
        outsider = seen.reader.person if seen.reader and seen.reader.is_outside else None
        for kept in case.kept:
            key = ProcessKey(file.reference, kept.policy, kept.occurrence)
            found = casebook.read(connection, key)
            dossier = _as_recorded(found.dossier, recorded)
            if dossier.lines:
                dossier = dossier.counted_by(_days(office, connection, dossier, seen))
                if seen.recorded_by is not None:
                    dossier = _with_links_known(connection, dossier, seen.recorded_by)
                clocks = _clocks(office, dossier, found.fired, kept, seen)
                yield from _told(dossier, clocks, on=seen.on or seen.today, reader=outsider)


def _clocks(
    office: Office,
    dossier: Dossier,
    fired: Mapping[tuple[str, int, str], date],
    kept: KeptProcess,
    seen: Seen,
) -> Sequence[Clock]:
    after = fold(policy_of(dossier), dossier.lines)
    if seen.on is not None:
        after = after.by_the_end_of(seen.on)
    last = office.legal_day(kept.recorded_at) if kept.recorded_at else seen.today
    on = seen.on or last
    days = dossier.subject.calendars or office.calendars
    return project(days, dossier, after, on=on, fired=fired).reckoned.explained()


def _days(office: Office, connection: Connection, dossier: Dossier, seen: Seen) -> Calendars:
    """Return the calendars of the pupil's school, as far as that had been recorded."""
    if seen.recorded_by is None:
        return calendars_of(office, dossier.subject)
    process = dossier.process_id
    found = calendars_by_process(office, connection, [process], by=seen.recorded_by)
    return found.get(process, office.calendars)


def _with_links_known(connection: Connection, dossier: Dossier, by: datetime) -> Dossier:
    """Return a case with those around the pupil whose links had been entered by a moment."""
    names = {link.id: link.name for link in dossier.subject.links}
    (drawn,) = reading_clocks.read(connection, [dossier.process_id], known=by)
    known = drawn.dossier.subject.links
    links = tuple(link._replace(name=names[link.id]) for link in known)
    return dossier._replace(subject=dossier.subject._replace(links=links))


def _recorded(
    connection: Connection, file: FileOfPupil, seen: Seen
) -> frozenset[tuple[str, int, int]] | None:
    """Return the lines that had been recorded by a moment; None for all there are."""
    if seen.recorded_by is None:
        return None
    return frozenset(
        (line.policy, line.occurrence, line.number)
        for line in reading.lines(connection, file.case_id)
        if line.recorded_at <= seen.recorded_by
    )


def _as_recorded(dossier: Dossier, recorded: frozenset[tuple[str, int, int]] | None) -> Dossier:
    if recorded is None:
        return dossier
    process = dossier.policy, dossier.occurrence
    kept = (line for line in dossier.lines if (*process, line.number) in recorded)
    return dossier._replace(lines=tuple(kept))


def _told(
    dossier: Dossier, clocks: Sequence[Clock], *, on: date, reader: UUID | None
) -> Iterator[Explained]:
    links_seen = (k for k in dossier.subject.links if reader is None or k.id == reader)
    names: dict[UUID | None, str] = {link.id: link.name for link in links_seen}
    for clock in clocks:
        rule = statute_book().rule(clock.rule_id, on=clock.started_on)
        yield Explained(
            process=dossier.process_reference,
            clock=clock,
            party=names.get(clock.party),
            citation=rule.citation,
            links=links(_cited(rule, clock)),
            changes=would_change(rule, clock, statute_book()),
            rights=rights(replace(rule, owner=clock.owner, force=clock.force), clock.due_on),
            standing=_standing(clock, on),
            untold=tuple(names[one] for one in clock.untold if one in names),
        )


def _cited(rule: Rule, clock: Clock) -> str:
    """Return what a rule cites, what the rules cite that it is made of, and what relaxed it."""
    parts = rule.counting.parts if isinstance(rule.counting, Composite) else ()
    found = [rule.citation, *(statute_book().rule(part).citation for part in parts)]
    if rule.relaxed and any(rule.relaxed.citation in step for step in clock.explanation):
        found.append(rule.relaxed.citation)
    return "; ".join(found)


def _standing(clock: Clock, on: date) -> Standing:
    if clock.disapplied:
        return Standing.DISAPPLIED
    if clock.settled_on is None:
        return Standing.MISSED if clock.is_overdue_on(on) else Standing.OPEN
    if not clock.met:
        return Standing.ENDED
    floor = clock.kind is Kind.FLOOR or clock.due_on is None
    return Standing.MET if floor or _in_time(clock) else Standing.LATE


def _in_time(clock: Clock) -> bool:
    settled, due = clock.settled_on, clock.due_on
    return settled is None or due is None or settled <= due


def _fits(rule_id: str, said: str) -> bool:
    wanted = said.strip().upper()
    return rule_id.upper() == wanted or rule_id.upper().startswith(f"{wanted}.")


def _soonest(one: Explained) -> tuple[bool, str, str]:
    due = one.clock.due_on
    return due is None, due.isoformat() if due else "", one.clock.rule_id
