"""The moves of one assessment, laid out between its request, its decision and its end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pathway.domain.synthetic import forms
from pathway.domain.synthetic.days import working_days_after, working_on_or_before
from pathway.domain.synthetic.lives import PlannedMove
from pathway.domain.synthetic.pupils import Pupil
from pathway.domain.synthetic.sketch import UNDATED, Kind, Sketch
from statemachines.vocabulary import Role

ASSESSMENT = "ehc_needs_assessment"
REFUSED = frozenset({Kind.REFUSED, Kind.CARRIED_OVER, Kind.DISPUTED})
REVERSED = (
    "Simulated: a refusal to assess was reversed after mediation or an appeal. The moves of the "
    "dispute are not simulated."
)
SOURCES = {1: ("the family", 0.35), 2: ("the school", 0.6), 3: ("health care professionals", 0.05)}
"""Who asked, by SEN2's code, and how often. PRACTICE: the Department does not publish it."""

ADVICE = (
    ("Invented school", "school"),
    ("Invented health service", "health"),
    ("Invented psychology service", "psychology"),
    ("Invented social care team", "social_care"),
)


@dataclass(frozen=True, slots=True)
class Course:
    """The days of one assessment."""

    received_on: date
    decided_on: date
    issue_agreed_on: date
    drafted_on: date
    finished_on: date


