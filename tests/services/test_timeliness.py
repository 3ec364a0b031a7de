from datetime import UTC, date, datetime

import pytest

from pathway.domain.synthetic.tally import published
from pathway.domain.timeliness.published import Share
from pathway.services import simulating
from pathway.services.furnishing import furnish
from pathway.services.office import Actor
from pathway.services.then import Then
from pathway.services.time_in_state_report import PeriodBackwards
from pathway.services.timeliness import NOT_RECORDED, timeliness
from pathway.services.timeliness_duties import STILL_OPEN, Apart
from statemachines.vocabulary import Role
from tests.offices import SCHOOL_YEAR
from tests.services.brought_in import bring_in
from tests.statemachines.examples.rights import RIGHTS

RECEIVED, DUE = date(2026, 9, 7), date(2026, 10, 19)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DECISION, PLAN, AMENDED = 0, 2, 4
EVER = (date(2026, 1, 1), date(2027, 12, 31))


@pytest.fixture
def decide(requested, move, around):
    def decided(day):
        told = [{"person": str(one), "on": str(day)} for one in (around.mother, around.father)]
        by = Actor(person=around.manager, role=Role.DECISION_MAKER)
        return move(requested, "decide to assess", by, day, {"notified": told})

    return decided


def decision(office, as_at, *by, period=YEAR):
    return timeliness(office, as_at=as_at, period=period, by=by).judged[DECISION]


@pytest.mark.parametrize(
    ("decided_on", "in_time", "days"), [(DUE, 1, None), (date(2026, 10, 21), 0, 2)]
)
def test_a_decision_is_judged_by_its_clock(office, decide, decided_on, in_time, days):
    decide(decided_on)

    found = decision(office, decided_on)

    assert found.count.ended == Share(in_time, 1)
    assert found.count.open_late == 0
    assert {who: late.days for who, late in found.lateness.items()} == (
        {"authority": days} if days else {}
    )


@pytest.mark.usefixtures("requested")
@pytest.mark.parametrize(("as_at", "late"), [(DUE, 0), (date(2026, 10, 20), 1)])
def test_what_is_open_is_late_from_the_day_after_its_date(office, as_at, late):
    found = decision(office, as_at)

    assert (found.count.ended.of, found.count.open_late) == (0, late)


def test_as_at_an_earlier_day_what_came_later_has_not_happened(office, decide):
    decide(date(2026, 11, 2))

    found = decision(office, date(2026, 11, 1))

    assert (found.count.ended.of, found.count.open_late) == (0, 1)
    assert found.lateness["authority"].days == 13


def test_what_ended_outside_the_period_is_not_counted(office, decide):
    decide(date(2026, 10, 21))

    found = decision(office, date(2026, 11, 2), period=(date(2026, 10, 22), date(2026, 11, 2)))

    assert (found.count.ended.of, found.count.open_late) == (0, 0)


def test_an_exemption_is_told_apart_and_moves_no_date(office, requested, move, around, decide):
    exempt = {
        "limb": "5(4)(c)",
        "evidence": "the mother was in hospital",
        "impractical_because": "nobody could be seen",
        "family_told": [
            {"person": str(one), "on": "2026-09-30"} for one in (around.mother, around.father)
        ],
    }
    by = Actor(person=around.manager, role=Role.DECISION_MAKER)
    move(requested, "record exemption", by, date(2026, 9, 30), exempt)
    decide(date(2026, 10, 26))

    found = decision(office, date(2026, 10, 26))

    assert found.count.ended == Share(0, 1)
    assert found.count.not_exempt == Share(0, 0)


def test_duties_are_told_apart_by_month_and_by_need_as_it_was(office, decide):
    decide(DUE)

    found = decision(office, DUE, Apart.MONTH, Apart.NEED, Apart.DISTRICT)

    (values,) = found.apart
    assert values == ("2026-10", "speech, language and communication needs", NOT_RECORDED)


@pytest.mark.usefixtures("requested")
def test_what_is_open_has_no_month(office):
    found = decision(office, date(2026, 11, 2), Apart.MONTH)

    assert list(found.apart) == [(STILL_OPEN,)]


def told(around, day):
    return [{"person": str(one), "on": str(day)} for one in (around.mother, around.father)]


def judged(office, as_at, measure, *, past):
    then = Then(on=as_at) if past else None
    return timeliness(office, as_at=as_at, period=EVER, then=then).judged[measure]


@pytest.fixture
def decides(around):
    return Actor(person=around.manager, role=Role.DECISION_MAKER)


