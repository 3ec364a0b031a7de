"""The moves of a dispute up to an appeal: the window, mediation, certificates, agreements.

Two parents may go different ways: one mediates while the other has a certificate already. So most
of these moves are possible wherever the dispute stands before an appeal, and each names whom it
concerns.
"""

from collections.abc import Mapping
from typing import Any

from statemachines import dispute_exemptions as exempt
from statemachines import dispute_forms as form
from statemachines import dispute_guards as ask
from statemachines.appealable import DisputeKind
from statemachines.dispute_and_plan import (
    CERTIFIES_IN_THE_PLAN,
    RECORDED_IN_THE_PLAN,
    keeps_the_plan,
)
from statemachines.dispute_states import (
    APPEALED,
    BEFORE_AN_APPEAL,
    BEING_CARRIED_OUT,
    CERTIFICATED,
    COMPLIED,
    LAPSED,
    MEDIATING,
    OPEN_WINDOW,
    SETTLED,
    STATES,
    WITHDRAWN,
)
from statemachines.events import Event
from statemachines.exempting import it_has_ended_by_then, the_family_has_been_told_why
from statemachines.grammar import NOT_BEGUN, Consequence, Move, Reach, must, practice, should
from statemachines.situation import Situation
from statemachines.vocabulary import EVERYONE, Audience, Role

CASEWORKER = frozenset({Role.CASEWORKER})
RECORDS = CASEWORKER | {Role.BUSINESS_SUPPORT}
FAMILY_OR_CASEWORKER = RECORDS | {Role.FAMILY, Role.REPRESENTATIVE}
ANYONE = EVERYONE | {Role.CLOCK}
"""Whoever records that a family turns to the Tribunal or to mediation, nothing is asked first."""

FAMILY = frozenset({Audience.FAMILY})
FAMILY_AND_CASEWORKER = FAMILY | {Audience.CASEWORKER}
ALL_BUT_OPEN = frozenset(STATES) - {OPEN_WINDOW, CERTIFICATED, LAPSED}

BEFORE_OR_DURING_AN_APPEAL = BEFORE_AN_APPEAL | {APPEALED}
BEFORE_OR_AFTER_THE_WINDOW = BEFORE_AN_APPEAL | {LAPSED}


def reverses(route: str, field: str) -> tuple[Consequence, ...]:
    """Return what follows in an assessment from an order, a concession or an agreement.

    A refused assessment is opened again. A reassessment that was refused in the process of the
    plan has none that could be; then one begins.

    Args:
        route: the route; it has moves of its own there, and clocks of its own.
        field: the field that holds what is to be done, here several and there one.
    """

    def of_an_assessment(s: Situation[Any]) -> list[str]:
        return [str(one) for one in s.form.entries()[field] if str(one) in ask.IN_AN_ASSESSMENT]

    def what(s: Situation[Any]) -> Mapping[str, Any]:
        return {field: of_an_assessment(s)[0], "refused_on": ask.decided_on(s)}

    def begins(s: Situation[Any]) -> bool:
        refused = s.standing("ehc_needs_assessment", "refused_to_assess")
        reassess = ask.kind_of(s) is DisputeKind.REASSESS and "assess" in of_an_assessment(s)
        return reassess and not refused

    return (
        Consequence(
            "ehc_needs_assessment", f"reverse by {route}", what,
            when=lambda s: bool(of_an_assessment(s)) and not begins(s),
        ),
        Consequence(
            "ehc_needs_assessment", f"reassess by {route}",
            lambda _: {"kind": "reassessment", field: "assess"}, opens=True, when=begins,
        ),
    )  # fmt: skip


