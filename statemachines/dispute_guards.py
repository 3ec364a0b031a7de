"""The questions that the moves of a dispute ask.

To appeal is asked nothing: an appeal about section I needs no certificate, a judge may admit one
that is late, and whether the Tribunal hears it is for the Tribunal.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from statemachines.appealable import DisputeKind
from statemachines.dispute_appeal_forms import OrderMade
from statemachines.dispute_forms import (
    DisputeBroughtIn,
    MediationAbout,
    MediationRequested,
    SettledWithoutOrder,
    WindowOpened,
)
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import AnySituation, guard
from statemachines.situation import Lookup, Record, Situation

IN_AN_ASSESSMENT = frozenset({"assess", "make_plan", "reconsider"})
"""What is carried out in the process of an assessment, and settled there."""

ABOUT_AN_ASSESSMENT = frozenset({DisputeKind.ASSESS, DisputeKind.ISSUE, DisputeKind.REASSESS})

ABOUT_A_PLAN = frozenset({DisputeKind.CONTENTS, DisputeKind.AMEND, DisputeKind.CEASE})

UNDER_WAY = ("requested", "assessing", "drafting", "draft_issued")
"""Where an assessment stands while something ordered or agreed may still be owed."""

TO_BE_DONE = {
    Event.ORDER_MADE: "orders",
    Event.CONSENT_ORDER_MADE: "orders",
    Event.APPEAL_CONCEDED: "about",
    Event.MEDIATION_AGREED: "agreed",
}
DONE = (Event.ORDER_COMPLIED_WITH, Event.AGREEMENT_CARRIED_OUT)


@guard("somebody still has time to appeal: two months from the notice, or one from the certificate")
def the_window_is_over(s: Situation[Form]) -> bool:
    last = last_days_to_appeal(s)
    return bool(last) and all(day is not None and day < s.on for day in last.values())


@guard("somebody has contacted the mediation adviser and waits for a certificate")
def nobody_waits_for_a_certificate(s: Situation[Form]) -> bool:
    asked = _last(s.record, Event.MEDIATION_ADVISER_CONTACTED, Event.MEDIATION_REQUESTED)
    issued = _last(s.record, Event.MEDIATION_CERTIFICATE_ISSUED)
    everybody = issued.get(None, date.min)
    return all(day <= max(issued.get(who, date.min), everybody) for who, day in asked.items())


@guard("health provision is to be mediated, and the day on which the authority was told is missing")
def health_issues_are_dated(s: Situation[MediationRequested]) -> bool:
    education = s.form.about is MediationAbout.EDUCATION
    return education or s.form.health_raised_on is not None


@guard(
    "the appeal has been answered: regulation 45 is for an appeal that is conceded before; "
    "record a consent order, or an agreement without one"
)
def the_appeal_is_not_answered_yet(s: Situation[Form]) -> bool:
    return not s.record.has(Event.APPEAL_ANSWERED)


@guard(
    "where an appeal against ceasing is dismissed the plan ceases at once: record it as an order"
)
def it_is_not_about_ceasing(s: Situation[Form]) -> bool:
    return kind_of(s) is not DisputeKind.CEASE


@guard("only in an appeal against ceasing a plan can that appeal be dismissed")
def only_a_cease_appeal_is_so_dismissed(s: Situation[OrderMade]) -> bool:
    return "dismiss_cease" not in s.form.orders or kind_of(s) in {DisputeKind.CEASE, None}


@guard("it is not about the contents of a plan, its amendment or its end")
def it_is_about_the_plan(s: Situation[Form]) -> bool:
    return kind_of(s) in {*ABOUT_A_PLAN, None}


@guard("it is about another decision than the one that was reversed")
def it_is_about_this_decision(s: Situation[SettledWithoutOrder]) -> bool:
    disputed = decided_on(s)
    if s.form.decided_on is None or disputed is None:
        return s.form.decided_on is None or kind_of(s) in ABOUT_AN_ASSESSMENT
    return s.form.decided_on == disputed


@guard("something that was ordered or agreed has not been recorded as done")
def everything_is_done(s: Situation[Form]) -> bool:
    return _owed(s.record) - _done(s.record) <= IN_AN_ASSESSMENT


@guard("the assessment that was ordered or agreed is still under way")
def no_assessment_is_under_way(s: Situation[Form]) -> bool:
    settled_there = kind_of(s) in ABOUT_AN_ASSESSMENT
    owed = (_owed(s.record) - _done(s.record)) & IN_AN_ASSESSMENT
    waits = bool(owed) or (settled_there and not _owed(s.record))
    return not waits or not s.standing("ehc_needs_assessment", *UNDER_WAY)


def kind_of(s: AnySituation) -> DisputeKind | None:
    """Return what the dispute is about, as far as it was recorded."""
    said = (line.form.entries().get("kind") for line in s.record.lines)
    return next((DisputeKind(kind) for kind in said if kind), None)


def decided_on(s: AnySituation) -> date | None:
    """Return the day of the disputed decision, by which its own process knows it."""
    said = (line.form for line in s.record.lines)
    opened = (form for form in said if isinstance(form, WindowOpened | DisputeBroughtIn))
    return next((form.decided_on for form in opened), None)


def last_days_to_appeal(s: AnySituation) -> dict[UUID | None, date | None]:
    """Return the last day on which each person may appeal in time."""
    counted = s.lookup(Lookup.LAST_DAY_TO_APPEAL)
    if not callable(counted):
        return {}  # nobody can tell without a calendar
    certificates = _last(s.record, Event.MEDIATION_CERTIFICATE_ISSUED)
    days: dict[UUID | None, date | None] = {}
    for who, sent in _last(s.record, Event.APPEALABLE_NOTICE_SENT).items():
        issued = [on for on in (certificates.get(who), certificates.get(None)) if on]
        days[who] = counted(sent, max(issued, default=None))
    return days


def _last(record: Record, *events: Event) -> dict[UUID | None, date]:
    """Return when it last happened to each person; None stands for everybody."""
    found = [h for event in events for h in record.dated(event)]
    personal = {h.line for h in found if h.party}
    days: dict[UUID | None, date] = {}
    for h in found:
        if h.party or h.line not in personal:
            days[h.party] = max(h.on, days.get(h.party, h.on))
    return days


def _owed(record: Record) -> set[str]:
    return {
        str(one)
        for event, field in TO_BE_DONE.items()
        for line in record.of(event)
        for one in line.form.entries().get(field, ())
    }


def _done(record: Record) -> set[str]:
    lines: Iterable[Form] = (line.form for event in DONE for line in record.of(event))
    return {str(one) for form in lines for one in form.entries().get("done", ())}
