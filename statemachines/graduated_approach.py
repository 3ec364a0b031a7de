"""The graduated approach: a pupil's case, round and round until the need is met.

Assess, plan, do, review is a circle. Each time it is entered anew, a new cycle begins, with an
assessment, a plan, outcomes and ratings of its own. From anywhere on it a pupil may be taught
elsewhere for a time, come back, or be seen by specialists; and from anywhere, even from a closed
case, an EHC needs assessment may be asked for.

Source:
    SEND Code of Practice 6.44 to 6.65; CFA 2014 ss.66 and 68; Arranging alternative provision
    (Department for Education, 2025).
"""

from collections.abc import Mapping
from typing import Any

from statemachines import graduated_approach_forms as form
from statemachines import graduated_approach_guards as ask
from statemachines.common_moves import common_moves
from statemachines.events import Event
from statemachines.graduated_approach_early_years import TWO_YEAR_CHECK
from statemachines.grammar import (
    NOT_BEGUN,
    Choice,
    Consequence,
    Cycles,
    Move,
    Reach,
    State,
    must,
    practice,
    should,
)
from statemachines.in_force import SEND_LAW
from statemachines.policy import Policy
from statemachines.situation import Situation
from statemachines.vocabulary import EVERYONE, Audience, Role, WaitingFor

ASSESS = State(
    "assess", WaitingFor.SCHOOL,
    "The school finds out what the pupil does well and what is hard, and hears pupil and parents.",
)  # fmt: skip
PLAN = State(
    "plan", WaitingFor.SCHOOL,
    "The school agrees with pupil and parents what is to be reached, how, and until when.",
)  # fmt: skip
DO = State(
    "do", WaitingFor.SCHOOL,
    "The school carries out the plan until the day agreed for its review.",
)  # fmt: skip
REVIEW = State(
    "review", WaitingFor.SCHOOL,
    "The school looks with pupil and parents at what was reached, and what comes next.",
)  # fmt: skip
TEMPORARY_AP = State(
    "temporary_ap", WaitingFor.PROVIDER,
    "The pupil is taught elsewhere for a time, with the return as the aim.",
)  # fmt: skip
REINTEGRATE = State(
    "reintegrate", WaitingFor.SCHOOL,
    "The pupil comes back to the home school, step by step.",
)  # fmt: skip
SPECIALIST = State(
    "specialist", WaitingFor.AUTHORITY,
    "Specialists have been asked to look at what the school's own support did not change.",
)  # fmt: skip
CLOSED = State(
    "closed", WaitingFor.NOBODY,
    "The case is closed. An EHC needs assessment may still be asked for.",
    final=True,
)  # fmt: skip

SCHOOL_OR_CASEWORKER = frozenset({Role.SENCO, Role.CASEWORKER})
CASEWORKER = frozenset({Role.CASEWORKER})

FAMILY = frozenset({Audience.FAMILY})
FAMILY_AND_SCHOOL = FAMILY | {Audience.SCHOOL}
ALL_AROUND_THE_PUPIL = FAMILY_AND_SCHOOL | {Audience.PROVIDER}

CYCLE = should("SEND Code of Practice 6.44 to 6.56 (SS-03): assess, plan, do, review")
REVIEWED = should("SEND Code of Practice 6.53 and 6.54 (SS-04): reviewed on the day agreed")
TEMPORARY = should(
    "Arranging alternative provision (DfE, 2025) (AP-12): the return is agreed first"
)
SPECIALISTS = should("SEND Code of Practice 6.58 and 6.59 (SS-07): specialists, and their advice")
NO_CLOCK = practice("no law times or bars this step; it is recorded so that the file is whole")


def _the_request(s: Situation[form.NeedsAssessmentRequested]) -> Mapping[str, Any]:
    return {
        "requester": s.form.requester,
        "source": s.form.source,
        "relevant_youth_accommodation": s.form.relevant_youth_accommodation,
    }


