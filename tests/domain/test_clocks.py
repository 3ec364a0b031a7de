"""What starts, settles, ends and disapplies the clocks of a process."""

import pytest

from pathway.domain.clocks import reckon
from pathway.domain.course import Subject
from pathway.domain.enquiry import enquire
from pathway.domain.errors import CalendarRunsOut
from pathway.domain.rules.statute_book import statute_book
from statemachines.annual_review_forms import AdulthoodTheme
from statemachines.events import Event
from tests.domain.calendars_for_tests import CALENDARS
from tests.domain.happenings import FATHER, HORIZON, MOTHER, day, happened, of, run, the

ASSESSMENT = "ehc_needs_assessment"
REQUESTED = happened(Event.REQUEST_RECEIVED, "2026-09-07", 1)


def assessment(*more, **subject):
    return run(REQUESTED, *more, process=ASSESSMENT, **subject)


def test_a_request_starts_the_six_sixteen_and_twenty_weeks():
    found = assessment()

    assert the("EHC-02", found).due_on == day("2026-10-19")
    assert the("EHC-04", found).due_on == day("2026-12-28")
    assert the("EHC-08", found).due_on == day("2027-01-25")
    assert all(clock.started_by == 1 for clock in found)


def test_being_brought_to_attention_earlier_starts_the_clock_earlier():
    found = assessment(happened(Event.BROUGHT_TO_ATTENTION, "2026-09-01", 2))

    assert the("EHC-02", found).started_on == day("2026-09-01")
    assert the("EHC-02", found).started_by == 2


def test_an_officer_may_confirm_the_day_of_the_request():
    found = assessment(
        happened(Event.BROUGHT_TO_ATTENTION, "2026-09-01", 2),
        happened(Event.START_CONFIRMED, "2026-09-07", 3),
    )

    assert the("EHC-02", found).started_on == day("2026-09-07")
    assert the("EHC-02", found).started_by == 1


def test_a_confirmed_day_on_which_nothing_began_changes_nothing():
    found = assessment(happened(Event.START_CONFIRMED, "2026-09-20", 2))

    assert the("EHC-02", found).started_on == day("2026-09-07")


def test_a_decision_in_time_meets_its_limit():
    found = assessment(happened(Event.ASSESSMENT_AGREED, "2026-10-12", 2))

    clock = the("EHC-02", found)
    assert (clock.settled_on, clock.settled_by, clock.met) == (day("2026-10-12"), 2, True)
    assert the("EHC-08", found).settled_on is None


def test_a_refusal_to_assess_ends_every_later_limit():
    found = assessment(happened(Event.ASSESSMENT_REFUSED, "2026-10-12", 2))

    assert the("EHC-02", found).met
    for rule in ("EHC-04", "EHC-05", "EHC-08"):
        assert the(rule, found).settled_on == day("2026-10-12")
        assert not the(rule, found).met


@pytest.mark.parametrize("event", [Event.REQUEST_WITHDRAWN, Event.MOVED_OUT, Event.DEATH_RECORDED])
def test_what_ends_the_process_ends_every_clock(event):
    found = assessment(happened(event, "2026-09-20", 2))

    assert {clock.settled_on for clock in found} == {day("2026-09-20")}
    assert not any(clock.met for clock in found)


def test_a_draft_answers_whether_a_plan_is_issued():
    found = assessment(
        happened(Event.DRAFT_SENT, "2026-12-10", 2),
        happened(Event.DRAFT_SERVED, "2026-12-12", 2, party=MOTHER),
    )

    assert the("EHC-04", found).settled_on == day("2026-12-10")
    assert the("EHC-05", found).settled_on == day("2026-12-10")


def test_each_adviser_has_a_clock_that_only_that_advice_settles():
    found = assessment(
        happened(
            Event.ADVICE_REQUEST_RECEIVED_BY_BODY, "2026-10-14", 2, adviser="A", kind="health"
        ),
        happened(
            Event.ADVICE_REQUEST_RECEIVED_BY_BODY, "2026-10-15", 3, adviser="B", kind="health"
        ),
        happened(Event.ADVICE_RECEIVED, "2026-11-20", 4, adviser="B", kind="health"),
    )

    first, second = of("EHC-03", found)
    assert (first.due_on, first.settled_on) == (day("2026-11-25"), None)
    assert (second.due_on, second.settled_on) == (day("2026-11-26"), day("2026-11-20"))


