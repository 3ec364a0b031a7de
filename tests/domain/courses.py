"""Courses of events drawn from the rules themselves, so that none of them is left out.

What a form says is drawn from what the rules ask of it; the kind of process, the pupil's age and
year group from what they are for. Each draw starts every rule of its group.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from hypothesis import strategies as st

from pathway.domain.anchors import CLOSES, OPENS, OPENS_OR_TAKES_OVER
from pathway.domain.clocks import Clock
from pathway.domain.counting.composite import Composite, StoredDate
from pathway.domain.course import AHEAD
from pathway.domain.days_excluded import OF_EXCLUSIONS
from pathway.domain.rules.prepared import ALWAYS_ENDS
from pathway.domain.rules.rule import Rule, When
from pathway.domain.rules.statute_book import statute_book
from statemachines.events import Event, Happening
from tests.domain.happenings import FATHER, MOTHER, run

FIRST, LAST = date(2026, 5, 1), date(2027, 5, 31)
DAYS = st.dates(FIRST, LAST)
AT_ONCE = 4
"""How many rules are started in one course."""

LIVE = [
    rule
    for rule in statute_book().rules
    if not rule.part and rule.valid_from <= FIRST and (rule.valid_to or LAST) >= LAST
]
"""The rules that may start a clock in the year of the tests, each in one version."""

DERIVED_FROM = {
    Event.SCHOOL_YEAR_STARTS: (*OPENS, *CLOSES),
    Event.TURNS_TWO: (*OPENS_OR_TAKES_OVER, *CLOSES),
    **dict.fromkeys(
        OF_EXCLUSIONS,
        (
            Event.EXCLUSION_DECIDED, Event.EXCLUSION_CANCELLED,
            Event.BOARD_TOLD_OF_EXCLUSION, Event.EXCLUSION_REPRESENTATIONS_MADE,
        ),
    ),
}  # fmt: skip
"""What is recorded, by the day that follows from it and that nobody records."""

OTHERWISE = ("another", None)
"""What a form may say that no rule asks for."""


class Group(NamedTuple):
    """Some rules whose clocks can run together in one process of one pupil."""

    process: str
    kind: str | None
    young: bool
    rules: tuple[Rule, ...]

    @property
    def name(self) -> str:
        return f"{self.rules[0].id} to {self.rules[-1].id}"


class Drawn(NamedTuple):
    """A course of events in a process, and who it is about."""

    group: Group
    happenings: list[Happening]
    born_on: date
    year_group: int | None

    def run(self, *further: Happening, **more: Any) -> tuple[Clock, ...]:
        return run(*self.happenings, *further, **self.subject, **more)

    @property
    def subject(self) -> dict[str, Any]:
        of = self.group
        about = {"born_on": self.born_on, "year_group": self.year_group}
        return {"process": of.process, "kind": of.kind, **about}


def _in_one_group(rule: Rule, process: str) -> tuple[str, str, bool]:
    return process, min(rule.kinds, default=""), rule.under_age is not None


def _groups() -> Iterator[Group]:
    placed = [(_in_one_group(rule, process), rule) for rule in LIVE for process in rule.processes]
    for key, together in groupby(sorted(placed, key=lambda one: one[0]), lambda one: one[0]):
        rules = [rule for _, rule in together]
        for n in range(0, len(rules), AT_ONCE):
            process, kind, young = key
            yield Group(process, kind or None, young, tuple(rules[n : n + AT_ONCE]))


GROUPS = list(_groups())


def whens(rule: Rule) -> Iterator[When]:
    """Yield what a rule asks of events, each as an event with what is said."""
    starts, over = (*rule.starts.when, *rule.starts.where), (*rule.ended_by, *rule.replaced_by)
    for one in (*starts, *rule.met_by, *over):
        yield one if isinstance(one, When) else When(one)


def named_by(rule: Rule) -> set[Event]:
    """Return every event that may make a difference to the clocks of a rule."""
    named = {when.event for when in (*whens(rule), *ALWAYS_ENDS)}
    named |= {*rule.starts.needs, *rule.starts.since, *rule.counting_after}
    named |= {*rule.taken_back_by, *rule.taken_back_by.values()}
    named |= {rule.starts.confirmed_by} if rule.starts.confirmed_by else set()
    if rule.makes:
        makes = rule.makes
        named |= {*makes.made_by, *makes.undone_by, *makes.held_by, *makes.freed_by}
    if rule.exemptions:
        named |= {Event.EXEMPTION_RECORDED, Event.ADVISER_EXEMPTED}
    named |= {e for event in rule.starts.events for e in DERIVED_FROM.get(event, ())}
    if isinstance(rule.counting, StoredDate):
        named.add(rule.counting.event)
    if isinstance(rule.counting, Composite):
        named |= {e for part in rule.counting.parts for e in named_by(statute_book().rule(part))}
    return named


def _of_process(process: str) -> list[Rule]:
    return [rule for rule in LIVE if process in rule.processes]


VOCABULARY: dict[Event, dict[str, set[Any]]] = {}
"""What the form of each event may say, as far as any rule asks for it."""
for _rule in LIVE:
    for _when in whens(_rule):
        _said = VOCABULARY.setdefault(_when.event, {})
        if _when.said:
            _said.setdefault(_when.said, set()).update(_when.among or ("something",))
        for _field in (*_rule.matches, *_rule.identified_by, *_rule.side_by_side):
            _said.setdefault(_field, set()).update(("A", "B"))

EVENTS = {
    process: sorted({when.event for rule in _of_process(process) for when in whens(rule)})
    for process in {group.process for group in GROUPS}
}


@st.composite
def forms(draw: st.DrawFn, event: Event, wanted: When | None = None) -> dict[str, Any]:
    """What a form says; what `wanted` asks for among it."""
    said = {
        field: draw(st.sampled_from([*sorted(values, key=str), *OTHERWISE]))
        for field, values in sorted(VOCABULARY.get(event, {}).items())
    }
    if wanted and wanted.said:
        among = wanted.among or ("something",)
        said[wanted.said] = among if wanted.every else draw(st.sampled_from(among))
    return {field: value for field, value in said.items() if value is not None}


@st.composite
def started(draw: st.DrawFn, rule: Rule, line: int) -> list[Happening]:
    """What starts a rule, on a line of its own, and beside it what it needs besides."""
    when, on = draw(st.sampled_from(rule.starts.when)), draw(DAYS)
    party = draw(st.sampled_from([None, MOTHER, FATHER]))
    said = draw(forms(when.event, when))
    needed = [Happening(event, on, line, None, said) for event in rule.starts.needs]
    needed += [
        Happening(one.event, on, line, None, draw(forms(one.event, one)))
        for one in rule.starts.where
    ]
    return [*needed, Happening(when.event, on, line, party, said)]


@st.composite
def lines(draw: st.DrawFn, process: str, line: int) -> list[Happening]:
    """A line of a process: an event on a day, and perhaps another that was agreed ahead."""
    events = EVENTS[process]
    own = [event for event in events if event not in AHEAD] or [Event.CONTACT_LOGGED]
    ahead = [event for event in events if event in AHEAD]
    event, on = draw(st.sampled_from(own)), draw(DAYS)
    party = draw(st.sampled_from([None, MOTHER, FATHER]))
    found = [Happening(event, on, line, party, draw(forms(event)))]
    if ahead and draw(st.booleans()):
        later, then = draw(st.sampled_from(ahead)), on + timedelta(draw(st.integers(1, 90)))
        found.append(Happening(later, then, line, None, draw(forms(later))))
    return found


@st.composite
def courses(draw: st.DrawFn, group: Group, further: int = 5) -> Drawn:
    """A course in which each rule of a group starts, with up to so many lines besides."""
    numbers = draw(st.permutations(range(1, len(group.rules) + 1)))
    happenings: list[Happening] = []
    for number, rule in zip(numbers, group.rules, strict=True):
        happenings += draw(started(rule, number))
    last = len(group.rules)
    for line in range(last + 1, last + 1 + draw(st.integers(0, further))):
        happenings += draw(lines(group.process, line))
    born_on, year = draw(_ages(group.rules, young=group.young))
    return Drawn(group, happenings, born_on, year)


@st.composite
def _ages(draw: st.DrawFn, rules: Sequence[Rule], *, young: bool) -> tuple[date, int | None]:
    """A day of birth at which each of the rules is for the pupil, and perhaps a year group."""
    if young:
        return draw(st.dates(date(2022, 12, 1), date(2026, 4, 30))), None
    year = max((rule.from_year for rule in rules if rule.from_year is not None), default=None)
    if year is None:
        return draw(st.dates(date(2008, 1, 1), date(2021, 12, 31))), None
    born_on = draw(st.dates(date(2008, 1, 1), date(2011, 8, 31)))
    return born_on, draw(st.one_of(st.none(), st.integers(year, 13)))