ROUND_THE_CYCLE = (
    Move(
        name="open case", source=frozenset({NOT_BEGUN}), target=ASSESS,
        by=SCHOOL_OR_CASEWORKER, event=Event.CASE_OPENED, form=form.CaseOpened,
        law=must("CFA 2014 s.66 (SS-01): the school uses its best endeavours to meet the need"),
        when=(ask.no_other_case_is_open,), tells=FAMILY_AND_SCHOOL,
    ),
    Move(
        name="finish assessment", source=frozenset({ASSESS}), target=PLAN,
        by=SCHOOL_OR_CASEWORKER, event=Event.ASSESSMENT_FINISHED, form=form.AssessmentFinished,
        law=CYCLE, when=(ask.the_pupils_view_is_recorded, ask.each_parents_view_is_recorded),
    ),
    Move(
        name="start provision", source=frozenset({PLAN}), target=DO,
        by=SCHOOL_OR_CASEWORKER, event=Event.PROVISION_STARTED, form=form.ProvisionStarted,
        law=must("CFA 2014 s.68 (SS-02): the parent is told when special provision starts"),
        when=(
            ask.an_outcome_has_a_measure, ask.provision_is_written_down, ask.the_review_lies_ahead,
        ),
        advised=(ask.the_review_comes_within_the_longest_cycle,), tells=FAMILY,
    ),
    Move(
        name="tell parents of provision", source=Reach.OPEN,
        by=SCHOOL_OR_CASEWORKER, event=Event.PARENTS_TOLD, form=form.ParentsTold,
        law=must("CFA 2014 s.68 (SS-02): a parent who was not told at the start is told later"),
    ),
    Move(
        name="hold review meeting", source=Reach.OPEN,
        by=SCHOOL_OR_CASEWORKER, event=Event.REVIEW_MEETING_HELD, form=form.ReviewMeetingHeld,
        law=should("SEND Code of Practice 6.65 (SS-05): parents are met three times a year"),
        tells=FAMILY,
    ),
    Move(
        name="send annual report", source=Reach.OPEN,
        by=SCHOOL_OR_CASEWORKER | {Role.HEADTEACHER},
        event=Event.ANNUAL_REPORT_SENT, form=form.AnnualReportSent,
        law=must("SEND Code of Practice 6.64 (SS-06): an annual report on the pupil's progress"),
    ),
    Move(
        name="begin review", source=frozenset({DO}), target=REVIEW,
        by=SCHOOL_OR_CASEWORKER | {Role.CLOCK}, event=Event.REVIEW_BEGUN, form=form.ReviewBegun,
        law=REVIEWED, when=(ask.the_review_is_due_or_there_is_a_reason,), tells=FAMILY_AND_SCHOOL,
    ),
    Move(
        name="continue unchanged", source=frozenset({REVIEW}), target=DO,
        by=SCHOOL_OR_CASEWORKER, event=Event.PLAN_CONTINUED, form=form.PlanContinued,
        law=REVIEWED, when=(ask.each_outcome_is_rated, ask.the_review_lies_ahead),
        advised=(ask.the_review_comes_within_the_longest_cycle,), tells=FAMILY,
    ),
    Move(
        name="start another cycle", source=frozenset({REVIEW}), target=ASSESS,
        by=SCHOOL_OR_CASEWORKER, event=Event.CYCLE_STARTED, form=form.CycleStarted,
        law=CYCLE, when=(ask.each_outcome_is_rated,), tells=FAMILY,
    ),
    Move(
        name="revise the plan", source=frozenset({REVIEW, SPECIALIST}), target=PLAN,
        by=SCHOOL_OR_CASEWORKER, event=Event.PLAN_REVISED, form=form.PlanRevised,
        law=CYCLE, when=(ask.each_outcome_is_rated,), tells=FAMILY,
    ),
)  # fmt: skip

AWAY_AND_BACK = (
    Move(
        name="place in temporary AP", source=Reach.OPEN, target=TEMPORARY_AP,
        by=CASEWORKER | {Role.COMMISSIONER, Role.HEADTEACHER},
        event=Event.PLACED_IN_AP, form=form.PlacedInAp,
        law=TEMPORARY, when=(ask.the_placement_named_is_active,), tells=ALL_AROUND_THE_PUPIL,
    ),
    Move(
        name="AP ended unplanned", source=frozenset({TEMPORARY_AP}),
        target=Choice("leads_to", (PLAN, REVIEW)),
        by=SCHOOL_OR_CASEWORKER, event=Event.AP_ENDED_UNPLANNED, form=form.ApEndedUnplanned,
        law=NO_CLOCK, when=(ask.no_placement_still_runs,), tells=FAMILY_AND_SCHOOL,
    ),
    Move(
        name="begin reintegration", source=frozenset({TEMPORARY_AP}), target=REINTEGRATE,
        by=SCHOOL_OR_CASEWORKER, event=Event.REINTEGRATION_BEGUN, form=form.ReintegrationBegun,
        law=TEMPORARY, when=(ask.the_steps_back_are_in_order,), tells=ALL_AROUND_THE_PUPIL,
    ),
    Move(
        name="complete reintegration", source=frozenset({REINTEGRATE}), target=REVIEW,
        by=SCHOOL_OR_CASEWORKER | {Role.MANAGER},
        event=Event.REINTEGRATION_COMPLETED, form=form.ReintegrationCompleted,
        law=NO_CLOCK,
        when=(ask.each_measure_is_answered, ask.enough_sessions_were_attended),
        tells=ALL_AROUND_THE_PUPIL,
    ),
    Move(
        name="check the return", source=Reach.ANY,
        by=SCHOOL_OR_CASEWORKER, event=Event.RETURN_CHECKED, form=form.ReturnChecked,
        law=practice("a return is judged by whether it lasts; the authority says when it asks"),
        when=(ask.the_pupil_has_returned,),
    ),
    Move(
        name="reintegration broke down", source=frozenset({REINTEGRATE}),
        target=Choice("leads_to", (TEMPORARY_AP, SPECIALIST)),
        by=CASEWORKER, event=Event.REINTEGRATION_BROKE_DOWN, form=form.ReintegrationBrokeDown,
        law=NO_CLOCK, when=(ask.there_is_a_placement_to_go_back_to,),
        tells=ALL_AROUND_THE_PUPIL,
    ),
)  # fmt: skip

