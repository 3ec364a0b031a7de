"""A placement: a place somewhere else, measured in time.

It is proposed and arranged, it starts, it is looked at, it may be extended, and it ends; where
its planned end passes without an end, it overruns, and everyone can see that it does. It needs no
graduated case: an excluded child or a child who is ill has none.

Source:
    Education Act 1996 ss.19 and 463; EA 2002 s.29A; SI 2010/1156; Arranging alternative provision
    (Department for Education, 2025); Keeping children safe in education.
"""

from statemachines import placement_arranging_forms as arranging
from statemachines import placement_guards as ask
from statemachines import placement_running_forms as running
from statemachines.common_moves import common_moves
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN, Move, Reach, State, must, practice, should
from statemachines.in_force import BEFORE_ALL_RECORDS
from statemachines.placement_consequences import ON_RESUMING, ON_STARTING, ON_SUSPENDING
from statemachines.placement_exemptions import EXEMPTION
from statemachines.policy import Policy
from statemachines.vocabulary import Audience, Role, WaitingFor

PROPOSED = State(
    "proposed", WaitingFor.AUTHORITY,
    "A placement is proposed; the checklist is being answered.",
)  # fmt: skip
CONSULTING = State(
    "consulting", WaitingFor.PROVIDER,
    "Providers have been asked whether they have a place.",
)  # fmt: skip
APPROVED = State(
    "approved", WaitingFor.AUTHORITY,
    "The place is agreed; the pupil has not started.",
)  # fmt: skip
ACTIVE = State(
    "active", WaitingFor.PROVIDER,
    "The pupil is taught there until the last day agreed.",
)  # fmt: skip
OVERRUN = State(
    "overrun", WaitingFor.AUTHORITY,
    "The last day agreed has passed; somebody has to extend the placement or end it.",
)  # fmt: skip
SUSPENDED = State(
    "suspended", WaitingFor.AUTHORITY,
    "The pupil does not go there until a concern is settled.",
)  # fmt: skip
ENDED = State("ended", WaitingFor.NOBODY, "The placement is over.", final=True)
DECLINED = State("declined", WaitingFor.NOBODY, "No provider had a place.", final=True)
CANCELLED = State("cancelled", WaitingFor.NOBODY, "The placement did not come about.", final=True)

ARRANGED = frozenset({PROPOSED, CONSULTING})
TAUGHT_THERE = frozenset({ACTIVE, OVERRUN})
NOT_OVER = TAUGHT_THERE | {SUSPENDED}
WAS_TAUGHT_THERE = NOT_OVER | {ENDED}
"""Where what happened there is still recorded, such as the last week's attendance."""

CASEWORKER = frozenset({Role.CASEWORKER})
BUYERS = CASEWORKER | {Role.COMMISSIONER}
BUYERS_AND_SENCO = BUYERS | {Role.SENCO}
HEAD = frozenset({Role.HEADTEACHER})

FAMILY = frozenset({Audience.FAMILY})
ALL_AROUND_THE_PUPIL = FAMILY | {Audience.SCHOOL, Audience.PROVIDER}
THE_OFFICE = frozenset({Audience.CASEWORKER, Audience.MANAGER})
"""Who hears that a planned end has passed: those who have to decide what comes next.

The family, the school and the provider hear of the decision; that one is late the authority tells
the family itself ("tell of delay"), with the honest reason.
"""

AGREED_FIRST = should(
    "Arranging alternative provision (DfE, 2025) (AP-12): longest period, aims and return agreed"
)
SAFEGUARDING = should("Keeping children safe in education (AP-16): checks, changes, concerns")
NOTICE = must("EA 2002 s.29A; SI 2010/1156 reg 3 (AP-05, AP-06): notice two school days ahead")
NO_CLOCK = practice("no law times this step; it is recorded so that the file is whole")

