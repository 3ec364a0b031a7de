"""An EHC plan, while an authority maintains it.

What the plan *names* and what is *attended* are two lists that differ for months in real lives, so
each has a move of its own. Completed reviews are recorded here too, as the plan's own clocks (first
and next review) read no other history than the plan's.

While the plan is about to cease it is maintained all the same, so that all of this goes on.

Source:
    Children and Families Act 2014 ss.37, 42 to 49; SI 2014/1530 regs 15, 16, 18, 22 to 31; SI
    2014/1652 (personal budgets).
"""

from collections.abc import Mapping
from typing import Any

from statemachines import ehc_plan_forms as form
from statemachines.common_moves import common_moves
from statemachines.ehc_plan_ending import ENDING
from statemachines.ehc_plan_exemptions import EXEMPTIONS
from statemachines.ehc_plan_phases import BY_AGE_AND_YEAR
from statemachines.ehc_plan_reassessment import REASSESSMENT
from statemachines.ehc_plan_states import (
    CEASED,
    CEASING,
    CONSIDERING_CEASE,
    IN_FORCE,
    MAINTAINED,
    TRANSFERRED_OUT,
)
from statemachines.ehc_plan_transfers import (
    BETWEEN_AUTHORITIES,
    BETWEEN_CARE_BOARDS,
    transfer_in,
)
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN, Consequence, Move, guard, must, practice
from statemachines.in_force import SEND_LAW
from statemachines.plan_amendment_forms import (
    THE_NOTICE_IS_LAWFUL,
    nobody_is_served_before_it_is_sent,
)
from statemachines.policy import Policy
from statemachines.rights_holders import everyone_with_rights_is_reached
from statemachines.section_i import the_setting_is_identified_once
from statemachines.situation import Situation
from statemachines.vocabulary import Audience, Role

CASEWORKER = frozenset({Role.CASEWORKER})
DECISION_MAKER = frozenset({Role.DECISION_MAKER})
FAMILY = frozenset({Audience.FAMILY})
WHO_WORKS_WITH_THE_PLAN = FAMILY | {Audience.SCHOOL, Audience.PROVIDER, Audience.PROFESSIONAL}


@guard("a plan of this pupil is maintained already")
def no_plan_is_maintained_yet(s: Situation[form.PlanMade]) -> bool:
    return not s.standing("ehc_plan", *(state.name for state in IN_FORCE))


@guard("without a personal budget there is neither an organised arrangement nor a direct payment")
def only_a_budget_has_parts(s: Situation[form.BudgetRecorded]) -> bool:
    has_parts = s.form.organised_arrangements or s.form.direct_payment is not None
    return s.form.taken_up or not has_parts


@guard("a personal budget is refused, and no reasons are given")
def a_refused_budget_has_reasons(s: Situation[form.BudgetRecorded]) -> bool:
    return s.form.taken_up or bool(s.form.reasons)


@guard("a review is decided on or after its meeting, and recorded once it is decided")
def the_review_has_its_days_in_order(s: Situation[form.ReviewCompleted]) -> bool:
    return s.form.reviewed_on <= s.form.decided_on <= s.on


def _the_notice(s: Situation[form.AmendmentOpened]) -> Mapping[str, Any]:
    names = ("cause", "amendments", "evidence", "served", "not_reached")
    return {name: s.form.entries()[name] for name in names}


