"""Making the demonstration: until yesterday evening, once, and gone on with where it broke off."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from psycopg import sql
from sqlalchemy import create_engine, make_url

from pathway import clock
from pathway.domain.synthetic.days import TERMS
from pathway.embedded.roles import entrance
from pathway.environment import settings
from pathway.persistence.revision import HOME
from pathway.services import simulating
from pathway.services.furnishing import furnish
from pathway.services.office import LONDON
from pathway.wiring.authorities import enter_authority
from pathway.wiring.offices import office_of
from tests.cli.running import pathway

MAKEFILE = Path(__file__).parents[2] / "Makefile"
OLDER, AT = "older", "0001"
"""A database of an earlier release, and its schema."""

DEMO = ("simulate", "--authority", "demo", "--until", "yesterday")


@pytest.fixture
def fresh(database, monkeypatch):
    """A database without an authority, as commands find it."""
    monkeypatch.setenv("PATHWAY_DATABASE_URL", database.app_url)
    monkeypatch.setenv("PATHWAY_OWNER_URL", database.owner_url)
    monkeypatch.setenv("PATHWAY_SECRET", database.secret)
    monkeypatch.delenv("PATHWAY_AUTHORITY", raising=False)
    return database


@pytest.fixture
def older(owner, postgres, environment):
    """A database that an earlier release made, as commands find it."""
    name = sql.Identifier(OLDER)
    owner.execute(sql.SQL("CREATE DATABASE {}").format(name))
    for statement in entrance(OLDER):
        owner.execute(statement)
    urls = (make_url(url).set(database=OLDER) for url in (postgres.owner_url, postgres.app_url))
    owner_url, app_url = (url.render_as_string(hide_password=False) for url in urls)
    engine, config = create_engine(owner_url), Config()
    with engine.connect() as connection:
        config.set_main_option("script_location", str(HOME))
        config.attributes["connection"] = connection
        command.upgrade(config, AT)
        connection.commit()
    engine.dispose()
    environment.setenv("PATHWAY_DATABASE_URL", app_url)
    environment.setenv("PATHWAY_OWNER_URL", owner_url)
    yield
    owner.execute(sql.SQL("DROP DATABASE {}").format(name))


def make_demo():
    """Return the commands that `make demo` runs, each as its words."""
    recipe = MAKEFILE.read_text().split("\ndemo:")[1].split("\n\n")[0]
    return [line.split("/pathway ")[1].split() for line in recipe.splitlines()[1:]]


def asked(database, query):
    with psycopg.connect(database.owner_url.replace("+psycopg", "")) as connection:
        return connection.execute(query).fetchone()[0]


def today():
    return clock.now().astimezone(LONDON).date()


def test_the_demonstration_is_told_until_yesterday_evening_and_kept(fresh):
    made = pathway(*DEMO)
    again = pathway(*DEMO, "--if-missing")
    anew = pathway(*DEMO)

    assert made.code == 0, made.err
    told = " ".join(made.out.split())
    assert "published of 2024" in told
    assert "is counted beside what was published of 2024" in told
    assert again.code == 0
    yesterday = today() - timedelta(days=1)
    assert f"is there already, as it was recorded on {yesterday}" in again.err
    assert anew.code == 1
    assert f"{asked(fresh, 'select count(*) from cases')} invented pupils" in told
    recorded_at = asked(fresh, "select max(recorded_at) from history").astimezone(LONDON)
    assert (recorded_at.date(), recorded_at.time()) == (yesterday, time.max)
    assert asked(fresh, "select max(occurred_on) from history") <= yesterday
    assert asked(fresh, "select reltuples from pg_class where relname = 'clocks'") > 1000


def test_it_is_gone_on_with_as_at_the_day_on_which_it_was_begun(fresh):
    began = datetime.combine(today() - timedelta(days=9), time(20), tzinfo=LONDON)
    planned = simulating.plan("demo", seed=1, until=began.date())
    new = simulating.new_authority(planned.figures, seed=1, pack="default")
    enter_authority(settings(), new)
    office = office_of(settings(), new, now=clock.now())
    some = replace(planned, lives=planned.lives[:: simulating.WORKERS * 8])  # its first share
    staff = furnish(office, some, TERMS)
    simulating.simulate(lambda: office, some, staff, recorded_at=began, workers=1)
    office.engine.dispose()

    rest = pathway(*DEMO, "--if-missing", "--json")

    assert rest.code == 0, rest.err
    lacking = len(planned.lives) - len(some.lives)
    assert f"making the {lacking} lives that are missing" in " ".join(rest.err.split())
    assert asked(fresh, "select count(*) from cases") == len(planned.lives)
    assert asked(fresh, "select count(distinct opened_at) from cases") == 1
    assert rest.json["year_published"] == 2024
    assert rest.json["year_simulated"] == planned.figures.year


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("until", "code", "why"),
    [
        pytest.param("2999-01-01", 2, "still to come", id="a day to come"),
        pytest.param("2025-05-31", 1, "take 2025-06-01", id="before the year was worked up"),
        pytest.param("one day", 1, "--until", id="no day"),
    ],
)
def test_another_day_is_refused(until, code, why):
    refused = pathway("simulate", "--until", until)

    assert refused.code == code
    assert why in refused.err


@pytest.mark.usefixtures("older")
def test_make_demo_brings_the_database_of_an_earlier_release_up_to_date():
    upgrade, simulate, _ = make_demo()
    before = pathway(*simulate)

    first = pathway(*upgrade)
    listed = pathway("authority", "list", "--json")

    assert before.code == 1
    assert f"at schema {AT}" in before.err
    assert first.code == 0, first.err
    assert listed.json == []
