"""Every rule's date, for days that no table foresaw, against counting it slowly."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway.domain.calendars import Calendars, SchoolCalendar
from pathway.domain.clocks import Clock
from pathway.domain.counting.composite import Composite
from pathway.domain.enquiry import enquire, events_of, plain
from pathway.domain.errors import CalendarRunsOut
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book
from tests.domain.calendars_for_tests import BANK_HOLIDAYS, HALF_TERMS, TERMS, WEEKS
from tests.domain.rules.slowly import (
    TABLE,
    Line,
    OutsideTheCalendar,
    School,
    count,
    is_working_day,
    last_working_day,
)

LAW = statute_book()
ONE = timedelta(days=1)
A_SCHOOL = School(TERMS, HALF_TERMS)
EARLIEST, LATEST = date(2015, 9, 1), date(2027, 6, 30)
THE_EMERGENCY = (date(2020, 5, 1), date(2020, 9, 25))
RELAXED_THEN = frozenset({
    "EHC-02", "EHC-03", "EHC-04", "EHC-08", "AR-01", "AR-02", "AR-03", "AR-10", "AR-11", "AR-13",
    "AR-14", "AR-20", "AR-21", "AR-22", "MED-02", "MED-03", "MED-04", "MED-05", "MED-06", "MED-07",
    "MED-08", "ORD-01", "ORD-02", "ORD-03", "ORD-04", "ORD-05", "ORD-06", "ORD-07", "ORD-08",
    "ORD-10", "ORD-11", "ORD-12", "ORD-13", "TRF-01", "TRF-03", "TRF-04", "TRF-05", "TRF-06",
})  # fmt: skip
NEAR = (date(2019, 5, 1), date(2020, 10, 1))
"""Days from which limits end around that time."""
AT_ONCE_OR_NOT_BEFORE = frozenset({"AR-20.floor", "ORD-08", "MED-06.maintain", "ORD-12.maintain"})
"""Limbs of those rules that no instrument relaxed: floors, and what is due at once."""
OF_PRACTICE = frozenset({"EHC-08.no_plan_after_reversal", "EHC-08.final_after_reversal"})
BY_RULE = {line.rule: line for line in TABLE}
DATED = [line for line in TABLE if line.kind != "none"]


def _days(first: date) -> st.SearchStrategy[date]:
    """Draw days of every sort, and more often those on which a count goes wrong."""
    begin = bisect_left(ODD, first)
    odd = st.integers(begin, len(ODD) - 1).map(ODD.__getitem__)
    near = [st.dates(max(first, NEAR[0]), NEAR[1])] if first < NEAR[1] else []
    return st.one_of(st.dates(first, LATEST), odd, *near)


def _bound(rule_id: str, due: date) -> bool:
    """Tell whether a limit bound that was due on a day: not where 2020 had relaxed it."""
    kept = AT_ONCE_OR_NOT_BEFORE | OF_PRACTICE
    end = due + 28 * ONE if rule_id == "AR-03" else due
    relaxed = rule_id.partition(".")[0] in RELAXED_THEN and rule_id not in kept
    return not (relaxed and THE_EMERGENCY[0] <= end <= THE_EMERGENCY[1])


def _is_odd(day: date) -> bool:
    month_end = (day + ONE).day == 1 or day.day == 1
    holidays = not is_working_day(day) and day.weekday() < 5
    return month_end or holidays or day.month == 8 or (day.month == 12 and day.day > 20)


ODD = tuple(
    day for day in (EARLIEST + ONE * n for n in range((LATEST - EARLIEST).days + 1)) if _is_odd(day)
)


@st.composite
def _schools(draw: st.DrawFn, day: date) -> School:
    """Draw three school years around a day, each with half-terms and days of its own."""
    year = day.year - (day.month < 9)
    shift = st.integers(0, 6)
    terms: list[tuple[date, date]] = []
    closures: list[tuple[date, date]] = []
    for y in (year - 1, year, year + 1):
        terms += [
            (date(y, 9, 1) + draw(shift) * ONE, date(y, 12, 16) + draw(shift) * ONE),
            (date(y + 1, 1, 2) + draw(shift) * ONE, date(y + 1, 3, 24) + draw(shift) * ONE),
            (date(y + 1, 4, 11) + draw(shift) * ONE, date(y + 1, 7, 17) + draw(shift) * ONE),
        ]
        for month, begins in ((10, 20), (2, 10), (5, 24)):
            half_term = date(y + (month < 9), month, begins) + draw(shift) * ONE
            closures.append((half_term, half_term + draw(st.integers(3, 9)) * ONE))
        training = date(y, 9, 1) + draw(st.integers(0, 320)) * ONE
        closures.append((training, training))
    return School(terms, draw(st.permutations(closures)))


@st.composite
def _given(draw: st.DrawFn, line: Line) -> tuple[dict[str, date], School]:
    """Draw the days that a line is counted from, in the order in which it names them."""
    first = draw(_days(max(EARLIEST, _law_since(line.rule))))
    names = [name for source in _sources(line) for name in draw(_some(source))]
    if not names:
        names = [draw(st.sampled_from([n for s in _sources(line) for n in _alternatives(s)]))]
    near = st.integers(-40, 60).map(lambda n: first + n * ONE)
    days = {name: first if n == 0 else draw(near) for n, name in enumerate(names)}
    return days, draw(_schools(first)) if _needs_a_school(line) else A_SCHOOL


def _needs_a_school(line: Line) -> bool:
    parts = [BY_RULE[part.rstrip("?")] for part in line.sources] if line.made_of_rules else [line]
    return any(word in part.how[0] for part in parts for word in ("school", "half-term"))


def _sources(line: Line) -> list[str]:
    """Return the events of a line, where it is made of rules those of its rules, with their `?`."""
    if not line.made_of_rules:
        return list(line.sources)
    marks = [(BY_RULE[part.rstrip("?")], part[-1:].replace("?", " ?")) for part in line.sources]
    return [part.sources[0] + (mark if mark == " ?" else "") for part, mark in marks]


def _some(source: str) -> st.SearchStrategy[list[str]]:
    names = _alternatives(source)
    some = st.lists(st.sampled_from(names), min_size=1, max_size=len(names), unique=True)
    return st.one_of(st.just([]), some) if source.endswith("?") else some


def _alternatives(source: str) -> list[str]:
    return source.removesuffix(" ?").split(" or ")


def _law_since(rule_id: str) -> date:
    return max(rule.valid_from for rule in _with_parts(LAW.rule(rule_id)))


def _with_parts(rule: Rule) -> list[Rule]:
    parts = rule.counting.parts if isinstance(rule.counting, Composite) else ()
    return [rule, *map(LAW.rule, parts)]


def _slowly(line: Line, days: Mapping[str, date], school: School) -> tuple[date, date | None]:
    if not line.made_of_rules:
        return count(line, days, school)
    parts = [BY_RULE[part.rstrip("?")] for part in line.sources]
    found = [count(part, days, school) for part in parts if part.sources[0] in days]
    if line.how == ("the later",):
        return max(found, key=lambda one: one[0])
    return min([one for one in found if _bound(line.rule, one[0])] or found, key=lambda one: one[0])


def _asked(line: Line, days: Mapping[str, date], school: School, data: st.DataObject) -> Clock:
    """Ask as the command line does, by any of the names that an event has in the rule."""
    named = events_of(LAW.rule(line.rule), LAW)
    given_days = {}
    for name, day in days.items():
        ours = [n for n, event in named.items() if event is named[plain(name)]]
        given_days[data.draw(st.sampled_from(ours))] = day
    calendar = SchoolCalendar("a school", tuple(school.terms), tuple(school.closures))
    return enquire(line.rule, given_days, LAW, Calendars(BANK_HOLIDAYS, calendar, weeks=WEEKS))


@pytest.mark.parametrize("line", DATED, ids=lambda line: f"{line.rule} from {line.sources[0]}")
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_a_rule_gives_the_day_that_slow_counting_gives(line, data):
    days, school = data.draw(_given(line))

    try:
        due, safe = _slowly(line, days, school)
    except (OutsideTheCalendar, StopIteration):
        with pytest.raises(CalendarRunsOut):
            _asked(line, days, school, data)
        return

    clock = _asked(line, days, school, data)
    if not _bound(line.rule, due):
        assert (clock.due_on, clock.safe_on, clock.last_working_day) == (None, None, None)
        assert "SI 2020/471" in clock.why_no_date
        return
    working = None if line.kind == "floor" else last_working_day(due)
    assert (clock.due_on, clock.safe_on, clock.last_working_day) == (due, safe, working)
    assert clock.kind.value == line.kind


@pytest.mark.parametrize(
    "line", [line for line in TABLE if line.kind == "none"], ids=lambda line: line.rule
)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_a_duty_without_a_number_gives_its_reason_and_no_day(line, data):
    days, school = data.draw(_given(line))

    clock = _asked(line, days, school, data)

    assert clock.due_on is None
    assert clock.why_no_date


def test_each_limit_that_2020_relaxed_is_known_to_be():
    then = THE_EMERGENCY[1] - 28 * ONE

    relaxed = {rule.id for rule in LAW.newest if rule.relaxed}

    assert relaxed == {line.rule for line in DATED if not _bound(line.rule, then)}


def test_every_rule_is_counted_once_more_or_named_as_giving_no_date():
    assert set(BY_RULE) == set(LAW.ids)
