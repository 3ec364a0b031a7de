"""The synthetic lives of one authority: dealt from its figures, then told as moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from pathway.domain.synthetic import forms
from pathway.domain.synthetic.assessing import ASSESSMENT, assess
from pathway.domain.synthetic.days import school_day_from, school_days_after
from pathway.domain.synthetic.lives import Life, PlannedMove
from pathway.domain.synthetic.places import Places, build
from pathway.domain.synthetic.population import deal
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.pupils import Pupil, invent
from pathway.domain.synthetic.reviewing import is_taken_over, review_moves
from pathway.domain.synthetic.sketch import UNDATED, Kind, Sketch
from pathway.domain.synthetic.supporting import EARLIEST, Supported, support
from statemachines.vocabulary import Role

PLAN = "ehc_plan"
EARLIER = "Simulated: a plan that began before the year that is simulated."
FROM_ELSEWHERE = "Simulated: a plan made by another authority, with a family that moved in."
BRIEF = (
    "Simulated: a plan issued and ended by a move to another authority within the year; the moves "
    "of the transfer are not simulated."
)
AT_SCHOOL = range(4, 16)
ASKED = frozenset(
    {
        Kind.ISSUED, Kind.JANUARY, Kind.IN_PROGRESS, Kind.REFUSED, Kind.CARRIED_OVER,
        Kind.OUTSTANDING, Kind.WITHDRAWN, Kind.NOT_ISSUED, Kind.DISPUTED,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SyntheticAuthority:
    """An authority's invented places and lives."""

    figures: Figures
    places: Places
    lives: tuple[Life, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Within what a life is told.

    Attributes:
        figures: those of the year to which the life was dealt.
        places: where pupils are educated.
        until: the last day of which support and assessments are told.
    """

    figures: Figures
    places: Places
    until: date


def plan_lives(
    figures: Figures, rng: Random, *, districts: Sequence[str] = ()
) -> SyntheticAuthority:
    """Plan every life of an authority.

    Args:
        figures: what the counts have to match.
        rng: the only source of chance; seeded alike, it plans the same lives.
        districts: the authority's districts, as its pack calls them; where none are given, those
            that come with the figures.

    Raises:
        FiguresContradict: no set of children could have these figures.
    """
    sketches = deal(figures, rng)
    places = build(len(sketches), rng)
    known = tuple(districts) or figures.invented.districts
    pupils = [
        invent(
            sketch,
            number,
            place=places.draw(rng, sketch.setting, sketch.some_age),
            district=rng.choice(known),
            on=figures.census_on,
            rng=rng,
        )
        for number, sketch in enumerate(sketches, 1)
    ]
    frame = Frame(figures, places, until=figures.census_on)
    told = zip(sketches, pupils, strict=True)
    lives = tuple(_told(frame, sketch, pupil, rng) for sketch, pupil in told)
    return SyntheticAuthority(figures, places, lives)


def _told(frame: Frame, sketch: Sketch, pupil: Pupil, rng: Random) -> Life:
    moves = beginnings(frame, sketch, pupil, at_school=rng, at_council=rng)
    moves += review_moves(frame.figures, sketch, pupil, rng)
    moves.sort(key=lambda move: move.on)
    return Life(pupil, sketch.kind, tuple(moves), sketch.moved_in_on)


def beginnings(
    frame: Frame, sketch: Sketch, pupil: Pupil, *, at_school: Random, at_council: Random
) -> list[PlannedMove]:
    """Return the moves of a life up to its plan, or to the day on which the plan was taken over.

    Args:
        frame: within what it is told.
        sketch: with the days that were dealt.
        pupil: whose life it is.
        at_school: chance, for what the school does; how much is drawn depends on `frame.until`.
        at_council: chance, for the assessment; may be the same.
    """
    moves = [*_supported(frame, sketch, pupil, at_school)]
    asked_there = any(move.move == "request EHC needs assessment" for move in moves)
    assessed = _assessed(frame, sketch, pupil, at_council)
    if asked_there and assessed:
        assessed[0] = replace(assessed[0], follows=True)
    moves += assessed
    moves += [_confirmed(move.on) for move in assessed if move.move == "issue final plan"]
    moves += _planned(frame.figures, sketch)
    return moves


def _assessed(frame: Frame, sketch: Sketch, pupil: Pupil, rng: Random) -> list[PlannedMove]:
    if sketch.kind not in ASKED:
        return []
    if sketch.ended_on is None:
        return assess(sketch, pupil, rng, until=frame.until)
    form = forms.finished_assessment_brought_in(sketch.received_on, sketch.decided_on, BRIEF)
    return [_brought_in(ASSESSMENT, sketch.finished_on, form)]


def _planned(figures: Figures, sketch: Sketch) -> Iterator[PlannedMove]:
    """Plan the taking over of a plan that no assessment told here has made."""
    if sketch.kind in {Kind.OLDER, Kind.MOVED_IN}:
        elsewhere = sketch.moved_in_on is not None
        source = FROM_ELSEWHERE if elsewhere else EARLIER
        reviewed_on = _reviewed_before(figures, sketch)
        form = forms.plan_brought_in(sketch.started_on, reviewed_on, source)
        taken_over_on = sketch.moved_in_on or sketch.started_on
        yield _brought_in(PLAN, taken_over_on, form)
        yield _confirmed(taken_over_on)
    elif sketch.ended_on and sketch.reason:
        source = BRIEF if sketch.kind is Kind.ISSUED else EARLIER
        form = forms.ceased_plan_brought_in(
            sketch.started_on, sketch.ended_on, sketch.reason, source
        )
        yield _brought_in(PLAN, sketch.ended_on, form)


def _confirmed(on: date) -> PlannedMove:
    """Plan the word that what the plan provides is secured; nobody publishes how often it is."""
    return PlannedMove(PLAN, 1, "confirm provision", on, Role.CASEWORKER, {})


def _reviewed_before(figures: Figures, sketch: Sketch) -> date | None:
    """Return the last review meeting of which the plan itself tells, when it is taken over."""
    if sketch.review is None or sketch.review.met_on is None:
        return None
    if is_taken_over(sketch, figures.year):
        return sketch.review.met_on
    a_year_before = sketch.review.met_on - timedelta(365)
    return a_year_before if a_year_before > sketch.started_on + timedelta(150) else None


def _brought_in(policy: str, on: date, form: forms.Content) -> PlannedMove:
    return PlannedMove(policy, 1, "bring in", on, Role.DATA_LOADER, form)


def _supported(frame: Frame, sketch: Sketch, pupil: Pupil, rng: Random) -> list[PlannedMove]:
    opened_on = _opened_on(frame.figures, sketch, rng)
    if opened_on is None:
        return []
    elsewhere = rng.random() < frame.figures.invented.alternative_share
    life = Supported(
        pupil=pupil,
        opened_on=opened_on,
        asked_on=sketch.received_on if sketch.kind is not Kind.SUPPORT else None,
        plan_on=sketch.started_on if sketch.started_on != UNDATED else None,
        until=frame.until,
        hub=frame.places.hub(rng, sketch.some_age) if elsewhere else None,
    )
    return support(life, rng)


def _opened_on(figures: Figures, sketch: Sketch, rng: Random) -> date | None:
    """Return when the school opened a case; None where no such history is told."""
    if sketch.kind is Kind.SUPPORT:
        first = date(figures.year - 1, 9, 11)
        return school_days_after(first, rng.randint(0, 220))
    if sketch.kind not in ASKED or sketch.ended_on or sketch.some_age not in AT_SCHOOL:
        return None
    if rng.random() >= figures.invented.graduated_share:
        return None
    opened_on = sketch.received_on - timedelta(rng.randint(100, 330))
    return school_day_from(opened_on) if opened_on >= EARLIEST else None
