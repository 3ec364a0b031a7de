"""The Department's figures of one authority, typed: what the simulation has to match.

Flows are those of the calendar year 2024, stocks those of the census days beside it. An age of 2
stands for *2 and under*; where the Department stops at *20 and over*, 20 stands for that.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pathway.domain.synthetic.errors import FiguresUnknown

AUTHORITIES = ("gateshead", "cumberland", "staffordshire", "demo")

Counts = Mapping[str, int]
ByAge = Mapping[int, int]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Plans(_Table):
    """Plans in force on the two census days.

    Attributes:
        before: in force on the earlier census day, of which `before_begun` began that January.
        total: in force on the later census day.
        recent_by_age: those begun since the year's first day, for which no review is yet expected.
        by_start_year: the calendar year in which the plan began; 2013 stands for *2013 or earlier*.
        setting_by_age: the kind of setting attended, by age.
        mean_age_by_need: in years, so that needs are dealt to likely ages.
    """

    before: int
    before_begun: int
    total: int
    by_age: ByAge
    recent_by_age: ByAge
    by_sex: Counts
    by_start_year: ByAge
    by_need: Counts
    recent_by_need: Counts
    setting_by_age: Mapping[str, ByAge]
    mean_age_by_need: Mapping[str, float]


class NewPlans(_Table):
    """Plans that began in the year."""

    total: int
    by_sex: Counts
    by_need: Counts


class Requests(_Table):
    """Requests for an EHC needs assessment received in the year, and the year's decisions.

    Attributes:
        in_six_weeks: decisions made in the year within six weeks of receipt, whenever the request
            was received; `over_six_weeks` likewise.
    """

    received: int
    agreed: int
    refused: int
    outstanding: int
    withdrawn: int
    in_six_weeks: int
    over_six_weeks: int
    by_sex: Counts
    agreed_by_age: ByAge
    refused_by_age: ByAge
    outstanding_by_age: ByAge
    withdrawn_by_age: ByAge

    @cached_property
    def by_age(self) -> ByAge:
        """Requests received, by the child's age on that day."""
        tables = (
            self.agreed_by_age,
            self.refused_by_age,
            self.outstanding_by_age,
            self.withdrawn_by_age,
        )
        ages = sorted({age for table in tables for age in table})
        return {age: sum(table.get(age, 0) for table in tables) for age in ages}


class Assessments(_Table):
    """Assessments completed in the year."""

    issued: int
    not_issued: int
    not_issued_in_sixteen_weeks: int


class Timeliness(_Table):
    """Plans issued in the year, by how long after the request; the Department's own denominators.

    Attributes:
        issued: all that are counted; plans after mediation or an appeal seem not to be.
        issued_ex: those to which no exception to the time limit applied; `_ex` likewise.
    """

    issued: int
    issued_ex: int
    in_twenty_weeks: int
    in_twenty_weeks_ex: int
    over_a_year: int
    over_a_year_ex: int


class Reviews(_Table):
    """The latest annual review of each plan in force for which one was expected.

    Attributes:
        expected: plans that began before the year.
        met_before: those whose latest meeting was before the year; `met_in` in it, `met_after`
            between its end and the return.
        decided_before: those decided before the year, and so on.
        none_recorded: meetings without an outcome.
    """

    expected: int
    met_before: int
    met_in: int
    met_after: int
    decided_before: int
    decided_in: int
    decided_after: int
    amend: int
    maintain: int
    cease: int
    none_recorded: int
    in_four_weeks: int
    over_four_weeks: int

    @property
    def met(self) -> int:
        """Plans with a meeting recorded, whenever it was held."""
        return self.met_before + self.met_in + self.met_after


class Ceased(_Table):
    """Plans that ceased in the year.

    Attributes:
        reason_by_age: by reason, then by the age on the day the plan ceased.
        by_years_held: by the calendar years between its beginning and its end.
    """

    total: int
    reason_by_age: Mapping[str, ByAge]
    by_years_held: ByAge


class Invented(_Table):
    """What the Department does not publish and the simulation needs; ours, and marked so.

    Attributes:
        support_lives: children in the graduated approach for whom nobody asked an assessment.
        graduated_share: share of the children of school age whose history before the request is
            told.
        alternative_share: share of those who spent part of it in temporary alternative provision.
        districts: names of the districts to which lives are dealt.
    """

    support_lives: int
    graduated_share: float
    alternative_share: float
    districts: tuple[str, ...]


class Figures(_Table):
    """Everything the simulation has to match for one authority.

    Attributes:
        kind: `published` where the figures are the council's own, `scaled` where they are
            England's, scaled down to nobody's council.
        year: the calendar year in which lives are counted against them.
        years_later: by how many years that is later than the year they were published of.
        census_before: the earlier census day; `census_on` the later one.
        returned_by: the day by which the survey was returned; decisions up to it are counted.
    """

    name: str
    la_code: str
    kind: Literal["published", "scaled"]
    source: str
    year: int
    years_later: int = 0
    census_before: date
    census_on: date
    returned_by: date
    plans: Plans
    new_plans: NewPlans
    requests: Requests
    assessments: Assessments
    timeliness: Timeliness
    reviews: Reviews
    ceased: Ceased
    invented: Invented

    @property
    def year_published(self) -> int:
        """The calendar year of which the Department published them."""
        return self.year - self.years_later


def figures_of(authority: str) -> Figures:
    """Return the shipped figures of an authority.

    Args:
        authority: one of `AUTHORITIES`.

    Raises:
        FiguresUnknown: no figures are shipped under that name.
    """
    if authority not in AUTHORITIES:
        raise FiguresUnknown(authority, AUTHORITIES)
    text = (
        files("pathway.domain.synthetic.figures").joinpath(f"{authority}.json").read_text("utf-8")
    )
    return Figures.model_validate_json(text)
