"""Lives told on until a day: those of the year that is counted, and of those who came since.

The year is dealt as its figures say and counted against them. What follows is drawn at the same
rates, life by life, and counted in none of them; what would come after the day is left out. The
same seed tells the same lives whatever the day, only further.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.counted import last_day_to_appeal
from pathway.domain.synthetic import forms
from pathway.domain.synthetic.by_age import PLAN, found, last_day, named, transfers, under_five
from pathway.domain.synthetic.chance import Chance
from pathway.domain.synthetic.counted_later import counted_in
from pathway.domain.synthetic.days import working_days_after
from pathway.domain.synthetic.lives import Life, PlannedMove
from pathway.domain.synthetic.open_requests import conclude
from pathway.domain.synthetic.places import Places, build
from pathway.domain.synthetic.planner import Frame, SyntheticAuthority, beginnings
from pathway.domain.synthetic.population import deal
from pathway.domain.synthetic.published import Figures
from pathway.domain.synthetic.pupils import Pupil, invent
from pathway.domain.synthetic.reviewing import AMENDMENT, REVIEW
from pathway.domain.synthetic.reviews_since import Going, Since
from pathway.domain.synthetic.school_year import owed_to_parents
from pathway.domain.synthetic.sketch import UNDATED, Kind, Sketch
from statemachines.vocabulary import Role

AHEAD = timedelta(weeks=26)
"""Lives are laid out so far beyond the day, so that what is left out does not change the rest."""

SEEN_AFTER = 3
"""In working days: after the time to appeal is over, until the plan is ended. PRACTICE."""

OF_THE_PLAN = frozenset({PLAN, REVIEW, AMENDMENT})


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody of an authority, and how far they are told.

    Attributes:
        figures: those of the year that is counted.
        until: the last day of which anything is recorded.
        districts: where families live.
    """

    figures: Figures
    places: Places
    chance: Chance
    until: date
    districts: tuple[str, ...]

    @property
    def laid_out(self) -> date:
        """The last day up to which lives are laid out."""
        return self.until + AHEAD


def plan_on(
    figures: Figures, rng: Random, *, until: date, districts: Sequence[str] = ()
) -> SyntheticAuthority:
    """Plan every life of an authority until a day.

    Args:
        figures: what the counts of its year have to match; see `counted_in`.
        rng: gives the seed; seeded alike, the same lives are planned.
        until: the last day of which anything is told, some months after the year.
        districts: as in `plan_lives`.

    Raises:
        FiguresContradict: no set of children could have these figures.
    """
    sketches = deal(figures, rng)
    places = build(len(sketches), rng)
    known = tuple(districts) or figures.invented.districts
    crowd = Crowd(figures, places, Chance(str(rng.getrandbits(64))), until, known)
    conclude(figures, sketches, crowd.chance)
    everybody = [(figures, sketch) for sketch in sketches]
    for year in range(figures.year + 1, until.year + 2):  # support begins in the autumn before
        everybody += _newcomers(crowd, year)
    told = (_told(crowd, n, frame, who) for n, (frame, who) in enumerate(everybody, 1))
    return SyntheticAuthority(figures, places, tuple(life for life in told if life.moves))


def _newcomers(crowd: Crowd, year: int) -> list[tuple[Figures, Sketch]]:
    """List who asks, or is first supported, in a year after the one that is counted."""
    figures = counted_in(crowd.figures, year)
    sketches = deal(figures, crowd.chance.of("dealt", year))
    conclude(figures, sketches, crowd.chance)
    return [
        (figures, sketch)
        for sketch in sketches
        if sketch.ended_on is None
        and (sketch.kind is Kind.SUPPORT or sketch.received_on.year == year)
    ]


def _told(crowd: Crowd, number: int, figures: Figures, sketch: Sketch) -> Life:
    pupil = _pupil(crowd, number, sketch)
    chance = Chance(f"{crowd.chance.seed}/{number}")
    moves = beginnings(
        Frame(figures, crowd.places, crowd.laid_out), sketch, pupil,
        at_school=chance.of("school"), at_council=chance.of("council"),
    )  # fmt: skip
    moves += owed_to_parents(moves, pupil.parents(), chance.of("school year"), until=crowd.laid_out)
    if sketch.started_on != UNDATED and sketch.ended_on is None:
        moves += _admitted(moves, pupil)
        moves = [*_held(crowd, sketch, pupil, moves, chance)]
    told = sorted((move for move in moves if move.on <= crowd.until), key=lambda move: move.on)
    return Life(pupil, sketch.kind, tuple(told), sketch.moved_in_on)


def _pupil(crowd: Crowd, number: int, sketch: Sketch) -> Pupil:
    rng = crowd.chance.of("pupil", number)
    return invent(
        sketch,
        number,
        place=crowd.places.draw(rng, sketch.setting, sketch.some_age),
        district=rng.choice(crowd.districts),
        on=crowd.until,
        rng=rng,
    )


def _admitted(moves: Sequence[PlannedMove], pupil: Pupil) -> list[PlannedMove]:
    """Plan that a school admits the pupil whose new plan names it."""
    if not pupil.place.urn:
        return []
    named_on = [move.on for move in moves if move.move == "issue final plan"]
    return [_of_plan("record admission", day, forms.admitted(pupil.place)) for day in named_on]


def _held(
    crowd: Crowd, sketch: Sketch, pupil: Pupil, moves: Sequence[PlannedMove], chance: Chance
) -> Iterator[PlannedMove]:
    """Yield the moves of a life with a plan: those told already, and all that the plan asks since.

    Nothing of the plan goes on beyond its end.
    """
    here_from = sketch.moved_in_on or sketch.started_on
    counted, until = crowd.figures.year, crowd.laid_out
    ahead = transfers(pupil, here_from, counted=counted, until=until)
    going = Since(crowd.figures, sketch, pupil, ahead, chance.of("reviews"), until).told()
    rng = chance.of("age")
    since = [*going.moves, *under_five(pupil, here_from, rng, until=until)]
    for transfer in ahead:
        since.append(found(transfer))
        if transfer.ahead not in going.named_by:
            since.append(named(transfer, pupil, crowd.places, chance.of(transfer.ahead.rule)))
    end = _end(crowd, pupil, going)
    for move in (*moves, *since):
        if move.policy not in OF_THE_PLAN or move.on < end.on:
            yield move
    yield end


def _end(crowd: Crowd, pupil: Pupil, going: Going) -> PlannedMove:
    """Plan the end of a plan: after the notice of it, or at the age limit."""
    limit = last_day(pupil)
    if going.ceases_on is not None:
        over = last_day_to_appeal(Calendars(BankHolidays.shipped()), going.ceases_on, None)
        if over is not None and over < limit:
            on = working_days_after(max(over, crowd.figures.census_on), SEEN_AFTER)
            return _of_plan("end plan", on, forms.plan_ended("needs_met"))
    return _of_plan("end plan", limit, forms.plan_ended("max_age"))


def _of_plan(name: str, on: date, form: forms.Content) -> PlannedMove:
    return PlannedMove(PLAN, 1, name, on, Role.CASEWORKER, form)
