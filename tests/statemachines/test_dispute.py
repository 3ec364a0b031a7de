"""A dispute: time for each parent, mediation on the way, an appeal that nothing gates."""

from datetime import date, timedelta

import pytest

from statemachines.dispute import DISPUTE
from statemachines.dispute_states import STATES
from statemachines.errors import MoveRefused
from statemachines.events import Event
from statemachines.grammar import NOT_BEGUN
from statemachines.vocabulary import Role
from tests.statemachines.examples.ehc_walks import both, told
from tests.statemachines.examples.given import FATHER, MONDAY, MOTHER, Walk, asked, sibling

DAY = timedelta(days=1)
LAST_DAY = date(2026, 11, 7)
"""Two months after the Monday, as the tests' own Tribunal counts."""


def opened(kind="assess", **other):
    process = Walk(DISPUTE)
    process.move("open window", MONDAY, by=Role.CLOCK, kind=kind, sent=both(), **other)
    return process


def appealed(kind="assess", **other):
    process = opened(kind, decided_on=MONDAY)
    process.move("register appeal", MONDAY + DAY, by=Role.CASEWORKER, **other)
    return process


def caseworker(process, name, on=MONDAY + 2 * DAY, **form):
    return process.move(name, on, by=Role.CASEWORKER, form=form)


def then(process, move, form):
    """Return what follows elsewhere from a move, by its policy and move there."""
    found = DISPUTE.move(move, process.state)
    situation = asked(found.form.fill(form), *process.lines, on=MONDAY + 2 * DAY)
    return {(c.policy, c.move): c.form(situation) for c in found.then if c.when(situation)}


@pytest.mark.parametrize("state", [NOT_BEGUN, *STATES], ids=lambda state: state.name)
def test_an_appeal_is_registered_from_everywhere_and_asked_nothing(state):
    if state.name == "ordered":
        with pytest.raises(MoveRefused):
            DISPUTE.move("register appeal", state.name)
        return

    move = DISPUTE.move("register appeal", state.name)

    assert (move.when, move.advised) == ((), ())
    assert move.form.fill({})
    assert {Role.FAMILY, Role.CASEWORKER, Role.CLOCK} <= move.by


def test_a_late_appeal_takes_a_lapsed_window_up_again():
    process = opened()
    process.move("lapse", LAST_DAY + DAY, by=Role.CLOCK)

    process.move("register appeal", LAST_DAY + 40 * DAY, by=Role.FAMILY, person=MOTHER)

    assert process.state == "appealed"


def test_the_window_does_not_lapse_on_its_last_day():
    assert opened().refusal("lapse", LAST_DAY, by=Role.CLOCK)
    assert opened().refusal("lapse", LAST_DAY + DAY, by=Role.CLOCK) == ()


def test_the_window_of_one_parent_stays_open_for_the_other():
    process = opened()
    late = LAST_DAY - DAY
    caseworker(process, "issue certificate", late, issued=told(MOTHER, on=late))

    assert process.refusal("lapse", LAST_DAY + DAY, by=Role.CLOCK)
    assert process.refusal("lapse", late + 31 * DAY, by=Role.CLOCK) == ()


def test_nothing_lapses_by_itself_while_somebody_waits_for_a_certificate():
    process = opened()
    caseworker(process, "contact mediation adviser", contacted=told(MOTHER, on=MONDAY))
    (waits,) = process.refusal("lapse", LAST_DAY + DAY, by=Role.CLOCK)

    said = process.refusal(
        "lapse", LAST_DAY + DAY, by=Role.CASEWORKER, went_ahead_because="she has moved to Wales"
    )

    assert "waits for a certificate" in waits
    assert said == ()


def test_what_concerns_one_person_says_so_and_what_names_nobody_concerns_everybody():
    process = opened()
    caseworker(process, "decline mediation", declined=told(FATHER, on=MONDAY + DAY))
    caseworker(process, "ask for mediation")

    declined = process.record.dated(Event.MEDIATION_DECLINED)
    wanted = process.record.dated(Event.MEDIATION_REQUESTED)

    assert [h.party for h in declined] == [None, FATHER]
    assert [h.party for h in wanted] == [None]


def test_an_appeal_is_conceded_under_regulation_45_only_before_the_response():
    process = appealed()
    assert process.refusal("concede", MONDAY + DAY, by=Role.DECISION_MAKER, about=["assess"]) == ()

    caseworker(process, "answer appeal")

    (because,) = process.refusal(
        "concede", MONDAY + 3 * DAY, by=Role.DECISION_MAKER, about=["assess"]
    )
    assert because.startswith("the appeal has been answered: regulation 45")


@pytest.mark.parametrize(
    ("move", "form", "route"),
    [
        ("record order", {"orders": ["assess"]}, "reverse by order"),
        ("record consent order", {"orders": ["assess"]}, "reverse by consent order"),
        ("concede", {"about": ["assess"]}, "reverse by concession"),
        (
            "record mediation agreement",
            {"agreed": ["assess"], "wording": "to assess"},
            "reverse by mediation",
        ),
    ],
)
def test_each_route_reverses_the_refusal_by_a_move_of_its_own(move, form, route):
    follows = then(appealed(), move, form)

    assert list(follows) == [("ehc_needs_assessment", route)]
    assert follows["ehc_needs_assessment", route]["refused_on"] == MONDAY