MAKING_AND_VERSIONS = (
    Move(
        name="make plan", source=frozenset({NOT_BEGUN}), target=MAINTAINED,
        by=DECISION_MAKER | {Role.CLOCK}, event=Event.PLAN_MADE, form=form.PlanMade,
        law=must("CFA 2014 s.37(1): the authority secures that a plan is prepared, and maintains "
                 "it"),
        when=(no_plan_is_maintained_yet,), tells=WHO_WORKS_WITH_THE_PLAN,
    ),
    transfer_in(no_plan_is_maintained_yet),
    Move(
        name="record version", source=IN_FORCE,
        by=CASEWORKER | {Role.CLOCK}, event=Event.PLAN_VERSION_SENT, form=form.PlanVersion,
        law=must("SI 2014/1530 regs 13(2), 22(3) and 27(2): sent to family, setting and "
                 "commissioning body"),
        tells=WHO_WORKS_WITH_THE_PLAN,
    ),
    Move(
        name="open amendment", source=IN_FORCE,
        by=DECISION_MAKER, event=Event.AMENDMENT_OPENED, form=form.AmendmentOpened,
        law=must("SI 2014/1530 reg 28: at any other time, as if after a review"),
        when=(
            *THE_NOTICE_IS_LAWFUL,
            everyone_with_rights_is_reached,
            nobody_is_served_before_it_is_sent,
        ),
        then=(Consequence("plan_amendment", "send notice", _the_notice, opens=True),),
    ),
    Move(
        name="record review meeting", source=IN_FORCE,
        by=CASEWORKER | {Role.CLOCK}, event=Event.REVIEW_HELD, form=form.ReviewMeetingRecorded,
        law=must("CoP 9.169: the meeting leaves four weeks of the twelve months to the decision"),
    ),
    Move(
        name="record review", source=IN_FORCE,
        by=CASEWORKER | {Role.CLOCK}, event=Event.REVIEW_COMPLETED, form=form.ReviewCompleted,
        law=must("CFA 2014 s.44(1); CoP 9.169: completed by the decision, not by the meeting"),
        when=(the_review_has_its_days_in_order,),
    ),
)  # fmt: skip

SETTINGS_AND_PROVISION = (
    Move(
        name="record setting named", source=IN_FORCE,
        by=CASEWORKER, event=Event.SETTING_NAMED, form=form.SettingNamed,
        law=must("CFA 2014 s.43: the setting named admits the pupil; SEN2 item 4.7"),
        when=(the_setting_is_identified_once,), tells=FAMILY | {Audience.SCHOOL},
    ),
    Move(
        name="record setting attended", source=IN_FORCE,
        by=CASEWORKER, event=Event.SETTING_ATTENDED, form=form.SettingAttended,
        law=practice("SEN2 module 5b keeps the setting attended apart from the setting named"),
        when=(the_setting_is_identified_once,),
    ),
    Move(
        name="record admission", source=IN_FORCE,
        by=CASEWORKER | {Role.HEADTEACHER}, event=Event.ADMITTED, form=form.Admitted,
        law=must("CFA 2014 s.43"), when=(the_setting_is_identified_once,), tells=FAMILY,
    ),
    Move(
        name="provision", source=IN_FORCE,
        by=CASEWORKER | {Role.PROFESSIONAL},
        event=Event.PROVISION_RECORDED, form=form.ProvisionRecorded,
        law=practice("waiting for provision is measured line by line"),
    ),
    Move(
        name="confirm provision", source=IN_FORCE,
        by=CASEWORKER, event=Event.PROVISION_SECURED, form=form.ProvisionSecured,
        law=must("CFA 2014 s.42(2) and (3): section F by the authority, section G by the health "
                 "body"),
        tells=FAMILY,
    ),
    Move(
        name="personal budget", source=IN_FORCE,
        by=DECISION_MAKER, event=Event.BUDGET_RECORDED, form=form.BudgetRecorded,
        law=must("CFA 2014 s.49; SI 2014/1652"),
        when=(only_a_budget_has_parts, a_refused_budget_has_reasons), tells=FAMILY,
    ),
    Move(
        name="record home education", source=IN_FORCE,
        by=CASEWORKER, event=Event.HOME_EDUCATION_RECORDED, form=form.HomeEducationRecorded,
        law=must("CFA 2014 s.42(5); the plan is maintained all the same"),
        tells=FAMILY | {Audience.SCHOOL},
    ),
)  # fmt: skip

EHC_PLAN = Policy(
    name="ehc_plan",
    version=1,
    valid_from=SEND_LAW,
    title="EHC plan",
    law="Children and Families Act 2014 ss.37 and 42 to 49",
    states=(MAINTAINED, CONSIDERING_CEASE, CEASING, CEASED, TRANSFERRED_OUT),
    moves=(
        *MAKING_AND_VERSIONS,
        *SETTINGS_AND_PROVISION,
        *EXEMPTIONS,
        *BY_AGE_AND_YEAR,
        *REASSESSMENT,
        *BETWEEN_AUTHORITIES,
        *BETWEEN_CARE_BOARDS,
        *ENDING,
        *common_moves(form.PlanBroughtIn),
    ),
)
