"""The graduated approach: situations for its guards, and its forms filled."""

from datetime import timedelta
from typing import Any

from statemachines import graduated_approach_forms as form
from statemachines import graduated_approach_guards as ask
from statemachines.forms import Told
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.graduated_approach_early_years import (
    TwoYearCheckDone,
    the_child_is_in_the_early_years,
)
from statemachines.graduated_approach_plan import (
    MeasureAnswered,
    Outcome,
    ParentsStandpoint,
    Provision,
    Rating,
    Stage,
    Standpoint,
)
from statemachines.rights_holders import NotReached
from statemachines.sen2 import RequestSource
from statemachines.settings import LocalSettings
from statemachines.situation import Line, Lookup
from statemachines.views import PersonsView, View
from tests.statemachines.examples.common_moves import A_DEATH
from tests.statemachines.examples.given import (
    FATHER,
    KNOWN,
    MONDAY,
    MOTHER,
    SCHOOL,
    asked,
    line,
    sibling,
)

THREE = {**KNOWN, Lookup.AGE_IN_YEARS: 3}
SIX_WEEKS_ON = MONDAY + timedelta(weeks=6)
READS = Outcome(aim="reads a page aloud", measure="one page, three errors at most")
JOINS_IN = Outcome(aim="joins in at break")
BOTH_MET = (Rating(outcome=1, reached="met"), Rating(outcome=2, reached="met"))
ONE_MET = (BOTH_MET[0], Rating(outcome=2, reached="partly_met"))

FINISHED = form.AssessmentFinished(
    strengths="draws and builds", needs="does not read aloud", pupils_view=View(words="I draw."),
    parents_views=(
        PersonsView(person=MOTHER, words="She reads at home."),
        PersonsView(person=FATHER, missing_because="abroad, did not answer two letters"),
    ),
)  # fmt: skip
STARTED = form.ProvisionStarted(
    outcomes=(READS, JOINS_IN),
    provision=(
        Provision(what="paired reading", who="teaching assistant", how_often="daily",
                  how_long="fifteen minutes"),
    ),
    review_on=SIX_WEEKS_ON, parents_told=(Told(person=MOTHER, on=MONDAY),),
)  # fmt: skip
CONTINUED = form.PlanContinued(ratings=ONE_MET, review_on=SIX_WEEKS_ON)
RETURN = form.ReintegrationBegun(
    starts_on=MONDAY, stages=(Stage(from_on=MONDAY, sessions_a_week=4, support="key adult"),),
    measures=("stays the whole session", "no incident in two weeks"),
    check_dates=(SIX_WEEKS_ON,), attendance_share=0.9,
    home_school=Standpoint(answer="agrees"), pupil=Standpoint(answer="agrees", words="At last."),
    parents=(ParentsStandpoint(person=MOTHER, answer="objects", words="Too soon."),),
)  # fmt: skip
RETURNED = form.ReintegrationCompleted(
    measures=(MeasureAnswered(measure=1, met=True), MeasureAnswered(measure=2, met=False)),
    sessions_offered=20, sessions_attended=18,
)  # fmt: skip
CHECKED = form.ReturnChecked(time="first", holds=True, said="settled in, and glad of it")
BROKE_DOWN = form.ReintegrationBrokeDown(
    reason="ran away twice", learnt="mornings only", leads_to="temporary_ap"
)
MET = form.ClosedNeedsMet(
    ratings=BOTH_MET, parents_told=(Told(person=MOTHER, on=MONDAY),),
    parents_not_told=(NotReached(person=FATHER, reason="no address known"),),
)  # fmt: skip
PLACED = form.PlacedInAp(placement="AB-1/placement/1")
LEFT = form.Closed(reason=form.CloseReason.LEFT)
DIED = form.Closed(reason=form.CloseReason.DIED)
ESCALATED = form.Escalated(tried="two cycles of paired reading", asked="what keeps her silent")
REOPENED = form.Reopened(reason="silent again since half-term")


def recorded(number: int, move: str, what: Any, **known: Any) -> Line:
    return line(number, GRADUATED_APPROACH, move, what, **known)


PLANNED = recorded(1, "start provision", STARTED, state="do")
REVIEWED = recorded(2, "begin review", form.ReviewBegun(), state="review", on=SIX_WEEKS_ON)
SECOND = (
    PLANNED._replace(number=3, cycle=2),
    REVIEWED._replace(number=4, cycle=2),
)
COME_BACK = recorded(1, "complete reintegration", RETURNED, state="review")
COMING_BACK = recorded(1, "begin reintegration", RETURN, state="reintegrate")
CLOSED = recorded(1, "close", LEFT, state="closed")

ACTIVE = sibling("placement", "active", "AB-1/placement/1")
SUSPENDED = sibling("placement", "suspended", "AB-1/placement/1")
OVER = sibling("placement", "ended", "AB-1/placement/1")


def without_views(**gone: Any) -> form.AssessmentFinished:
    return FINISHED.model_copy(update=gone)


