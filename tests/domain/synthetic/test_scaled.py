from random import Random

import pytest

from pathway.domain.synthetic.comparison import compare, strays
from pathway.domain.synthetic.errors import FiguresContradict
from pathway.domain.synthetic.facts import read
from pathway.domain.synthetic.planner import plan_lives
from pathway.domain.synthetic.published import Invented, figures_of
from pathway.domain.synthetic.scaled import scaled

OURS = Invented(
    support_lives=5, graduated_share=0.5, alternative_share=0.2, districts=("North", "South")
)


@pytest.mark.parametrize("plans", [60, 200])
@pytest.mark.parametrize("council", ["gateshead", "cumberland", "staffordshire"])
def test_a_small_authority_in_the_proportions_of_a_large_one_can_be_simulated(council, plans):
    figures = scaled(figures_of(council), plans=plans, name="Smallshire", invented=OURS)

    authority = plan_lives(figures, Random(1))

    measured = (
        read(x.moves, born_on=x.pupil.born_on, sex=x.pupil.sex, need=x.pupil.need)
        for x in authority.lives
    )
    assert strays(compare(figures, measured)) == []


def test_scaled_figures_are_nobodys_and_say_so():
    figures = scaled(figures_of("cumberland"), plans=100, name="Smallshire", invented=OURS)

    assert (figures.name, figures.la_code, figures.kind) == ("Smallshire", "000", "scaled")
    assert figures.plans.total == sum(figures.plans.by_age.values()) == 100
    assert figures.reviews.expected + sum(figures.plans.recent_by_age.values()) == 100


def test_an_authority_too_small_to_round_is_refused():
    with pytest.raises(FiguresContradict, match="60 or more"):
        scaled(figures_of("cumberland"), plans=59, name="Tinyshire", invented=OURS)
