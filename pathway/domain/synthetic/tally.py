"""The same counts taken twice: from the Department's figures, and from synthetic lives.

Both tallies have the same keys: what is counted, and of which part of it (an age, a need, a
reason; empty for all).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pathway.domain.school_ages import age_on
from pathway.domain.synthetic.facts import Assessed, Measured, Planned, Reviewed
from pathway.domain.synthetic.published import Figures

Key = tuple[str, str]
Tally = Counter[Key]

SIX_WEEKS, SIXTEEN_WEEKS, TWENTY_WEEKS, A_YEAR, FOUR_WEEKS = 42, 112, 140, 364, 28
YOUNGEST, OLDEST_ASKING = 2, 20
FIRST_YEAR = 2014
"""Plans in place for longer than the Act are counted with those of its first year."""

CEASE_REASONS = {
    "max_age": 1, "needs_met": 2, "he": 3, "employ": 4, "transfer": 5, "no_engage": 6,
    "moved_outside_eng": 7, "deceased": 8, "other": 9, "not_rec": 9,
}  # fmt: skip
"""The Department's columns, by the code of SEN2 that each of them counts."""

OUTCOMES = ("amend", "maintain", "cease")


def published(figures: Figures) -> Tally:
    """Return the counts as the Department published them."""
    return Counter(
        {
            **_plans_published(figures),
            **_requests_published(figures),
            **_timeliness_published(figures),
            **_reviews_published(figures),
            **_ceased_published(figures),
        }
    )


def _broken_down(what: str, counts: Mapping[str, int] | Mapping[int, int]) -> dict[Key, int]:
    return {(what, str(part)): count for part, count in counts.items()}


def _plans_published(figures: Figures) -> dict[Key, int]:
    plans, new = figures.plans, figures.new_plans
    starts: Counter[int] = Counter()
    for year, count in plans.by_start_year.items():
        starts[max(year, FIRST_YEAR)] += count
    return {
        ("plans before", ""): plans.before,
        ("plans", ""): plans.total,
        **_broken_down("plans by age", plans.by_age),
        **_broken_down("plans by sex", plans.by_sex),
        **_broken_down("plans by need", plans.by_need),
        **_broken_down("plans by year", starts),
        ("new plans", ""): new.total,
        **_broken_down("new plans by sex", new.by_sex),
        **_broken_down("new plans by need", new.by_need),
    }


def _requests_published(figures: Figures) -> dict[Key, int]:
    requests, ended = figures.requests, figures.assessments
    return {
        ("requests", ""): requests.received,
        ("agreed", ""): requests.agreed,
        ("refused", ""): requests.refused,
        ("outstanding", ""): requests.outstanding,
        ("withdrawn", ""): requests.withdrawn,
        **_broken_down("requests by age", requests.by_age),
        **_broken_down("requests by sex", requests.by_sex),
        ("decisions", ""): requests.in_six_weeks + requests.over_six_weeks,
        ("in six weeks", ""): requests.in_six_weeks,
        ("assessments issued", ""): ended.issued,
        ("assessments not issued", ""): ended.not_issued,
        ("not issued in sixteen weeks", ""): ended.not_issued_in_sixteen_weeks,
    }


def _timeliness_published(figures: Figures) -> dict[Key, int]:
    t = figures.timeliness
    return {
        ("timed", ""): t.issued,
        ("timed, not exempt", ""): t.issued_ex,
        ("in twenty weeks", ""): t.in_twenty_weeks,
        ("in twenty weeks, not exempt", ""): t.in_twenty_weeks_ex,
        ("over a year", ""): t.over_a_year,
        ("over a year, not exempt", ""): t.over_a_year_ex,
    }


def _reviews_published(figures: Figures) -> dict[Key, int]:
    r = figures.reviews
    return {
        ("reviews expected", ""): r.expected,
        ("met", ""): r.met,
        ("met before", ""): r.met_before,
        ("met in", ""): r.met_in,
        ("met after", ""): r.met_after,
        ("decided before", ""): r.decided_before,
        ("decided in", ""): r.decided_in,
        ("decided after", ""): r.decided_after,
        ("amend", ""): r.amend,
        ("maintain", ""): r.maintain,
        ("cease", ""): r.cease,
        ("no outcome", ""): r.none_recorded,
        ("decided", ""): r.in_four_weeks + r.over_four_weeks,
        ("in four weeks", ""): r.in_four_weeks,
    }


