"""Whose cases a person reaches, and what of their history the person may read.

Those who work for the authority reach every case of it. Outsiders reach the pupils they are linked
to; a school also those on its roll, a provider the placements it is asked about or gives. What
somebody may do or read there depends on the role in which they reach it: a parent who is also a
SENCO elsewhere is a parent here.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pathway.domain.dossier import Subject
from statemachines.placement_arranging_forms import PlacementApproved, ProviderConsulted
from statemachines.placement_terms import Provider
from statemachines.situation import Record
from statemachines.vocabulary import OUTSIDERS, STAFF, Readers, Role

SAFEGUARDING = "safeguarding"
"""As whom people are linked who read concerns: a designated lead, a social worker."""

FAMILIES = frozenset({"family", "young_person", "representative"})
LINKED_AS: Mapping[Role, frozenset[str]] = {
    Role.FAMILY: FAMILIES,
    Role.REPRESENTATIVE: FAMILIES,
    Role.HEADTEACHER: frozenset({"school", SAFEGUARDING}),
    Role.SENCO: frozenset({"school", SAFEGUARDING}),
    Role.PROFESSIONAL: frozenset({"professional", SAFEGUARDING}),
    Role.VIRTUAL_SCHOOL: frozenset({"professional", "school", SAFEGUARDING}),
    Role.PROVIDER: frozenset({"provider", SAFEGUARDING}),
}
"""As whom somebody has to be linked to a pupil to reach the case in a role."""

AT_SCHOOL = frozenset({Role.HEADTEACHER, Role.SENCO})
INSIDERS = STAFF | {Role.PANEL, Role.AUDITOR}
"""Who reads every case. Loaders load, administrators keep accounts, the clock only ticks."""

READ_CONCERNS = frozenset({Role.MANAGER})
"""Who reads concerns without being linked to the pupil for it. PRACTICE."""

GIVEN = frozenset({"approved", "active", "overrun", "suspended"})
"""The states of a placement in which somebody provides it."""

FAMILY_ROLES = frozenset({Role.FAMILY, Role.REPRESENTATIVE})
MAY_READ: Mapping[Readers, frozenset[Role]] = {
    Readers.FAMILY: INSIDERS | OUTSIDERS,
    Readers.PROFESSIONALS: INSIDERS | OUTSIDERS - FAMILY_ROLES,
    Readers.AUTHORITY: INSIDERS,
    Readers.SAFEGUARDING: READ_CONCERNS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """The setting for which somebody works."""

    id: UUID
    name: str
    urn: str | None = None
    ukprn: str | None = None

    def is_that_of(self, provider: Provider) -> bool:
        """Tell whether it is a provider's: the first tells of URN, UKPRN, name that both have."""
        both = ((self.urn, provider.urn), (self.ukprn, provider.ukprn), (self.name, provider.name))
        return next(
            (mine.casefold() == theirs.casefold() for mine, theirs in both if mine and theirs),
            False,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """On what footing somebody stands to a pupil, on a day.

    Attributes:
        linked_as: as whom they are linked to the pupil.
        workplace: where they work; None where that is not known, or they have left.
        school: the id of the setting on whose roll the pupil is.
        barred: whether they may not be told of the pupil, and so reach nothing, whoever they are.
    """

    linked_as: frozenset[str] = frozenset()
    workplace: Workplace | None = None
    school: str | None = None
    barred: bool = False

    def reaches_as(self, role: Role) -> bool:
        """Tell whether the whole case is reached in a role."""
        if self.barred:
            return False
        if role not in OUTSIDERS:
            return True
        return bool(self.linked_as & LINKED_AS[role]) or (role in AT_SCHOOL and self._at_school())

    def _at_school(self) -> bool:
        return self.workplace is not None and str(self.workplace.id) == self.school

    def reaches_placement(self, role: Role, state: str, record: Record) -> bool:
        """Tell whether a placement is reached in a role, as its provider."""
        place = self.workplace
        if role is not Role.PROVIDER or place is None:
            return False
        return any(place.is_that_of(provider) for provider in providers(state, record))


def footing(subject: Subject, person: UUID, on: date, workplace: Workplace | None) -> Footing:
    """Return on what footing a person stands to a pupil on a day."""
    links = (link for link in subject.links if link.id == person and link.linked_on(on))
    return Footing(
        linked_as=frozenset(link.audience for link in links),
        workplace=workplace,
        school=subject.detail("school", on),
    )


def providers(state: str, record: Record) -> Iterator[Provider]:
    """Yield the providers that a placement concerns now: those asked, or the one that gives it."""
    for line in record.lines:
        if isinstance(line.form, ProviderConsulted) and state == "consulting":
            yield line.form.provider
        if isinstance(line.form, PlacementApproved) and state in GIVEN:
            yield line.form.provider


def reads_as(roles: Collection[Role], on: Footing) -> frozenset[Readers]:
    """Return which lines somebody may read who reaches a case in some roles."""
    found = {readers for readers, may in MAY_READ.items() if may & set(roles)}
    if SAFEGUARDING in on.linked_as:
        found.add(Readers.SAFEGUARDING)
    return frozenset(found)
