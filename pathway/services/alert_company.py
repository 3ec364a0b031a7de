"""Those around a pupil, for alerts that somebody outside of the authority is told of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.dossier import LinkedPerson, may_hear
from pathway.domain.names import called
from pathway.domain.rules.rule import Rule
from pathway.persistence import concerned
from pathway.persistence.due import DueRung
from statemachines.vocabulary import Audience

OFFICERS = (Audience.CASEWORKER, Audience.MANAGER)


@dataclass(frozen=True, slots=True)
class Company:
    """Those around the pupil, and what a clock's first line says about whom it concerns.

    Attributes:
        people: who is linked to the pupil.
        written: what was written when the clock started, as far as it says whom it concerns.
        workplaces: URN, UKPRN and name of the settings where linked people work.
    """

    people: Sequence[LinkedPerson] = ()
    written: Mapping[str, Any] = field(default_factory=dict)
    workplaces: Mapping[UUID, tuple[str | None, str | None, str]] = field(default_factory=dict)

    def advisers(self, links: Sequence[LinkedPerson]) -> list[LinkedPerson]:
        """Return those who bear the name of the adviser who was asked."""
        name = str(self.written.get("adviser") or "")
        return called(name, links, lambda link: link.name) if name else []

    def at_setting(self, links: Sequence[LinkedPerson]) -> list[LinkedPerson]:
        """Return those who work for the setting that was asked."""
        asked = [self.written.get(name) for name in ("urn", "ukprn", "setting_name")]
        return [link for link in links if _works_there(self.workplaces.get(link.id), asked)]


def is_about_somebody(rule: Rule) -> bool:
    """Tell whether a rule's clocks are each about one adviser or one setting.

    What else tells clocks apart, such as the first day of an exclusion, names nobody.
    """
    return "adviser" in rule.matches or bool(rule.identified_by)


NOBODY = Company()


def around(
    connection: Connection, clocks: Collection[tuple[DueRung, Rule]], *, posted_on: date
) -> Mapping[concerned.Line, Company]:
    """Return those around the pupil of each clock, by the line that started it.

    Args:
        connection: works for one authority.
        clocks: the clocks, each with its rule.
        posted_on: the civil day on which they are told; who may not be told on it is left out.
    """
    linked_to = concerned.links(connection, {clock.pupil_id for clock, _ in clocks})
    people = {pupil: may_hear(links, posted_on) for pupil, links in linked_to.items()}
    about = [clock for clock, rule in clocks if is_about_somebody(rule)]
    written = concerned.written(connection, {line_of(clock) for clock in about})
    linked = {link.id for clock in about for link in people.get(clock.pupil_id, ())}
    workplaces = concerned.workplaces(connection, linked)
    return {
        line_of(clock): Company(
            people.get(clock.pupil_id, ()), written.get(line_of(clock), {}), workplaces
        )
        for clock, _ in clocks
    }


def line_of(clock: DueRung) -> concerned.Line:
    """Return the line of history that started a clock."""
    return clock.process_id, clock.started_by


def _works_there(place: tuple[str | None, str | None, str] | None, asked: Sequence[Any]) -> bool:
    """Tell whether a place is the one asked: the first that both have of the three decides."""
    for mine, theirs in zip(place or (), asked, strict=False):
        if mine and theirs:
            return str(mine).casefold() == str(theirs).casefold()
    return False
