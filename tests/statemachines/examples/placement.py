"""The placement: situations for its guards, and its forms filled."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from statemachines import placement_arranging_forms as arranging
from statemachines import placement_exemptions as exempt
from statemachines import placement_guards as ask
from statemachines import placement_running_forms as running
from statemachines.forms import Form, Told
from statemachines.placement import PLACEMENT
from statemachines.placement_terms import (
    ChecklistItem,
    CodeCount,
    CommissionedBy,
    Destination,
    DirectionNotice,
    Kind,
    LegalBasis,
    Outcomes,
    Progress,
    Provider,
    Registration,
    Section34,
)
from statemachines.settings import LocalSettings, PlacementKind
from statemachines.situation import Line
from statemachines.views import PersonsView, View
from statemachines.vocabulary import Role
from tests.statemachines.examples.given import (
    CASEWORKER,
    HEAD,
    MANAGER,
    MONDAY,
    MOTHER,
    asked,
    line,
)
from tests.statemachines.examples.rights import TO_BOTH, taken_by

SIX_WEEKS = MONDAY + timedelta(weeks=6, days=-3)
"""The Friday of the sixth week."""

HUB = Provider(name="The Hub", urn="123456")
TUTOR = Provider(name="A. Tutor", type="OOT")
SMALL = Registration(registered=False, pupils_full_time=4)
NOTICE = DirectionNotice(
    address="1 High Street", report_to="the receptionist", days=30,
    reasons_and_objectives="to settle", session_times="nine to twelve",
)  # fmt: skip
MANAGERS_EXTEND = LocalSettings(
    placements={
        Kind.ASSESSMENT_HUB: PlacementKind(name="hub", extended_by=frozenset({Role.MANAGER}))
    },
)
LOCAL = LocalSettings(
    placements={Kind.ASSESSMENT_HUB: PlacementKind(name="hub", longest_weeks=6, extensions=1)},
    approval_limits={Role.COMMISSIONER: Decimal(5000)},
)

PROPOSED = arranging.PlacementProposed(
    kind="assessment_hub", legal_basis="section_19", commissioned_by="authority",
    reason="mental_health", aim="to find out what helps", pupil_wants=View(words="Quiet."),
    views=(PersonsView(person=MOTHER, words="Please soon."),), starts_on=MONDAY, ends_on=SIX_WEEKS,
    sessions_a_week=10, full_time=True, curriculum_fit="English and maths go on",
    transport="taxi", outcomes=Outcomes(attendance="nine days in ten"),
)  # fmt: skip
APPROVED = arranging.PlacementApproved(
    provider=HUB, starts_on=MONDAY, ends_on=SIX_WEEKS, bought=True, cost="4800.50",
    funding="high needs block", contract="the hub agreement", review_dates=(SIX_WEEKS,),
    told=(Told(person=MOTHER, on=MONDAY),), safeguarding_valid_until=MONDAY,
    registration=Registration(registered=True),
)  # fmt: skip
EXTENDED = running.PlacementExtended(
    ends_on=SIX_WEEKS + timedelta(weeks=2), reason="nearly there", reintegration_plan="mornings",
    managers_reason="a place at school only in November", offsite_notice_given_on=MONDAY,
)  # fmt: skip
ATTENDED = running.AttendanceRecorded(
    from_on=MONDAY, to_on=MONDAY + timedelta(days=4), offered=10, attended=9,
    by_code=(CodeCount(code="B", sessions=9), CodeCount(code="I", sessions=1)),
)  # fmt: skip
ASKED = arranging.ProviderConsulted(provider=HUB, reply_by=MONDAY + timedelta(days=10))
OFFERED = arranging.ProviderAnswered(provider="The Hub", offers=True)
REFUSED = arranging.ProviderAnswered(provider="The Hub", offers=False, reasons="full")
NOWHERE = arranging.NoPlaceFound(next_step="the regional list")
BROUGHT_IN = running.PlacementBroughtIn(
    source="a spreadsheet", state="active", originally_opened_on=MONDAY, kind="tuition",
    legal_basis="section_19", starts_on=MONDAY, ends_on=SIX_WEEKS, started_on=MONDAY,
)  # fmt: skip
RESUMED = running.PlacementResumed(concern_settled=True, how="the checks were seen")


def recorded(move: str, what: Form, **known: Any) -> Line:
    return line(1, PLACEMENT, move, what, cycle=0, **known)


def proposing(**other: Any) -> arranging.PlacementProposed:
    return PROPOSED.model_copy(update=other)


def proposal(**other: Any) -> Line:
    return recorded("propose", proposing(**other))


def approval(**other: Any) -> arranging.PlacementApproved:
    return APPROVED.model_copy(update=other)


def extension(**other: Any) -> running.PlacementExtended:
    return EXTENDED.model_copy(update=other)


THE_PROPOSAL = proposal()
A_DIRECTION = proposal(
    kind=Kind.OFF_SITE_DIRECTION,
    legal_basis=LegalBasis.SCHOOLS_DIRECTION,
    commissioned_by=CommissionedBy.SCHOOL,
)
A_PLAN_NAMES_IT = proposal(legal_basis=LegalBasis.PLAN)
PART_TIME = {"kind": Kind.PART_TIME_TIMETABLE, "full_time": False}
CHECKLIST = tuple(
    recorded(
        "answer checklist item", arranging.ChecklistAnswered(item=item, answer="seen to")
    )
    for item in ChecklistItem
)  # fmt: skip
THE_APPROVAL = recorded("approve", APPROVED)
THE_QUESTION = recorded("consult provider", ASKED)
AN_OFFER = recorded("provider answers", OFFERED)
A_REFUSAL = recorded("provider answers", REFUSED)
AN_EXTENSION = recorded("extend", extension(ends_on=SIX_WEEKS + timedelta(weeks=1)))
SPECIAL = {"special_school": True}
ALL_AGREE = Section34(
    authority_agrees=True, head_agrees=True, family_agrees=True, for_an_assessment=True,
    advisers_agree=True,
)  # fmt: skip

REVIEWED_BEFORE = exempt.ReviewedBefore(
    evidence="the minutes", family_told=TO_BOTH, review_held_on=MONDAY - timedelta(weeks=10)
)
A_REQUEST = recorded("request a review", running.ReviewRequested(requester="the mother"))

COMPLETE = (THE_PROPOSAL, *CHECKLIST)
REQUIRED = (A_PLAN_NAMES_IT, *CHECKLIST)
BLOCKING, WARNING = (
    {asked_of.name: asked_of for asked_of in listed} for listed in (ask.BLOCKING, ask.WARNING)
)

GUARDS = {
    **taken_by(PLACEMENT),
    exempt.a_review_was_asked_for: (asked(REVIEWED_BEFORE, A_REQUEST), asked(REVIEWED_BEFORE)),
    exempt.it_was_held_in_the_ten_weeks_before: (
        asked(REVIEWED_BEFORE, A_REQUEST),
        asked(REVIEWED_BEFORE.model_copy(update={"review_held_on": MONDAY}), A_REQUEST),
    ),
    ask.a_part_time_timetable_has_an_end: (
        asked(proposing(**PART_TIME, ends_on=SIX_WEEKS), THE_PROPOSAL),
        asked(proposing(**PART_TIME, ends_on=None), THE_PROPOSAL),
    ),
    ask.the_stay_is_within_the_longest: (
        asked(PROPOSED, THE_PROPOSAL, local=LOCAL),
        asked(proposing(ends_on=MONDAY + timedelta(weeks=6)), THE_PROPOSAL, local=LOCAL),
    ),
    ask.the_remaining_time_is_planned: (
        asked(PROPOSED),
        asked(proposing(full_time=False)),
    ),
    ask.there_is_time_to_answer: (
        asked(ASKED),
        asked(ASKED.model_copy(update={"reply_by": MONDAY - timedelta(days=1)})),
    ),
    ask.the_provider_was_asked: (asked(OFFERED, THE_QUESTION), asked(OFFERED)),
    ask.every_provider_refused_or_is_late: (
        asked(NOWHERE, THE_QUESTION, on=MONDAY + timedelta(days=11)),
        asked(NOWHERE, THE_QUESTION, AN_OFFER, on=MONDAY + timedelta(days=11)),
    ),
    ask.somebody_else_proposed_it: (
        asked(APPROVED, THE_PROPOSAL, person=MANAGER),
        asked(APPROVED, THE_PROPOSAL, person=CASEWORKER),
    ),
    ask.the_school_commissions_what_its_head_approves: (
        asked(APPROVED, A_DIRECTION, role=Role.HEADTEACHER, person=HEAD),
        asked(APPROVED, THE_PROPOSAL, role=Role.HEADTEACHER, person=HEAD),
    ),
    ask.safeguarding_is_confirmed: (
        asked(APPROVED, THE_PROPOSAL),
        asked(approval(safeguarding_valid_until=MONDAY - timedelta(days=1)), THE_PROPOSAL),
    ),
    ask.the_provider_may_lawfully_teach: (
        asked(approval(registration=SMALL), THE_PROPOSAL),
        asked(
            approval(registration=SMALL.model_copy(update={"with_plan_or_looked_after": 1})),
            THE_PROPOSAL,
        ),
    ),
    ask.the_roll_stays_or_there_is_a_reason: (
        asked(approval(stays_on_home_roll=False, roll_changes_because="moved"), THE_PROPOSAL),
        asked(approval(stays_on_home_roll=False), THE_PROPOSAL),
    ),
    ask.section_34_is_satisfied: (
        asked(approval(**SPECIAL, section_34=ALL_AGREE), THE_PROPOSAL),
        asked(
            approval(**SPECIAL, section_34=ALL_AGREE.model_copy(update={"advisers_agree": False})),
            THE_PROPOSAL,
        ),
    ),
    ask.a_direction_has_its_notice: (
        asked(approval(notice=NOTICE), A_DIRECTION),
        asked(APPROVED, A_DIRECTION),
    ),
    BLOCKING["the checklist is complete"]: (
        asked(APPROVED, *COMPLETE),
        asked(APPROVED, *COMPLETE[:-1]),
    ),
    BLOCKING["the provider offers the place"]: (
        asked(APPROVED, THE_PROPOSAL, THE_QUESTION, AN_OFFER),
        asked(APPROVED, THE_PROPOSAL, THE_QUESTION, AN_OFFER, A_REFUSAL),
    ),
    BLOCKING["the cost is within the limit"]: (
        asked(APPROVED, THE_PROPOSAL, role=Role.COMMISSIONER, local=LOCAL),
        asked(approval(cost=Decimal(5001)), THE_PROPOSAL, role=Role.COMMISSIONER, local=LOCAL),
    ),
    WARNING["the checklist is complete"]: (
        asked(APPROVED, *REQUIRED),
        asked(APPROVED, *REQUIRED[:-1]),
    ),
    WARNING["the provider offers the place"]: (
        asked(APPROVED, A_PLAN_NAMES_IT, THE_QUESTION, AN_OFFER),
        asked(APPROVED, A_PLAN_NAMES_IT, THE_QUESTION),
    ),
    WARNING["the cost is within the limit"]: (
        asked(APPROVED, A_PLAN_NAMES_IT, role=Role.COMMISSIONER, local=LOCAL),
        asked(approval(cost=None), A_PLAN_NAMES_IT, role=Role.COMMISSIONER, local=LOCAL),
    ),
    ask.the_first_day_has_come: (
        asked(running.PlacementStarted(), THE_PROPOSAL, THE_APPROVAL),
        asked(
            running.PlacementStarted(), THE_PROPOSAL, THE_APPROVAL, on=MONDAY - timedelta(days=1)
        ),
    ),
    ask.no_more_was_attended_than_offered: (
        asked(ATTENDED),
        asked(ATTENDED.model_copy(update={"attended": 11})),
    ),
    ask.an_extension_is_left: (
        asked(EXTENDED, THE_PROPOSAL, AN_EXTENSION, local=LOCAL, role=Role.MANAGER),
        asked(EXTENDED, THE_PROPOSAL, AN_EXTENSION, local=LOCAL, role=Role.COMMISSIONER),
    ),
    ask.the_new_end_is_later: (
        asked(EXTENDED, THE_PROPOSAL, THE_APPROVAL),
        asked(extension(ends_on=SIX_WEEKS), THE_PROPOSAL, THE_APPROVAL),
    ),
    ask.the_plan_for_the_return_is_revised: (
        asked(EXTENDED, THE_PROPOSAL),
        asked(extension(reintegration_plan=""), THE_PROPOSAL),
    ),
    ask.the_authority_lets_this_role_extend: (
        asked(EXTENDED, THE_PROPOSAL, role=Role.MANAGER, local=MANAGERS_EXTEND),
        asked(EXTENDED, THE_PROPOSAL, role=Role.COMMISSIONER, local=MANAGERS_EXTEND),
    ),
    ask.a_head_extends_only_a_direction: (
        asked(EXTENDED, A_DIRECTION, role=Role.HEADTEACHER),
        asked(EXTENDED, THE_PROPOSAL, role=Role.HEADTEACHER),
    ),
    ask.a_direction_is_extended_with_notice: (
        asked(EXTENDED, A_DIRECTION),
        asked(extension(offsite_notice_given_on=None), A_DIRECTION),
    ),
    ask.the_last_day_has_passed: (
        asked(Form(), THE_APPROVAL, on=SIX_WEEKS + timedelta(days=1)),
        asked(Form(), THE_APPROVAL, on=SIX_WEEKS),
    ),
    ask.the_concern_is_settled: (
        asked(RESUMED),
        asked(RESUMED.model_copy(update={"concern_settled": False})),
    ),
}

FORMS = {
    exempt.ReviewedBefore: REVIEWED_BEFORE,
    arranging.PlacementProposed: PROPOSED,
    arranging.ChecklistAnswered: arranging.ChecklistAnswered(
        item="transport", answer="a taxi", evidence="the contract"
    ),
    arranging.ProviderConsulted: arranging.ProviderConsulted(provider=TUTOR, reply_by=MONDAY),
    arranging.ProviderAnswered: OFFERED,
    arranging.NoPlaceFound: NOWHERE,
    arranging.PlacementApproved: APPROVED,
    arranging.PlacementCancelled: arranging.PlacementCancelled(reason="the family moved"),
    running.AuthorityTold: running.AuthorityTold(says="three weeks, mornings only"),
    running.NoticeGiven: running.NoticeGiven(given_to="both parents", notice=NOTICE),
    running.PlacementStarted: running.PlacementStarted(offsite_notice_given_on=MONDAY),
    running.AttendanceRecorded: ATTENDED,
    running.ProviderVisited: running.ProviderVisited(seen="a lesson", pupils_words="It is quiet."),
    running.ProviderChallenged: running.ProviderChallenged(challenged="no lunch"),
    running.ReviewInvited: running.ReviewInvited(
        meeting_on=SIX_WEEKS, invited=(Told(person=MOTHER, on=MONDAY),)
    ),
    running.PlacementReviewed: running.PlacementReviewed(
        invited_on=MONDAY, progress=(Progress(outcome="attendance", words="full"),),
        pupils_words="I want to stay.", continues=True, outcome_sent_on=MONDAY,
        next_review_on=SIX_WEEKS,
    ),
    running.ReviewOutcomeSent: running.ReviewOutcomeSent(sent=(Told(person=MOTHER, on=MONDAY),)),
    running.ReviewRequested: running.ReviewRequested(requester="her mother"),
    running.PlacementExtended: EXTENDED,
    running.PlacementSuspended: running.PlacementSuspended(
        concern="a door without a lock", who_was_told="the safeguarding lead"
    ),
    running.PlacementResumed: RESUMED,
    running.PlacementEnded: running.PlacementEnded(
        destination=Destination.HOME_SCHOOL, outcomes=Outcomes(attendance="full")
    ),
    running.PlacementBroughtIn: BROUGHT_IN,
}  # fmt: skip

LINES = (THE_PROPOSAL,)
