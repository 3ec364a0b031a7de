"""What would change a clock's date, and what would not: nothing is left to be guessed."""

from collections.abc import Iterable, Iterator

from pathway.domain.clock import Clock
from pathway.domain.counting.base import Counting, plural
from pathway.domain.counting.composite import Composite, EarlierOf, StoredDate
from pathway.domain.course import AHEAD
from pathway.domain.rules.law import Law
from pathway.domain.rules.rule import Kind, Rule, When
from statemachines.events import Event
from statemachines.forms import declared_by
from statemachines.grammar import NOT_BEGUN, State
from statemachines.registry import policy

SCHOOL_DAYS = ("SD_", "HALF", "SCHOOL")
WORKING_DAYS = ("WD_", "TRIB")
OWN_WEEKS = "OWN_WEEKS"
OPENING = frozenset({NOT_BEGUN})


def would_change(rule: Rule, clock: Clock, law: Law) -> tuple[str, ...]:
    """Say what would move the date of a clock, what would end it, and what never moves it.

    Args:
        rule: the rule of the clock, as it stood when the clock started.
        clock: the clock.
        law: the rules, for those of which a composite is made.
    """
    return (
        *_start(rule, clock),
        *_parts(rule, law),
        *_calendar(rule, clock),
        *_pupil(rule),
        *_grounds(rule, clock),
        *_end(rule, clock),
    )


def _start(rule: Rule, clock: Clock) -> Iterator[str]:
    if clock.started_by:
        yield (
            f"Another day for what started it: if line {clock.started_by} of the history is put "
            "right, the date moves with it."
        )
    if rule.starts.confirmed_by:
        yield "A named officer's confirmation of another of the days on which it may have started."
    if not AHEAD.isdisjoint(rule.starts.events):
        yield "Another day agreed for it: the last that was agreed counts, each for its own clock."
    if isinstance(rule.counting, StoredDate):
        yield f"Another day agreed: the last {_name(rule.counting.event)} counts."


def _parts(rule: Rule, law: Law) -> Iterator[str]:
    if not isinstance(rule.counting, Composite):
        return
    earlier = isinstance(rule.counting, EarlierOf)
    for part in map(law.rule, rule.counting.parts):
        begins = _one_of(part.starts.events)
        how = "sooner" if earlier else "later"
        yield f"{part.id} takes part in it, from {begins} on: it counts where it ends {how}."


def _calendar(rule: Rule, clock: Clock) -> Iterator[str]:
    counting = rule.counting
    if clock.due_on is None or not isinstance(counting, Counting):
        return
    if counting.mode.startswith(SCHOOL_DAYS):
        yield "A change of the school's calendar: another term, half-term, closure or training day."
    elif counting.mode == OWN_WEEKS:
        yield "Another figure that the authority sets itself in its pack."
    elif counting.mode.startswith(WORKING_DAYS):
        yield "A bank holiday proclaimed within it."
    else:
        yield "Nothing else moves it: no weekend, holiday, shortage of staff or step of our own."


def _pupil(rule: Rule) -> Iterator[str]:
    """Yield what the pupil's age has to do with it."""
    if rule.under_age is not None:
        yield (
            f"The child's birthday: it is for children under {rule.under_age}, and sets no day on "
            "which the child is older; another day of birth changes which those are."
        )
    if rule.from_year is not None:
        yield (
            f"The year group: it is for pupils who are in year {rule.from_year} or above on the "
            "day from which it is counted."
        )


def _grounds(rule: Rule, clock: Clock) -> Iterator[str]:
    if rule.exemptions and clock.disapplied is None and clock.settled_on is None:
        yield (
            f"An exemption recorded under one of its {plural(len(rule.exemptions), 'ground')} "
            "would disapply it; even then the date would stay."
        )
    if any(limb.while_so for limb in rule.exemptions if limb.id == clock.disapplied):
        yield f"The end of what {clock.disapplied} is about, recorded once more, brings it back."


def _end(rule: Rule, clock: Clock) -> Iterator[str]:
    if clock.settled_on is not None:
        return
    met = "lifts it early" if rule.kind is Kind.FLOOR else "meets it"
    if rule.met_by:
        together = " and " if rule.met_by_all else " or "
        yield f"What {met}: {together.join(_names(rule.met_by))}."
    if rule.ended_by:
        yield f"What ends it without meeting it: {' or '.join(_names(rule.ended_by))}."
    if anew := _agreed_anew(rule):
        yield f"What ends it by agreeing another day, which has a clock of its own: {anew}."
    yield "The child's death, which ends every clock."
    if rule.replaced_by:
        instead = " or ".join(_names(rule.replaced_by))
        yield f"What takes its place, where on a later day it says something else: {instead}."


def _agreed_anew(rule: Rule) -> str:
    """Name the events that agree another day in the place of the one that started the clock.

    Those are left out by which a day is first agreed: opening moves, and what comes before that
    has happened which the clock needs.
    """
    ahead = rule.starts.events & AHEAD
    if rule.starts.year or not ahead:
        return ""
    moves = [m for name in rule.processes for m in policy(name).moves if m.source != OPENING]
    needed = [m.source for m in moves if m.event in rule.starts.needs]
    before = {state for source in needed if isinstance(source, frozenset) for state in source}
    return _one_of(
        {
            move.event
            for move in moves
            if not (isinstance(move.target, State) and move.target in before)
            and any(event in ahead for _, event in declared_by(move.form))
        }
    )


def _one_of(events: Iterable[Event]) -> str:
    return " or ".join(sorted(map(_name, events)))


def _names(said: Iterable[Event | When]) -> list[str]:
    return list(dict.fromkeys(_name(w.event if isinstance(w, When) else w) for w in said))


def _name(event: Event) -> str:
    return event.value.replace("_", " ")