WAYS_IN = (
    Move(
        name="open window", source=frozenset({NOT_BEGUN}), target=OPEN_WINDOW,
        by=CASEWORKER | {Role.CLOCK}, event=Event.APPEALABLE_NOTICE_SENT, form=form.WindowOpened,
        law=must("CFA 2014 s.51(2); SI 2014/1530 reg 32: the notice tells of these rights"),
        tells=FAMILY,
    ),
    Move(
        name="ask for disagreement resolution", source=frozenset({NOT_BEGUN}), target=MEDIATING,
        by=ANYONE, event=Event.DISAGREEMENT_RESOLUTION_REQUESTED, form=form.DisagreementRaised,
        law=must("CFA 2014 s.57: open to every family, about anything, and never a step before "
                 "an appeal"),
        tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="complain of discrimination", source=frozenset({NOT_BEGUN}), target=OPEN_WINDOW,
        by=ANYONE, event=Event.DISCRIMINATION_OCCURRED, form=form.DiscriminationComplainedOf,
        law=must("Equality Act 2010 Sch 17 para 4: six months from what is complained of"),
        tells=FAMILY_AND_CASEWORKER,
    ),
)  # fmt: skip

MEDIATION = (
    Move(
        name="contact mediation adviser", source=BEFORE_OR_AFTER_THE_WINDOW,
        by=FAMILY_OR_CASEWORKER,
        event=Event.MEDIATION_ADVISER_CONTACTED, form=form.AdviserContacted,
        law=must("CFA 2014 s.55; SI 2014/1530 reg 33: within two months of the notice"),
    ),
    Move(
        name="decline mediation", source=BEFORE_OR_AFTER_THE_WINDOW,
        by=FAMILY_OR_CASEWORKER, event=Event.MEDIATION_DECLINED, form=form.MediationDeclined,
        law=must("SI 2014/1530 reg 34: a certificate within three working days"),
    ),
    Move(
        name="ask for mediation", source=BEFORE_OR_AFTER_THE_WINDOW, target=MEDIATING,
        by=ANYONE, event=Event.MEDIATION_REQUESTED, form=form.MediationRequested,
        law=must("CFA 2014 ss.53 and 54; SI 2014/1530 regs 35 and 36: arranged in thirty days"),
        when=(ask.health_issues_are_dated,), tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="ask for mediation", source=frozenset({APPEALED}),
        by=ANYONE, event=Event.MEDIATION_REQUESTED, form=form.MediationRequested,
        law=must("CFA 2014 ss.53 and 54: an appeal does not rule it out"),
        when=(ask.health_issues_are_dated,), tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="tell care board", source=BEFORE_OR_DURING_AN_APPEAL,
        by=RECORDS, event=Event.COMMISSIONER_TOLD_OF_MEDIATION, form=form.CommissionerTold,
        law=must("SI 2014/1530 regs 35 and 36: within three working days of being told"),
        tells=frozenset({Audience.PROFESSIONAL}),
    ),
    Move(
        name="arrange mediation", source=BEFORE_OR_DURING_AN_APPEAL,
        by=RECORDS, event=Event.MEDIATION_ARRANGED, form=form.MediationArranged,
        law=must("SI 2014/1530 regs 35 and 36: within thirty days"), tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="say it cannot be arranged", source=BEFORE_AN_APPEAL,
        by=RECORDS, event=Event.MEDIATION_NOT_ARRANGED, form=form.MediationNotArranged,
        law=must("SI 2014/1530 reg 36: the adviser is told, and gives a certificate"),
        tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="conclude mediation", source=BEFORE_OR_DURING_AN_APPEAL,
        by=RECORDS, event=Event.MEDIATION_CONCLUDED, form=form.MediationConcluded,
        law=must("SI 2014/1530 reg 39: a certificate within three working days"),
    ),
    Move(
        name="issue certificate", source=BEFORE_OR_AFTER_THE_WINDOW, target=CERTIFICATED,
        by=FAMILY_OR_CASEWORKER,
        event=Event.MEDIATION_CERTIFICATE_ISSUED, form=form.CertificateIssued,
        law=must("CFA 2014 s.55(4) and (5); SI 2014/1530 regs 34 and 39"),
        tells=FAMILY_AND_CASEWORKER, then=(CERTIFIES_IN_THE_PLAN,),
    ),
    Move(
        name="issue certificate", source=frozenset({APPEALED, SETTLED}),
        by=FAMILY_OR_CASEWORKER,
        event=Event.MEDIATION_CERTIFICATE_ISSUED, form=form.CertificateIssued,
        law=must("CFA 2014 s.55(4) and (5): also where something is agreed, or appealed already"),
    ),
    Move(
        name="record mediation agreement", source=BEFORE_OR_DURING_AN_APPEAL, target=SETTLED,
        by=CASEWORKER, event=Event.MEDIATION_AGREED, form=form.MediationAgreement,
        law=must("SI 2014/1530 reg 42: carried out in the times of reg 44, or in two weeks"),
        tells=FAMILY_AND_CASEWORKER,
        then=(
            *reverses("mediation", "agreed"), keeps_the_plan("agreed", "agreement"),
        ),
    ),
    Move(
        name="carry out agreement", source=frozenset({SETTLED}),
        by=CASEWORKER | {Role.DECISION_MAKER},
        event=Event.AGREEMENT_CARRIED_OUT, form=form.AgreementCarriedOut,
        law=must("SI 2014/1530 reg 42(2) and (3)"), tells=FAMILY, then=(RECORDED_IN_THE_PLAN,),
    ),
    Move(
        name="hear of agreement", source=frozenset({SETTLED}),
        by=RECORDS, event=Event.AUTHORITY_TOLD_OF_AGREEMENT, form=form.AuthorityToldOfAgreement,
        law=must("SI 2014/1530 reg 42(4): the board tells the authority within a week"),
    ),
)  # fmt: skip