@pytest.fixture
def reversed_by_agreement(requested, move, around, decides, caseworker):
    """A refusal that the authority takes back, with mediation before it or without; a plan then."""

    def reverse(*, mediated):
        refused, gave_way = date(2026, 10, 12), date(2026, 11, 2)
        move(
            requested,
            "refuse to assess",
            decides,
            refused,
            {"notified": told(around, refused), "reasons": "the school can meet it", **RIGHTS},
        )
        if mediated:
            dispute = f"{requested.partition('/')[0]}/dispute/1"
            mother = Actor(person=around.mother, role=Role.FAMILY)
            move(dispute, "ask for mediation", mother, date(2026, 10, 20))
        move(
            requested,
            "reverse by agreement",
            decides,
            gave_way,
            {"reverses": "assess", "notified": told(around, gave_way)},
        )
        move(requested, "decide to issue", decides, date(2026, 11, 20))
        drafted, final = date(2026, 11, 23), date(2026, 12, 14)
        move(requested, "issue draft", caseworker, drafted, {"served": told(around, drafted)})
        move(
            requested,
            "issue final plan",
            decides,
            final,
            {
                "section_i": "type",
                "type_of_setting": "mainstream school",
                "primary_need": "SLCN",
                "sent": told(around, final),
                "setting_sent_on": str(final),
                "commissioning_body_sent_on": str(final),
                "rights_told_on": str(final),
            },
        )

    return reverse


@pytest.mark.parametrize("past", [False, True])
@pytest.mark.parametrize("mediated", [False, True])
def test_a_plan_after_mediation_is_counted_apart_and_one_after_giving_way_alone_is_not(
    office, reversed_by_agreement, mediated, past
):
    reversed_by_agreement(mediated=mediated)

    found = judged(office, date(2026, 12, 31), PLAN, past=past)

    assert found.count.ended == Share(*((0, 0) if mediated else (1, 1)))
    assert found.disputed.ended == Share(*((1, 1) if mediated else (0, 0)))


@pytest.mark.parametrize("past", [False, True])
def test_days_on_which_advice_was_late_are_put_down_to_the_advice(
    office, requested, move, decide, caseworker, past
):
    decide(DUE)
    for adviser, kind, received in (
        ("Dr A", "psychology", date(2026, 12, 7)), ("Dr B", "sensory", date(2026, 12, 21)),
    ):  # fmt: skip
        asked = {"adviser": adviser, "kind": kind, "received_by_body_on": str(received)}
        move(requested, "ask for advice", caseworker, received, asked)
    mistaken = {"line": 4, "right_values": {"kind": "health"}, "reason": "the wrong kind"}
    move(requested, "correct", caseworker, date(2026, 12, 22), mistaken)
    given = {"adviser": "Dr A", "kind": "psychology"}
    move(requested, "advice received", caseworker, date(2027, 2, 4), given)

    found = judged(office, date(2027, 2, 15), PLAN, past=past)

    days = {who: late.days for who, late in found.lateness.items()}
    assert days == {"advice from psychology": 10, "advice from health": 11}
    assert found.lateness["advice from psychology"].still_open == 1
    assert judged(office, date(2027, 2, 1), PLAN, past=past).lateness.keys() == {
        "advice from psychology"
    }


@pytest.mark.parametrize("past", [False, True])
def test_an_amended_plan_of_the_tenth_week_is_in_time_though_the_notice_was_early(
    office, around, move, decides, past
):
    met, decided, final = date(2026, 11, 16), date(2026, 11, 23), date(2027, 1, 25)
    bring_in(
        office,
        around,
        "ehc_plan",
        date(2026, 3, 9),
        state="maintained",
        plan_made_on=date(2026, 3, 9),
    )
    review = bring_in(office, around, "annual_review", met, state="deciding", held_on=met).process
    move(
        review,
        "decide",
        decides,
        decided,
        {
            "outcome": "amend",
            "notified": told(around, decided),
            "amendments": "F: therapy weekly",
            "evidence": "the therapist's report",
            "notice_sent_on": str(decided),
            "served": told(around, decided),
            **RIGHTS,
        },
    )
    amendment = f"{review.partition('/')[0]}/plan_amendment/1"
    move(
        amendment,
        "send final",
        decides,
        final,
        {
            "sections": "F: therapy weekly",
            "sent": told(around, final),
            "commissioning_body_sent_on": str(final),
            "rights_told_on": str(final),
        },
    )

    found = judged(office, final, AMENDED, past=past)

    assert found.count.ended == Share(1, 1), "week ten of twelve; its clock ended in week nine"
    assert found.lateness == {}


def test_a_period_that_ends_before_it_begins_is_refused(office):
    with pytest.raises(PeriodBackwards):
        decision(office, DUE, period=(DUE, RECEIVED))


def test_a_synthetic_authority_is_as_timely_as_the_figures_it_was_made_from(office):
    planned = simulating.plan("demo", seed=1)
    staff = furnish(office, planned, SCHOOL_YEAR)
    loaded_at = datetime(2026, 9, 7, 12, tzinfo=UTC)
    simulating.simulate(lambda: office, planned, staff, recorded_at=loaded_at, workers=1)
    figures = published(planned.figures)

    found = timeliness(
        office, as_at=date(2024, 12, 31), period=(date(2024, 1, 1), date(2024, 12, 31))
    )

    decided, refused, plan, _, _ = (one.count for one in found.judged)
    assert decided.ended == Share(figures["in six weeks", ""], figures["decisions", ""])
    assert refused.ended.in_time == figures["not issued in sixteen weeks", ""]
    assert plan.ended.in_time == figures["in twenty weeks", ""]
    assert plan.not_exempt.in_time == figures["in twenty weeks, not exempt", ""]
