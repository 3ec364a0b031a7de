"""Why a time limit of mediation, of an order or of a concession need not be kept.

The grounds are not those of an assessment: an absence counts from two weeks, not four, within the
time of the order or of the concession; and the parties may agree another time in writing. The date
stays all the same; the limit is disapplied.

Source:
    CFA 2014 s.55(2); SI 2014/1530 regs 42(5), 44(3) and 45(7).
"""

from datetime import date
from enum import StrEnum

from pydantic import Field

from statemachines.absences import TWO_WEEKS, longest_absence, periods_after_an_appeal
from statemachines.exempting import ExemptsFromALimit
from statemachines.grammar import guard
from statemachines.situation import Situation


class DisputeLimb(StrEnum):
    """One ground of one provision; the provision says which limits it is for."""

    SECTION_I = "55(2)"  #: nothing but the school is in issue: no certificate is needed
    VARIED = "42(5)"  #: the parties to a mediation agreement agreed another time in writing
    ORDER_CIRCUMSTANCES = "44(3)(a)"
    ORDER_ABSENT = "44(3)(b)"
    ORDER_REPRESENTATIONS = "44(3)(c)"  #: on the draft, after its fifteen days
    CONCEDED_CIRCUMSTANCES = "45(7)(a)"
    CONCEDED_ABSENT = "45(7)(b)"
    CONCEDED_OTHERWISE = "45(7)(c)"  #: one of the grounds of reg 13(3)


BY_AGREEMENT = frozenset({DisputeLimb.SECTION_I, DisputeLimb.VARIED})
"""Grounds that the law asks nothing more of."""

ABSENT_FROM = {DisputeLimb.ORDER_ABSENT: "44(3)", DisputeLimb.CONCEDED_ABSENT: "45(7)"}


class DisputeExemption(ExemptsFromALimit):
    """A ground on which a limit need not be kept, decided on the day of the move."""

    limb: DisputeLimb = Field(description="the ground, by its provision")
    agreed_for: date | None = Field(
        None, description="the other day that was agreed in writing; it moves no legal date"
    )


@guard("nobody has said why it was impractical to keep the time limit because of it")
def compliance_was_impractical(s: Situation[DisputeExemption]) -> bool:
    return s.form.limb in BY_AGREEMENT or bool(s.form.impractical_because)


@guard(
    "no continuous absence from the area of two weeks or more lies within the time limit of an "
    "order or a concession"
)
def the_absence_lasts_two_weeks(s: Situation[DisputeExemption]) -> bool:
    regulation = ABSENT_FROM.get(s.form.limb)
    if regulation is None:
        return True
    return longest_absence(s.form, periods_after_an_appeal(s.record, regulation)) >= TWO_WEEKS


@guard("the other day that the parties agreed in writing is missing")
def the_other_day_is_named(s: Situation[DisputeExemption]) -> bool:
    return s.form.limb is not DisputeLimb.VARIED or s.form.agreed_for is not None
