"""When the next review of a plan is held and decided, and what is decided: drawn, not dealt.

Decisions keep the four weeks as often as it was published, and outcomes are as they were. How long
a late decision or amendment takes, and when what was overdue is made up for, nobody publishes.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pathway.domain.school_ages import age_on
from pathway.domain.synthetic.days import a_school_day, a_working_day, school_between
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.pupils import Pupil
from pathway.domain.synthetic.reviewed import FOUR_WEEKS
from pathway.domain.synthetic.sketch import Review

A_DAY = timedelta(days=1)
OPEN_FOR, SPREAD, LONG_HOLIDAY = timedelta(40), timedelta(50), timedelta(42)
"""From opening to meeting at least; within which a meeting is set; how long no school is kept."""

MADE_UP_IN = timedelta(days=75)
"""After the census, or after it was opened late: within which an overdue meeting is held."""

MEETS_LATE, LATE_BY = 0.06, 21
"""Chance that a meeting comes after its day, and by how many days at most. PRACTICE."""

DECIDED_LATE_BY = 14
"""In days, in the mean, beyond the four weeks where they are not kept. PRACTICE."""

PUNCTUAL_BEFORE_A_TRANSFER = 0.85
"""Share of the decisions before a transfer to another phase that keep the four weeks. PRACTICE."""

LEFT_UNDECIDED_FOR = timedelta(days=40)
"""After the return: within which a review that it showed undecided is decided. PRACTICE."""

LONGEST_AMENDMENT = 100
"""In days, from the notice to an amended plan that is late, since the survey. PRACTICE."""

ADULT = 16
"""Younger pupils' plans are not simulated to cease after a review."""


@dataclass(frozen=True, slots=True)
class Draws:
    """What the days of one plan's reviews are drawn from."""

    figures: Figures
    pupil: Pupil
    rng: Random

    def meeting(self, by: date, opened_on: date) -> date:
        """Draw the day of a meeting: before its last day mostly, or soon where that is past.

        Args:
            by: the last day on which it should be held.
            opened_on: the day on which the review is opened.
        """
        earliest = max(opened_on + OPEN_FOR, self.figures.census_on + A_DAY)
        first, last = max(by - SPREAD, earliest), by - A_DAY
        if self.rng.random() < MEETS_LATE:
            first, last = max(by, earliest), by + timedelta(LATE_BY)
        if last < first:
            last = first + MADE_UP_IN
        if not school_between(first, last):
            last += LONG_HOLIDAY
        return a_school_day(self.rng, first, last)

    def decided(self, met_on: date, *, before_transfer: bool = False) -> Review:
        """Draw the decision after a meeting."""
        in_time = met_on + timedelta(FOUR_WEEKS)
        punctual = PUNCTUAL_BEFORE_A_TRANSFER if before_transfer else self._punctual()
        if self.rng.random() < punctual:
            decided_on = a_working_day(self.rng, met_on + timedelta(5), in_time)
        else:
            late_by = 3 + int(self.rng.expovariate(1 / DECIDED_LATE_BY))
            decided_on = a_working_day(self.rng, in_time + A_DAY, in_time + timedelta(late_by))
        outcome = self._outcome()
        return Review(met_on, decided_on, "amend" if before_transfer else outcome)

    def decided_at_last(self, review: Review) -> Review:
        """Return a review of which the meeting is told as decided, soon after the survey if not."""
        if review.decided_on is not None:
            return review
        first = self.figures.returned_by + A_DAY
        decided_on = a_working_day(self.rng, first, first + LEFT_UNDECIDED_FOR)
        return Review(review.met_on, decided_on, self._outcome())

    def _outcome(self) -> str:
        reviews = self.figures.reviews
        counts = {"amend": reviews.amend, "maintain": reviews.maintain, "cease": reviews.cease}
        drawn = self.rng.choices([*counts], [*counts.values()])[0]
        too_young = age_on(self.figures.census_on, self.pupil.born_on) < ADULT
        return "maintain" if drawn == "cease" and too_young else drawn

    def _punctual(self) -> float:
        reviews = self.figures.reviews
        return reviews.in_four_weeks / (reviews.in_four_weeks + reviews.over_four_weeks)


def held_on(review: Review) -> date:
    """Return the day of the meeting of a review that was held."""
    if review.met_on is None:
        raise ValueError(review)
    return review.met_on