TO_ITS_APPROVAL = (
    Move(
        name="propose", source=frozenset({NOT_BEGUN}), target=PROPOSED,
        by=BUYERS_AND_SENCO | HEAD,
        event=Event.PLACEMENT_PROPOSED, form=arranging.PlacementProposed,
        law=AGREED_FIRST, when=(ask.a_part_time_timetable_has_an_end,),
        advised=(ask.the_stay_is_within_the_longest, ask.the_remaining_time_is_planned),
    ),
    Move(
        name="answer checklist item", source=ARRANGED,
        by=BUYERS_AND_SENCO, event=Event.CHECKLIST_ANSWERED, form=arranging.ChecklistAnswered,
        law=should("DfE: what to consider before commissioning alternative provision"),
    ),
    Move(
        name="consult provider", source=ARRANGED, target=CONSULTING,
        by=BUYERS, event=Event.PROVIDER_CONSULTED, form=arranging.ProviderConsulted,
        law=NO_CLOCK, when=(ask.there_is_time_to_answer,), tells=frozenset({Audience.PROVIDER}),
    ),
    Move(
        name="provider answers", source=frozenset({CONSULTING}),
        by=CASEWORKER | {Role.PROVIDER},
        event=Event.PROVIDER_ANSWERED, form=arranging.ProviderAnswered,
        law=NO_CLOCK, when=(ask.the_provider_was_asked,), tells=frozenset({Audience.CASEWORKER}),
    ),
    Move(
        name="no place found", source=frozenset({CONSULTING}), target=DECLINED,
        by=CASEWORKER, event=Event.NO_PLACE_FOUND, form=arranging.NoPlaceFound,
        law=NO_CLOCK, when=(ask.every_provider_refused_or_is_late,), tells=FAMILY | THE_OFFICE,
    ),
    Move(
        name="approve", source=ARRANGED, target=APPROVED,
        by=HEAD | {Role.COMMISSIONER, Role.PANEL, Role.MANAGER},
        event=Event.PLACEMENT_APPROVED, form=arranging.PlacementApproved,
        law=must("Education Act 1996 ss.19 and 463 (AP-01, AP-24); CFA 2014 s.34; AP-15, AP-16"),
        when=(
            ask.somebody_else_proposed_it,
            ask.the_school_commissions_what_its_head_approves,
            ask.safeguarding_is_confirmed,
            ask.the_provider_may_lawfully_teach,
            ask.the_roll_stays_or_there_is_a_reason,
            ask.section_34_is_satisfied,
            ask.a_part_time_timetable_has_an_end,
            *ask.BLOCKING,
        ),
        advised=(
            ask.the_stay_is_within_the_longest, ask.a_direction_has_its_notice, *ask.WARNING,
        ),
        tells=ALL_AROUND_THE_PUPIL,
    ),
    Move(
        name="cancel", source=ARRANGED | {APPROVED}, target=CANCELLED,
        by=BUYERS, event=Event.PLACEMENT_CANCELLED, form=arranging.PlacementCancelled,
        law=NO_CLOCK, tells=ALL_AROUND_THE_PUPIL,
    ),
)  # fmt: skip

WHILE_IT_RUNS = (
    Move(
        name="give notice of direction", source=frozenset({APPROVED, ACTIVE}),
        by=CASEWORKER | HEAD, event=Event.OFFSITE_NOTICE_GIVEN, form=running.NoticeGiven,
        law=NOTICE,
    ),
    Move(
        name="tell authority of placement", source=Reach.OPEN,
        by=CASEWORKER | HEAD | {Role.SENCO},
        event=Event.AUTHORITY_TOLD_OF_PLACEMENT, form=running.AuthorityTold,
        law=should("Arranging alternative provision (DfE, 2025) (AP-14); schemes of authorities "
                   "for part-time timetables (AP-22)"),
    ),
    Move(
        name="start", source=frozenset({APPROVED}), target=ACTIVE,
        by=CASEWORKER | HEAD | {Role.PROVIDER},
        event=Event.PLACEMENT_STARTED, form=running.PlacementStarted,
        law=NOTICE, when=(ask.the_first_day_has_come,),
        tells=ALL_AROUND_THE_PUPIL | {Audience.CASEWORKER},
        then=ON_STARTING,
    ),
    Move(
        name="record attendance", source=WAS_TAUGHT_THERE,
        by=CASEWORKER | {Role.PROVIDER, Role.SENCO},
        event=Event.ATTENDANCE_RECORDED, form=running.AttendanceRecorded,
        law=must("SI 2024/208 (AP-17): attendance of each session, by its code"),
        when=(ask.no_more_was_attended_than_offered,),
    ),
    Move(
        name="visit", source=NOT_OVER,
        by=BUYERS_AND_SENCO, event=Event.PROVIDER_VISITED, form=running.ProviderVisited,
        law=SAFEGUARDING,
    ),
    Move(
        name="challenge", source=NOT_OVER,
        by=BUYERS_AND_SENCO, event=Event.PROVIDER_CHALLENGED, form=running.ProviderChallenged,
        law=SAFEGUARDING,
    ),
    Move(
        name="invite to placement review", source=TAUGHT_THERE,
        by=CASEWORKER | HEAD | {Role.SENCO, Role.PROVIDER},
        event=Event.PLACEMENT_REVIEW_INVITED, form=running.ReviewInvited,
        law=must("SI 2010/1156 reg 5 (AP-08): invited in writing six days before"),
        tells=ALL_AROUND_THE_PUPIL,
    ),
    Move(
        name="review", source=WAS_TAUGHT_THERE,
        by=CASEWORKER | HEAD | {Role.PROVIDER, Role.SENCO},
        event=Event.PLACEMENT_REVIEWED, form=running.PlacementReviewed,
        law=should("Arranging alternative provision (DfE, 2025) (AP-13): at least half-termly"),
    ),
    Move(
        name="send review outcome", source=WAS_TAUGHT_THERE,
        by=CASEWORKER | HEAD | {Role.SENCO},
        event=Event.PLACEMENT_REVIEW_OUTCOME_SENT, form=running.ReviewOutcomeSent,
        law=must("SI 2010/1156 reg 6 (AP-09): the outcome in writing within six days"),
        tells=ALL_AROUND_THE_PUPIL,
    ),
    Move(
        name="request a review", source=Reach.ANY,
        by=CASEWORKER | {Role.FAMILY},
        event=Event.PLACEMENT_REVIEW_REQUESTED, form=running.ReviewRequested,
        law=must("SI 2010/1156 reg 4A (AP-10): held as soon as practicable; accepted at any time"),
        tells=frozenset({Audience.SCHOOL, Audience.CASEWORKER}),
    ),
)  # fmt: skip

