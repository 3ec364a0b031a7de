"""Why a time limit of mediation, of an order or of a concession need not be kept.

The grounds are not those of an assessment: an absence counts from two weeks, not four, and the
parties may agree another time in writing. The date stays all the same; the limit is disapplied.

Source:
    CFA 2014 s.55(2); SI 2014/1530 regs 42(5), 44(3) and 45(7).
"""

from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field

from statemachines.forms import Form, Needed
from statemachines.grammar import guard
from statemachines.situation import Situation

TWO_WEEKS = timedelta(weeks=2)


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


class DisputeExemption(Form):
    """A ground on which a limit need not be kept, decided on the day of the move."""

    limb: DisputeLimb = Field(description="the ground, by its provision")
    evidence: Needed = Field(description="what shows that it is met")
    impractical_because: str = Field(
        "", description="of an order or a concession: why it was impractical to keep the limit"
    )
    away_from: date | None = Field(None, description="the first day of absence from the area")
    away_until: date | None = Field(None, description="the last day of the absence")
    agreed_for: date | None = Field(
        None, description="the other day that was agreed in writing; it moves no legal date"
    )


@guard("nobody has said why it was impractical to keep the time limit because of it")
def compliance_was_impractical(s: Situation[DisputeExemption]) -> bool:
    by_agreement = s.form.limb in {DisputeLimb.SECTION_I, DisputeLimb.VARIED}
    return by_agreement or bool(s.form.impractical_because)


@guard("no continuous absence from the area of two weeks or more is recorded")
def the_absence_lasts_two_weeks(s: Situation[DisputeExemption]) -> bool:
    absent = s.form.limb in {DisputeLimb.ORDER_ABSENT, DisputeLimb.CONCEDED_ABSENT}
    return not absent or _absent(s.form) >= TWO_WEEKS


@guard("the other day that the parties agreed in writing is missing")
def the_other_day_is_named(s: Situation[DisputeExemption]) -> bool:
    return s.form.limb is not DisputeLimb.VARIED or s.form.agreed_for is not None


def _absent(form: DisputeExemption) -> timedelta:
    """Return how long the absence lasted, first and last day counted."""
    if form.away_from is None or form.away_until is None:
        return timedelta(0)
    return form.away_until - form.away_from + timedelta(days=1)
