"""The moves by which an EHC plan ends, or is kept after all."""

from statemachines import ehc_plan_ceasing as cease
from statemachines.appealable import DisputeKind, opens_a_dispute
from statemachines.ehc_plan_states import CEASED, CEASING, CONSIDERING_CEASE, IN_FORCE, MAINTAINED
from statemachines.events import Event
from statemachines.grammar import Move, must
from statemachines.plan_over import ENDS_WHAT_IT_BROUGHT
from statemachines.rights_holders import (
    REASONS_AND_RIGHTS,
    TOLD_TO_EACH,
    everyone_with_rights_is_reached,
)
from statemachines.vocabulary import Audience, Readers, Role

CONSIDERING = frozenset({CONSIDERING_CEASE})
ABOUT_TO_END = frozenset({CEASING})
DECISION_MAKER = frozenset({Role.DECISION_MAKER})

RECORDS = frozenset({Role.CASEWORKER, Role.CLOCK})
FAMILY_AND_SCHOOL = frozenset({Audience.FAMILY, Audience.SCHOOL})
ALL_CONCERNED = FAMILY_AND_SCHOOL | {Audience.PROVIDER, Audience.PROFESSIONAL}
WHO_WORKS_WITH_THE_PLAN = ALL_CONCERNED - {Audience.FAMILY}

ENDING = (
    Move(
        name="consider ceasing", source=frozenset({MAINTAINED}), target=CONSIDERING_CEASE,
        by=DECISION_MAKER, event=Event.CEASE_CONSIDERED, form=cease.CeaseConsidered,
        law=must("CFA 2014 s.45; SI 2014/1530 reg 31(1)(a): the family is told first"),
        tells=FAMILY_AND_SCHOOL,
    ),
    Move(
        name="consult on ceasing", source=CONSIDERING,
        by=RECORDS | {Role.DECISION_MAKER}, event=Event.CEASE_CONSULTED, form=cease.CeaseConsulted,
        readers=Readers.FAMILY,
        law=must("SI 2014/1530 reg 31(1)(b) and (c): the family and the head"),
        when=(everyone_with_rights_is_reached, cease.the_head_is_consulted),
    ),
    Move(
        name="notify ceasing", source=CONSIDERING, target=CEASING,
        by=DECISION_MAKER, event=Event.CEASE_NOTIFIED, form=cease.CeaseNotified,
        law=must("CFA 2014 s.45(1) to (3); SI 2014/1530 regs 29 to 31"),
        when=(
            cease.they_were_consulted,
            cease.a_ground_is_named,
            *cease.THE_GROUND_IS_LAWFUL,
            *TOLD_TO_EACH,
            *REASONS_AND_RIGHTS,
        ),
        tells=ALL_CONCERNED, then=(opens_a_dispute(DisputeKind.CEASE),),
    ),
    Move(
        name="notify ceasing after review", source=IN_FORCE - ABOUT_TO_END, target=CEASING,
        by=frozenset({Role.CLOCK}),
        event=Event.CEASE_NOTIFIED, form=cease.CeaseNotifiedAfterReview,
        law=must("CFA 2014 s.45; SI 2014/1530 regs 20(10), 21(9), 29 to 31"),
        when=(cease.a_ground_is_named, *cease.THE_GROUND_IS_LAWFUL, *REASONS_AND_RIGHTS),
        tells=ALL_CONCERNED, then=(opens_a_dispute(DisputeKind.CEASE),),
    ),
    Move(
        name="record certificate", source=ABOUT_TO_END,
        by=RECORDS, event=Event.MEDIATION_CERTIFICATE_ISSUED, form=cease.CertificateOfCeasing,
        readers=Readers.FAMILY,
        law=must("SI 2008/2699 r.20(1)(c): a month to appeal runs from the certificate"),
    ),
    Move(
        name="record appeal", source=ABOUT_TO_END,
        by=RECORDS, event=Event.APPEAL_LODGED, form=cease.AppealAgainstCeasing,
        readers=Readers.FAMILY,
        law=must("CFA 2014 s.45(4)(b): the plan is maintained until the appeal is decided"),
    ),
    Move(
        name="keep plan", source=CONSIDERING | ABOUT_TO_END, target=MAINTAINED,
        by=DECISION_MAKER | {Role.CLOCK}, event=Event.PLAN_KEPT, form=cease.PlanKept,
        law=must("CFA 2014 ss.45 and 51; SI 2014/1530 reg 44(2)(g)"), tells=ALL_CONCERNED,
    ),
    Move(
        name="end plan", source=ABOUT_TO_END, target=CEASED,
        by=RECORDS, event=Event.PLAN_CEASED, form=cease.PlanEndedAfterNotice,
        law=must("CFA 2014 s.45(4): not before the time to appeal is over, or the appeal decided"),
        when=(cease.the_time_to_appeal_is_over, cease.no_appeal_is_pending),
        tells=WHO_WORKS_WITH_THE_PLAN, then=ENDS_WHAT_IT_BROUGHT,
    ),
    Move(
        name="end plan", source=IN_FORCE - ABOUT_TO_END, target=CEASED,
        by=RECORDS, event=Event.PLAN_CEASED, form=cease.PlanEnded,
        law=must("CFA 2014 s.46: no plan beyond the academic year of the 25th birthday"),
        when=(cease.it_ends_by_itself,), then=ENDS_WHAT_IT_BROUGHT,
    ),
)  # fmt: skip
