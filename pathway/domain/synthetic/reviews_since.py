"""The reviews of a plan since the year that is counted: the one it left open, and each next one.

They are opened as time opens them, sixteen weeks ahead or in time for the list of their term. What
is overdue at the end of the year is made up for in the weeks after its census.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from random import Random

from pathway.domain.phases_ahead import PhaseAhead
from pathway.domain.review_lead import LIST_BEFORE_TERM, Opening, opening
from pathway.domain.school_ages import birthday
from pathway.domain.synthetic import forms
from pathway.domain.synthetic.by_age import Transfer
from pathway.domain.synthetic.days import (
    TERMS,
    working_days_after,
    working_on_or_before,
)
from pathway.domain.synthetic.lives import PlannedMove
from pathway.domain.synthetic.next_review import LONGEST_AMENDMENT, Draws, held_on
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.pupils import Pupil
from pathway.domain.synthetic.reviewing import Reviewed, is_taken_over, review_moves
from pathway.domain.synthetic.sketch import Review, Sketch
from statemachines.vocabulary import Role

SENCO = Role.SENCO
A_DAY = timedelta(days=1)
MEETING_BEFORE_DUE = timedelta(weeks=4)
MEETING_BEFORE_FINAL = timedelta(weeks=12)
"""AR-03, and the meetings of AR-16 and AR-17: planned back, PRACTICE."""


@dataclass(slots=True)
class Going:
    """The reviews of one plan, as far as they are told.

    Attributes:
        since: the day from which the twelve months run.
        free_from: from when the next review may be opened.
        served: the last day on which a meeting has looked at what lies ahead.
        named_by: the transfers whose setting an amended plan has named.
        ceases_on: the day of the decision that the plan ceases.
    """

    since: date
    free_from: date
    served: date = date.min
    reviews: int = 0
    amendments: int = 0
    named_by: list[PhaseAhead] = field(default_factory=list)
    ceases_on: date | None = None
    moves: list[PlannedMove] = field(default_factory=list)

    def count(
        self, met_on: date, moves: list[PlannedMove], *, ceases_on: date | None = None
    ) -> None:
        """Count one review that is told."""
        self.moves += moves
        self.reviews += 1
        self.amendments += any(move.move == "send final" for move in moves)
        self.since = self.served = met_on
        self.free_from = max(move.on for move in moves) + A_DAY
        self.ceases_on = ceases_on


@dataclass(frozen=True, slots=True)
class Since:
    """What is needed to tell the reviews of one plan."""

    figures: Figures
    sketch: Sketch
    pupil: Pupil
    transfers: tuple[Transfer, ...]
    rng: Random
    until: date

    @property
    def _draws(self) -> Draws:
        return Draws(self.figures, self.pupil, self.rng)

    def told(self) -> Going:
        """Tell every review that is opened until a day."""
        started_on = self.sketch.started_on
        going = Going(started_on, max(started_on, self.sketch.moved_in_on or started_on) + A_DAY)
        if self.sketch.review is not None:
            self._of_the_year(self.sketch.review, going)
        while going.ceases_on is None:
            opens, before = self._opening(going)
            if opens.on > self.until:
                break
            self._next(going, opens, before)
        return going

    def _of_the_year(self, review: Review, going: Going) -> None:
        if is_taken_over(self.sketch, self.figures.year):
            moves = review_moves(self.figures, self.sketch, self.pupil, self.rng)
            going.count(held_on(review), moves)
            return
        if review.met_on is None:
            scheduled = self._reviewed(going, review).scheduled(_anniversary(going.since))
            review = self._draws.decided(self._draws.meeting(scheduled.on, scheduled.on))
            moves = [scheduled, *self._held(self._reviewed(going, review))]
        else:
            review = self._draws.decided_at_last(review)
            moves = [*self._reviewed(going, review).met(held_on(review))]
        going.count(held_on(review), moves, ceases_on=_ceases_on(review))

    def _next(self, going: Going, opens: Opening, before: PhaseAhead | None) -> None:
        by = _meeting_by(going.since, before)
        met_on = self._draws.meeting(by, opens.on)
        review = self._draws.decided(met_on, before_transfer=before is not None)
        told = self._reviewed(going, review, before)
        moves = [*self._opened(told, going.since, opens), *self._held(told)]
        if before is not None:
            going.named_by.append(before)
        going.count(held_on(review), moves, ceases_on=_ceases_on(review))

    def _held(self, told: Reviewed) -> Iterator[PlannedMove]:
        met_on = held_on(told.review)
        for move in told.since_invited(met_on):
            yield move
            if move.move == "invite":
                on = max(move.on, working_days_after(met_on, -self.rng.randint(11, 15)))
                yield told.move("circulate advice", on, forms.review_advice_circulated(), SENCO)

    def _opened(self, told: Reviewed, since: date, opens: Opening) -> Iterator[PlannedMove]:
        due_on = told.before.final_by if told.before else _anniversary(since)
        kind = "phase_transfer" if told.before else "annual"
        term = opens.term_starts_on
        form = forms.review_opened(due_on, self.pupil.place, kind, term)
        yield told.move("schedule", opens.on, form)
        given_before = LIST_BEFORE_TERM + timedelta(self.rng.randint(0, 10))
        if term is not None:
            on = max(opens.on, working_on_or_before(term - given_before))
            if on < held_on(told.review):
                yield told.move("give review list", on, forms.review_list_given())

    def _opening(self, going: Going) -> tuple[Opening, PhaseAhead | None]:
        """Return when the next review is opened, and the transfer it is held before, if any."""
        due_on, free = _anniversary(going.since), going.free_from
        annual = self._opens(due_on, due_on - MEETING_BEFORE_DUE, free)
        waiting = (one for one in self.transfers if one.by_review and one.found_on > going.served)
        transfer = next(waiting, None)
        if transfer is None:
            return annual, None
        final_by, earliest = transfer.ahead.final_by, max(free, transfer.found_on)
        phase = self._opens(final_by, final_by - MEETING_BEFORE_FINAL, earliest)
        if annual.on < transfer.found_on:
            return annual, None
        return min(annual, phase, key=lambda one: one.on), transfer.ahead

    def _opens(self, due_on: date, meeting_by: date, earliest: date) -> Opening:
        opens = partial(opening, due_on, meeting_by=meeting_by, school_year=TERMS)
        on = max(opens(today=earliest).on, earliest)
        return replace(opens(today=on), on=on)

    def _reviewed(self, going: Going, review: Review, before: PhaseAhead | None = None) -> Reviewed:
        return Reviewed(
            self.figures, self.sketch, self.pupil, review, self.rng,
            occurrence=going.reviews + 1, amendment=going.amendments + 1, before=before,
            longest_amendment=LONGEST_AMENDMENT,
        )  # fmt: skip


def _ceases_on(review: Review) -> date | None:
    return review.decided_on if review.outcome == "cease" else None


def _anniversary(since: date) -> date:
    """Return the last day of the twelve months that begin with a day (AR-01, AR-02)."""
    return birthday(since, 1) - A_DAY


def _meeting_by(since: date, before: PhaseAhead | None) -> date:
    by = _anniversary(since) - MEETING_BEFORE_DUE
    return min(by, before.final_by - MEETING_BEFORE_FINAL) if before else by