def test_advice_asked_for_twice_is_not_settled_by_the_first_answer():
    said = {"adviser": "A", "kind": "health"}

    found = assessment(
        happened(Event.ADVICE_REQUEST_RECEIVED_BY_BODY, "2026-10-14", 2, **said),
        happened(Event.ADVICE_RECEIVED, "2026-11-02", 3, **said),
        happened(Event.ADVICE_REQUEST_RECEIVED_BY_BODY, "2026-11-10", 4, **said),
    )

    assert [clock.settled_on for clock in of("EHC-03", found)] == [day("2026-11-02"), None]


def test_each_parent_has_fifteen_days_of_their_own():
    found = assessment(
        happened(Event.DRAFT_SENT, "2026-12-10", 2),
        happened(Event.DRAFT_SERVED, "2026-12-14", 2, party=MOTHER),
        happened(Event.DRAFT_SERVED, "2026-12-16", 2, party=FATHER),
        happened(Event.REPRESENTATIONS_FINISHED, "2026-12-20", 3, party=MOTHER),
    )

    mothers, fathers = sorted(of("EHC-06", found), key=lambda clock: str(clock.party))
    assert (mothers.party, mothers.settled_on) == (MOTHER, day("2026-12-20"))
    assert (fathers.party, fathers.settled_on) == (FATHER, None)
    assert fathers.forbids_on(day("2026-12-30"))
    assert not fathers.forbids_on(day("2026-12-31"))


def test_a_consulted_school_is_recognised_by_its_number_first():
    found = assessment(
        happened(Event.SETTING_CONSULTED, "2026-12-10", 2, urn="100001", setting_name="The Oaks"),
        happened(Event.SETTING_CONSULTED, "2026-12-10", 3, urn="100002", setting_name="The Oaks"),
        happened(Event.SETTING_ANSWERED, "2026-12-15", 4, urn="100002", setting_name="the oaks"),
    )

    assert [clock.settled_on for clock in of("EHC-07", found)] == [None, day("2026-12-15")]


def test_a_reassessment_has_none_of_the_first_assessments_limits():
    found = assessment(kind="reassessment")

    assert {clock.rule_id for clock in found}.isdisjoint({"EHC-02", "EHC-04", "EHC-05", "EHC-08"})


def test_consulting_the_family_and_the_bodies_are_both_needed():
    consulted = happened(Event.FAMILY_CONSULTED, "2026-09-10", 2)
    notified = happened(Event.BODIES_NOTIFIED, "2026-09-14", 3)

    assert the("EHC-01", assessment(consulted)).settled_on is None
    assert the("EHC-01", assessment(consulted, notified)).settled_on == day("2026-09-14")


def test_an_exemption_disapplies_one_limit_and_leaves_its_date():
    found = assessment(happened(Event.EXEMPTION_RECORDED, "2026-12-01", 2, limb="10(4)(c)"))

    assert the("EHC-04", found).disapplied == "10(4)(c)"
    assert the("EHC-04", found).due_on == day("2026-12-28")
    assert the("EHC-02", found).disapplied is None
    assert the("EHC-08", found).disapplied is None


def test_an_advisers_exemption_is_for_that_adviser():
    found = assessment(
        happened(
            Event.ADVICE_REQUEST_RECEIVED_BY_BODY, "2026-10-14", 2, adviser="A", kind="health"
        ),
        happened(
            Event.ADVICE_REQUEST_RECEIVED_BY_BODY, "2026-10-14", 3, adviser="B", kind="health"
        ),
        happened(
            Event.ADVISER_EXEMPTED, "2026-11-03", 4, adviser="B", kind="health", limb="8(2)(c)"
        ),
    )

    assert [clock.disapplied for clock in of("EHC-03", found)] == [None, "8(2)(c)"]


def test_a_limit_that_is_disapplied_is_never_overdue():
    late = day("2027-01-10")

    assert the("EHC-04", assessment()).is_overdue_on(late)
    exempted = assessment(happened(Event.EXEMPTION_RECORDED, "2026-12-01", 2, limb="10(4)(c)"))
    assert not the("EHC-04", exempted).is_overdue_on(late)