WAYS_OUT = (
    Move(
        name="settle", source=BEFORE_OR_DURING_AN_APPEAL, target=SETTLED,
        by=CASEWORKER | {Role.DECISION_MAKER, Role.CLOCK},
        event=Event.DISPUTE_SETTLED, form=form.SettledWithoutOrder,
        law=should("CoP 11.5 to 11.7: disagreements are settled early and by talking; without an "
                   "order no time of the regulations begins anew"),
        when=(ask.it_is_about_this_decision,), tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="finish", source=BEING_CARRIED_OUT, target=COMPLIED,
        by=CASEWORKER | {Role.CLOCK}, event=Event.DISPUTE_FINISHED, form=form.DisputeFinished,
        law=must("SI 2014/1530 regs 42, 44 and 45: all of it has been done"),
        when=(ask.everything_is_done, ask.no_assessment_is_under_way), tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="withdraw", source=BEFORE_AN_APPEAL | {SETTLED}, target=WITHDRAWN,
        by=FAMILY_OR_CASEWORKER, event=Event.DISPUTE_WITHDRAWN, form=form.Withdrawn,
        law=practice("whoever disagrees may stop; the right to appeal lasts until its day"),
        tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="lapse", source=frozenset({OPEN_WINDOW, CERTIFICATED}), target=LAPSED,
        by=CASEWORKER | {Role.CLOCK}, event=Event.WINDOW_LAPSED, form=form.WindowLapsed,
        law=must("SI 2008/2699 r.20(1)(c): the time to appeal; a judge may lengthen it"),
        when=(ask.the_window_is_over,), advised=(ask.nobody_waits_for_a_certificate,),
        tells=FAMILY_AND_CASEWORKER,
    ),
    Move(
        name="lapse", source=ALL_BUT_OPEN,
        by=CASEWORKER | {Role.CLOCK}, event=Event.WINDOW_LAPSED, form=form.WindowLapsed,
        law=must("SI 2008/2699 r.20(1)(c): nobody else can appeal in time any more"),
        when=(ask.the_window_is_over,), advised=(ask.nobody_waits_for_a_certificate,),
    ),
    Move(
        name="record exemption", source=Reach.OPEN,
        by=frozenset({Role.DECISION_MAKER}),
        event=Event.EXEMPTION_RECORDED, form=exempt.DisputeExemption,
        law=must("CFA 2014 s.55(2); SI 2014/1530 regs 42(5), 44(3) and 45(7)"),
        when=(
            exempt.compliance_was_impractical,
            exempt.the_absence_lasts_two_weeks,
            exempt.the_other_day_is_named,
            it_has_ended_by_then,
        ),
        advised=(the_family_has_been_told_why,), tells=FAMILY,
    ),
)  # fmt: skip
