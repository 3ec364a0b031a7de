"""What a family may do when a limit is missed: by law with its day, or marked as practice."""

from datetime import date

import pytest

from pathway.domain.rights import rights
from pathway.domain.rules.rule import Kind
from pathway.domain.rules.statute_book import statute_book
from statemachines.vocabulary import Force, WaitingFor

LAW = statute_book()
DUE = date(2025, 7, 30)


def of(rule_id, due=DUE):
    return rights(LAW.rule(rule_id), due)


def cited(rule_id):
    return [right.citation for right in of(rule_id)]


def until(rule_id, citation):
    return next(right.until for right in of(rule_id) if right.citation == citation)


@pytest.mark.parametrize("rule_id", LAW.ids)
def test_every_limit_says_what_may_be_done_and_cites_the_law_for_it_or_marks_it_as_practice(
    rule_id,
):
    found = of(rule_id)

    assert found
    assert len(found) == len(set(found))
    for right in found:
        assert right.words.endswith(".")
        assert right.by
        assert right.force is (Force.MUST if right.citation else Force.PRACTICE)


@pytest.mark.parametrize("rule_id", LAW.ids)
def test_no_court_is_offered_where_no_law_is_broken(rule_id):
    rule = LAW.rule(rule_id)

    if rule.force is not Force.MUST:
        assert not any("High Court" in right.words for right in of(rule_id))
        assert of(rule_id)[0].words.startswith("No law is broken")


def test_a_late_plan_leads_to_the_ombudsman_within_twelve_months_and_the_court_within_three():
    assert until("EHC-08", "Local Government Act 1974 s.26B") == date(2026, 7, 30)
    assert until("EHC-08", "SI 1998/3132 r.54.5(1)") == date(2025, 10, 30)


@pytest.mark.parametrize(
    ("due", "court"),
    [
        pytest.param(date(2025, 11, 30), date(2026, 2, 28), id="a month too short for the day"),
        pytest.param(date(2024, 11, 29), date(2025, 2, 28), id="no leap day in that year"),
    ],
)
def test_months_end_where_there_is_such_a_day(due, court):
    [found] = [r for r in of("EHC-08", due) if "High Court" in r.words]

    assert found.until == court


def test_twelve_months_that_begin_on_a_leap_day_end_on_the_last_of_february():
    [ombudsman] = [r for r in of("EHC-08", date(2028, 2, 28)) if "Ombudsman," in r.words]

    assert ombudsman.until == date(2029, 2, 28)


def test_lateness_alone_cannot_be_appealed():
    assert any(
        right.words.startswith("Lateness alone cannot be appealed")
        and right.citation == "CFA 2014 s.51; SI 2008/2699 r.20(1)(c)"
        for right in of("EHC-08")
    )


def test_the_tribunal_does_not_enforce_its_orders():
    assert of("ORD-04.final")[0].words.startswith("The Tribunal does not enforce")
    assert "SI 1998/3132 r.54.5(1)" in cited("ORD-04.final")


def test_a_review_that_is_not_finished_is_said_to_deny_an_appeal():
    assert any("denies the right to appeal" in right.words for right in of("AR-01"))


def test_what_a_school_owes_is_complained_of_to_the_school_first():
    assert cited("SS-06")[0] == "EA 2002 s.29; for academies SI 2014/3283 Sch 1"
    assert "Local Government Act 1974 s.26B" not in cited("SS-06")


def test_what_a_school_does_of_a_review_stays_the_authoritys_duty():
    assert LAW.rule("AR-09").owner is WaitingFor.SCHOOL
    assert "Local Government Act 1974 s.26B" in cited("AR-09")


def test_a_floor_that_was_cut_short_can_be_asked_to_be_taken_back():
    assert LAW.rule("EHC-06").kind is Kind.FLOOR
    assert "too soon" in of("EHC-06")[0].words


def test_a_familys_own_time_may_be_lengthened_by_a_judge():
    assert cited("APP-01") == ["SI 2008/2699 rr.5, 20"]


def test_where_no_day_is_fixed_no_way_has_a_last_day():
    assert all(right.until is None for right in of("EHC-01", None))


def test_practice_of_the_ombudsman_leads_to_the_ombudsman():
    assert "Local Government Act 1974 s.26B" in cited("EHC-08.final_after_reversal")


def test_nobody_has_to_complain_of_a_late_answer_to_a_complaint_again():
    late = LAW.rule("CMP-02")

    assert [right.citation for right in rights(late, DUE)] == [
        "", "Local Government Act 1974 ss.26(5), 26B",
    ]  # fmt: skip


def test_of_a_day_that_is_only_planned_back_from_a_limit_nobody_complains_to_a_court():
    assert [right.force for right in of("AR-03")] == [Force.PRACTICE]
