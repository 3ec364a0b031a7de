"""A gap in education: a child of compulsory school age who would otherwise be taught nowhere.

Anyone may raise it; time without education is counted from the last day with it. The section gives
no number, and fifteen days of illness are a forecast and not a time to wait.

Source:
    Education Act 1996 s.19; SI 2024/208; Arranging education for children who cannot attend school
    because of health needs (DfE, December 2023).
"""

from statemachines import education_gap_forms as form
from statemachines import education_gap_guards as ask
from statemachines.common_moves import common_moves
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN, Move, Reach, State, must, practice, should
from statemachines.in_force import BEFORE_ALL_RECORDS
from statemachines.policy import Policy
from statemachines.vocabulary import EVERYONE, Audience, Readers, Role, WaitingFor

RAISED = State(
    "raised", WaitingFor.AUTHORITY, "The authority knows that a child is without education.",
)  # fmt: skip
DECIDING = State(
    "deciding", WaitingFor.AUTHORITY, "The authority looks into what has to be arranged.",
)  # fmt: skip
ARRANGING = State(
    "arranging", WaitingFor.AUTHORITY, "The authority arranges education; it has not begun.",
)  # fmt: skip
PROVIDED = State(
    "provided", WaitingFor.PROVIDER, "Education goes on, and is looked at again from time to time.",
)  # fmt: skip
REFUSED = State(
    "refused", WaitingFor.NOBODY,
    "The authority arranges nothing; the family knows why and may complain.", final=True,
)  # fmt: skip
ENDED = State("ended", WaitingFor.NOBODY, "There is no gap any more.", final=True)

UNDECIDED = frozenset({RAISED, DECIDING})
WITHOUT_EDUCATION = UNDECIDED | {ARRANGING}
OPEN = WITHOUT_EDUCATION | {PROVIDED}

CASEWORKER = frozenset({Role.CASEWORKER})
DECIDES = frozenset({Role.DECISION_MAKER, Role.COMMISSIONER, Role.MANAGER})
SCHOOL_OR_OFFICE = CASEWORKER | {Role.HEADTEACHER, Role.SENCO}
FAMILY = frozenset({Audience.FAMILY})
FAMILY_AND_SCHOOL = FAMILY | {Audience.SCHOOL}
OFFICE = frozenset({Audience.CASEWORKER, Audience.MANAGER})

SECTION_19 = must("Education Act 1996 s.19(1) (AP-01): illness, exclusion or otherwise")
FULL_TIME = must("Education Act 1996 s.19(3A) and (3AA) (AP-01): full time, but for health")
HEALTH_NEEDS = should("Arranging education for children with health needs (DfE, 2023) (AP-20)")
RETURNS = must("SI 2024/208 (AP-18, AP-19): the school tells the authority")

ABSENCE = (
    Move(
        name="foresee fifteen days", source=Reach.OPEN,
        by=SCHOOL_OR_OFFICE | {Role.PROFESSIONAL},
        event=Event.WILL_MISS_FIFTEEN_DAYS, form=form.AbsenceForeseen,
        law=HEALTH_NEEDS, tells=frozenset({Audience.CASEWORKER}),
    ),
    Move(
        name="record illness", source=Reach.OPEN,
        by=SCHOOL_OR_OFFICE, event=Event.SICKNESS_ABSENCE_BEGAN, form=form.AbsenceBegan,
        law=RETURNS,
    ),
    Move(
        name="record unauthorised absence", source=Reach.OPEN,
        by=SCHOOL_OR_OFFICE, event=Event.UNAUTHORISED_ABSENCE_BEGAN, form=form.AbsenceBegan,
        law=RETURNS,
    ),
    Move(
        name="make sickness return", source=Reach.ANY,
        by=SCHOOL_OR_OFFICE, event=Event.SICKNESS_RETURN_MADE, form=form.ReturnMade,
        law=RETURNS,
    ),
    Move(
        name="make attendance return", source=Reach.ANY,
        by=SCHOOL_OR_OFFICE, event=Event.ATTENDANCE_RETURN_MADE, form=form.ReturnMade,
        law=RETURNS,
    ),
)  # fmt: skip

