import pickle

import pytest

from pathway.domain.synthetic import published, tally
from pathway.domain.synthetic.errors import FiguresContradict, FiguresUnknown
from pathway.domain.synthetic.published import AUTHORITIES, figures_of
from pathway.domain.synthetic.stock import shape

COUNCILS = [name for name in AUTHORITIES if name != "demo"]


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_breakdowns_add_up_to_their_totals(authority):
    figures = figures_of(authority)
    plans, requests, reviews = figures.plans, figures.requests, figures.reviews

    for parts in (plans.by_age, plans.by_sex, plans.by_start_year, plans.by_need):
        assert sum(parts.values()) == plans.total
    assert sum(sum(ages.values()) for ages in plans.setting_by_age.values()) == plans.total
    assert sum(plans.recent_by_age.values()) == sum(plans.recent_by_need.values())
    assert sum(figures.new_plans.by_need.values()) == figures.new_plans.total
    outcomes = (requests.agreed, requests.refused, requests.outstanding, requests.withdrawn)
    assert sum(outcomes) == requests.received == sum(requests.by_age.values())
    assert reviews.expected + sum(plans.recent_by_age.values()) == plans.total


@pytest.mark.parametrize(
    ("authority", "expected"),
    [
        ("gateshead", (1686, 1923, 331, 363, 118, 249, 219, 45, 2, 101)),
        ("cumberland", (2656, 2893, 412, 718, 278, 710, 159, 216, 3, 204)),
        ("staffordshire", (7490, 8461, 1236, 2260, 953, 1931, 334, 533, 80, 586)),
    ],
)
def test_a_councils_figures_are_those_of_the_release(authority, expected):
    f = figures_of(authority)

    late = f.timeliness.issued - f.timeliness.in_twenty_weeks - f.timeliness.over_a_year
    found = (
        f.plans.before, f.plans.total, f.new_plans.total,
        f.requests.received, f.requests.refused, f.requests.in_six_weeks,
        f.timeliness.in_twenty_weeks, late, f.timeliness.over_a_year, f.ceased.total,
    )  # fmt: skip

    assert found == expected


def test_only_the_demonstration_is_nobodys_council():
    kinds = {name: figures_of(name).kind for name in AUTHORITIES}

    assert kinds.pop("demo") == "scaled"
    assert set(kinds.values()) == {"published"}


def test_the_figures_say_where_they_come_from_and_under_which_licence():
    readme = published.files("pathway.domain.synthetic.figures") / "README.md"

    assert "Open Government Licence v3.0" in readme.read_text("utf-8")
    assert all("Open Government Licence" in figures_of(name).source for name in AUTHORITIES)


def test_an_authority_without_figures_is_refused_by_name():
    with pytest.raises(FiguresUnknown, match="atlantis") as refusal:
        figures_of("atlantis")

    assert pickle.loads(pickle.dumps(refusal.value)).known == AUTHORITIES


@pytest.mark.parametrize("authority", COUNCILS)
def test_figures_that_no_children_could_have_are_refused(authority):
    figures = figures_of(authority)
    too_many = figures.new_plans.model_copy(update={"total": figures.plans.total})

    with pytest.raises(FiguresContradict, match=figures.name):
        shape(figures.model_copy(update={"new_plans": too_many}))


def test_plans_older_than_the_act_are_counted_with_its_first_year():
    counts = tally.published(figures_of("staffordshire"))

    assert counts["plans by year", "2014"] == 16
    assert ("plans by year", "2013") not in counts
