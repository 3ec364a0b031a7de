"""All lives of one authority, dealt out in an order in which each step finds what it needs."""

from random import Random

from pathway.domain.synthetic.ages import deal_ages, deal_births
from pathway.domain.synthetic.assessed import date_assessments
from pathway.domain.synthetic.begun import begin_older_plans, end_older_plans
from pathway.domain.synthetic.dealing import deal_needs, deal_settings, deal_sexes
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.requested import date_decisions, date_requests, requesters
from pathway.domain.synthetic.reviewed import review
from pathway.domain.synthetic.sketch import Kind, Sketch, some
from pathway.domain.synthetic.stock import plan_holders, shape


def deal(figures: Figures, rng: Random) -> list[Sketch]:
    """Sketch every life of an authority, so that its counts are the published ones.

    Args:
        figures: what is to be matched.
        rng: the only source of chance; the same seed deals the same lives.

    Raises:
        FiguresContradict: no set of children could have these figures.
    """
    counts = shape(figures)
    lives = plan_holders(figures, counts, rng)
    lives += some(Kind.NOT_ISSUED, figures.assessments.not_issued)
    date_assessments(figures, lives, rng)
    lives += requesters(figures, counts, lives)
    lives += some(Kind.SUPPORT, figures.invented.support_lives)
    date_requests(figures, lives, rng)
    date_decisions(figures, counts, lives, rng)
    deal_ages(figures, lives, rng)
    begin_older_plans(figures, counts, lives, rng)
    end_older_plans(figures, lives, rng)
    deal_sexes(figures, lives, rng)
    deal_needs(figures, lives, rng)
    deal_settings(figures, lives, rng)
    deal_births(figures, lives, rng)
    review(figures, counts, lives, rng)
    return lives
