"""A synthetic authority that is told on until an evening, and the house's first morning in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from pathway.domain.calendars import Calendars
from pathway.domain.errors import CalendarRunsOut
from pathway.domain.synthetic.comparison import strays
from pathway.domain.synthetic.days import TERMS
from pathway.domain.timeliness.published import Share
from pathway.persistence import statistics
from pathway.services import simulating
from pathway.services.enforcing import enforce
from pathway.services.furnishing import furnish
from pathway.services.rebuilding import verify_clocks
from pathway.services.reports_deadlines import deadlines
from pathway.services.scheduling import schedule_reviews
from pathway.services.timeliness import timeliness
from pathway.services.verifying import verify

EVENING = datetime(2026, 11, 27, 23, 59, tzinfo=UTC)
MORNING = EVENING + timedelta(hours=9)
UNTIL, TODAY = EVENING.date(), MORNING.date()


@pytest.fixture(scope="module")
def planned():
    return simulating.plan("demo", seed=1, until=UNTIL)


@pytest.fixture
def kept(office):
    """The office, with a calendar that knows the years that are told."""
    return replace(office, calendars=Calendars(office.calendars.bank_holidays, TERMS))


@pytest.fixture
def told(database, kept, planned):
    load(kept, planned)
    statistics.refresh(database.owner_url)
    return kept


def load(office, planned):
    staff = furnish(office, planned, TERMS)
    return simulating.simulate(lambda: office, planned, staff, recorded_at=EVENING, workers=1)


def count(office, query):
    with office.engine.connect() as connection:
        return connection.execute(text(query)).scalar_one()


def test_what_is_told_on_matches_still_and_rebuilds_equal(told, planned):
    compared = simulating.compared(told, planned.figures)

    assert strays(compared) == []
    assert verify(told).faults == ()
    assert verify_clocks(told).differences == ()


def test_the_first_morning_gives_the_days_alerts_and_none_of_old(told):
    opened = schedule_reviews(told, at=MORNING, now=MORNING)
    swept = enforce(told, at=MORNING, now=MORNING)

    assert len(opened.opened) <= 3, "time had opened the others while they were told"
    assert (opened.refused, opened.failed, swept.refused, swept.failed) == ((), (), (), ())
    assert len(swept.moved) <= 5
    assert 0 < count(told, "select count(*) from outbox") < 50
    assert count(told, "select count(*) from rungs where not passed_over") < 60
    days = "select count(distinct day) from rungs where not passed_over"
    assert count(told, days) == 1, "what was due before the evening is passed over"


def test_few_dates_are_past_and_many_lie_ahead(told, planned):
    found = deadlines(told, today=TODAY, ahead=timedelta(weeks=4))

    late = sum(owner.overdue for owner in found.owners)
    coming = sum(len(owner.owed) - owner.overdue for owner in found.owners)
    assert 5 < late < len(planned.lives) / 5
    assert coming > 60


def test_the_counted_year_and_the_one_under_way_are_as_timely_as_was_published(told):
    counted, under_way = (
        [
            one.count.ended
            for one in timeliness(told, as_at=TODAY, period=(date(year, 1, 1), last)).judged
        ]
        for year, last in ((2025, date(2025, 12, 31)), (2026, TODAY))
    )

    assert counted[0] == Share(24, 28)
    assert counted[2] == Share(8, 17)
    assert counted[2].percent == pytest.approx(under_way[2].percent, abs=15)
    assert counted[3].percent == pytest.approx(under_way[3].percent, abs=15)


def test_loading_that_was_broken_off_is_gone_on_with_as_at_the_day_it_began(kept, planned):
    assert simulating.begun_at(kept) is None
    load(kept, replace(planned, lives=planned.lives[:40]))

    began = kept.legal_day(simulating.begun_at(kept))
    lacking = simulating.missing(kept, simulating.plan("demo", seed=1, until=began))

    assert began == UNTIL
    assert lacking == len(planned.lives) - 40


def test_an_authority_that_was_made_of_other_lives_lacks_none_of_these(kept, planned):
    load(kept, replace(planned, lives=planned.lives[:10]))

    assert simulating.missing(kept, simulating.plan("demo", seed=2, until=UNTIL)) == 0


def test_each_year_that_is_counted_is_an_authority_of_its_own():
    figures = [simulating.figures_until("demo", day) for day in (None, UNTIL, date(2027, 6, 1))]

    ids = {simulating.new_authority(one, seed=1, pack="default").id for one in figures}
    assert len(ids) == 3


def test_no_life_is_told_beyond_the_known_bank_holidays():
    with pytest.raises(CalendarRunsOut):
        simulating.plan("demo", seed=1, until=date(2045, 1, 1))
