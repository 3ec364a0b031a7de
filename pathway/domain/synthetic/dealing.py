"""Sexes, needs and settings, dealt in the published numbers to those they are likely to fit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from pathway.domain.synthetic.apportion import apportion, dealt, spread
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.sketch import HOLDS_PLAN, Kind, Sketch, of

ISSUED_HERE = (Kind.ISSUED, Kind.DISPUTED)
ASKED = (Kind.IN_PROGRESS, Kind.REFUSED, Kind.OUTSTANDING, Kind.WITHDRAWN)
WITHOUT_FIGURES = (Kind.CEASED, Kind.CARRIED_OVER, Kind.NOT_ISSUED, Kind.SUPPORT)

YEARS_OF_NOISE = 4.0
"""Spread of ages within a need, in years. PRACTICE: the tables cross them only in the mean."""

SEVERITY = {
    "PMLD": 5.0, "SLD": 4.5, "MSI": 3.0, "ASD": 2.6, "SEMH": 2.2, "PD": 2.0, "OTH": 2.0,
    "HI": 1.5, "VI": 1.5, "MLD": 1.5, "unknown": 1.5, "SLCN": 1.3, "SPLD": 0.7,
}  # fmt: skip
SPECIALISM = {
    "special_independent": 4.2, "special": 4.0, "specialist_college": 3.9,
    "other_arrangements": 2.8, "alternative": 2.6, "unit": 2.5, "elsewhere": 2.0,
    "not_in_education": 2.0, "home": 2.0, "unknown": 1.6, "college": 1.5, "early_years": 1.4,
    "independent": 1.3, "mainstream": 1.0,
}  # fmt: skip
"""How much a need asks of a setting, and how much a setting gives: only so that a child with
profound difficulties is rarely dealt a place in a mainstream school. PRACTICE."""

NURSERY, SIXTH_FORM = 4, 16


def deal_sexes(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    """Deal the sexes of new plans, requests and plans in force, each in its published number."""
    _deal_sexes(of(sketches, *ISSUED_HERE), figures.new_plans.by_sex, rng)
    asked = [s for s in sketches if _asked_in(figures, s)]
    _deal_sexes([s for s in asked if not s.sex], _left(figures.requests.by_sex, asked), rng)
    in_force = [s for s in sketches if s.in_force]
    _deal_sexes([s for s in in_force if not s.sex], _left(figures.plans.by_sex, in_force), rng)
    _deal_sexes([s for s in sketches if not s.sex], figures.requests.by_sex, rng)


def _asked_in(figures: Figures, sketch: Sketch) -> bool:
    if sketch.kind in ASKED:
        return True
    asked_here = sketch.kind in {Kind.ISSUED, Kind.JANUARY}
    return asked_here and sketch.received_on.year == figures.year


def _left(published: Mapping[str, int], sketches: Sequence[Sketch]) -> dict[str, int]:
    counted = Counter(sketch.sex for sketch in sketches)
    return {sex: max(0, count - counted[sex]) for sex, count in published.items()}


def _deal_sexes(sketches: Sequence[Sketch], counts: Mapping[str, int], rng: Random) -> None:
    for sketch, sex in zip(sketches, dealt(counts, len(sketches), rng), strict=True):
        sketch.sex = sex


def deal_needs(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    """Deal the primary needs of new plans, of other recent plans and of older ones."""
    plans, means = figures.plans, figures.plans.mean_age_by_need
    older = {need: n - plans.recent_by_need.get(need, 0) for need, n in plans.by_need.items()}
    _deal_needs(of(sketches, Kind.OLDER), older, means, rng)
    new = of(sketches, *ISSUED_HERE)
    ceased, lasting = _apart(new)
    gone = _needs_of_the_gone(figures, len(ceased), rng)
    _deal_needs(ceased, gone, means, rng)
    stayed = Counter(dict(figures.new_plans.by_need))
    stayed.subtract(gone)
    _deal_needs(lasting, +stayed, means, rng)
    others = Counter(dict(plans.recent_by_need))
    others.subtract(stayed)
    _deal_needs(of(sketches, Kind.MOVED_IN, Kind.JANUARY), +others, means, rng)
    for kind in (*ASKED, *WITHOUT_FIGURES):
        weights = plans.by_need if kind is Kind.CEASED else figures.new_plans.by_need
        _deal_needs(of(sketches, kind), weights, means, rng)


def _apart(new: Sequence[Sketch]) -> tuple[list[Sketch], list[Sketch]]:
    return [s for s in new if not s.in_force], [s for s in new if s.in_force]


def _needs_of_the_gone(figures: Figures, count: int, rng: Random) -> Counter[str]:
    """Choose the needs of new plans that ceased, so that what is left is in force at the census."""
    surplus = Counter(dict(figures.new_plans.by_need))
    surplus.subtract(figures.plans.recent_by_need)
    gone = Counter(spread(+surplus)[:count])
    left = Counter(dict(figures.new_plans.by_need))
    left.subtract(gone)
    gone.update(rng.sample(spread(+left), count - gone.total()))
    return gone


def _deal_needs(
    sketches: Sequence[Sketch],
    counts: Mapping[str, int],
    means: Mapping[str, float],
    rng: Random,
) -> None:
    needs = dealt(counts, len(sketches), rng)
    needs.sort(key=lambda need: means.get(need, 10.0) + rng.gauss(0, YEARS_OF_NOISE))
    by_age = sorted(sketches, key=lambda s: s.some_age + rng.random())
    for sketch, need in zip(by_age, needs, strict=True):
        sketch.need = need


def deal_settings(figures: Figures, sketches: list[Sketch], rng: Random) -> None:
    """Deal the settings that plan holders of each age attend; everybody else goes to school."""
    by_age: dict[int, list[Sketch]] = {}
    for sketch in of(sketches, *HOLDS_PLAN):
        if sketch.in_force and sketch.age is not None:
            by_age.setdefault(sketch.age, []).append(sketch)
    for age, holders in by_age.items():
        counts = {s: ages.get(age, 0) for s, ages in figures.plans.setting_by_age.items()}
        _deal_settings(holders, counts, rng)
    for sketch in sketches:
        sketch.setting = sketch.setting or _ordinary(sketch.some_age)


def _deal_settings(holders: Sequence[Sketch], counts: Mapping[str, int], rng: Random) -> None:
    usual = counts if any(counts.values()) else apportion(len(holders), {"mainstream": 1})
    settings = dealt(usual, len(holders), rng)
    settings.sort(key=lambda setting: SPECIALISM[setting])
    by_severity = sorted(holders, key=lambda s: SEVERITY[s.need] + rng.gauss(0, 1.2))
    for sketch, setting in zip(by_severity, settings, strict=True):
        sketch.setting = setting


def _ordinary(age: int) -> str:
    if age < NURSERY:
        return "early_years"
    return "college" if age >= SIXTH_FORM else "mainstream"