TO_ITS_END = (
    Move(
        name="extend", source=TAUGHT_THERE, target=ACTIVE,
        by=HEAD | {Role.MANAGER, Role.COMMISSIONER},
        event=Event.PLACEMENT_EXTENDED, form=running.PlacementExtended,
        law=AGREED_FIRST,
        when=(
            ask.an_extension_is_left,
            ask.the_new_end_is_later,
            ask.the_plan_for_the_return_is_revised,
            ask.the_authority_lets_this_role_extend,
            ask.a_head_extends_only_a_direction,
            ask.a_direction_is_extended_with_notice,
        ),
        tells=ALL_AROUND_THE_PUPIL,
    ),
    Move(
        name="time is up", source=frozenset({ACTIVE}), target=OVERRUN,
        by=frozenset({Role.CLOCK}), event=Event.PLACEMENT_OVERRAN,
        law=AGREED_FIRST, when=(ask.the_last_day_has_passed,), tells=THE_OFFICE,
    ),
    Move(
        name="suspend", source=TAUGHT_THERE, target=SUSPENDED,
        by=BUYERS | HEAD | {Role.MANAGER, Role.PROVIDER},
        event=Event.PLACEMENT_SUSPENDED, form=running.PlacementSuspended,
        law=SAFEGUARDING, tells=FAMILY | {Audience.SCHOOL} | THE_OFFICE, then=ON_SUSPENDING,
    ),
    Move(
        name="resume", source=frozenset({SUSPENDED}), target=ACTIVE,
        by=frozenset({Role.MANAGER}), event=Event.PLACEMENT_RESUMED, form=running.PlacementResumed,
        law=SAFEGUARDING, when=(ask.the_concern_is_settled,), tells=ALL_AROUND_THE_PUPIL,
        then=ON_RESUMING,
    ),
    Move(
        name="end", source=NOT_OVER, target=ENDED,
        by=BUYERS | HEAD, event=Event.PLACEMENT_ENDED, form=running.PlacementEnded,
        law=AGREED_FIRST, tells=ALL_AROUND_THE_PUPIL,
    ),
)  # fmt: skip

PLACEMENT = Policy(
    name="placement",
    version=1,
    valid_from=BEFORE_ALL_RECORDS,
    title="Placement",
    law="Education Act 1996 ss.19 and 463; EA 2002 s.29A; SI 2010/1156; KCSIE",
    states=(PROPOSED, CONSULTING, APPROVED, ACTIVE, OVERRUN, SUSPENDED, ENDED, DECLINED, CANCELLED),
    moves=(
        *TO_ITS_APPROVAL,
        *WHILE_IT_RUNS,
        EXEMPTION,
        *TO_ITS_END,
        *common_moves(running.PlacementBroughtIn),
    ),
)