def test_a_reassessment_refused_in_the_plan_begins_where_it_is_ordered():
    process = appealed("reassess")

    follows = then(process, "record order", {"orders": ["assess"]})

    assert follows == {
        ("ehc_needs_assessment", "reassess by order"): {"kind": "reassessment", "orders": "assess"}
    }


def test_an_order_about_a_plan_reverses_no_refusal():
    assert then(appealed("contents"), "record order", {"orders": ["amend", "name_school"]}) == {}


@pytest.mark.parametrize(
    ("move", "form", "by"),
    [
        ("record order", {"orders": ["maintain"]}, "order"),
        ("concede", {"about": ["maintain_and_amend"]}, "decision"),
        (
            "record mediation agreement",
            {"agreed": ["maintain"], "wording": "yes"},
            "agreement",
        ),
    ],
)
def test_a_plan_that_was_to_cease_is_kept_where_that_is_ordered_or_agreed(move, form, by):
    assert then(appealed("cease"), move, form) == {("ehc_plan", "keep plan"): {"by": by}}


def test_a_plan_that_is_to_cease_hears_of_the_certificate_and_of_the_appeal():
    process = opened("cease")

    assert list(then(process, "issue certificate", {})) == [("ehc_plan", "record certificate")]
    assert list(then(process, "register appeal", {})) == [("ehc_plan", "record appeal")]


def test_a_dismissed_appeal_against_ceasing_is_an_order_and_any_other_is_dismissed():
    ceasing, contents = appealed("cease"), appealed("contents")
    day = MONDAY + 3 * DAY

    assert ceasing.refusal("dismiss appeal", day, by=Role.CASEWORKER)
    assert contents.refusal("dismiss appeal", day, by=Role.CASEWORKER) == ()
    assert contents.refusal("record order", day, by=Role.CASEWORKER, orders=["dismiss_cease"])
    assert ceasing.refusal("record order", day, by=Role.CASEWORKER, orders=["dismiss_cease"]) == ()


def test_a_dispute_is_finished_when_each_limb_of_the_order_is_done():
    process = appealed("contents")
    caseworker(process, "record order", orders=["amend", "name_school"])
    caseworker(process, "comply with order", done=["name_school"])
    early = process.refusal("finish", MONDAY + 3 * DAY, by=Role.CASEWORKER)

    caseworker(process, "comply with order", done=["amend"])
    process.move("finish", MONDAY + 3 * DAY, by=Role.CASEWORKER)

    assert early == ("something that was ordered or agreed has not been recorded as done",)
    assert process.state == "complied"


def test_a_version_that_was_ordered_is_recorded_in_the_plan_and_a_letter_is_not():
    process = appealed("contents")
    caseworker(process, "record order", orders=["amend", "other"])
    version = {"done": ["amend"], "sections": "F: therapy weekly", "sent": both()}

    follows = then(process, "comply with order", version)

    assert follows["ehc_plan", "record version"]["sections"] == "F: therapy weekly"
    assert then(process, "comply with order", {"done": ["other"], "how": "a letter"}) == {}


def test_an_ordered_assessment_is_done_when_it_has_ended_and_not_before():
    process = appealed()
    caseworker(process, "record order", orders=["assess"])

    process.siblings = (sibling("ehc_needs_assessment", "drafting"),)
    early = process.refusal("finish", MONDAY + 3 * DAY, by=Role.CLOCK)
    process.siblings = (sibling("ehc_needs_assessment", "plan_issued"),)

    assert early == ("the assessment that was ordered or agreed is still under way",)
    assert process.refusal("finish", MONDAY + 3 * DAY, by=Role.CLOCK) == ()


def test_a_reversal_settles_the_dispute_about_that_decision_and_no_other():
    about_it, about_another, about_a_plan = (
        opened(decided_on=MONDAY),
        opened(decided_on=MONDAY - 90 * DAY),
        opened("contents"),
    )

    def against(process):
        return process.refusal("settle", MONDAY + DAY, by=Role.CLOCK, decided_on=MONDAY)

    assert against(about_it) == ()
    assert against(about_another)
    assert against(about_a_plan)


def test_disagreement_resolution_needs_no_appeal_and_gates_none():
    process = Walk(DISPUTE)
    process.move(
        "ask for disagreement resolution", MONDAY, by=Role.FAMILY, person=MOTHER, about="transport"
    )

    assert process.state == "mediating"
    assert process.refusal("register appeal", MONDAY, by=Role.FAMILY, person=MOTHER) == ()


def test_a_claim_dates_what_it_complains_of():
    process = Walk(DISPUTE)
    process.move("claim discrimination", MONDAY, by=Role.CASEWORKER, occurred_on=MONDAY - 100 * DAY)

    (occurred,) = process.record.dated(Event.DISCRIMINATION_OCCURRED)
    assert occurred.on == MONDAY - 100 * DAY
    assert process.state == "appealed"
