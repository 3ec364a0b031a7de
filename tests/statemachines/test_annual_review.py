"""An annual review: lateness never blocks it, and a decision to amend carries its notice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from statemachines.annual_review import ANNUAL_REVIEW
from statemachines.annual_review_forms import AdulthoodTheme
from statemachines.events import Event
from statemachines.vocabulary import EVERYONE, Role, WaitingFor
from tests.statemachines.examples.annual_review import AMENDED, CEASED, MAINTAINED, recorded
from tests.statemachines.examples.annual_review import HELD as A_MEETING
from tests.statemachines.examples.ehc_walks import both, told
from tests.statemachines.examples.given import FATHER, KNOWN, MONDAY, MOTHER, Walk, asked, sibling
from tests.statemachines.examples.rights import RIGHTS, but

DAY = timedelta(days=1)
TOMORROW = MONDAY + DAY
DECIDED = MONDAY + 20 * DAY
NOTICE = {
    "amendments": "section F", "evidence": "the therapist's report",
    "notice_sent_on": DECIDED - 2 * DAY, "served": both(DECIDED),
}  # fmt: skip


def scheduled():
    process = Walk(ANNUAL_REVIEW)
    process.move(
        "schedule", MONDAY - 30 * DAY, by=Role.CLOCK, due_on=MONDAY + 60 * DAY,
        term_starts_on=date(2026, 9, 2),
    )  # fmt: skip
    return process


def gathering(*, meeting_on=MONDAY, invited_on=MONDAY - 20 * DAY):
    process = scheduled()
    process.move(
        "invite", invited_on, by=Role.SENCO, meeting_on=meeting_on, invited=both(invited_on)
    )
    return process


def met():
    process = gathering()
    process.move("hold meeting", MONDAY, by=Role.SENCO)
    return process


@pytest.fixture
def deciding():
    process = met()
    process.move("pass to authority", MONDAY + 15 * DAY, by=Role.CLOCK)
    return process


def decision(outcome, **other):
    return {"outcome": outcome, "notified": both(DECIDED), **other}


def against(process, outcome, **other):
    return process.refusal("decide", DECIDED, by=Role.DECISION_MAKER, **decision(outcome, **other))


@pytest.mark.parametrize("state", ["not_begun", *(s.name for s in ANNUAL_REVIEW.states)])
def test_an_early_review_may_be_asked_for_from_everywhere_and_is_gated_by_nothing(state):
    move = ANNUAL_REVIEW.move("ask for an early review", state)

    assert (move.when, move.advised) == ((), ())
    assert move.by >= EVERYONE
    assert not [field for field in move.form.model_fields.values() if field.is_required()]


def test_short_notice_is_recorded_and_does_not_block_the_meeting():
    review = gathering(meeting_on=MONDAY, invited_on=MONDAY - 2 * DAY)

    assert [e.on for e in review.record.dated(Event.REVIEW_INVITED)] == [MONDAY - 2 * DAY]
    assert [e.on for e in review.record.dated(Event.REVIEW_MEETING_SET_FOR)] == [MONDAY]
    assert review.refusal("hold meeting", MONDAY, by=Role.SENCO) == ()


def test_nobody_is_invited_to_a_meeting_that_was_held_before():
    against_it = scheduled().refusal(
        "invite", MONDAY, by=Role.SENCO, meeting_on=MONDAY - DAY, invited=both()
    )

    assert against_it == ("the meeting would be before its invitation",)


def test_whoever_the_law_wants_invited_is_missed_only_with_a_reason():
    alone = {"meeting_on": MONDAY, "invited": both(), "also_invited": ["setting", "authority"]}

    warned = scheduled().refusal("invite", MONDAY, by=Role.SENCO, **alone)
    explained = scheduled().refusal(
        "invite", MONDAY, by=Role.SENCO, **alone, went_ahead_because="health has no officer"
    )

    assert len(warned) == 1
    assert explained == ()


def test_a_report_that_comes_late_is_recorded_wherever_the_review_has_got_to(deciding):
    late = MONDAY + 18 * DAY

    deciding.move("send report", late, by=Role.SENCO, sent=both(late))

    assert deciding.state == "deciding"
    assert deciding.record.latest(Event.REVIEW_REPORT_SENT).on == late


def test_advice_that_went_round_before_the_meeting_is_recorded_after_it():
    review = met()

    review.move("circulate advice", MONDAY - 15 * DAY, by=Role.SENCO, advice="the therapist's")

    assert review.state == "met"


@pytest.mark.parametrize("on", [MONDAY - 14 * DAY, MONDAY, TOMORROW])
def test_advice_that_goes_round_late_is_recorded_and_never_blocked(on):
    review = gathering()

    review.move("circulate advice", on, by=Role.SENCO, advice="the therapist's")

    assert review.record.latest(Event.REVIEW_ADVICE_CIRCULATED).on == on


def test_a_postponed_meeting_is_invited_to_anew_and_the_twelve_months_stay():
    review = gathering()

    review.move("postpone", MONDAY - DAY, by=Role.SENCO, reason="snow", new_date=MONDAY + 7 * DAY)

    assert review.state == "scheduled"
    assert [e.on for e in review.record.dated(Event.REVIEW_MEETING_SET_FOR)] == [MONDAY]


@pytest.mark.parametrize(
    ("year", "considered", "asked_why"),
    [
        pytest.param("8", (), False, id="year 8 has time"),
        pytest.param("9", (), True, id="year 9 considers adulthood"),
        pytest.param("13", ("housing",), True, id="one part is not all"),
        pytest.param("14", tuple(AdulthoodTheme), False, id="all parts considered"),
        pytest.param("R", (), False, id="a letter is no year 9"),
    ],
)
def test_from_year_9_the_meeting_considers_adulthood_or_it_is_said_why_not(
    year, considered, asked_why
):
    pupil = KNOWN | {"year_group": year}
    meeting = asked(
        but(A_MEETING, adulthood=considered), state="gathering", role=Role.SENCO,
        lookup=pupil.__getitem__,
    )  # fmt: skip

    explained = replace(meeting, form=but(meeting.form, went_ahead_because="she was in tears"))

    assert bool(ANNUAL_REVIEW.reasons_against("hold meeting", meeting)) is asked_why
    assert ANNUAL_REVIEW.reasons_against("hold meeting", explained) == ()


@pytest.mark.parametrize(
    ("on", "passes"),
    [
        pytest.param(MONDAY + 14 * DAY, False, id="the last day for the report"),
        pytest.param(MONDAY + 15 * DAY, True, id="the day after it"),
    ],
)
def test_without_a_report_the_clock_passes_the_review_on_after_two_weeks(on, passes):
    assert (met().refusal("pass to authority", on, by=Role.CLOCK) == ()) is passes


def test_with_the_report_sent_the_review_passes_on_at_once():
    review = met()

    review.move("send report", TOMORROW, by=Role.SENCO, sent=both(TOMORROW))

    assert review.refusal("pass to authority", TOMORROW, by=Role.SENCO) == ()


@pytest.mark.parametrize(
    ("outcome", "other", "state"),
    [
        ("maintain", RIGHTS, "completed"),
        ("amend", NOTICE, "amending"),
        (
            "cease",
            {**RIGHTS, "family_consulted_on": MONDAY, "head_consulted_on": MONDAY},
            "completed",
        ),
    ],
)
def test_the_outcome_says_where_the_decision_leads(deciding, outcome, other, state):
    deciding.move("decide", DECIDED, by=Role.DECISION_MAKER, **decision(outcome, **other))

    assert deciding.state == state


def test_a_decision_to_amend_without_its_notice_hears_everything_that_is_missing(deciding):
    assert against(deciding, "amend") == (
        "to amend: the notice does not set out the actual amendments",
        "to amend: the evidence for the amendments does not go with the notice",
        "to amend: the notice is not dated, or dated after the decision it goes with",
        "to amend: somebody who holds the rights has neither been served nor accounted for",
    )


def test_a_decision_to_cease_comes_after_consulting_family_and_head(deciding):
    assert against(deciding, "cease", **RIGHTS, head_consulted_on=DECIDED + DAY) == (
        "to cease: the family has not been consulted first",
        "to cease: the head or principal has not been consulted first",
    )


def test_a_decision_reaches_both_parents_before_it_is_one(deciding):
    reached = [*told(MOTHER, on=DECIDED), *told(FATHER, on=DECIDED + DAY)]

    assert against(deciding, "maintain", **RIGHTS, notified=reached) == (
        "the move has another date than the day on which it reached the last person",
    )


def follows(form, on=DECIDED):
    situation = asked(form, recorded("hold meeting", A_MEETING), on=on)
    then = ANNUAL_REVIEW.move("decide", "deciding").then
    return {c.move: (c, c.form(situation), c.on(situation)) for c in then if c.when(situation)}


def test_an_amendment_opens_with_its_notice_dated_when_it_was_sent():
    consequence, content, on = follows(but(AMENDED, notice_sent_on=MONDAY + 18 * DAY))[
        "send notice"
    ]

    assert (consequence.policy, consequence.opens) == ("plan_amendment", True)
    assert on == MONDAY + 18 * DAY
    assert content["review_meeting_on"] == MONDAY
    assert content["amendments"] == AMENDED.amendments


@pytest.mark.parametrize("form", [MAINTAINED, AMENDED, CEASED], ids=["maintain", "amend", "cease"])
def test_every_decision_records_the_review_on_the_plan_from_the_day_of_the_meeting(form):
    _, content, on = follows(form)["record review"]

    assert content == {
        "reviewed_on": MONDAY, "decided_on": DECIDED, "outcome": form.outcome.value,
    }  # fmt: skip
    assert on == DECIDED


@pytest.mark.parametrize("form", [MAINTAINED, CEASED], ids=["maintain", "cease"])
def test_no_other_decision_opens_an_amendment(form):
    assert "send notice" not in follows(form)


@pytest.mark.parametrize(
    ("form", "kind"), [(MAINTAINED, "amend"), (AMENDED, None), (CEASED, None)],
    ids=["maintain", "amend", "cease"],
)  # fmt: skip
def test_a_decision_to_leave_the_plan_as_it_is_can_be_appealed_from_that_day(form, kind):
    _, content, _ = follows(form).get("open window", (None, {"kind": None}, None))

    assert content["kind"] == kind


@pytest.mark.parametrize(
    ("state", "finishes"), [("notice_sent", False), ("final_sent", True), ("declined", True)]
)
def test_the_clock_finishes_the_review_when_the_amendment_has_ended(deciding, state, finishes):
    deciding.move("decide", DECIDED, by=Role.DECISION_MAKER, **decision("amend", **NOTICE))
    deciding.siblings = (sibling("plan_amendment", state),)

    against_it = deciding.refusal("finish amending", DECIDED + 30 * DAY, by=Role.CLOCK)

    assert (against_it == ()) is finishes


def test_heads_get_the_terms_list_and_the_term_is_known():
    review = scheduled()

    review.move("give review list", date(2026, 8, 19), by=Role.CASEWORKER, given_to="all heads")

    happened = {event.event: event.on for event in review.record.happenings}
    assert happened[Event.TERM_STARTS] == date(2026, 9, 2)
    assert happened[Event.REVIEW_LIST_GIVEN] == date(2026, 8, 19)


@pytest.mark.parametrize(
    ("arranged_by", "waited_for"),
    [("school", WaitingFor.SCHOOL), ("authority", WaitingFor.AUTHORITY)],
)
def test_a_review_waits_for_whoever_arranges_it_until_the_authority_decides(
    arranged_by, waited_for
):
    review, waited = Walk(ANNUAL_REVIEW), []

    for name, on, by, form in (
        ("schedule", MONDAY - 30 * DAY, Role.CLOCK,
         {"due_on": MONDAY + 60 * DAY, "arranged_by": arranged_by}),
        ("invite", MONDAY - 20 * DAY, Role.CASEWORKER,
         {"meeting_on": MONDAY, "invited": both(MONDAY - 20 * DAY)}),
        ("hold meeting", MONDAY, Role.CASEWORKER, {}),
        ("pass to authority", MONDAY + 15 * DAY, Role.CLOCK, {}),
    ):  # fmt: skip
        target = review.move(name, on, by=by, **form).target
        waited.append(target.waits_in(review.record))

    assert waited == [waited_for] * 3 + [WaitingFor.AUTHORITY]


def test_a_review_waits_for_the_authority_once_the_child_is_out_of_school():
    review = gathering()

    put_off = {"reason": "taken off the roll", "arranged_by": "authority"}
    target = review.move("postpone", MONDAY, by=Role.CASEWORKER, **put_off).target
    review.move("ask for an early review", MONDAY, by=Role.FAMILY)

    assert target.waits_for is WaitingFor.SCHOOL
    assert target.waits_in(review.record) is WaitingFor.AUTHORITY


def test_a_decision_to_cease_is_the_notice_of_it_in_the_process_of_the_plan():
    _, content, on = follows(CEASED)["notify ceasing after review"]

    assert content["reviewed_on"] == MONDAY
    assert content["cease_ground"] == "no_longer_necessary"
    assert content["notified"] == CEASED.notified
    assert on == DECIDED
    assert "notify ceasing after review" not in follows(MAINTAINED)
