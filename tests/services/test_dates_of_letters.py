"""Which dates a letter names, and what it says of one that has passed."""

from datetime import date

import pytest

from pathway.services.alerting import alert
from pathway.services.office import Actor
from statemachines.vocabulary import Role
from tests.offices import on
from tests.services.test_letters_explain import letters
from tests.statemachines.examples.rights import RIGHTS

MOTHER = "mo@people.example"
TOLD_IN_THE_WEEK = "The parent is told in the week in which provision begins."


@pytest.fixture
def supported(open_case, move, senco, around):
    """A case whose support began on 9 September; the father was not told of it."""
    case = open_case().process
    views = [{"person": one, "words": "we read"} for one in (around.mother, around.father)]
    found = {"strengths": "counts", "needs": "reads slowly", "pupils_view": {"words": "maths!"}}
    move(case, "finish assessment", senco, date(2026, 9, 8), found | {"parents_views": views})
    plan = {
        "outcomes": [{"aim": "reads twenty words", "measure": "a list of words"}],
        "provision": [
            {"what": "reading", "who": "SENCO", "how_often": "daily", "how_long": "15 minutes"}
        ],
        "review_on": "2027-01-15",
        "parents_told": [{"person": around.mother, "on": "2026-09-09"}],
    }
    move(case, "start provision", senco, date(2026, 9, 9), plan)
    return case


def test_a_day_that_has_passed_is_not_told_as_one_to_come(office, supported, move, senco):
    move(supported, "hold review meeting", senco, date(2026, 10, 23), {"pupils_words": "fine"})

    sent = letters(office, supported)[MOTHER]
    assert f"- 13 September 2026 (this day has passed): {TOLD_IN_THE_WEEK}\n" in sent
    assert "- 15 January 2027: The plan is reviewed in line" in sent
    assert "If 13 September 2026 was missed" in sent


def test_a_family_reminded_after_its_day_is_told_that_it_has_passed(
    office, around, requested, move
):
    received = date(2026, 9, 7)
    notified = [{"person": one, "on": received} for one in (around.mother, around.father)]
    said = {"notified": notified, "reasons": "the school can meet it", **RIGHTS}
    by = Actor(person=around.manager, role=Role.DECISION_MAKER)
    move(requested, "refuse to assess", by, received, said)

    alert(office, at=on(date(2026, 11, 8)).recorded_at)

    sent = letters(office, f"{requested.partition('/')[0]}/dispute/1/MED-01")[MOTHER]
    assert "You had until the end of 7 November 2026 (this day has passed)" in sent
