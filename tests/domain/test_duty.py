"""Whose duty a clock is, and how it binds, follows from what was said where the law says so."""

import pytest

from statemachines.events import Event
from statemachines.vocabulary import Force, WaitingFor
from tests.domain.happenings import day, happened, of, run, the


def advice(kind, *, explain=False):
    received = happened(
        Event.ADVICE_REQUEST_RECEIVED_BY_BODY, "2026-09-14", 1, adviser="A", kind=kind
    )
    return the("EHC-03", run(received, process="ehc_needs_assessment", explain=explain))


@pytest.mark.parametrize(
    ("kind", "owner"),
    [
        ("school", WaitingFor.SCHOOL),
        ("early_years", WaitingFor.SCHOOL),
        ("health", WaitingFor.HEALTH),
        ("psychology", WaitingFor.AUTHORITY),
        ("social_care", WaitingFor.AUTHORITY),
        ("virtual_school", WaitingFor.AUTHORITY),
        ("family", WaitingFor.FAMILY),
    ],
)
def test_advice_is_owed_by_whoever_was_asked_for_it(kind, owner):
    assert advice(kind).owner is owner


def test_an_explanation_says_who_has_to_act_and_from_what_that_follows():
    told = advice("school", explain=True).explanation

    assert 'It is for the school to act, as "kind" is said to be school.' in told


@pytest.mark.parametrize(
    ("body", "owner"), [("health", WaitingFor.HEALTH), ("social_care", WaitingFor.AUTHORITY)]
)
def test_a_recommendation_is_answered_by_the_body_it_was_made_to(body, owner):
    made = happened(Event.RECOMMENDATION_MADE, "2026-09-14", 1, body=body)

    assert the("ORD-13", run(made, process="dispute")).owner is owner


@pytest.mark.parametrize("event", [Event.MEDIATION_DECLINED, Event.MEDIATION_CONCLUDED])
def test_a_certificate_is_the_mediation_advisers_to_give(event):
    found = run(happened(event, "2026-09-14", 1), process="dispute")

    [certificate] = [clock for clock in found if clock.rule_id in {"MED-02", "MED-05"}]
    assert certificate.owner is WaitingFor.MEDIATION_ADVISER


def review(*arranged):
    """A review whose meeting is agreed, after each line that said who arranges it."""
    said = [
        happened(Event.REVIEW_SCHEDULED, f"2026-09-{10 + n}", n, arranged_by=by)
        for n, by in enumerate(arranged, 1)
    ]
    line = len(said) + 1
    return run(
        *said,
        happened(Event.REVIEW_INVITED, "2026-10-01", line, arranged_by=None),
        happened(Event.REVIEW_MEETING_SET_FOR, "2026-11-16", line, arranged_by=None),
        happened(Event.REVIEW_HELD, "2026-11-16", line + 1),
        process="annual_review",
        year_group=9,
    )


@pytest.mark.parametrize("rule_id", ["AR-05", "AR-06", "AR-07", "AR-08", "AR-09"])
@pytest.mark.parametrize(
    ("arranged", "owner"),
    [
        ((), WaitingFor.SCHOOL),
        (("school",), WaitingFor.SCHOOL),
        (("authority",), WaitingFor.AUTHORITY),
        (("school", "authority"), WaitingFor.AUTHORITY),
        (("authority", "school"), WaitingFor.SCHOOL),
    ],
    ids=["nothing is said", "school", "authority", "then authority", "then school"],
)
def test_a_review_is_prepared_and_reported_on_by_whoever_arranges_it(rule_id, arranged, owner):
    assert the(rule_id, review(*arranged)).owner is owner


def test_what_the_authority_decides_on_a_review_stays_its_own_whoever_arranged_it():
    assert the("AR-10", review("school")).owner is WaitingFor.AUTHORITY


@pytest.mark.parametrize(
    ("commissioner", "owner"), [("school", WaitingFor.SCHOOL), ("authority", WaitingFor.AUTHORITY)]
)
def test_whoever_commissioned_a_placement_reviews_it_each_half_term(commissioner, owner):
    found = run(
        happened(Event.PLACEMENT_PROPOSED, "2026-09-01", 1, commissioned_by=commissioner),
        happened(Event.PLACEMENT_STARTED, "2026-09-14", 2),
        process="placement",
        kind="alternative_provision",
    )

    assert the("AP-13", found).owner is owner


def exclusion(school_type):
    said = {"excluded_from": day("2026-09-14"), "until_on": day("2026-09-25")}
    return run(
        happened(Event.EXCLUSION_DECIDED, "2026-09-11", 1, school_type=school_type, **said),
        happened(
            Event.PANEL_REVIEW_REQUESTED, "2026-10-14", 2, excluded_from=said["excluded_from"]
        ),
        process="exclusion",
    )


@pytest.mark.parametrize(
    ("school_type", "education", "notice", "panel"),
    [
        (None, WaitingFor.SCHOOL, WaitingFor.SCHOOL, WaitingFor.AUTHORITY),
        ("maintained", WaitingFor.SCHOOL, WaitingFor.SCHOOL, WaitingFor.AUTHORITY),
        ("academy", WaitingFor.SCHOOL, WaitingFor.SCHOOL, WaitingFor.SCHOOL),
        ("pupil_referral_unit", WaitingFor.AUTHORITY, WaitingFor.SCHOOL, WaitingFor.AUTHORITY),
    ],
)
def test_the_kind_of_school_says_who_educates_a_suspended_pupil_and_who_convenes_a_panel(
    school_type, education, notice, panel
):
    found = exclusion(school_type)

    assert the("AP-02", found).owner is education
    assert the("AP-04", found).owner is notice, "the head gives it everywhere: reg 6(1)"
    assert the("EXC-08", found).owner is panel


def direction(school_type, *, explain=False):
    return run(
        happened(Event.PLACEMENT_PROPOSED, "2026-09-01", 1, school_type=school_type),
        happened(Event.PLACEMENT_APPROVED, "2026-09-10", 2),
        happened(Event.PLACEMENT_STARTS_ON, "2026-10-05", 2),
        happened(Event.PLACEMENT_REVIEW_SET_FOR, "2026-11-16", 2),
        happened(Event.PLACEMENT_REVIEWED, "2026-11-16", 3),
        happened(Event.PLACEMENT_REVIEW_REQUESTED, "2026-11-20", 4),
        process="placement",
        kind="off_site_direction",
        explain=explain,
    )


@pytest.mark.parametrize("rule_id", ["AP-05", "AP-08", "AP-09", "AP-10"])
@pytest.mark.parametrize(
    ("school_type", "force"),
    [(None, Force.MUST), ("maintained", Force.MUST), ("academy", Force.PRACTICE)],
)
def test_directions_off_site_bind_maintained_schools_and_are_good_practice_for_academies(
    rule_id, school_type, force
):
    assert {clock.force for clock in of(rule_id, direction(school_type))} == {force}


def test_an_academys_notice_is_explained_as_good_practice_and_why():
    told = the("AP-05", direction("academy", explain=True)).explanation

    assert any(step.startswith("AP-05, PRACTICE (good practice") for step in told)
    assert 'It is PRACTICE here and not MUST, as "school type" is said to be academy.' in told