GUARDS = {
    ask.no_other_case_is_open: (
        asked(REOPENED, siblings=(sibling("graduated_approach", "closed"), ACTIVE)),
        asked(REOPENED, siblings=(sibling("graduated_approach", "do"),)),
    ),
    ask.the_pupils_view_is_recorded: (
        asked(FINISHED),
        asked(without_views(pupils_view=View())),
    ),
    ask.each_parents_view_is_recorded: (
        asked(FINISHED),
        asked(without_views(parents_views=FINISHED.parents_views[:1])),
    ),
    ask.an_outcome_has_a_measure: (
        asked(STARTED),
        asked(STARTED.model_copy(update={"outcomes": (JOINS_IN,)})),
    ),
    ask.provision_is_written_down: (
        asked(STARTED),
        asked(STARTED.model_copy(update={"provision": ()})),
    ),
    ask.the_review_lies_ahead: (asked(STARTED), asked(STARTED, on=SIX_WEEKS_ON)),
    ask.the_review_comes_within_the_longest_cycle: (
        asked(STARTED, local=LocalSettings(longest_cycle_weeks=6)),
        asked(STARTED, local=LocalSettings(longest_cycle_weeks=5)),
    ),
    ask.the_review_is_due_or_there_is_a_reason: (
        asked(form.ReviewBegun(), PLANNED, on=SIX_WEEKS_ON),
        asked(form.ReviewBegun(), PLANNED, on=SIX_WEEKS_ON - timedelta(days=1)),
    ),
    ask.each_outcome_is_rated: (
        asked(CONTINUED, PLANNED, state="review", cycle=1),
        asked(
            CONTINUED.model_copy(update={"ratings": ONE_MET[:1]}), PLANNED, state="review", cycle=1
        ),
    ),
    ask.each_outcome_is_met: (asked(MET), asked(MET.model_copy(update={"ratings": ONE_MET}))),
    ask.each_parent_is_informed: (
        asked(MET),
        asked(MET.model_copy(update={"parents_not_told": ()})),
    ),
    ask.the_placement_named_is_active: (
        asked(PLACED, siblings=(ACTIVE,)),
        asked(PLACED, siblings=(SUSPENDED,)),
    ),
    ask.no_placement_still_runs: (
        asked(LEFT, siblings=(OVER,)),
        asked(LEFT, siblings=(SUSPENDED,)),
    ),
    ask.there_is_a_placement_to_go_back_to: (
        asked(BROKE_DOWN, siblings=(ACTIVE,)),
        asked(BROKE_DOWN, siblings=(OVER,)),
    ),
    ask.the_steps_back_are_in_order: (
        asked(RETURN),
        asked(RETURN.model_copy(update={"starts_on": MONDAY + timedelta(days=1)})),
    ),
    ask.each_measure_is_answered: (
        asked(RETURNED, COMING_BACK),
        asked(RETURNED.model_copy(update={"measures": RETURNED.measures[:1]}), COMING_BACK),
    ),
    ask.enough_sessions_were_attended: (
        asked(RETURNED, COMING_BACK),
        asked(RETURNED.model_copy(update={"sessions_attended": 17}), COMING_BACK),
    ),
    ask.the_pupil_has_returned: (asked(CHECKED, COME_BACK), asked(CHECKED)),
    the_child_is_in_the_early_years: (
        asked(TwoYearCheckDone(), lookup=THREE.__getitem__),
        asked(TwoYearCheckDone()),
    ),
    ask.enough_cycles_are_finished: (
        asked(
            ESCALATED, PLANNED, REVIEWED, *SECOND, local=LocalSettings(cycles_before_specialist=2)
        ),
        asked(ESCALATED, PLANNED, REVIEWED, local=LocalSettings(cycles_before_specialist=2)),
    ),
    ask.a_death_is_recorded_as_one: (asked(DIED, A_DEATH), asked(DIED)),
    ask.it_was_closed_recently: (
        asked(REOPENED, CLOSED, local=LocalSettings(reopen_within_weeks=4)),
        asked(
            REOPENED,
            CLOSED,
            on=MONDAY + timedelta(days=29),
            local=LocalSettings(reopen_within_weeks=4),
        ),
    ),
}

FORMS = {
    form.ReturnChecked: CHECKED,
    form.CaseOpened: form.CaseOpened(
        concern="reads nothing aloud", home_school=SCHOOL, year_group="4", primary_need="SLCN",
        people=(MOTHER, FATHER),
    ),
    form.AssessmentFinished: FINISHED,
    form.ProvisionStarted: STARTED,
    form.ParentsTold: form.ParentsTold(parents_told=(Told(person=FATHER, on=MONDAY),)),
    form.ReviewMeetingHeld: form.ReviewMeetingHeld(
        who_came=(MOTHER,), who_else_came="a friend of hers", pupils_words="It is better.",
        parents_words="She talks of school.", next_meeting_on=SIX_WEEKS_ON,
    ),
    TwoYearCheckDone: TwoYearCheckDone(concern=True, targeted_plan="signs and songs"),
    form.AnnualReportSent: form.AnnualReportSent(sent=(Told(person=MOTHER, on=MONDAY),)),
    form.ReviewBegun: form.ReviewBegun(reason="moved house"),
    form.PlanContinued: CONTINUED,
    form.CycleStarted: form.CycleStarted(ratings=ONE_MET, what_changes="hearing is tested first"),
    form.PlanRevised: form.PlanRevised(ratings=ONE_MET, what_changes="a smaller group"),
    form.PlacedInAp: PLACED,
    form.ApEndedUnplanned: form.ApEndedUnplanned(why="the tutor fell ill", leads_to="review"),
    form.ReintegrationBegun: RETURN,
    form.ReintegrationCompleted: RETURNED,
    form.ReintegrationBrokeDown: BROKE_DOWN,
    form.Escalated: ESCALATED,
    form.AdviceActedOn: form.AdviceActedOn(advice="never ask her to read", from_whom="the EP"),
    form.ClosedNeedsMet: MET,
    form.Closed: LEFT,
    form.Reopened: REOPENED,
    form.NeedsAssessmentRequested: form.NeedsAssessmentRequested(
        requester="her mother", source=RequestSource.FAMILY
    ),
    form.CaseBroughtIn: form.CaseBroughtIn(
        source="an older system", state="do", cycle=3, originally_opened_on=MONDAY,
        provision_started_on=MONDAY, review_on=SIX_WEEKS_ON, outcomes=(READS,),
    ),
}  # fmt: skip

LINES = (PLANNED,)
