from datetime import UTC, date, datetime

import pytest

from pathway.domain.synthetic.tally import published
from pathway.domain.timeliness.published import Share
from pathway.services import simulating
from pathway.services.advance import Ask, begin
from pathway.services.furnishing import furnish
from pathway.services.office import Actor
from pathway.services.time_in_state_report import PeriodBackwards
from pathway.services.timeliness import NOT_RECORDED, STILL_OPEN, Apart, timeliness
from statemachines.vocabulary import Role
from tests.offices import SCHOOL_YEAR, on

RECEIVED, DUE = date(2026, 9, 7), date(2026, 10, 19)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DECISION = 0


@pytest.fixture
def requested(office, open_case, caseworker):
    case = open_case().process.split("/")[0]
    request = Ask(
        move="receive request",
        content={"requester": "parent", "source": "1"},
        by=caseworker,
        when=on(RECEIVED),
    )
    return begin(office, case, "ehc_needs_assessment", request).process


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
