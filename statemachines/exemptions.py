"""Why a time limit need not be kept: the limbs of the regulations, and the two tests of each.

An exemption disapplies a limit. It neither pauses nor moves it: the date stays for reporting, and
every later step keeps its own period. Two things must be so: a limb is met, *and* it was
impractical to comply because of it. Where the limb turns on dates, the dates are asked for and
compared; staff shortage, a full panel or a slow answer are no limb.

After an order, a concession or a mediation agreement the grounds are others, and an absence counts
from two weeks.

Source:
    SI 2014/1530 regs 5(4), 8(2), 10(4), 13(3), 27(3), 42(5), 44(3) and 45(7); SEND Code of
    Practice 2015, 9.42 to 9.43.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import Field

from statemachines.absences import (
    FOUR_WEEKS,
    TWO_WEEKS,
    Period,
    longest_absence,
    period_of_an_assessment,
    periods_after_an_appeal,
    periods_of_advice,
)
from statemachines.closures import Confirmed, against_closure
from statemachines.ehc_needs_assessment_forms import AdviceNamed, AdviceRequested, Adviser
from statemachines.events import Event
from statemachines.exempting import ExemptsFromALimit
from statemachines.grammar import guard, telling
from statemachines.school_year import SchoolYear
from statemachines.situation import Lookup, Situation


class Ground(StrEnum):
    """What the four limbs of each regulation are about."""

    SCHOOL_CLOSED = "a"
    PROVIDER_CLOSED = "b"
    CIRCUMSTANCES = "c"
    ABSENT = "d"
    ABSENT_AFTER_AN_ORDER = "absent after an order"  #: two weeks are enough
    OTHERWISE = "otherwise"  #: nothing that could be counted


class Limb(StrEnum):
    """One limb of one regulation; the regulation says which time limit is disapplied."""

    R5_4_A = "5(4)(a)"  #: the six weeks of regulation 5(1)
    R5_4_B = "5(4)(b)"
    R5_4_C = "5(4)(c)"
    R5_4_D = "5(4)(d)"
    R10_4_A = "10(4)(a)"  #: the sixteen weeks of regulation 10(1)
    R10_4_B = "10(4)(b)"
    R10_4_C = "10(4)(c)"
    R10_4_D = "10(4)(d)"
    R13_3_A = "13(3)(a)"  #: the twenty weeks of regulation 13(2), by the limbs of 10(4)
    R13_3_B = "13(3)(b)"
    R13_3_C = "13(3)(c)"
    R13_3_D = "13(3)(d)"
    R27_3_A = "27(3)(a)"  #: the fourteen weeks of regulation 27(2), after a reassessment
    R27_3_B = "27(3)(b)"
    R27_3_C = "27(3)(c)"
    R27_3_D = "27(3)(d)"
    R42_5 = "42(5)"  #: the parties to a mediation agreement agreed another time in writing
    R44_3_A = "44(3)(a)"  #: after an order of the Tribunal: exceptional personal circumstances
    R44_3_B = "44(3)(b)"  #: absence of two weeks or more
    R44_3_C = "44(3)(c)"  #: representations on the draft after its fifteen days
    R45_7_A = "45(7)(a)"  #: after an appeal was conceded: exceptional personal circumstances
    R45_7_B = "45(7)(b)"  #: absence of two weeks or more
    R45_7_C = "45(7)(c)"  #: one of the grounds of regulation 13(3)

    @property
    def regulation(self) -> str:
        """The paragraph that it stands in, such as "10(4)"."""
        return self.value[:-3]

    @property
    def ground(self) -> Ground:
        """What the limb is about, which is the same in each of the first four regulations."""
        if self in {Limb.R44_3_B, Limb.R45_7_B}:
            return Ground.ABSENT_AFTER_AN_ORDER
        return Ground.OTHERWISE if self in AFTER_A_REVERSAL else Ground(self.value[-2])


AFTER_A_REVERSAL = frozenset(
    {
        Limb.R42_5, Limb.R44_3_A, Limb.R44_3_B, Limb.R44_3_C,
        Limb.R45_7_A, Limb.R45_7_B, Limb.R45_7_C,
    }
)  # fmt: skip
"""Grounds that are of use only where a refusal was reversed."""


class AdviserLimb(StrEnum):
    """One limb of regulation 8(2): why an adviser need not answer in six weeks."""

    CIRCUMSTANCES = "8(2)(a)"  #: exceptional circumstances affect the child, parent or young person
    ABSENT = "8(2)(b)"  #: absent from the area for four weeks or more
    APPOINTMENT = "8(2)(c)"  #: an appointment for an examination or test was not kept


class ExemptionRecorded(ExemptsFromALimit):
    """An exemption from a time limit of the authority, decided on the day of the move."""

    limb: Limb = Field(
        description="the limb: (a) school closed, (b) early years provider closed, "
        "(c) exceptional personal circumstances, (d) absent from the area"
    )
    closed_from: date | None = Field(
        None,
        description="the first closed day of the school or provider, where that is the limb; by "
        "default the day after the last one with pupils",
    )
    reopens_on: date | None = Field(
        None, description="the day on which it opens again, by default with pupils"
    )
    closed_on_the_word_of: str = Field(
        "", description="who says when it was closed, where its calendar is not known here"
    )
    agreed_for: date | None = Field(
        None,
        description="the other day that was agreed in writing, where that is the limb; it moves no "
        "legal date",
    )


class AdviserExempted(ExemptsFromALimit, AdviceNamed):
    """Why an adviser need not answer within six weeks."""

    limb: AdviserLimb = Field(description="the limb of regulation 8(2)")
    missed_appointment_on: date | None = Field(
        None, description="the day of the appointment not kept, where that is the limb"
    )


@guard("nobody has said why it was impractical to keep the time limit because of it")
def compliance_was_impractical(s: Situation[ExemptionRecorded]) -> bool:
    return s.form.limb is Limb.R42_5 or bool(s.form.impractical_because)


@guard("nobody has said why it was impractical to answer in six weeks because of it")
def the_answer_was_impractical(s: Situation[AdviserExempted]) -> bool:
    return bool(s.form.impractical_because)


@guard("the other day that the parties agreed in writing is missing")
def the_other_day_is_named(s: Situation[ExemptionRecorded]) -> bool:
    return s.form.limb is not Limb.R42_5 or s.form.agreed_for is not None


def against_the_closure(s: Situation[ExemptionRecorded]) -> str:
    """Say why the limb of a closure is not met, with the window and its days; "" where it is."""
    if s.form.limb.ground is Ground.SCHOOL_CLOSED:
        return _against(s, Adviser.SCHOOL, "the head of the school")
    if s.form.limb.ground is Ground.PROVIDER_CLOSED:
        return _against(s, Adviser.EARLY_YEARS, "whoever answers at the early years provider")
    return ""


@telling(against_the_closure)
@guard(
    "no request to that head or provider for advice falls between one week before a closure of "
    "four weeks or more and one week before the reopening"
)
def a_closure_reaches_the_request(s: Situation[ExemptionRecorded]) -> bool:
    return not against_the_closure(s)


@guard("no continuous absence from the area of four weeks or more lies within the time limit")
def the_absence_lasts_four_weeks(s: Situation[ExemptionRecorded]) -> bool:
    if s.form.limb.ground is not Ground.ABSENT:
        return True
    within = period_of_an_assessment(s.record, s.form.limb.regulation)
    return longest_absence(s.form, within) >= FOUR_WEEKS


@guard(
    "no continuous absence from the area of two weeks or more lies within the time limit of an "
    "order or a concession"
)
def the_absence_after_an_order_lasts_two_weeks(s: Situation[ExemptionRecorded]) -> bool:
    if s.form.limb.ground is not Ground.ABSENT_AFTER_AN_ORDER:
        return True
    within = periods_after_an_appeal(s.record, s.form.limb.regulation)
    return longest_absence(s.form, within) >= TWO_WEEKS


@guard("no continuous absence from the area of four weeks or more lies within the six weeks")
def the_absence_from_the_adviser_lasts_four_weeks(s: Situation[AdviserExempted]) -> bool:
    absent = s.form.limb is AdviserLimb.ABSENT
    return not absent or longest_absence(s.form, _six_weeks(s)) >= FOUR_WEEKS


@guard("no day within the six weeks is recorded on which an appointment was not kept")
def the_missed_appointment_is_dated(s: Situation[AdviserExempted]) -> bool:
    missed = s.form.missed_appointment_on
    if s.form.limb is not AdviserLimb.APPOINTMENT:
        return True
    return missed is not None and any(f <= missed <= last for f, last in _six_weeks(s))


def _six_weeks(s: Situation[AdviserExempted]) -> list[Period]:
    return periods_of_advice(s.record, s.form.adviser, s.form.kind)


def _against(s: Situation[ExemptionRecorded], adviser: Adviser, whom: str) -> str:
    said = Confirmed(
        closed_from=s.form.closed_from,
        reopens_on=s.form.reopens_on,
        on_the_word_of=s.form.closed_on_the_word_of,
    )
    year: SchoolYear | None = s.lookup(Lookup.SCHOOL_YEAR)  # type: ignore[assignment]
    return against_closure(whom, list(_asked(s, adviser)), said, year)


def _asked(s: Situation[ExemptionRecorded], adviser: Adviser) -> Iterable[date]:
    for line in s.record.of(Event.ADVICE_REQUESTED):
        if isinstance(line.form, AdviceRequested) and line.form.kind is adviser:
            yield line.on