def course(sketch: Sketch, decided_on: date, rng: Random) -> Course:
    """Lay out the days between the decision to assess and the end.

    The draft goes out three to seven weeks before the final plan, never fewer than sixteen days;
    the decision to issue comes one to three weeks before the draft.
    """
    left = (sketch.finished_on - decided_on).days
    before = min(rng.randint(20, 48), max(17, left // 3))
    drafted_on = working_on_or_before(sketch.finished_on - timedelta(before))
    agreed_on = working_on_or_before(drafted_on - timedelta(rng.randint(3, 18)))
    agreed_on = max(agreed_on, decided_on)
    return Course(sketch.received_on, decided_on, agreed_on, drafted_on, sketch.finished_on)


def assess(sketch: Sketch, pupil: Pupil, rng: Random, *, until: date) -> list[PlannedMove]:
    """Return the moves of the assessment of a life, up to a day.

    Args:
        sketch: with the days that were dealt.
        pupil: whose assessment it is.
        rng: fills in what was not dealt.
        until: the census day; what would come later is left out.
    """
    telling = Telling(sketch, pupil, rng)
    moves = [*telling.asked()]
    if sketch.kind is Kind.WITHDRAWN:
        moves.append(telling.move("withdraw", sketch.finished_on, forms.withdrawn()))
    elif sketch.kind in REFUSED:
        moves.append(telling.refused("refuse to assess", sketch.decided_on))
    elif sketch.kind is not Kind.OUTSTANDING:
        moves += telling.agreed()
    if sketch.kind is Kind.DISPUTED:
        again = Telling(sketch, pupil, rng, occurrence=2)
        return sorted_by_day(moves, until) + sorted_by_day([*again.reopened()], until)
    return sorted_by_day(moves, until)


def sorted_by_day(moves: Iterable[PlannedMove], until: date) -> list[PlannedMove]:
    """Put the moves of one process into order, and leave out what comes after a day."""
    return sorted((move for move in moves if move.on <= until), key=lambda move: move.on)


def who_asks(rng: Random) -> tuple[int, str]:
    """Draw who asks for an assessment: the code of SEN2, and the words."""
    source = rng.choices([*SOURCES], [share for _, share in SOURCES.values()])[0]
    return source, SOURCES[source][0]


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to tell one assessment."""

    sketch: Sketch
    pupil: Pupil
    rng: Random
    occurrence: int = 1

    def move(
        self, name: str, on: date, form: forms.Content, role: Role = Role.CASEWORKER
    ) -> PlannedMove:
        """Plan one move of this assessment."""
        return PlannedMove(ASSESSMENT, self.occurrence, name, on, role, form)

    def refused(self, name: str, on: date) -> PlannedMove:
        """Plan a refusal, with reasons and rights."""
        form = forms.refused(self.pupil.rights_holders(on), on)
        return self.move(name, on, form, Role.DECISION_MAKER)

    def asked(self) -> Iterator[PlannedMove]:
        """Plan the request, and what comes before the decision."""
        received_on, decided_on = self.sketch.received_on, self.sketch.decided_on
        form = forms.request_received(*who_asks(self.rng))
        yield self.move("receive request", received_on, form)
        asked_on = working_days_after(received_on, self.rng.randint(1, 5))
        before = self.sketch.finished_on if self.sketch.kind is Kind.WITHDRAWN else decided_on
        if before == UNDATED or before > asked_on:
            family = forms.family_consulted(self.pupil.rights_holders(asked_on), asked_on)
            yield self.move("consult family", asked_on, family)
        panel_on = working_days_after(decided_on, -2) if decided_on != UNDATED else decided_on
        if panel_on > asked_on:
            word = "refuse_to_assess" if self.sketch.kind in REFUSED else "assess"
            form = forms.panel_recommended(word)
            yield self.move("panel recommends", panel_on, form, Role.PANEL)

    def agreed(self) -> Iterator[PlannedMove]:
        """Plan the decision to assess, and all that follows from it."""
        decided_on = self.sketch.decided_on
        form = forms.notified(self.pupil.rights_holders(decided_on), decided_on)
        yield self.move("decide to assess", decided_on, form, Role.DECISION_MAKER)
        yield from self.assessed(decided_on)

    def reopened(self) -> Iterator[PlannedMove]:
        """Plan the assessment after a reversal, brought in where the reversal left it."""
        on = self.sketch.reopened_on
        form = forms.assessment_brought_in("assessing", on, on, REVERSED)
        yield self.move("bring in", on, form, Role.DATA_LOADER)
        yield from self.assessed(on)

    def assessed(self, decided_on: date) -> Iterator[PlannedMove]:
        """Plan the advice, and the plan or its refusal."""
        days = course(self.sketch, decided_on, self.rng)
        yield from self.advised(decided_on, days.issue_agreed_on)
        if self.sketch.exempt:
            told = self.pupil.rights_holders(days.issue_agreed_on)
            form = forms.exemption_recorded(told, days.issue_agreed_on)
            on = days.issue_agreed_on
            yield self.move("record exemption", on, form, Role.DECISION_MAKER)
        if self.sketch.kind is Kind.NOT_ISSUED:
            yield self.refused("refuse to issue", days.finished_on)
        else:
            yield from self.planned(days)

    def advised(self, decided_on: date, needed_by: date) -> Iterator[PlannedMove]:
        """Plan the requests for advice and the advice, most of it in time."""
        for adviser, kind in ADVICE:
            asked_on = working_days_after(decided_on, self.rng.randint(0, 2))
            asked_on = min(asked_on, max(decided_on, needed_by))
            form = forms.advice_asked(adviser, kind, asked_on)
            yield self.move("ask for advice", asked_on, form)
            within = min((needed_by - asked_on).days, self.rng.randint(24, 56))
            came_on = working_on_or_before(asked_on + timedelta(max(within, 0)))
            form = forms.advice_received(adviser, kind)
            yield self.move("advice received", max(came_on, asked_on), form)

    def planned(self, days: Course) -> Iterator[PlannedMove]:
        """Plan the decision to issue, the draft, the consultation and the final plan."""
        pupil, end = self.pupil, days.finished_on
        on = days.issue_agreed_on
        yield self.move("decide to issue", on, forms.issue_agreed(), Role.DECISION_MAKER)
        on = days.drafted_on
        # The rights may pass to the young person before the plan is final: both are served.
        served = dict.fromkeys((*pupil.rights_holders(on), *pupil.rights_holders(end)))
        yield self.move("issue draft", on, forms.draft_served(served, on))
        said_on = working_days_after(on, self.rng.randint(5, 9))
        person = pupil.rights_holders(said_on)[0]
        yield self.move("representations", said_on, forms.represented(person, None))
        if pupil.place.urn:
            asked_on = working_days_after(on, 2)
            yield self.move("consult a setting", asked_on, forms.consulted(pupil.place))
            answer_on = working_on_or_before(asked_on + timedelta(self.rng.randint(9, 12)))
            yield self.move("setting answers", answer_on, forms.answered(pupil.place))
        form = forms.final_plan(pupil.place, pupil.need, pupil.rights_holders(end), end)
        yield self.move("issue final plan", end, form, Role.DECISION_MAKER)
