"""Why education from the sixth day, or its notice, need not come as the regulations say.

The governing body or the authority decides it; the law asks for nothing but the ground itself.

Source:
    SI 2007/1870 reg 5(2), as made, read of EHC plans where it says statements, and reg 6(4) as
    substituted by SI 2012/1033 Sch 2 para 8.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import Field

from statemachines.ehc_plan_states import IN_FORCE
from statemachines.events import Event
from statemachines.exclusion_states import UNDER_WAY
from statemachines.exempting import (
    Exempts,
    it_has_ended_by_then,
    the_parents_have_been_told_why,
)
from statemachines.grammar import Move, guard, must
from statemachines.situation import Lookup, Situation
from statemachines.vocabulary import Readers, Role

YEAR_11 = "11"


class ExclusionLimb(StrEnum):
    """One ground; its provision says what it frees from."""

    EXAMS_OVER = "5(2)(a)"  #: year 11, every public examination taken or missed
    HOURS_CAPPED = "5(2)(b)"  #: the plan sets a greatest number of hours a week
    WAIVED = "6(4)"  #: education may start early, and the parent agrees to a shorter notice


AS_FIRST_WRITTEN = {"5": ExclusionLimb.EXAMS_OVER, "waived": ExclusionLimb.WAIVED}


class ExclusionExempted(Exempts):
    """Why education or its notice need not come as the regulations say."""

    version: ClassVar[int] = 2

    limb: ExclusionLimb = Field(
        description="5(2)(a): year 11, and the examinations are over; 5(2)(b): the plan caps the "
        "hours a week; 6(4): the parent agreed to a shorter notice"
    )
    hours_in_plan: float | None = Field(
        None, gt=0, description="the greatest number of hours a week that the plan sets"
    )
    hours_provided: float | None = Field(
        None, gt=0, description="how many hours a week are provided"
    )

    @classmethod
    def lift(cls, content: Mapping[str, Any], version: int) -> Mapping[str, Any]:
        """Name the ground by its own paragraph; at first it was "5" or "waived"."""
        if version != 1:
            return super().lift(content, version)
        limb = content.get("limb")
        return {**content, "limb": AS_FIRST_WRITTEN.get(str(limb), limb)}


@guard("only for year 11 does the duty end with the examinations (SI 2007/1870 reg 5(2)(a))")
def the_pupil_is_in_year_11(s: Situation[ExclusionExempted]) -> bool:
    exams_over = s.form.limb is ExclusionLimb.EXAMS_OVER
    return not exams_over or s.lookup(Lookup.YEAR_GROUP) == YEAR_11


@guard("no EHC plan of this pupil is maintained that could cap the hours")
def a_plan_is_maintained(s: Situation[ExclusionExempted]) -> bool:
    capped = s.form.limb is ExclusionLimb.HOURS_CAPPED
    return not capped or bool(s.standing("ehc_plan", *(state.name for state in IN_FORCE)))


@guard("the hours that the plan sets are not all provided, or not both numbers are given")
def the_hours_of_the_plan_are_provided(s: Situation[ExclusionExempted]) -> bool:
    if s.form.limb is not ExclusionLimb.HOURS_CAPPED:
        return True
    in_plan, provided = s.form.hours_in_plan, s.form.hours_provided
    return in_plan is not None and provided is not None and provided >= in_plan


EXEMPTION = Move(
    name="record exemption", source=UNDER_WAY,
    by=frozenset({Role.HEADTEACHER, Role.CASEWORKER}),
    event=Event.EXEMPTION_RECORDED, form=ExclusionExempted,
    law=must("SI 2007/1870 regs 5(2) and 6(4)"),
    when=(
        the_pupil_is_in_year_11,
        a_plan_is_maintained,
        the_hours_of_the_plan_are_provided,
        it_has_ended_by_then,
    ),
    advised=(the_parents_have_been_told_why,), readers=Readers.FAMILY,
)  # fmt: skip
