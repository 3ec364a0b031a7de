"""Every rule has its table of cases in `cases/`, one file a file of the law, and keeps to it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from pathway.cli.days import read_day
from pathway.domain.clocks import Clock
from pathway.domain.enquiry import enquire
from pathway.domain.rules.rule import Kind
from pathway.domain.rules.statute_book import statute_book
from tests.domain.calendars_for_tests import BANK_HOLIDAYS, CALENDARS

TABLES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@dataclass(frozen=True)
class Case:
    rule: str
    days: dict[str, date]
    expected: dict[str, str]
    reason: str


def _case(line: str) -> Case:
    rule, days, expected, reason = (cell.strip() for cell in line.split("|"))
    pairs = (pair.partition("=") for pair in days.split())
    words = ["due", *expected.split()]
    return Case(
        rule,
        {name: read_day(day, where=name, years=True) for name, _, day in pairs},
        dict(zip(words[::2], words[1::2], strict=True)),
        reason,
    )


def _cases() -> list[Case]:
    lines = (line for table in TABLES for line in table.read_text().splitlines())
    return [_case(line) for line in lines if line.strip() and not line.startswith("#")]


CASES = _cases()


def answer(case: Case) -> Clock:
    return enquire(case.rule, case.days, statute_book(), CALENDARS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.reason}")
def test_each_case_has_the_date_its_table_says(case):
    clock = answer(case)

    due = clock.due_on.isoformat() if clock.due_on else "none"
    assert due == case.expected["due"]
    if "safe" in case.expected:
        assert str(clock.safe_on) == case.expected["safe"]
    else:
        assert clock.safe_on is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.reason}")
def test_each_date_has_the_last_working_day_before_it_or_is_a_floor(case):
    clock = answer(case)

    if clock.due_on is None or clock.kind is Kind.FLOOR:
        assert clock.last_working_day is None
    else:
        assert str(clock.last_working_day) == case.expected.get("working", _slowly(clock.due_on))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.reason}")
def test_each_answer_gives_its_reasons_from_the_event_to_the_date(case):
    clock = answer(case)

    rule = statute_book().rule(case.rule)
    story = " ".join(clock.explanation)
    assert rule.citation in story
    assert rule.force.value in story
    if clock.due_on:
        assert f"{clock.due_on.day} {clock.due_on:%B %Y}" in story
    else:
        assert clock.why_no_date
        assert clock.why_no_date in story


def test_every_rule_has_a_case():
    assert {case.rule for case in CASES} == set(statute_book().ids)


def test_no_two_cases_of_a_rule_give_one_reason():
    reasons = [(case.rule, case.reason) for case in CASES]

    assert len(set(reasons)) == len(reasons)


def _slowly(day: date) -> str:
    while day.weekday() > 4 or day in BANK_HOLIDAYS.days:
        day = date.fromordinal(day.toordinal() - 1)
    return day.isoformat()
