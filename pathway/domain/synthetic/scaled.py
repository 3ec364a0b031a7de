"""Figures scaled down to a council that does not exist, for demonstrations.

Every table is divided from its own total downwards, so that the small figures agree with one
another as the large ones do.
"""

from collections.abc import Mapping

from pathway.domain.synthetic.apportion import apportion
from pathway.domain.synthetic.errors import FiguresContradict
from pathway.domain.synthetic.published import (
    Assessments,
    ByAge,
    Ceased,
    Counts,
    Figures,
    Invented,
    NewPlans,
    Plans,
    Requests,
    Reviews,
    Timeliness,
)

SMALLEST = 60
"""With fewer plans, rounding alone makes one table contradict another."""

MOVED_IN = 2
"""Plans that came from other councils in the year of a scaled council. PRACTICE: a round number."""


def scaled(figures: Figures, *, plans: int, name: str, invented: Invented) -> Figures:
    """Return figures of the same proportions for an authority of `plans` plans.

    Args:
        figures: what is scaled, England's for instance.
        plans: how many plans the small authority maintains on the later census day.
        name: what to call it; no council's name.
        invented: what the simulation needs beyond figures.

    Raises:
        FiguresContradict: so few plans that the rounded figures no longer agree with one another.
    """
    if plans < SMALLEST:
        raise FiguresContradict(name, f"too few plans to round; ask for {SMALLEST} or more")
    factor = plans / figures.plans.total
    ceased = _ceased(figures.ceased, factor)
    stock = _plans(figures, plans, ceased)
    new = round(figures.new_plans.total * factor)
    return figures.model_copy(
        update={
            "name": name,
            "la_code": "000",
            "kind": "scaled",
            "plans": stock,
            "new_plans": _new_plans(figures.new_plans, new),
            "requests": _requests(figures.requests, factor),
            "assessments": _assessments(figures.assessments, new),
            "timeliness": _timeliness(figures.timeliness, factor),
            "reviews": _reviews(figures.reviews, plans - sum(stock.recent_by_age.values())),
            "ceased": ceased,
            "invented": invented,
        }
    )


def _plans(figures: Figures, total: int, ceased: Ceased) -> Plans:
    stock, year = figures.plans, figures.year
    starts = apportion(total, stock.by_start_year)
    recent = sum(count for started, count in starts.items() if started >= year)
    young = apportion(recent, stock.recent_by_age)
    ages = _older(stock.by_age, stock.recent_by_age, total - recent)
    by_age = {age: young.get(age, 0) + count for age, count in ages.items()}
    needs = _added(
        recent_needs := apportion(recent, stock.recent_by_need),
        apportion(total - recent, _without(stock.by_need, stock.recent_by_need)),
    )
    begun = round(stock.before_begun * total / stock.total)
    older_ceased = ceased.total - ceased.by_years_held.get(0, 0)
    return Plans(
        before=total - recent + older_ceased + begun - MOVED_IN,
        before_begun=begun,
        total=total,
        by_age=by_age,
        recent_by_age=young,
        by_sex=apportion(total, stock.by_sex),
        by_start_year=starts,
        by_need=needs,
        recent_by_need=recent_needs,
        setting_by_age=_settings(stock, by_age),
        mean_age_by_need=stock.mean_age_by_need,
    )


def _older(by_age: ByAge, recent: ByAge, total: int) -> dict[int, int]:
    return apportion(total, {age: n - recent.get(age, 0) for age, n in by_age.items()})


def _without(whole: Counts, part: Counts) -> dict[str, int]:
    return {key: count - part.get(key, 0) for key, count in whole.items()}


def _added(one: Counts, other: Counts) -> dict[str, int]:
    return {key: one.get(key, 0) + count for key, count in other.items()}


def _settings(stock: Plans, by_age: ByAge) -> dict[str, dict[int, int]]:
    settings: dict[str, dict[int, int]] = {setting: {} for setting in stock.setting_by_age}
    for age, count in by_age.items():
        weights = {setting: ages.get(age, 0) for setting, ages in stock.setting_by_age.items()}
        for setting, share in apportion(count, weights).items():
            if share:
                settings[setting][age] = share
    return settings


def _new_plans(new: NewPlans, total: int) -> NewPlans:
    return NewPlans(
        total=total,
        by_sex=apportion(total, new.by_sex),
        by_need=apportion(total, new.by_need),
    )


