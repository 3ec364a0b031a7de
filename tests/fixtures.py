"""Fixtures for tests that need an authority and a case in a database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, create_engine

from pathway.services.advance import Advanced, Ask, advance, begin
from pathway.services.casekeys import process_key
from pathway.services.office import Actor, Office
from pathway.services.registering import open_for_pupil
from statemachines.vocabulary import Role
from tests.offices import (
    LONG_CHRISTMAS,
    Around,
    an_office,
    go_to_school,
    on,
    people_around_a_pupil,
)


@pytest.fixture
def owner_engine(database) -> Iterator[Engine]:
    engine = create_engine(database.owner_url)
    yield engine
    engine.dispose()


@pytest.fixture
def office(database) -> Iterator[Office]:
    opened = an_office(database, code="001")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def other_office(database) -> Iterator[Office]:
    opened = an_office(database, code="002")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def around(office: Office) -> Around:
    return people_around_a_pupil(office)


@pytest.fixture
def senco(around: Around) -> Actor:
    return Actor(person=around.senco, role=Role.SENCO)


@pytest.fixture
def caseworker(around: Around) -> Actor:
    return Actor(person=around.caseworker, role=Role.CASEWORKER)


@pytest.fixture
def open_case(office: Office, around: Around, senco: Actor) -> Callable[..., Advanced]:
    def open_one(day: date = date(2026, 9, 7), **more: object) -> Advanced:
        content = {"concern": "reads with great effort", "year_group": "5", "primary_need": "SLCN"}
        ask = Ask(move="open case", content=content, by=senco, when=on(day), **more)
        return open_for_pupil(
            office, around.pupil, "graduated_approach", owner=around.caseworker, ask=ask
        )

    return open_one


@pytest.fixture
def request_assessment(
    office: Office, open_case: Callable[..., Advanced], caseworker: Actor
) -> Callable[..., str]:
    """Records a parent's request for an EHC needs assessment, and returns its process."""

    def request_one(day: date = date(2026, 9, 7)) -> str:
        content = {"requester": "parent", "source": "1"}
        ask = Ask(move="receive request", content=content, by=caseworker, when=on(day))
        case = open_case().process.split("/")[0]
        return begin(office, case, "ehc_needs_assessment", ask).process

    return request_one


@pytest.fixture
def requested(request_assessment: Callable[..., str]) -> str:
    """A request of 7 September 2026, of which both parents and the school are told."""
    return request_assessment()


@pytest.fixture
def academy(office: Office, around: Around) -> str:
    """The school that the pupil goes to, by its id."""
    return go_to_school(office, around, LONG_CHRISTMAS.name)


@pytest.fixture
def keeping_its_own(office: Office, academy: str) -> Office:
    """The office, in which that school has a calendar of its own."""
    return replace(office, schools={academy: office.calendars.of_school(LONG_CHRISTMAS)})


@pytest.fixture
def move(office: Office) -> Callable[..., Advanced]:
    def make_one(
        process: str, name: str, by: Actor, day: date, content: dict | None = None, **more: object
    ) -> Advanced:
        ask = Ask(move=name, content=content or {}, by=by, when=on(day), **more)
        return advance(office, process_key(process), ask)

    return make_one


@pytest.fixture
def settled(database, tmp_path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment in which the house finds the test's database."""
    monkeypatch.setenv("PATHWAY_HOME", str(tmp_path))
    monkeypatch.setenv("PATHWAY_DATABASE_URL", database.app_url)
    monkeypatch.setenv("PATHWAY_OWNER_URL", database.owner_url)
    monkeypatch.setenv("PATHWAY_SECRET", database.secret)
    return monkeypatch
