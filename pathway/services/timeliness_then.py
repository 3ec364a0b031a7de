"""The clocks whose timeliness is judged, as they were at a past moment."""

from collections.abc import Callable, Collection, Iterator
from datetime import date

from pathway.domain.clock import Clock
from pathway.persistence.casebook import ProcessKey
from pathway.persistence.reading_timeliness import JudgedClock
from pathway.services.as_it_was import ProcessThen, Then, all_then
from pathway.services.office import Office


def judged_then(
    office: Office,
    rules: Collection[str],
    *,
    first: date,
    last: date,
    then: Then,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[JudgedClock]:
    """List the clocks of some rules that had been met in a period, and those that were open.

    Args:
        office: the authority.
        rules: the ids of the rules.
        first: the first day of the period.
        last: its last day.
        then: as at when.
        progress: is told how many processes were looked at, and of how many.
    """
    return [
        judged
        for _, one in all_then(office, then, progress)
        for judged in _judged(one, rules, first, last)
    ]


def _judged(
    one: ProcessThen, rules: Collection[str], first: date, last: date
) -> Iterator[JudgedClock]:
    dossier = one.dossier
    key = ProcessKey(dossier.reference, dossier.policy, dossier.occurrence)
    events = {line.number: line.event.value for line in dossier.lines}
    for clock in one.began:
        if clock.rule_id in rules and clock.due_on and _counts(clock, first, last):
            yield JudgedClock(
                key=key,
                rule_id=clock.rule_id,
                due_on=clock.due_on,
                ended_on=clock.settled_on,
                event=events.get(clock.settled_by or 0, ""),
                is_exempt=clock.disapplied is not None,
            )


def _counts(clock: Clock, first: date, last: date) -> bool:
    settled = clock.settled_on
    return settled is None or (clock.met and first <= settled <= last)
