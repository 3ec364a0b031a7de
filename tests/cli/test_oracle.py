"""`pathway oracle`: a table for people, a document for programs, and what is refused."""

import pytest

from pathway.domain.oracle.timeline import timelines
from pathway.persistence.authorities import YARDSTICK, KnownAuthority
from pathway.persistence.seats import engine_for
from pathway.services.opening import open_with
from tests.cli.running import done, pathway
from tests.offices import an_office


@pytest.fixture
def alone(settled, monkeypatch):
    """A database of this test alone, in which there is no authority yet."""
    monkeypatch.delenv("PATHWAY_AUTHORITY", raising=False)
    return settled


@pytest.mark.usefixtures("alone")
def test_the_comparison_is_told_as_a_table_and_agrees():
    ran = pathway("oracle")

    assert ran.code == 0
    assert ran.err.startswith(
        "opened The Ombudsman's timelines (synthetic) as authority 990; it stays"
    )
    row = next(line for line in ran.out.splitlines() if line.startswith("bucks-25-018-823"))
    assert row.split() == [
        "bucks-25-018-823", "A", "final", "plan", "(20", "weeks)", "EHC-08", "2025-07-30",
        "2025-07-30", "0", "days", "same",
    ]  # fmt: skip
    assert "the page prints" in ran.out
    assert "an order to make a plan is carried out in 5 weeks" in ran.out
    assert f"{len(timelines())} timelines" in ran.out


@pytest.mark.usefixtures("alone")
def test_the_same_comes_out_twice_and_the_authority_is_opened_once():
    first, second = done("oracle"), done("oracle")

    assert first == second
    assert pathway("oracle").err == ""
    assert [one["code"] for one in done("authority", "list")] == [YARDSTICK]


@pytest.mark.usefixtures("alone")
def test_the_authority_stays_and_its_cases_can_be_looked_into_as_it_says():
    said = pathway("oracle", "--only", "leeds-25-018-809").err
    command = said.split("`pathway ")[1].split("`")[0]

    assert done("authority", "list")[0]["code"] == YARDSTICK
    assert len(done(*command.split())) == 1
    assert pathway("case", "list").code == 1


@pytest.mark.usefixtures("alone")
def test_the_document_says_what_each_timeline_waits_for():
    told = done("oracle")

    assert told["agrees"] is True
    waiting = [one for one in told["compared"] if one["waits_for"]]
    assert all(one["verdict"] == "not asked" and one["ours"] is None for one in waiting)
    assert {one["timeline"] for one in waiting} >= {"derbyshire-23-017-300"}


@pytest.mark.usefixtures("alone")
def test_one_timeline_explains_its_dates_step_by_step():
    ran = pathway("oracle", "--explain", "leeds-25-018-809")

    assert ran.code == 0
    assert "  4. 16 weeks are counted from Wednesday 21 May 2025" in ran.out
    assert "https://www.legislation.gov.uk/uksi/2014/1530/regulation/13" in ran.out
    assert "Local Government Act 1974 s.26B" in ran.out
    told = done("oracle", "--explain", "leeds-25-018-809")["explained"]
    assert [one["rule"] for one in told] == ["EHC-04", "EHC-08"]


@pytest.mark.usefixtures("alone")
def test_a_date_that_differs_ends_with_exit_code_1(monkeypatch):
    wrong = pathway_of_a_later_due_date("bucks-25-018-823")
    monkeypatch.setattr("pathway.cli.oracle.called", lambda _: wrong)

    ran = pathway("oracle", "--only", "bucks-25-018-823")

    assert ran.code == 1
    assert "1 different" in ran.out


def pathway_of_a_later_due_date(name):
    timeline = next(one for one in timelines() if one.id == name)
    [due] = timeline.stated_due
    window = due.window._make(day.replace(day=day.day + 1) for day in due.window)
    return timeline.model_copy(update={"stated_due": (due.model_copy(update={"window": window}),)})


@pytest.mark.usefixtures("alone")
def test_a_timeline_that_is_not_there_is_refused_in_one_sentence():
    ran = pathway("oracle", "--only", "leds-25-018-809")

    assert ran.code == 1
    assert ran.err.startswith("there is no timeline 'leds-25-018-809'; did you mean leeds-25-018")
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("alone")
def test_another_authority_of_that_number_is_left_alone(database):
    theirs = KnownAuthority(code=YARDSTICK, name="Elsewhere", pack="default")
    engine = engine_for(database.app_url, theirs.id, database.secret)
    open_with(engine, theirs)
    engine.dispose()

    ran = pathway("oracle")

    assert ran.code == 1
    assert ran.err.startswith("authority 990 is Elsewhere")
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("alone")
def test_it_is_never_the_only_authority_that_can_be_meant(database):
    done("oracle", "--only", "bucks-25-018-823")
    nobody = pathway("case", "list")
    office = an_office(database, code="001")

    one = pathway("case", "list")
    office.engine.dispose()

    assert nobody.code == 1
    assert nobody.err.startswith("there is no authority yet")
    assert one.code == 0
    assert "timelines" not in one.out
