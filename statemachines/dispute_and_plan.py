"""What a dispute about the ceasing of a plan means for that plan, in its own process.

Source:
    CFA 2014 s.45(4); SI 2014/1530 reg 44(2)(a), (g) and (h).
"""

from collections.abc import Mapping
from typing import Any

from statemachines import dispute_guards as ask
from statemachines.appealable import DisputeKind
from statemachines.grammar import Consequence
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

CERTIFIES_IN_THE_PLAN = Consequence(
    "ehc_plan", "record certificate", _nothing_more, when=_is_about_ceasing
)
APPEALED_IN_THE_PLAN = Consequence(
    "ehc_plan", "record appeal", _nothing_more, when=_is_about_ceasing
)
"""A plan that is to cease is maintained until its own process knows that nothing stands against."""
