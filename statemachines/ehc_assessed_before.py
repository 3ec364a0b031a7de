"""A child who was assessed not long ago: the notice that views may be expressed is not owed again.

Nothing else falls away. The request is decided, the family is consulted on it and told the
decision with its rights, however short a time ago the last assessment was.

Source:
    CFA 2014 s.36(3), (4), (6)(b) and (7).
"""

from datetime import date
from typing import Literal

from pydantic import Field

from statemachines.ehc_clock_start import clock_start
from statemachines.exempting import Exempts
from statemachines.grammar import guard
from statemachines.months import months_after
from statemachines.situation import Situation

SIX_MONTHS = 6


class EarlierAssessment(Exempts):
    """Why the family is not notified that it may express views (CFA 2014 s.36(7))."""

    limb: Literal["36(6)(b)"] = Field("36(6)(b)", description="assessed in the previous six months")
    last_assessed_on: date = Field(description="when the last assessment was made")


@guard("no assessment was made in the six months before the request")
def it_was_within_six_months(s: Situation[EarlierAssessment]) -> bool:
    start = clock_start(s.record.happenings)
    asked_on, last = start.on if start else s.on, s.form.last_assessed_on
    return last <= asked_on <= months_after(last, SIX_MONTHS)