def test_a_notice_told_to_several_is_done_when_the_last_has_it():
    found = assessment(
        happened(Event.ASSESSMENT_AGREED, "2026-10-16", 2),
        happened(Event.ASSESSMENT_AGREED, "2026-10-16", 2, party=MOTHER),
        happened(Event.ASSESSMENT_AGREED, "2026-10-21", 2, party=FATHER),
    )

    assert the("EHC-02", found).settled_on == day("2026-10-21")


def test_the_twelve_months_are_met_by_the_decision_and_begin_with_the_meeting():
    found = run(
        happened(Event.PLAN_MADE, "2026-03-09", 1),
        happened(Event.REVIEW_DECIDED, "2027-03-01", 2),
        happened(Event.PLAN_REVIEWED, "2027-02-08", 2),
        process="ehc_plan",
    )

    first, next_one = the("AR-01", found), the("AR-02", found)
    assert (first.due_on, first.settled_on) == (day("2027-03-08"), day("2027-03-01"))
    assert (next_one.started_on, next_one.due_on) == (day("2027-02-08"), day("2028-02-07"))
    assert next_one.settled_on is None


def test_the_next_years_decision_settles_the_next_twelve_months():
    found = run(
        happened(Event.REVIEW_DECIDED, "2026-03-01", 1),
        happened(Event.PLAN_REVIEWED, "2026-02-08", 1),
        happened(Event.REVIEW_DECIDED, "2027-01-20", 2),
        happened(Event.PLAN_REVIEWED, "2027-01-08", 2),
        process="ehc_plan",
    )

    first, second = of("AR-02", found)
    assert (first.settled_on, second.settled_on) == (day("2027-01-20"), None)


def test_a_postponed_meeting_has_notice_of_its_own():
    found = run(
        happened(Event.REVIEW_INVITED, "2026-10-05", 1),
        happened(Event.REVIEW_MEETING_SET_FOR, "2026-11-16", 1),
        happened(Event.REVIEW_POSTPONED, "2026-11-10", 2),
        happened(Event.REVIEW_INVITED, "2026-11-12", 3),
        happened(Event.REVIEW_MEETING_SET_FOR, "2026-12-07", 3),
        process="annual_review",
    )

    first, second = of("AR-06", found)
    assert (first.due_on, first.settled_on, first.met) == (
        day("2026-11-02"),
        day("2026-10-05"),
        True,
    )
    assert (second.due_on, second.settled_on) == (day("2026-11-23"), day("2026-11-12"))


def test_a_decision_to_maintain_ends_what_an_amendment_would_owe():
    found = run(
        happened(Event.REVIEW_HELD, "2026-11-16", 1),
        happened(Event.REVIEW_DECIDED, "2026-12-01", 2, outcome="maintain"),
        process="annual_review",
    )

    assert the("AR-10", found).met
    assert (the("AR-11", found).settled_on, the("AR-11", found).met) == (day("2026-12-01"), False)
    assert the("AR-14", found).settled_on == day("2026-12-01")


def test_a_decision_to_amend_leaves_the_amendment_owed():
    found = run(
        happened(Event.REVIEW_HELD, "2026-11-16", 1),
        happened(Event.REVIEW_DECIDED, "2026-12-01", 2, outcome="amend"),
        happened(Event.AMENDMENT_NOTICE_SENT, "2026-12-01", 2, outcome="amend"),
        process="annual_review",
    )

    assert the("AR-11", found).met
    assert (the("AR-14", found).due_on, the("AR-14", found).settled_on) == (day("2027-01-26"), None)


def test_from_year_nine_a_review_considers_adulthood():
    meeting = happened(Event.REVIEW_MEETING_SET_FOR, "2026-11-16", 1)

    assert of("AR-08", run(meeting, process="annual_review", year_group=9))
    assert not of("AR-08", run(meeting, process="annual_review", year_group=8))
    assert not of("AR-08", run(meeting, process="annual_review"))


def test_a_new_review_date_takes_the_place_of_the_old():
    found = run(
        happened(Event.PROVISION_STARTED, "2026-09-07", 1),
        happened(Event.REVIEW_AGREED_FOR, "2026-12-04", 1),
        happened(Event.PLAN_CONTINUED, "2026-12-04", 2),
        happened(Event.REVIEW_AGREED_FOR, "2027-03-12", 2),
        process="graduated_approach",
    )

    first, second = of("SS-04", found)
    assert (first.due_on, first.settled_on, first.met) == (
        day("2026-12-04"),
        day("2026-12-04"),
        True,
    )
    assert (second.started_on, second.due_on) == (day("2026-12-04"), day("2027-03-12"))
    assert second.settled_on is None


