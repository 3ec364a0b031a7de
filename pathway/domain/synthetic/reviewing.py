"""The moves of a plan's latest annual review, and of the amendment that follows from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pathway.domain.phases_ahead import PhaseAhead
from pathway.domain.school_ages import birthday
from pathway.domain.synthetic import forms
from pathway.domain.synthetic.days import (
    working_days_after,
    working_on_or_after,
    working_on_or_before,
)
from pathway.domain.synthetic.lives import PlannedMove
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.pupils import Pupil
from pathway.domain.synthetic.sketch import Review, Sketch
from statemachines.vocabulary import Role

REVIEW, AMENDMENT = "annual_review", "plan_amendment"
EARLIER = "Simulated: a review that was over before the year that is simulated."
EIGHT_WEEKS = 56

AMENDED_IN_TIME = 0.6
"""Share of amended plans sent within eight weeks of the notice. PRACTICE: it is not published."""

LONGEST_AMENDMENT = 150
"""In days, from the notice to a plan that is sent late. PRACTICE."""

FIFTEEN_DAYS = timedelta(days=16)
"""An amended plan is sent when the family's fifteen days are over: SI 2014/1530 reg 22(2)(c)."""


def is_taken_over(sketch: Sketch, year: int) -> bool:
    """Tell whether the latest review is an old record: decided before the year, or undated."""
    review = sketch.review
    if review is None or review.met_on is None:
        return False
    undated = review.outcome is not None and review.decided_on is None
    return undated or (review.decided_on is not None and review.decided_on.year < year)


def review_moves(figures: Figures, sketch: Sketch, pupil: Pupil, rng: Random) -> list[PlannedMove]:
    """Return the moves of the latest review, up to the day on which the survey was returned."""
    review = sketch.review
    if review is None:
        return []
    if is_taken_over(sketch, figures.year) and review.met_on is not None:
        on = max(review.decided_on or review.met_on, sketch.moved_in_on or date.min)
        form = forms.review_brought_in(review.met_on, review.decided_on, review.outcome, EARLIER)
        return [PlannedMove(REVIEW, 1, "bring in", on, Role.DATA_LOADER, form)]
    told = Reviewed(figures, sketch, pupil, review, rng)
    if review.met_on is None:
        return [told.scheduled(birthday(sketch.started_on, 1) - timedelta(1))]
    moves = told.met(review.met_on)
    last = figures.returned_by if review.decided_on else figures.census_on
    return [move for move in moves if move.on <= last]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is needed to tell one review.

    Attributes:
        occurrence: which review of the pupil it is, from 1.
        amendment: which amendment would follow from it, from 1.
        before: the transfer to another phase before which it is held, where it is.
        longest_amendment: in days, from the notice to a plan that is sent late.
    """

    figures: Figures
    sketch: Sketch
    pupil: Pupil
    review: Review
    rng: Random
    occurrence: int = 1
    amendment: int = 1
    before: PhaseAhead | None = None
    longest_amendment: int = LONGEST_AMENDMENT

    def move(
        self, name: str, on: date, form: forms.Content, role: Role = Role.CASEWORKER
    ) -> PlannedMove:
        """Plan one move of this review."""
        return PlannedMove(REVIEW, self.occurrence, name, on, role, form)

    def scheduled(self, due_on: date) -> PlannedMove:
        """Plan the opening of a review that is due on a day."""
        on = working_on_or_before(due_on - timedelta(self.rng.randint(60, 100)))
        return self.move("schedule", on, forms.review_scheduled(due_on, self.pupil.place))

    def met(self, met_on: date) -> Iterator[PlannedMove]:
        """Plan the review from its opening to its decision, as far as it came."""
        scheduled_on = working_days_after(met_on, -self.rng.randint(28, 42))
        form = forms.review_scheduled(_due_on(self.sketch.started_on, met_on), self.pupil.place)
        yield self.move("schedule", scheduled_on, form)
        yield from self.since_invited(met_on)

    def since_invited(self, met_on: date) -> Iterator[PlannedMove]:
        """Plan the review from the invitations to its decision, as far as it came."""
        people = self.pupil.rights_holders(met_on)
        invited_on = working_days_after(met_on, -self.rng.randint(11, 19))
        # The rights may pass to the young person in the meantime: both are invited.
        invited = dict.fromkeys((*self.pupil.rights_holders(invited_on), *people))
        form = forms.review_invited(invited, invited_on, met_on)
        yield self.move("invite", invited_on, form, Role.SENCO)
        form = forms.review_held(people, transfer=forms.INVENTED if self.before else "")
        yield self.move("hold meeting", met_on, form, Role.SENCO)
        decided_on = self.review.decided_on
        outcome = self.review.outcome or "maintain"
        reported_on = working_days_after(met_on, self.rng.randint(3, 11))
        reported_on = min(reported_on, decided_on or reported_on)
        reached = self.pupil.rights_holders(reported_on)
        form = forms.review_reported(reached, reported_on, outcome)
        yield self.move("send report", reported_on, form, Role.SENCO)
        yield self.move("pass to authority", reported_on, {}, Role.SENCO)
        if decided_on and self.review.outcome:
            yield from self.decided(decided_on, self.review.outcome)

    def decided(self, on: date, outcome: str) -> Iterator[PlannedMove]:
        """Plan the decision, and the final amended plan where it was to amend."""
        reached = self.pupil.rights_holders(on)
        sent_on = self.amended_on(on)
        if outcome == "amend":
            # The rights may pass before the amended plan is final: both are served.
            reached = tuple(dict.fromkeys((*reached, *self.pupil.rights_holders(sent_on))))
        form = forms.review_decided(reached, on, outcome)
        yield self.move("decide", on, form, Role.DECISION_MAKER)
        if outcome == "amend":
            next_phase_from = self.before.on if self.before else None
            form = forms.amended_plan(self.pupil.rights_holders(sent_on), sent_on, next_phase_from)
            nth = self.amendment
            yield PlannedMove(AMENDMENT, nth, "send final", sent_on, Role.DECISION_MAKER, form)

    def amended_on(self, notice_on: date) -> date:
        """Draw when the amended plan goes out: after the fifteen days, often in eight weeks."""
        in_time = self.rng.random() < AMENDED_IN_TIME
        days = self.rng.randint(*((20, EIGHT_WEEKS) if in_time else (60, self.longest_amendment)))
        drawn = working_on_or_before(notice_on + timedelta(days))
        if self.before is None:
            return drawn
        latest = working_on_or_before(self.before.final_by - timedelta(self.rng.randint(0, 20)))
        return max(min(drawn, latest), working_on_or_after(notice_on + FIFTEEN_DAYS))


def _due_on(started_on: date, met_on: date) -> date:
    """Return the end of the twelve months in which a meeting falls (AR-02, in whole years)."""
    year = met_on.year - started_on.year
    anniversary = birthday(started_on, year)
    due_on = anniversary if anniversary > met_on else birthday(started_on, year + 1)
    return due_on - timedelta(1)
