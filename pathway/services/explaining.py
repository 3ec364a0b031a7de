"""Why the dates of a case are what they are: each clock with the chain from event to date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from pathway.domain.clocks import Clock
from pathway.domain.dossier import Dossier
from pathway.domain.history import fold
from pathway.domain.projection import project
from pathway.domain.rules.statute_book import statute_book
from pathway.persistence import casebook, reading
from pathway.persistence.casebook import ProcessKey
from pathway.services.casefiles import find
from pathway.services.errors import NothingBegun
from pathway.services.office import Office
from statemachines.registry import policy


@dataclass(frozen=True, slots=True)
class Explained:
    """A clock of a process, with its explanation and the name of the person it runs for."""

    process: str
    clock: Clock
    party: str | None
    citation: str


def explain(office: Office, reference: str, rule: str = "") -> list[Explained]:
    """Explain the dates of a case: all open ones, or every clock of one rule.

    Args:
        office: the authority.
        reference: the case.
        rule: a rule or limb, in any case; the whole rule stands for all its limbs and years.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        RuleUnknown: there is no such rule.
        NothingBegun: the rule runs no clock in the case.
    """
    told = [one for dossier, clocks in _clocks(office, reference) for one in _told(dossier, clocks)]
    if not rule:
        return sorted((one for one in told if one.clock.settled_on is None), key=_soonest)
    fitting = [one for one in told if _fits(one.clock.rule_id, rule)]
    if not fitting:
        known = statute_book().rule(rule.strip().upper())
        raise NothingBegun(reference, f"clock of {known.id}")
    return sorted(fitting, key=_soonest)


def _clocks(office: Office, reference: str) -> Iterator[tuple[Dossier, Sequence[Clock]]]:
    with office.engine.connect() as connection:
        file = find(connection, reference)
        for kept in reading.processes(connection, file.case_id):
            key = ProcessKey(file.reference, kept.policy, kept.occurrence)
            found = casebook.read(connection, key)
            on = office.legal_day(kept.recorded_at) if kept.recorded_at else file.born_on
            drawn = project(
                office.calendars,
                found.dossier,
                fold(policy(kept.policy), found.dossier.lines),
                on=on,
                fired=found.fired,
                explain=True,
            )
            yield found.dossier, drawn.clocks


def _told(dossier: Dossier, clocks: Sequence[Clock]) -> Iterator[Explained]:
    names: dict[UUID | None, str] = {link.id: link.name for link in dossier.subject.links}
    for clock in clocks:
        citation = statute_book().rule(clock.rule_id).citation
        yield Explained(dossier.process_reference, clock, names.get(clock.party), citation)


def _fits(rule_id: str, said: str) -> bool:
    wanted = said.strip().upper()
    return rule_id.upper() == wanted or rule_id.upper().startswith(f"{wanted}.")


def _soonest(one: Explained) -> tuple[bool, str, str]:
    due = one.clock.due_on
    return due is None, due.isoformat() if due else "", one.clock.rule_id
