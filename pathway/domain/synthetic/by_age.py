"""What a plan's age and year ask of it: transfers between phases, reviews under five, its last day.

Source:
    SI 2014/1530 reg 18; SEND Code of Practice 9.178; CFA 2014 s.46.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pathway.domain.phases_ahead import FOUND_AHEAD, PhaseAhead, phases_ahead
from pathway.domain.school_ages import academic_year, age_on, birthday, curriculum_year
from pathway.domain.synthetic import forms
from pathway.domain.synthetic.days import a_working_day, working_on_or_after
from pathway.domain.synthetic.lives import PlannedMove
from pathway.domain.synthetic.places import Places
from pathway.domain.synthetic.pupils import Pupil
from statemachines.vocabulary import Role

PLAN = "ehc_plan"
FIVE, AGE_LIMIT = 5, 25
UNDER_FIVE_EVERY = (65, 84)
"""In days: between two looks at a child under five, so that no review has to be opened for it."""

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer to another phase that lies ahead of a plan, and when that was found.

    Attributes:
        by_review: whether a review of its own comes before it: there is none in the year that is
            counted, whose reviews are dealt, nor before a plan that has only just been made.
    """

    ahead: PhaseAhead
    found_on: date
    by_review: bool


def transfers(pupil: Pupil, here_from: date, *, counted: int, until: date) -> tuple[Transfer, ...]:
    """List the transfers of a pupil that are found until a day, the earliest first.

    Args:
        pupil: whose plan it is.
        here_from: since when the authority maintains the plan.
        counted: the calendar year that is counted; earlier transfers are not told.
        until: the last day of which anything is told.
    """
    years = range(counted + 1, until.year + 2)
    found = (_transfer(ahead, here_from, counted) for ahead in _ahead(pupil, years))
    return tuple(one for one in found if one.found_on <= min(one.ahead.final_by, until))


def _ahead(pupil: Pupil, years: range) -> Iterator[PhaseAhead]:
    for year in years:
        for entered, ahead in phases_ahead(date(year, 8, 31)):
            if ahead.on.year == year and curriculum_year(ahead.on, pupil.born_on) == entered:
                yield ahead


def _transfer(ahead: PhaseAhead, here_from: date, counted: int) -> Transfer:
    found_on = max(ahead.on - FOUND_AHEAD, here_from + A_DAY)
    by_review = found_on < date(ahead.on.year - 1, 9, 1) and ahead.on.year > counted + 1
    return Transfer(ahead, found_on, by_review)


def found(transfer: Transfer) -> PlannedMove:
    """Plan that a transfer is found."""
    form = forms.phase_transfer_found(transfer.ahead.field, transfer.ahead.on)
    return _move("find phase transfer", transfer.found_on, form)


def named(transfer: Transfer, pupil: Pupil, places: Places, rng: Random) -> PlannedMove:
    """Plan that the setting of the next phase is named other than by the review before it."""
    earliest = max(transfer.found_on, date(transfer.ahead.on.year, 1, 8))
    on = a_working_day(rng, earliest, max(earliest, transfer.ahead.final_by))
    if not transfer.by_review and transfer.found_on > transfer.ahead.on - FOUND_AHEAD:
        on = working_on_or_after(transfer.found_on)  # the new plan says it from the start
    kind = pupil.place.kind if pupil.place.urn else "mainstream"
    place = places.draw(rng, kind, age_on(transfer.ahead.on, pupil.born_on))
    return _move("name phase setting", on, forms.phase_setting_named(place, transfer.ahead.on))


def under_five(pupil: Pupil, since: date, rng: Random, *, until: date) -> Iterator[PlannedMove]:
    """Plan the looks at a child under five, from a day on.

    Source:
        SEND Code of Practice 9.178: every three to six months.
    """
    on = working_on_or_after(since + timedelta(rng.randint(*UNDER_FIVE_EVERY)))
    while on < birthday(pupil.born_on, FIVE) and on <= until:
        yield _move("review under five", on, forms.under_five_reviewed())
        on = working_on_or_after(on + timedelta(rng.randint(*UNDER_FIVE_EVERY)))


def last_day(pupil: Pupil) -> date:
    """Return the end of the academic year of the 25th birthday, beyond which no plan goes on.

    Source:
        CFA 2014 s.46.
    """
    return date(academic_year(birthday(pupil.born_on, AGE_LIMIT)) + 1, 8, 31)


def _move(name: str, on: date, form: forms.Content) -> PlannedMove:
    return PlannedMove(PLAN, 1, name, on, Role.CASEWORKER, form)
