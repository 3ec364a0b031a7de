"""The Ombudsman's timelines, run as cases, come to the Ombudsman's dates in our clock table."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.counting.calendar_time import WeeksAfter
from pathway.domain.oracle.timeline import Grade, timelines
from pathway.domain.oracle.verdict import Verdict
from pathway.domain.rules import statute_book
from pathway.domain.rules.law import Law
from pathway.packs.loading import load_pack
from pathway.services.errors import NameUnknown
from pathway.services.oracle import called, compare, explained

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EXACT = {
    ("bucks-25-018-823", "EHC-08"): date(2025, 7, 30),
    ("leeds-25-018-809", "EHC-04"): date(2025, 9, 10),
    ("leeds-25-018-809", "EHC-08"): date(2025, 10, 8),
    ("wnorthants-25-006-076", "EHC-08"): date(2025, 8, 19),
    ("essex-25-007-473", "EHC-08.no_plan_after_reversal"): date(2025, 5, 2),
    ("essex-25-007-473", "EHC-08.final_after_reversal"): date(2025, 5, 30),
}
LETTER_ALONE, WITH_CERTIFICATE = date(2025, 12, 1), date(2026, 1, 2)
FROM_A_MONTH = "surrey-24-000-272"
PACK = load_pack("default")


@pytest.fixture
def office(office):
    """An authority by national rules alone, whose ordinary school calendar reaches back to 2018."""
    school = PACK.arrangements(NOW.date()).calendar.school_calendar(PACK.title)
    return replace(office, calendars=Calendars(BankHolidays.shipped(), school))


def counted(office):
    tables = ("cases", "processes", "history", "clocks", "pupils", "people", "links", "rungs")
    with office.engine.connect() as connection:
        return {
            table: connection.execute(text(f"select count(*) from {table}")).scalar_one()
            for table in tables
        }


def test_each_exact_timeline_agrees_to_the_day_in_the_clock_table(office):
    asked = (one for one in compare(office, now=NOW) if one.ours)
    found = {(one.timeline.id, one.asked.limit.rule): one for one in asked}

    for key, due in EXACT.items():
        one = found[key]
        assert (one.judged.verdict, one.judged.days) == (Verdict.SAME, 0)
        assert set(one.ours) == {due}
        assert kept(office, one) == {due}


def test_a_worked_example_is_asked_before_and_after_its_certificate(office):
    found = compare(office, now=NOW, only=[called("ipsea-faq-appeal-xmas")])

    asked = [one for one in found if one.ours]
    assert [one.ours.earliest for one in asked] == [WITH_CERTIFICATE, LETTER_ALONE]
    assert [(one.judged.verdict, one.judged.days) for one in asked] == [(Verdict.SAME, 0)] * 2
    assert [kept(office, one) for one in asked] == [{WITH_CERTIFICATE}, {LETTER_ALONE}]


def kept(office, one):
    """The dates that stand in the clock table, read past everything that compares."""
    asked = text(
        "select k.due_on from clocks k join processes p on p.id = k.process_id"
        " join cases c on c.id = p.case_id where c.reference = any(:cases) and k.rule_id = :rule"
    )
    with office.engine.connect() as connection:
        rows = connection.execute(asked, {"cases": list(one.cases), "rule": one.asked.limit.rule})
        return set(rows.scalars())


def test_none_of_our_dates_is_another_and_none_is_missing(office):
    found = compare(office, now=NOW)

    assert [one.timeline.id for one in found if one.speaks_against_us] == []
    assert {one.timeline.id for one in found} == {timeline.id for timeline in timelines()}
    assert all(one.asked.needs for one in found if one.ours is None)


def test_twice_is_once(office):
    first = compare(office, now=NOW)
    before = counted(office)

    second = compare(office, now=NOW + timedelta(days=1))

    assert second == first
    assert counted(office) == before


def test_two_runs_at_once_are_one(office):
    few = [called("essex-25-007-473"), called(FROM_A_MONTH), called("shropshire-24-011-876")]

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda _: compare(office, now=NOW, only=few), range(2))

    assert one == other
    after = counted(office)
    compare(office, now=NOW, only=few)
    assert counted(office) == after
    assert after["cases"] == 4


def test_a_run_that_was_broken_off_is_finished_and_doubles_nothing(office):
    shropshire = called("shropshire-24-011-876")
    whole = compare(office, now=NOW, only=[shropshire])

    again = compare(office, now=NOW)

    assert [one for one in again if one.timeline == shropshire] == whole


def test_a_month_is_run_as_early_and_as_late_as_it_allows(office):
    [one] = compare(office, now=NOW, only=[called(FROM_A_MONTH)])

    assert len(one.cases) == 2
    assert one.ours == (date(2023, 11, 18), date(2023, 12, 18))


def test_old_records_post_no_letters(office):
    compare(office, now=NOW, only=[called("bucks-25-018-823")])

    with office.engine.connect() as connection:
        assert connection.execute(text("select count(*) from outbox")).scalar_one() == 0
        historic = connection.execute(text("select bool_and(historic) from history")).scalar_one()
    assert historic


def test_the_pupils_are_invented_and_bear_the_names_of_their_sources(office):
    compare(office, now=NOW, only=[called("leeds-25-018-809")])

    with office.engine.connect() as connection:
        names = connection.execute(text("select given_name, family_name from pupils")).all()
    assert [tuple(name) for name in names] == [("Pupil", "leeds-25-018-809")]


def test_a_date_of_a_source_that_is_a_day_off_is_found(office):
    bucks = called("bucks-25-018-823")
    [due] = bucks.stated_due
    a_day_later = due.window._make(day + timedelta(days=1) for day in due.window)
    wrong = bucks.model_copy(
        update={"stated_due": (due.model_copy(update={"window": a_day_later}),)}
    )

    [one] = compare(office, now=NOW, only=[wrong])

    assert (one.judged.verdict, one.judged.days) == (Verdict.DIFFERENT, -1)
    assert one.speaks_against_us


def a_law_that_counts(weeks, rule_id):
    law = statute_book.statute_book()
    rules = (
        replace(rule, counting=WeeksAfter(weeks)) if rule.id == rule_id else rule
        for rule in law.rules
    )
    return Law(rules)


@pytest.mark.parametrize(
    ("rule", "weeks", "found_in"),
    [
        pytest.param("EHC-08", 19, {"bucks-25-018-823", "leeds-25-018-809",
                                    "wnorthants-25-006-076"}, id="a week less for the plan"),
        pytest.param("EHC-04", 15, {"leeds-25-018-809"}, id="a week less for the refusal"),
    ],
)  # fmt: skip
def test_a_rule_that_counts_a_week_less_is_found(office, monkeypatch, rule, weeks, found_in):
    wrong = a_law_that_counts(weeks, rule)
    for place in ("pathway.domain.projection", "pathway.domain.oracle.limits"):
        monkeypatch.setattr(f"{place}.statute_book", lambda: wrong)

    found = compare(office, now=NOW, only=[t for t in timelines() if t.grade is Grade.EXACT])

    against = {one.timeline.id for one in found if one.speaks_against_us}
    assert against == found_in


def test_a_clock_that_should_run_and_does_not_speaks_against_us(office, monkeypatch):
    law = statute_book.statute_book()
    lacking = Law(replace(rule, part=rule.id == "EHC-08" or rule.part) for rule in law.rules)
    monkeypatch.setattr("pathway.domain.projection.statute_book", lambda: lacking)

    [one] = compare(office, now=NOW, only=[called("bucks-25-018-823")])

    assert one.judged.verdict is Verdict.NO_CLOCK
    assert one.speaks_against_us


def test_the_clocks_of_a_timeline_explain_themselves_with_rights_and_addresses(office):
    found = compare(office, now=NOW, only=[called("leeds-25-018-809")])

    told = [clock for _, clock in explained(office, found, now=NOW)]

    assert [one.clock.rule_id for one in told] == ["EHC-04", "EHC-08"]
    assert all(one.clock.explanation and one.rights and one.changes for one in told)
    assert any("2014/1530/regulation/13" in link.address for link in told[1].links)


def test_a_timeline_nobody_published_is_refused_with_the_nearest():
    with pytest.raises(NameUnknown, match="leeds-25-018-809"):
        called("leeds-25-018-808")


@pytest.mark.parametrize(
    ("days_earlier", "told"),
    [
        pytest.param(100, "comes before anything was begun", id="before the request"),
        pytest.param(40, "the move 'reverse by agreement' cannot be made", id="before the refusal"),
    ],
)
def test_what_the_engine_refuses_is_told_and_holds_up_no_other(office, days_earlier, told):
    essex = called("essex-25-007-473")
    request, reversal = essex.facts
    before = reversal.window._make(day - timedelta(days=days_earlier) for day in reversal.window)
    wrong = essex.model_copy(
        update={"facts": (request, reversal.model_copy(update={"window": before}))}
    )

    found = compare(office, now=NOW, only=[wrong, called("bucks-25-018-823")])

    assert [one.judged.verdict for one in found] == [
        Verdict.NO_CLOCK, Verdict.NO_CLOCK, Verdict.SAME,
    ]  # fmt: skip
    assert told in found[0].refused
    assert found[2].refused is None
