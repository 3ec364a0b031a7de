from datetime import date

import pytest

from pathway.domain.synthetic.comparison import Row, compare, strays, surveyed
from pathway.domain.synthetic.facts import read
from pathway.domain.synthetic.lives import PlannedMove
from pathway.domain.synthetic.published import figures_of
from pathway.domain.synthetic.sketch import Kind
from statemachines.vocabulary import Role


@pytest.mark.parametrize(
    ("unit", "published", "simulated", "within"),
    [
        pytest.param("", 100, 103, True, id="three lives are few"),
        pytest.param("", 100, 104, False, id="four of a hundred are not"),
        pytest.param("", 8461, 8630, True, id="two in a hundred of many"),
        pytest.param("", 8461, 8631, False, id="more than two in a hundred"),
        pytest.param("%", 80.8, 79.9, True, id="less than a point"),
        pytest.param("%", 80.8, 82.0, False, id="more than a point"),
    ],
)
def test_a_difference_is_within_two_in_a_hundred_or_three_or_one_point(
    unit, published, simulated, within
):
    row = Row("a measure", "what it means", unit, published, simulated)

    assert row.within_tolerance is within


def test_lives_left_out_show_as_differences(planned):
    authority = planned("gateshead", 1)
    kept = [life for life in authority.lives if life.kind is not Kind.REFUSED]

    rows = compare(
        authority.figures,
        (read(x.moves, born_on=x.pupil.born_on, sex=x.pupil.sex, need=x.pupil.need) for x in kept),
    )

    strayed = {row.measure: row.difference for row in strays(rows)}
    assert strayed["– refused"] == -118
    assert strayed["Requests"] == -118


def test_every_figure_is_printed_with_what_it_means():
    rows = compare(figures_of("cumberland"), ())

    assert [row.measure for row in rows if not row.definition] == ["– – held in the year"]
    assert all(row.simulated == 0 for row in rows)


@pytest.mark.parametrize(
    ("move", "on", "counts"),
    [
        pytest.param("hold meeting", date(2025, 1, 16), True, id="met on the census day"),
        pytest.param("hold meeting", date(2025, 1, 17), False, id="met on the day after"),
        pytest.param("decide", date(2025, 3, 14), True, id="decided on the day of the return"),
        pytest.param("decide", date(2025, 3, 15), False, id="decided on the day after"),
    ],
)
def test_the_survey_knows_meetings_up_to_the_census_and_decisions_up_to_its_return(
    move, on, counts
):
    entry = PlannedMove("annual_review", 1, move, on, Role.CASEWORKER)

    assert (entry in surveyed(figures_of("demo"), [entry])) is counts


@pytest.mark.parametrize("authority", ["demo", "gateshead"])
def test_of_lives_that_end_with_the_survey_it_knows_everything(planned, authority):
    found = planned(authority, 1)

    for life in found.lives:
        assert tuple(surveyed(found.figures, life.moves)) == life.moves