def test_a_review_that_has_begun_is_not_yet_one_but_need_not_be_begun_again():
    agreed = (
        happened(Event.PROVISION_STARTED, "2026-09-07", 1),
        happened(Event.REVIEW_AGREED_FOR, "2026-12-04", 1),
    )
    begun = happened(Event.REVIEW_BEGUN, "2026-12-04", 2)

    before = the("SS-04", run(*agreed, process="graduated_approach"))
    after = the("SS-04", run(*agreed, begun, process="graduated_approach"))

    assert before.makes_on == day("2026-12-04")
    assert (after.makes_on, after.settled_on) == (None, None)


@pytest.mark.parametrize("event", [Event.PLACED_IN_AP, Event.ADVICE_ACTED_ON])
@pytest.mark.parametrize("begun", [True, False], ids=["in review", "before it"])
def test_the_day_of_a_plan_that_is_carried_out_no_longer_falls_away_undone(event, begun):
    story = [
        happened(Event.PROVISION_STARTED, "2026-09-07", 1),
        happened(Event.REVIEW_AGREED_FOR, "2026-12-04", 1),
        *([happened(Event.REVIEW_BEGUN, "2026-11-02", 2)] if begun else []),
        happened(event, "2026-11-09", 3),
        happened(Event.PROVISION_STARTED, "2027-01-11", 4),
        happened(Event.REVIEW_AGREED_FOR, "2027-03-05", 4),
    ]

    old, new = of("SS-04", run(*story, process="graduated_approach"))

    assert (old.settled_on, old.met, old.makes_on) == (day("2026-11-09"), False, None)
    assert (new.settled_on, new.makes_on) == (None, day("2027-03-05"))


def test_each_school_year_of_an_open_case_has_its_meetings_and_its_report():
    found = run(
        happened(Event.CASE_OPENED, "2026-09-14", 1),
        happened(Event.REVIEW_MEETING_HELD, "2026-10-12", 2),
        happened(Event.REVIEW_MEETING_HELD, "2027-02-01", 3),
        happened(Event.REVIEW_MEETING_HELD, "2027-06-07", 4),
        process="graduated_approach",
    )

    assert the("SS-05.2026", found).settled_on == day("2027-06-07")
    assert the("SS-06.2026", found).settled_on is None
    assert the("SS-05.2027", found).due_on == day("2028-08-31")


def test_a_case_opened_in_the_spring_owes_one_meeting_for_each_term_left():
    found = run(
        happened(Event.CASE_OPENED, "2027-02-01", 1),
        happened(Event.REVIEW_MEETING_HELD, "2027-03-01", 2),
        happened(Event.REVIEW_MEETING_HELD, "2027-06-07", 3),
        process="graduated_approach",
    )

    assert the("SS-05.2026", found).settled_on == day("2027-06-07")


def test_two_meetings_on_one_day_are_one_meeting():
    found = run(
        happened(Event.CASE_OPENED, "2027-02-01", 1),
        happened(Event.REVIEW_MEETING_HELD, "2027-03-01", 2),
        happened(Event.REVIEW_MEETING_HELD, "2027-03-01", 3),
        process="graduated_approach",
    )

    assert the("SS-05.2026", found).settled_on is None


def test_a_closed_case_has_no_further_school_year():
    found = run(
        happened(Event.CASE_OPENED, "2026-09-14", 1),
        happened(Event.CLOSED, "2026-12-01", 2),
        process="graduated_approach",
    )

    assert [c.rule_id for c in found if c.rule_id.startswith("SS-05")] == ["SS-05.2026"]


APPROVED = (
    happened(Event.PLACEMENT_APPROVED, "2026-08-24", 1),
    happened(Event.PLACEMENT_STARTS_ON, "2026-09-07", 1),
    happened(Event.PLACEMENT_ENDS_ON, "2026-10-16", 1),
)
STARTED = happened(Event.PLACEMENT_STARTED, "2026-09-07", 2)


def placement(*more, kind="assessment_hub"):
    return run(*APPROVED, *more, process="placement", kind=kind)


def test_a_placements_length_runs_once_it_has_started():
    assert not of("PL-LENGTH", placement())

    clock = the("PL-LENGTH", placement(STARTED))

    assert (clock.counted_from, clock.due_on) == (day("2026-09-07"), day("2026-10-16"))
    assert clock.makes_on == day("2026-10-17")