FURTHER_AND_OUT = (
    Move(
        name="escalate to specialist", source=Reach.OPEN, target=SPECIALIST,
        by=SCHOOL_OR_CASEWORKER, event=Event.ESCALATED, form=form.Escalated,
        law=SPECIALISTS, advised=(ask.enough_cycles_are_finished,),
        tells=FAMILY | {Audience.PROFESSIONAL, Audience.CASEWORKER},
    ),
    Move(
        name="act on advice", source=frozenset({SPECIALIST}), target=PLAN,
        by=SCHOOL_OR_CASEWORKER, event=Event.ADVICE_ACTED_ON, form=form.AdviceActedOn,
        law=SPECIALISTS, tells=FAMILY,
    ),
    Move(
        name="request EHC needs assessment", source=Reach.ANY,
        by=EVERYONE, event=Event.NEEDS_ASSESSMENT_REQUESTED, form=form.NeedsAssessmentRequested,
        law=must("CFA 2014 s.36(1): asked for at any time; SEND Code of Practice 6.63 (SS-08)"),
        then=(Consequence("ehc_needs_assessment", "receive request", _the_request, opens=True),),
    ),
    Move(
        name="close, needs met", source=frozenset({REVIEW}), target=CLOSED,
        by=SCHOOL_OR_CASEWORKER, event=Event.CLOSED_NEEDS_MET, form=form.ClosedNeedsMet,
        law=should("SEND Code of Practice 6.44 to 6.56 (SS-03): support ends when it is met"),
        when=(
            ask.each_outcome_is_rated, ask.each_outcome_is_met,
            ask.each_parent_is_informed, ask.no_placement_still_runs,
        ),
        tells=FAMILY_AND_SCHOOL,
    ),
    Move(
        name="close", source=Reach.OPEN, target=CLOSED,
        by=CASEWORKER, event=Event.CLOSED, form=form.Closed,
        law=NO_CLOCK, when=(ask.no_placement_still_runs, ask.a_death_is_recorded_as_one),
        tells=FAMILY_AND_SCHOOL,
    ),
    Move(
        name="reopen", source=frozenset({CLOSED}), target=ASSESS,
        by=SCHOOL_OR_CASEWORKER, event=Event.REOPENED, form=form.Reopened,
        law=practice("a need that comes back soon is the same need: its history is kept"),
        when=(ask.it_was_closed_recently, ask.no_other_case_is_open), tells=FAMILY_AND_SCHOOL,
    ),
)  # fmt: skip

GRADUATED_APPROACH = Policy(
    name="graduated_approach",
    version=1,
    valid_from=SEND_LAW,
    title="Graduated approach",
    law="SEND Code of Practice 6.44 to 6.65; CFA 2014 ss.66 and 68",
    states=(ASSESS, PLAN, DO, REVIEW, TEMPORARY_AP, REINTEGRATE, SPECIALIST, CLOSED),
    moves=(
        *ROUND_THE_CYCLE,
        TWO_YEAR_CHECK,
        *AWAY_AND_BACK,
        *FURTHER_AND_OUT,
        *common_moves(form.CaseBroughtIn),
    ),
    cycles=Cycles(
        on_entering=frozenset({ASSESS, PLAN}),
        except_by=frozenset({Event.CASE_OPENED, Event.ASSESSMENT_FINISHED}),
    ),
)
