from datetime import UTC, date, datetime

import pytest

from pathway.domain.key_stages import key_stage_ends
from pathway.domain.rules.proposals import PROPOSALS, REFORM, law_under
from pathway.domain.rules.statute_book import statute_book
from pathway.services import simulating
from pathway.services.furnishing import furnish
from pathway.services.proposals import compare
from pathway.services.rebuilding import verify_clocks
from statemachines.vocabulary import Force
from tests.offices import SCHOOL_YEAR

CENSUS = date(2025, 1, 16)
SINCE = date(2023, 9, 1)


@pytest.fixture(scope="module")
def planned():
    return simulating.plan("demo", seed=1)


@pytest.fixture
def simulated(office, planned):
    staff = furnish(office, planned, SCHOOL_YEAR)
    loaded_at = datetime(2026, 9, 7, 12, tzinfo=UTC)
    simulating.simulate(lambda: office, planned, staff, recorded_at=loaded_at, workers=1)
    return office


def test_what_is_proposed_is_in_no_statute_book_and_alerts_nobody():
    for proposal in PROPOSALS.values():
        for rule in proposal.rules:
            assert rule.id not in statute_book().ids
            assert rule.force is Force.PROPOSED
            assert rule.ladder == ()
            assert rule.makes is None


def test_until_its_own_day_the_law_is_todays(simulated):
    found = compare(simulated, REFORM, as_at=CENSUS)

    assert found.processes > 100
    assert found.today == found.proposed
    assert found.differing == ()


def test_taken_to_hold_from_a_day_it_takes_the_place_of_what_began_since(simulated):
    found = compare(simulated, REFORM, as_at=CENSUS, since=SINCE)

    gone = [one for one in found.differing if one.rule_id == "AR-02"]
    come = [one for one in found.differing if one.rule_id.startswith("KSR-01")]
    assert found.proposed["AR-02"] < found.today["AR-02"]
    assert len(gone) == found.today["AR-02"] - found.proposed["AR-02"]
    assert all(one.proposed is None for one in gone)
    assert all(one.today is None and one.proposed >= CENSUS for one in come)
    assert {one.proposed.strftime("%m-%d") for one in come} == {"08-31"}


def test_comparing_changes_no_clock(simulated):
    compare(simulated, REFORM, as_at=CENSUS, since=SINCE)

    assert verify_clocks(simulated).differences == ()


def test_rules_that_a_proposal_leaves_alone_stay_as_they_are():
    beside = law_under(REFORM, since=SINCE)

    for rule in statute_book().newest:
        if rule.id not in REFORM.instead_of:
            assert beside.rule(rule.id) == rule


@pytest.mark.parametrize(
    ("born_on", "first"),
    [(date(2016, 8, 31), date(2023, 8, 31)), (date(2016, 9, 1), date(2024, 8, 31))],
)
def test_key_stages_end_in_years_2_6_9_and_11(born_on, first):
    ends = list(key_stage_ends(born_on))

    assert ends[0] == first
    assert [day.year - first.year for day in ends] == [0, 4, 7, 9]
