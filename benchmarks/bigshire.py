"""Bigshire: a synthetic authority of any size, with as many years of history as are asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from benchmarks.house import SECRET
from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.pack import settled_on
from pathway.domain.synthetic.days import working_on_or_before
from pathway.domain.synthetic.lives import Life, PlannedMove
from pathway.domain.synthetic.planner import SyntheticAuthority, plan_lives
from pathway.domain.synthetic.published import Figures, figures_of
from pathway.domain.synthetic.reviewing import REVIEW, Reviewed
from pathway.domain.synthetic.scaled import scaled
from pathway.domain.synthetic.sketch import Kind, Review, Sketch
from pathway.packs.loading import load_pack
from pathway.persistence.seats import engine_for
from pathway.services import simulating
from pathway.services.bulk import Load
from pathway.services.furnishing import Staff, furnish
from pathway.services.office import Office
from pathway.services.opening import open_with
from statemachines.vocabulary import Role

AS_AT = date(2026, 11, 22)
LOADED_AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
A_YEAR = timedelta(weeks=52)
SETTLED_IN = timedelta(days=150)
"""A plan is reviewed no sooner than so long after it was taken over."""

DECIDED = timedelta(days=21)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bigshire:
    """The authority in a database, with its people and places, and the lives still to be loaded."""

    office: Office
    opens: Callable[[], Office]
    staff: Staff
    planned: SyntheticAuthority

    def load(self) -> Load:
        """Load every life, with two processes."""
        return simulating.simulate(self.opens, self.planned, self.staff, recorded_at=LOADED_AT)


def planned(plans: int, *, years: int = 1) -> SyntheticAuthority:
    """Plan the lives of so many plans, of which so many years are told."""
    figures = scaled(
        figures_of("staffordshire"), plans=plans, name="Bigshire",
        invented=figures_of("demo").invented,
    ).model_copy(update={"la_code": "901"})  # fmt: skip
    found, rng = plan_lives(figures, Random(1)), Random(2)
    return replace(found, lives=tuple(_lengthened(figures, x, years, rng) for x in found.lives))


def entered(url: str, authority: SyntheticAuthority) -> Bigshire:
    """Enter the authority, its people and places, and none of the lives."""
    new = simulating.new_authority(authority.figures, seed=1, pack="default")
    opens = partial(open_office, url, new.id, new.name)
    office = opens()
    open_with(office.engine, new)
    staff = furnish(office, authority, office.calendars.school_days.calendar)
    return Bigshire(office=office, opens=opens, staff=staff, planned=authority)


def open_office(url: str, authority: UUID, name: str) -> Office:
    """Open the office of the authority, in this process or another."""
    pack = load_pack("default")
    school = pack.arrangements(AS_AT).calendar.school_calendar(name)
    return Office(
        engine=engine_for(url, authority, SECRET),
        authority_id=authority,
        code="901",
        name=name,
        synthetic=True,
        calendars=Calendars(BankHolidays.shipped(), school),
        local=settled_on(pack),
        sender=name,
        contact="send@example.org",
        link="http://localhost",
    )


def _lengthened(figures: Figures, life: Life, years: int, rng: Random) -> Life:
    """Tell the reviews of the years before as well, where the plan is so old."""
    if life.kind is not Kind.OLDER or years == 1:
        return life
    own = [move for move in life.moves if move.policy == REVIEW]
    taken_over_on = life.moves[0].on
    latest_on = own[0].on if own else date(figures.year, 6, 1)
    met_on = [working_on_or_before(latest_on - n * A_YEAR) for n in range(years - 1, 0, -1)]
    held = [day for day in met_on if day >= taken_over_on + SETTLED_IN]
    before = [
        replace(move, occurrence=n, role=_ours(move.role))
        for n, day in enumerate(held, 1)
        for move in _reviewed(figures, life, day, taken_over_on, rng)
    ]
    since = [
        replace(move, occurrence=move.occurrence + len(held)) if move.policy == REVIEW else move
        for move in life.moves
    ]
    return replace(life, moves=tuple(sorted([*since, *before], key=lambda move: move.on)))


def _reviewed(
    figures: Figures, life: Life, met_on: date, started_on: date, rng: Random
) -> Iterator[PlannedMove]:
    decided_on = working_on_or_before(met_on + DECIDED)
    review = Review(met_on=met_on, decided_on=decided_on, outcome="maintain")
    sketch = Sketch(Kind.OLDER, started_on=started_on, review=review)
    yield from Reviewed(figures, sketch, life.pupil, review, rng).met(met_on)


def _ours(role: Role) -> Role:
    """Let the authority arrange it: which school the pupil went to then is not told."""
    return Role.CASEWORKER if role is Role.SENCO else role
