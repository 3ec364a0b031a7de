from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache
from random import Random
from uuid import UUID

import pytest

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.dossier import Officer
from pathway.domain.synthetic.planner import SyntheticAuthority, plan_lives
from pathway.domain.synthetic.published import figures_of
from pathway.domain.synthetic.rehearsing import Stage
from statemachines.settings import LocalSettings
from statemachines.vocabulary import Role


@cache
def _planned(authority: str, seed: int) -> SyntheticAuthority:
    return plan_lives(figures_of(authority), Random(seed))


@pytest.fixture(scope="session")
def planned() -> Callable[[str, int], SyntheticAuthority]:
    """The lives of an authority, planned once a run for each seed."""
    return _planned


@pytest.fixture
def stage() -> Stage:
    """A cast of one person a role, all recorded long after the simulated year."""
    rng = Random("the stage")
    cast = {role: UUID(int=rng.getrandbits(128), version=4) for role in Role}
    return Stage(
        cast=cast,
        sencos=defaultdict(lambda: cast[Role.SENCO]),
        owner=Officer(id=cast[Role.CASEWORKER], name="Cas Worker", email=None),
        local=lambda _: LocalSettings(),
        new_id=iter(lambda: UUID(int=rng.getrandbits(128), version=4), None),
        today=date(2026, 11, 22),
        calendars=Calendars(BankHolidays.shipped()),
    )
