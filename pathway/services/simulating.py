"""Make a synthetic authority: invented lives whose counts are the published ones, as real moves."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import cycle
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.calendars import BankHolidays
from pathway.domain.dossier import Officer
from pathway.domain.identifiers import new_reference
from pathway.domain.rehearsal import Rehearsal
from pathway.domain.synthetic.comparison import Row, compare, surveyed
from pathway.domain.synthetic.counted_later import counted_in, year_counted
from pathway.domain.synthetic.facts import Measured
from pathway.domain.synthetic.facts import read as read_facts
from pathway.domain.synthetic.lives import Life
from pathway.domain.synthetic.planner import SyntheticAuthority, plan_lives
from pathway.domain.synthetic.published import Figures, figures_of
from pathway.domain.synthetic.rehearsing import Stage, details_of, links_of, rehearse
from pathway.domain.synthetic.told_on import plan_on
from pathway.persistence import reading_pupils, recorded
from pathway.persistence.authorities import KnownAuthority
from pathway.services.bulk import Load, Loaded, load
from pathway.services.furnishing import Staff, drawn_id
from pathway.services.hands import shared_out
from pathway.services.office import Office
from statemachines.vocabulary import Role

WORKERS = 2
RANDOM_BYTES = 10

OpensOffice = Callable[[], Office]
"""Opens the office anew: another process can't use this one's connections."""


def new_authority(figures: Figures, *, seed: int, pack: str) -> KnownAuthority:
    """Return the row of a synthetic authority; the same seed and year give the same id."""
    counted = f"/{figures.year}" if figures.years_later else ""
    return KnownAuthority(
        id=drawn_id(Random(f"{figures.name}/{seed}{counted}")),
        code=figures.la_code,
        name=f"{figures.name} (synthetic)",
        pack=pack,
        synthetic=True,
    )


def figures_until(authority: str, until: date | None) -> Figures:
    """Return the figures of an authority, counted in the last complete year before a day.

    Args:
        authority: whose figures.
        until: the day until which lives are told; None for the year that was published.

    Raises:
        FiguresUnknown: no figures are shipped under that name.
        ToldTooShort: the day comes before the published year was worked up.
        CalendarRunsOut: it lies beyond the known bank holidays.
    """
    figures = figures_of(authority)
    if until is None:
        return figures
    known = BankHolidays.shipped()
    if not known.knows(until):
        raise known.runs_out(until)
    return counted_in(figures, year_counted(figures, until))


def plan(authority: str, *, seed: int, until: date | None = None) -> SyntheticAuthority:
    """Plan the lives of a synthetic authority.

    Args:
        authority: whose figures are matched.
        seed: the same plans the same lives.
        until: the last day of which anything is told; None to end with the year's survey.

    Raises:
        FiguresUnknown: no figures are shipped under that name.
        ToldTooShort: the day comes before the published year was worked up.
        CalendarRunsOut: it lies beyond the known bank holidays.
    """
    figures, rng = figures_until(authority, until), Random(seed)
    return plan_lives(figures, rng) if until is None else plan_on(figures, rng, until=until)


def begun_at(office: Office) -> datetime | None:
    """Return the moment as at which the first case was recorded; None where there is none."""
    with office.engine.connect() as connection:
        return recorded.first_case_at(connection)


def missing(office: Office, planned: SyntheticAuthority) -> int:
    """Return how many of the lives are not loaded: none, unless loading was broken off.

    Where others are there and none of these, they were made by another release, and are whole.
    """
    there, lives = _pupils(office), {life.pupil.id for life in planned.lives}
    return 0 if there and lives.isdisjoint(there) else len(lives - there)


def simulate(
    open_office: OpensOffice,
    planned: SyntheticAuthority,
    staff: Staff,
    *,
    recorded_at: datetime,
    workers: int = WORKERS,
    progress: Callable[[Load], None] = lambda _: None,
) -> Load:
    """Load every life that is not there yet, shared out among processes.

    A life is loaded whole or not at all, so that loading that was broken off goes on where it was.

    Args:
        open_office: opens the office in another process.
        planned: the lives.
        staff: who acts in them.
        recorded_at: the moment as at which they are recorded: nothing that was due before it is
            still owed, and nothing may have happened after it.
        workers: how many processes share the work; 1 loads in this one.
        progress: is told what has been loaded, after each share.
    """
    total = Load()
    load_share = partial(_load_share, open_office, staff, recorded_at)
    for loaded in shared_out(load_share, _shares(planned.lives, workers), hands=workers):
        total += loaded
        progress(total)
    return total


def compared(office: Office, figures: Figures) -> list[Row]:
    """Compare what is recorded of a synthetic authority with what was published."""
    with office.engine.connect() as connection:
        return compare(figures, list(_measured(figures, connection)))


def _measured(figures: Figures, connection: Connection) -> Iterator[Measured]:
    for case in recorded.cases(connection):
        entries = surveyed(figures, case.entries)
        yield read_facts(entries, born_on=case.born_on, sex=case.sex, need=case.need)


class _Share(NamedTuple):
    """A part of the lives; what is drawn for them hangs on its number alone, not on who loads."""

    number: int
    lives: tuple[Life, ...]


def _shares(lives: Sequence[Life], workers: int) -> list[_Share]:
    pieces = workers if workers == 1 else workers * 8
    return [_Share(n, tuple(lives[n::pieces])) for n in range(pieces)]


def _load_share(
    open_office: OpensOffice,
    staff: Staff,
    recorded_at: datetime,
    share: _Share,
) -> Load:
    office = open_office()
    rng, there = Random(f"{office.authority_id}/{share.number}"), _pupils(office)
    owners = cycle(staff.caseworkers)
    # Those that are there are made up all the same: what is drawn for the others is then the same.
    cases = (
        (life, _loaded(office, staff, life, next(owners), rng, recorded_at=recorded_at))
        for life in share.lives
    )
    new = (case for life, case in cases if life.pupil.id not in there)
    done = load(office, new, recorded_at=recorded_at)
    office.engine.dispose()
    return done


def _pupils(office: Office) -> frozenset[UUID]:
    with office.engine.connect() as connection:
        return reading_pupils.ids(connection)


def _loaded(
    office: Office, staff: Staff, life: Life, owner: Officer, rng: Random, *, recorded_at: datetime
) -> Loaded:
    stage = Stage(
        cast={**staff.cast, Role.CASEWORKER: owner.id},
        sencos=staff.sencos,
        owner=owner,
        local=office.local,
        new_id=_ids(rng),
        today=office.legal_day(recorded_at),
        calendars=office.calendars,
    )
    case = rehearse(life, stage, reference=new_reference(rng.randbytes(RANDOM_BYTES)))
    return Loaded(case, _rows(office, life, case, rng, recorded_at))


def _rows(
    office: Office, life: Life, case: Rehearsal, rng: Random, recorded_at: datetime
) -> dict[str, list[tuple[Any, ...]]]:
    a, pupil, owner = office.authority_id, life.pupil, case.owner.id
    first = min((move.on for move in life.moves), default=office.legal_day(recorded_at))
    details = [(d.kind, d.value, d.from_on) for d in details_of(pupil)]
    return {
        "people": [(a, r.id, r.name, r.email, Role.FAMILY.value) for r in pupil.family],
        "pupils": [
            (
                a, pupil.id, pupil.given_name, pupil.family_name, pupil.born_on, pupil.sex,
                pupil.postcode, pupil.upn, pupil.upn_unknown, False,
            )
        ],
        "links": [
            (
                a, drawn_id(rng), pupil.id, link.id, relative.relationship, link.audience,
                link.parental_responsibility, "en", False, "standard", link.channel, True, True,
                False, False, False, link.from_on,
            )
            for link, relative in zip(links_of(pupil), pupil.family, strict=True)
        ],
        "pupil_details": [
            (a, drawn_id(rng), pupil.id, kind, value, from_on, recorded_at)
            for kind, value, from_on in (*details, ("caseworker", str(owner), first))
        ],
        "cases": [(a, case.case_id, case.reference, pupil.id, owner, recorded_at)],
    }  # fmt: skip


def _ids(rng: Random) -> Iterator[UUID]:
    while True:
        yield drawn_id(rng)