THE_DECISION = (
    Move(
        name="raise gap", source=frozenset({NOT_BEGUN}), target=RAISED,
        by=EVERYONE | {Role.CLOCK}, event=Event.GAP_RAISED, form=form.GapRaised,
        law=SECTION_19, when=(ask.education_ended_before_it_was_raised,),
        tells=FAMILY | OFFICE,
    ),
    Move(
        name="take up", source=frozenset({RAISED}), target=DECIDING,
        by=CASEWORKER | DECIDES, event=Event.GAP_TAKEN_UP, form=form.GapTakenUp,
        readers=Readers.FAMILY,
        law=SECTION_19,
    ),
    Move(
        name="agree to arrange", source=UNDECIDED, target=ARRANGING,
        by=DECIDES, event=Event.GAP_ACCEPTED, form=form.GapAccepted,
        law=FULL_TIME, when=(ask.less_than_full_time_is_for_health,),
        tells=FAMILY_AND_SCHOOL,
    ),
    Move(
        name="refuse to arrange", source=UNDECIDED, target=REFUSED,
        by=DECIDES, event=Event.GAP_REFUSED, form=form.GapRefused,
        law=SECTION_19, advised=(ask.the_family_knows_how_to_complain,),
        tells=FAMILY_AND_SCHOOL,
    ),
    Move(
        name="reconsider", source=frozenset({REFUSED}), target=DECIDING,
        by=DECIDES | CASEWORKER, event=Event.GAP_RECONSIDERED, form=form.GapReconsidered,
        law=practice("the duty goes on while the gap does; a refusal may be looked at again"),
        tells=FAMILY,
    ),
)  # fmt: skip

EDUCATION = (
    Move(
        name="start education", source=WITHOUT_EDUCATION, target=PROVIDED,
        by=CASEWORKER | {Role.COMMISSIONER, Role.PROVIDER, Role.CLOCK},
        event=Event.EDUCATION_ARRANGED, form=form.EducationBegun,
        law=FULL_TIME, advised=(ask.less_than_full_time_is_for_health,),
        tells=FAMILY_AND_SCHOOL,
    ),
    Move(
        name="review education", source=frozenset({ARRANGING, PROVIDED}),
        by=CASEWORKER | DECIDES, event=Event.GAP_REVIEWED, form=form.GapReviewed,
        law=HEALTH_NEEDS, advised=(ask.less_than_full_time_is_for_health,),
    ),
    Move(
        name="education breaks off", source=frozenset({PROVIDED}), target=ARRANGING,
        by=CASEWORKER | {Role.COMMISSIONER, Role.PROVIDER},
        event=Event.EDUCATION_BROKE_OFF, form=form.EducationBrokenOff,
        law=SECTION_19, tells=FAMILY | OFFICE,
    ),
    Move(
        name="back at school", source=OPEN, target=ENDED,
        by=SCHOOL_OR_OFFICE, event=Event.BACK_AT_SCHOOL, form=form.BackAtSchool,
        readers=Readers.FAMILY,
        law=SECTION_19, tells=frozenset({Audience.CASEWORKER}),
    ),
    Move(
        name="placement resumed", source=OPEN, target=ENDED,
        by=frozenset({Role.CLOCK}), event=Event.GAP_ENDED,
        law=practice("a gap that a suspended placement opened ends when the placement goes on"),
        when=(ask.no_placement_is_suspended_any_more,),
    ),
    Move(
        name="end gap", source=OPEN, target=ENDED,
        by=CASEWORKER | DECIDES, event=Event.GAP_ENDED, form=form.GapEnded,
        law=SECTION_19,
    ),
)  # fmt: skip

EDUCATION_GAP = Policy(
    name="education_gap",
    version=1,
    valid_from=BEFORE_ALL_RECORDS,
    title="Gap in education",
    law="Education Act 1996 s.19; SI 2024/208",
    states=(RAISED, DECIDING, ARRANGING, PROVIDED, REFUSED, ENDED),
    moves=(*ABSENCE, *THE_DECISION, *EDUCATION, *common_moves(form.GapBroughtIn)),
)