def test_an_extension_has_a_clock_of_its_own_over_the_whole_length():
    found = placement(
        STARTED,
        happened(Event.PLACEMENT_EXTENDED, "2026-10-12", 3),
        happened(Event.PLACEMENT_ENDS_ON, "2026-11-20", 3),
    )

    first, extended = of("PL-LENGTH", found)
    assert (first.settled_on, first.met, first.makes_on) == (day("2026-10-12"), False, None)
    assert (extended.started_on, extended.counted_from) == (day("2026-10-12"), day("2026-09-07"))
    assert extended.due_on == day("2026-11-20")


def test_only_an_off_site_direction_owes_the_notice():
    assert not of("AP-05", placement())

    assert the("AP-05", placement(kind="off_site_direction")).due_on == day("2026-09-03")


def test_notice_given_before_the_placement_was_approved_is_notice():
    given_on = happened(Event.OFFSITE_NOTICE_GIVEN, "2026-08-20", 2)

    clock = the("AP-05", placement(given_on, kind="off_site_direction"))

    assert (clock.settled_on, clock.met) == (day("2026-08-20"), True)
    assert clock.started_on <= clock.settled_on


def test_each_half_term_has_its_review_and_a_review_does_not_settle_itself():
    found = placement(STARTED, happened(Event.PLACEMENT_REVIEWED, "2026-10-06", 3))

    first, second = of("AP-13", found)
    assert (first.due_on, first.settled_on) == (day("2026-10-23"), day("2026-10-06"))
    assert (second.due_on, second.settled_on) == (day("2026-12-18"), None)


def test_a_person_named_twice_in_one_line_has_one_clock():
    found = assessment(
        happened(Event.DRAFT_SENT, "2026-12-10", 2),
        happened(Event.DRAFT_SERVED, "2026-12-14", 2, party=MOTHER),
        happened(Event.DRAFT_SERVED, "2026-12-15", 2, party=MOTHER),
    )

    assert the("EHC-06", found).due_on == day("2026-12-29")


def test_a_line_starts_a_clock_of_a_rule_once():
    found = run(
        happened(Event.BROUGHT_IN, "2026-10-01", 1),
        happened(Event.PLAN_MADE, "2024-05-01", 1),
        happened(Event.PLAN_REVIEWED, "2026-03-09", 1),
        process="ehc_plan",
    )

    assert the("AR-03", found).due_on == day("2027-02-08")


def test_a_plan_taken_over_and_reviewed_before_owes_no_first_review():
    found = run(
        happened(Event.BROUGHT_IN, "2026-10-01", 1, state="maintained"),
        happened(Event.PLAN_MADE, "2024-05-01", 1, last_reviewed_on="2026-03-09"),
        happened(Event.PLAN_REVIEWED, "2026-03-09", 1, last_reviewed_on="2026-03-09"),
        process="ehc_plan",
    )

    assert the("AR-01", found).settled_on is not None
    assert the("AR-02", found).settled_on is None


def test_an_assessment_that_was_over_when_taken_over_has_no_open_clock():
    found = assessment(happened(Event.BROUGHT_IN, "2026-12-01", 2, state="plan_issued"))

    assert all(clock.settled_on for clock in found)


def test_an_assessment_taken_over_while_drafting_still_owes_its_plan():
    found = assessment(happened(Event.BROUGHT_IN, "2026-12-01", 2, state="drafting"))

    assert the("EHC-02", found).settled_on == day("2026-12-01")
    assert the("EHC-04", found).settled_on == day("2026-12-01")
    assert the("EHC-08", found).settled_on is None


def test_a_clock_that_a_calendar_does_not_reach_says_so_and_stops_nothing():
    found = run(
        happened(Event.PLACEMENT_STARTED, "2027-09-07", 1),
        happened(Event.PLAN_MADE, "2028-06-01", 2),
    )

    assert the("AP-13", found).due_on is None
    assert "an illustrative school" in the("AP-13", found).why_no_date
    assert the("AR-01", found).due_on == day("2029-05-31")
    assert the("AR-01", found).last_working_day is None


def test_strictly_a_day_past_the_calendar_is_refused():
    with pytest.raises(CalendarRunsOut, match="bank holidays"):
        reckon(
            [happened(Event.MEDIATION_DECLINED, "2028-12-29", 1)],
            Subject(),
            statute_book(),
            CALENDARS,
            HORIZON,
            strict=True,
        )


