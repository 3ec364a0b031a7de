"""The clocks whose timeliness is judged, and the advice that was late, as at a past moment."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from pathway.domain.clock import Clock
from pathway.domain.dossier import Dossier
from pathway.domain.history import standing
from pathway.domain.versions import policy_of
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.reading_timeliness import ADVICE, JudgedClock, LateAdvice
from pathway.services.as_it_was import ProcessThen, all_then
from pathway.services.office import Office
from pathway.services.then import Then


def judged_then(
    office: Office,
    rules: Collection[str],
    *,
    first: date,
    last: date,
    then: Then,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> tuple[list[JudgedClock], list[LateAdvice]]:
    """List the clocks of some rules that had been met in a period, and those that were open.

    With them the advice that had not been given by its date.

    Args:
        office: the authority.
        rules: the ids of the rules.
        first: the first day of the period.
        last: its last day.
        then: as at when.
        progress: is told how many processes were looked at, and of how many.
    """
    clocks: list[JudgedClock] = []
    advice: list[LateAdvice] = []
    for _, one in all_then(office, then, progress):
        clocks += _judged(one, rules, first, last)
        advice += _late(one, then.on)
    return clocks, advice


def _judged(
    one: ProcessThen, rules: Collection[str], first: date, last: date
) -> Iterator[JudgedClock]:
    key = _key(one.dossier)
    events = {line.number: line.event.value for line in one.dossier.lines}
    for clock in one.began:
        if clock.rule_id in rules and clock.due_on and _counts(clock, first, last):
            yield JudgedClock(
                key=key,
                rule_id=clock.rule_id,
                due_on=clock.due_on,
                counted_from=clock.counted_from,
                ended_on=clock.settled_on,
                event=events.get(clock.settled_by or 0, ""),
                is_exempt=clock.disapplied is not None,
            )


def _late(one: ProcessThen, on: date) -> Iterator[LateAdvice]:
    late = [clock for clock in one.began if clock.rule_id == ADVICE and _is_late(clock, on)]
    if not late:
        return
    lines = standing(policy_of(one.dossier), one.dossier.lines)
    kinds = {line.number: str(form.entries().get("kind", "")) for line, form in lines}
    for clock in late:
        kind = kinds.get(clock.started_by, "")
        if clock.due_on:
            yield LateAdvice(_key(one.dossier), kind, clock.due_on, clock.settled_on)


def _is_late(clock: Clock, on: date) -> bool:
    given = clock.settled_on or date.max
    return bool(clock.due_on and clock.due_on < min(on, given) and not clock.disapplied)


def _key(dossier: Dossier) -> ProcessKey:
    return ProcessKey(dossier.reference, dossier.policy, dossier.occurrence)


def _counts(clock: Clock, first: date, last: date) -> bool:
    settled = clock.settled_on
    return settled is None or (clock.met and first <= settled <= last)