def _requests(requests: Requests, factor: float) -> Requests:
    received = round(requests.received * factor)
    outcomes = apportion(
        received,
        {
            "agreed": requests.agreed,
            "refused": requests.refused,
            "outstanding": requests.outstanding,
            "withdrawn": requests.withdrawn,
        },
    )
    decided = round((requests.in_six_weeks + requests.over_six_weeks) * factor)
    in_time = {"in": requests.in_six_weeks, "over": requests.over_six_weeks}
    ages: Mapping[str, ByAge] = {
        "agreed": requests.agreed_by_age,
        "refused": requests.refused_by_age,
        "outstanding": requests.outstanding_by_age,
        "withdrawn": requests.withdrawn_by_age,
    }
    kept = apportion(decided, in_time)
    return Requests.model_validate(
        {
            "received": received,
            **outcomes,
            "in_six_weeks": kept["in"],
            "over_six_weeks": kept["over"],
            "by_sex": apportion(received, requests.by_sex),
            **{f"{name}_by_age": apportion(outcomes[name], ages[name]) for name in outcomes},
        }
    )


def _assessments(assessments: Assessments, new: int) -> Assessments:
    refused = round(new * assessments.not_issued / assessments.issued)
    in_time = round(
        refused * assessments.not_issued_in_sixteen_weeks / max(assessments.not_issued, 1)
    )
    return Assessments(issued=new, not_issued=refused, not_issued_in_sixteen_weeks=in_time)


def _timeliness(timeliness: Timeliness, factor: float) -> Timeliness:
    excepted = timeliness.issued - timeliness.issued_ex
    late = timeliness.issued - timeliness.in_twenty_weeks - timeliness.over_a_year
    late_ex = timeliness.issued_ex - timeliness.in_twenty_weeks_ex - timeliness.over_a_year_ex
    parts = apportion(
        round(timeliness.issued * factor),
        {
            "in_ex": timeliness.in_twenty_weeks_ex,
            "late_ex": late_ex,
            "over_ex": timeliness.over_a_year_ex,
            "in": timeliness.in_twenty_weeks - timeliness.in_twenty_weeks_ex,
            "late": late - late_ex,
            "over": excepted and timeliness.over_a_year - timeliness.over_a_year_ex,
        },
    )
    return Timeliness(
        issued=sum(parts.values()),
        issued_ex=parts["in_ex"] + parts["late_ex"] + parts["over_ex"],
        in_twenty_weeks=parts["in_ex"] + parts["in"],
        in_twenty_weeks_ex=parts["in_ex"],
        over_a_year=parts["over_ex"] + parts["over"],
        over_a_year_ex=parts["over_ex"],
    )


def _reviews(reviews: Reviews, expected: int) -> Reviews:
    met = round(expected * reviews.met / reviews.expected)
    meetings = apportion(
        met, {"before": reviews.met_before, "in": reviews.met_in, "after": reviews.met_after}
    )
    decided = reviews.decided_before + reviews.decided_in + reviews.decided_after
    done = round(met * decided / reviews.met)
    decisions = apportion(
        done,
        {
            "before": reviews.decided_before,
            "in": reviews.decided_in,
            "after": reviews.decided_after,
        },
    )
    outcomes = apportion(
        done, {"amend": reviews.amend, "maintain": reviews.maintain, "cease": reviews.cease}
    )
    punctual = apportion(done, {"in": reviews.in_four_weeks, "over": reviews.over_four_weeks})
    return Reviews.model_validate(
        {
            "expected": expected,
            **{f"met_{when}": count for when, count in meetings.items()},
            **{f"decided_{when}": count for when, count in decisions.items()},
            **outcomes,
            "none_recorded": met - done,
            "in_four_weeks": punctual["in"],
            "over_four_weeks": punctual["over"],
        }
    )


def _ceased(ceased: Ceased, factor: float) -> Ceased:
    total = round(ceased.total * factor)
    pairs = {
        (reason, age): count
        for reason, ages in ceased.reason_by_age.items()
        for age, count in ages.items()
    }
    reasons: dict[str, dict[int, int]] = {}
    for (reason, age), count in apportion(total, pairs).items():
        if count:
            reasons.setdefault(reason, {})[age] = count
    return Ceased(
        total=total,
        reason_by_age=reasons,
        by_years_held=apportion(total, ceased.by_years_held),
    )