@pytest.mark.parametrize(
    ("rule_id", "days", "due"),
    [
        ("AR-16", {"transfer_year": "2030-09-01"}, "2030-02-14"),
        ("EHC-08", {"T0": "2030-12-02"}, "2031-04-21"),
    ],
)
def test_a_date_that_needs_no_bank_holiday_is_given_without_the_working_day_before_it(
    rule_id, days, due
):
    on = {name: day(iso) for name, iso in days.items()}

    clock = enquire(rule_id, on, statute_book(), CALENDARS)

    assert (clock.due_on, clock.last_working_day) == (day(due), None)
    assert any("so the last working day before it is not" in step for step in clock.explanation)


def test_a_review_agreed_on_the_day_the_last_one_began_is_begun_by_time_too():
    found = run(
        happened(Event.PROVISION_STARTED, "2026-09-09", 1),
        happened(Event.REVIEW_AGREED_FOR, "2026-11-20", 1),
        happened(Event.REVIEW_BEGUN, "2026-11-20", 2),
        happened(Event.PLAN_CONTINUED, "2026-11-20", 3),
        happened(Event.REVIEW_AGREED_FOR, "2027-01-15", 3),
        process="graduated_approach",
    )

    first, second = of("SS-04", found)
    assert (first.makes_on, second.makes_on) == (None, day("2027-01-15"))


def test_a_placement_that_overran_overruns_anew_once_it_is_resumed():
    story = (
        happened(Event.PLACEMENT_STARTED, "2026-09-14", 1),
        happened(Event.PLACEMENT_ENDS_ON, "2026-10-09", 1),
        happened(Event.PLACEMENT_OVERRAN, "2026-10-10", 2),
    )
    resumed = happened(Event.PLACEMENT_RESUMED, "2026-10-14", 4)

    overran = the("PL-LENGTH", run(*story, process="placement"))
    again = the("PL-LENGTH", run(*story, resumed, process="placement"))

    assert overran.makes_on is None
    assert again.makes_on == day("2026-10-14")


def test_time_passes_a_review_on_once_the_report_is_sent_or_its_fortnight_is_over():
    held = happened(Event.REVIEW_HELD, "2026-10-01", 1)
    sent = happened(Event.REVIEW_REPORT_SENT, "2026-10-05", 2)
    passed = happened(Event.REVIEW_PASSED_ON, "2026-10-06", 3)

    without = the("AR-09", run(held, process="annual_review"))
    with_it = the("AR-09", run(held, sent, process="annual_review"))
    done = the("AR-09", run(held, sent, passed, process="annual_review"))

    assert without.makes_on == day("2026-10-16")
    assert with_it.makes_on == day("2026-10-06")
    assert done.makes_on is None


ADULTHOOD = tuple(AdulthoodTheme)


@pytest.mark.parametrize(
    ("considered", "met"),
    [(ADULTHOOD, True), (ADULTHOOD[::-1], True), (ADULTHOOD[1:], False), ((), False)],
    ids=["every part", "in another order", "one part short", "nothing"],
)
def test_a_meeting_that_leaves_out_adulthood_is_a_breach_and_no_more(considered, met):
    found = run(
        happened(Event.REVIEW_MEETING_SET_FOR, "2026-11-16", 1),
        happened(Event.REVIEW_HELD, "2026-11-16", 2, adulthood=considered),
        process="annual_review",
        year_group=9,
    )

    clock = the("AR-08", found)
    assert (clock.settled_on, clock.settled_by, clock.met) == (day("2026-11-16"), 2, met)


@pytest.mark.parametrize(
    ("refused", "reverses"),
    [(Event.ASSESSMENT_REFUSED, "assess"), (Event.ISSUE_REFUSED, "issue")],
)
def test_a_refusal_taken_back_without_an_order_lets_the_week_of_the_draft_run_on(refused, reverses):
    found = run(
        happened(Event.REQUEST_RECEIVED, "2026-09-07", 1),
        happened(refused, "2026-10-12", 2),
        happened(Event.REFUSAL_REVERSED, "2026-11-02", 3, reverses=reverses),
        process="ehc_needs_assessment",
    )

    for rule in ("EHC-05", "EHC-08"):
        assert the(rule, found).settled_on is None, rule
    assert the("EHC-05", found).due_on == day("2026-12-14")