def _ceased_published(figures: Figures) -> dict[Key, int]:
    reasons: Counter[int] = Counter()
    for column, ages in figures.ceased.reason_by_age.items():
        reasons[CEASE_REASONS[column]] += sum(ages.values())
    return {("ceased", ""): figures.ceased.total, **_broken_down("ceased by reason", reasons)}


def simulated(figures: Figures, lives: Iterable[Measured]) -> Tally:
    """Return the counts as they come out among synthetic lives.

    Args:
        figures: for the year and the census days; nothing else of it is read.
        lives: the facts of each life.
    """
    tally: Tally = Counter()
    for life in lives:
        tally.update(_of_life(figures, life))
    return tally


def _of_life(figures: Figures, life: Measured) -> Iterator[Key]:
    if life.plan is not None:
        yield from _of_plan(figures, life, life.plan)
    for assessed in life.assessments:
        yield from _of_assessment(figures, life, assessed)


def _of_plan(figures: Figures, life: Measured, plan: Planned) -> Iterator[Key]:
    year, census = figures.year, figures.census_on
    if plan.in_force(figures.census_before):
        yield "plans before", ""
    if plan.ended_on and plan.ended_on.year == year:
        yield "ceased", ""
        yield "ceased by reason", str(plan.reason)
    if not plan.in_force(census):
        return
    yield "plans", ""
    yield "plans by age", str(max(YOUNGEST, _age(date(year, 8, 31), life)))
    yield "plans by sex", str(life.sex)
    yield "plans by need", life.need or "unknown"
    yield "plans by year", str(max(FIRST_YEAR, plan.made_on.year))
    if plan.made_on.year < year:
        yield "reviews expected", ""
        if life.review is not None:
            yield from _of_review(year, life.review)


def _age(on: date, life: Measured) -> int:
    return age_on(on, life.born_on)


def _of_assessment(figures: Figures, life: Measured, assessed: Assessed) -> Iterator[Key]:
    year, received, decided = figures.year, assessed.received_on, assessed.decided_on
    if received and received.year == year:
        yield from _of_request(year, life, assessed, received)
    if received and decided and decided.year == year:
        yield "decisions", ""
        if (decided - received).days <= SIX_WEEKS:
            yield "in six weeks", ""
    if assessed.issued_on and assessed.issued_on.year == year:
        yield "assessments issued", ""
        yield "new plans", ""
        yield "new plans by sex", str(life.sex)
        yield "new plans by need", life.need or "unknown"
        if received:
            yield from _timed((assessed.issued_on - received).days, exempt=assessed.exempt)
    if received and assessed.not_issued_on and assessed.not_issued_on.year == year:
        yield "assessments not issued", ""
        if (assessed.not_issued_on - received).days <= SIXTEEN_WEEKS:
            yield "not issued in sixteen weeks", ""


def _of_request(year: int, life: Measured, assessed: Assessed, received: date) -> Iterator[Key]:
    yield "requests", ""
    yield "requests by age", str(min(OLDEST_ASKING, max(YOUNGEST, _age(received, life))))
    yield "requests by sex", str(life.sex)
    if assessed.withdrawn_on and assessed.withdrawn_on.year == year:
        yield "withdrawn", ""
    elif assessed.decided_on is None or assessed.decided_on.year > year:
        yield "outstanding", ""
    else:
        yield ("agreed" if assessed.agreed_on else "refused"), ""


def _timed(days: int, *, exempt: bool) -> Iterator[Key]:
    found = ["timed"]
    if days <= TWENTY_WEEKS:
        found.append("in twenty weeks")
    elif days > A_YEAR:
        found.append("over a year")
    for what in found:
        yield what, ""
        if not exempt:
            yield f"{what}, not exempt", ""


def _of_review(year: int, review: Reviewed) -> Iterator[Key]:
    yield "met", ""
    yield f"met {_when(review.met_on, year)}", ""
    yield (review.outcome or "no outcome"), ""
    if review.decided_on is not None:
        yield "decided", ""
        yield f"decided {_when(review.decided_on, year)}", ""
        if (review.decided_on - review.met_on).days <= FOUR_WEEKS:
            yield "in four weeks", ""


def _when(day: date, year: int) -> str:
    if day.year == year:
        return "in"
    return "before" if day.year < year else "after"
