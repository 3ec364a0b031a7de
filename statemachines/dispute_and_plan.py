"""What a dispute about a plan means for that plan, in its own process.

Source:
    CFA 2014 s.45(4); SI 2014/1530 reg 44(2)(a), (g) and (h).
"""

from collections.abc import Mapping
from typing import Any

from statemachines import dispute_guards as ask
from statemachines.appealable import DisputeKind
from statemachines.ehc_plan_forms import PlanVersion
from statemachines.forms import Form
from statemachines.grammar import Consequence
from statemachines.section_i import SectionINames
from statemachines.situation import Situation


def _is_about_ceasing(s: Situation[Any]) -> bool:
    return ask.kind_of(s) is DisputeKind.CEASE


def _nothing_more(_: Situation[Any]) -> Mapping[str, Any]:
    return {}


def keeps_the_plan(field: str, by: str) -> Consequence:
    """Return what follows for a plan that was to cease, where it goes on instead."""

    def goes_on(s: Situation[Any]) -> bool:
        said = {str(one) for one in s.form.entries()[field]}
        return _is_about_ceasing(s) and bool(said & {"maintain", "maintain_and_amend"})

    return Consequence("ehc_plan", "keep plan", lambda _: {"by": by}, when=goes_on)


def _dismisses_it(s: Situation[Any]) -> bool:
    return _is_about_ceasing(s) and "dismiss_cease" in s.form.orders


def _the_end(s: Situation[Any]) -> Mapping[str, Any]:
    return {"appeal_decided_on": s.on}


ENDS_THE_PLAN = Consequence("ehc_plan", "end plan", _the_end, when=_dismisses_it)
"""An appeal against ceasing is dismissed: the plan ceases at once, SI 2014/1530 reg 44(2)(a)."""


def _issued_a_version(s: Situation[PlanVersion]) -> bool:
    return bool(s.form.sections) or s.form.section_i is not SectionINames.UNCHANGED


def _the_version(s: Situation[PlanVersion]) -> Mapping[str, Any]:
    own = set(Form.model_fields)
    return {name: s.form.entries()[name] for name in PlanVersion.model_fields if name not in own}


RECORDED_IN_THE_PLAN = Consequence(
    "ehc_plan", "record version", _the_version, when=_issued_a_version
)
"""What was ordered or agreed of a plan is written once: here, with the version issued for it."""

CERTIFIES_IN_THE_PLAN = Consequence(
    "ehc_plan", "record certificate", _nothing_more, when=_is_about_ceasing
)
APPEALED_IN_THE_PLAN = Consequence(
    "ehc_plan", "record appeal", _nothing_more, when=_is_about_ceasing
)
"""A plan that is to cease is maintained until its own process knows that nothing stands against."""
