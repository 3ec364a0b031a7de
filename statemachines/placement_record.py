"""What the record of a placement says of its terms, its providers and its days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from statemachines.events import Event
from statemachines.placement_arranging_forms import (
    ChecklistAnswered,
    PlacementProposed,
    ProviderAnswered,
    ProviderConsulted,
)
from statemachines.placement_running_forms import PlacementBroughtIn
from statemachines.placement_terms import ChecklistItem, CommissionedBy, Kind, LegalBasis
from statemachines.situation import Record


@dataclass(frozen=True, slots=True)
class Terms:
    """What a placement is, by its proposal or by the old record it was taken over from.

    Where that has been erased, nothing of it is known.
    """

    kind: Kind | None = None
    legal_basis: LegalBasis | None = None
    commissioned_by: CommissionedBy | None = None
    reintegration_intended: bool = False

    @property
    def is_a_direction(self) -> bool:
        """Whether a school directs the pupil off its site (EA 2002 s.29A)."""
        by_school = self.legal_basis is LegalBasis.SCHOOLS_DIRECTION
        return by_school or self.kind is Kind.OFF_SITE_DIRECTION

    @property
    def is_required_by_law(self) -> bool:
        """Whether a plan names it, an order requires it, or it is the sixth day."""
        required = self.legal_basis in {LegalBasis.PLAN, LegalBasis.ORDER}
        return required or self.kind is Kind.SIXTH_DAY


def terms_of(proposal: PlacementProposed | PlacementBroughtIn) -> Terms:
    """Return the terms that a proposal or an old record sets."""
    by = proposal.commissioned_by if isinstance(proposal, PlacementProposed) else None
    return Terms(proposal.kind, proposal.legal_basis, by, proposal.reintegration_intended)


def terms(record: Record) -> Terms:
    """Return the terms of a placement, which its first line sets: a proposal or an old record."""
    forms = (line.form for line in record.lines)
    set_by = (f for f in forms if isinstance(f, PlacementProposed | PlacementBroughtIn))
    return next(map(terms_of, set_by), Terms())


def known_as(provider: str) -> str:
    """Return a provider's name as two are compared: in one case, each blank single."""
    return " ".join(provider.casefold().split())


def providers_asked(record: Record) -> Mapping[str, date]:
    """Return, by the provider as `known_as` names it, by when an answer was last asked for."""
    asked = [line.form for line in record.lines if isinstance(line.form, ProviderConsulted)]
    return {known_as(form.provider.name): form.reply_by for form in asked}


def offers(record: Record) -> Mapping[str, bool]:
    """Return, by the provider as `known_as` names it, whether its last answer offered a place."""
    answers = [line.form for line in record.lines if isinstance(line.form, ProviderAnswered)]
    return {known_as(answer.provider): answer.offers for answer in answers}


def checklist_answered(record: Record) -> frozenset[ChecklistItem]:
    """Return the headings of the checklist that have an answer."""
    answers = [line.form for line in record.lines if isinstance(line.form, ChecklistAnswered)]
    return frozenset(answer.item for answer in answers)


def agreed_start(record: Record) -> date | None:
    """Return the first day last agreed, or None where none was."""
    return _latest(record, Event.PLACEMENT_STARTS_ON)


def agreed_end(record: Record) -> date | None:
    """Return the last day last agreed, or None where none was."""
    return _latest(record, Event.PLACEMENT_ENDS_ON)


def _latest(record: Record, event: Event) -> date | None:
    dated = record.dated(event)
    return dated[-1].on if dated else None
