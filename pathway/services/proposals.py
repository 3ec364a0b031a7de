"""Lay a proposal beside the law over the cases of an authority. Nothing is kept, nobody is told."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pathway.domain.calendars import Calendars
from pathway.domain.clock import Clock
from pathway.domain.clocks import reckon
from pathway.domain.history import fold
from pathway.domain.key_stages import key_stage_ends
from pathway.domain.projection import HORIZON, subject_of
from pathway.domain.rules.law import Law
from pathway.domain.rules.proposals import Proposal, law_under
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.versions import policy_of
from pathway.persistence import reading_clocks
from pathway.persistence.reading_clocks import Drawn
from pathway.services.office import Office
from pathway.services.schooling import calendars_by_process
from statemachines.events import Event, Happening

BATCH = 200

Identity = tuple[str, int, object]


@dataclass(frozen=True, slots=True)
class Differing:
    """A date that only one of the two knows, or that is another.

    Attributes:
        process: the process.
        rule_id: the rule or limb.
        today: the date under the law; None where it has none.
        proposed: the date under the proposal; None where it has none.
    """

    process: str
    rule_id: str
    today: date | None
    proposed: date | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What would differ.

    Attributes:
        as_at: the day of looking.
        processes: how many were looked at.
        today: the open clocks under the law, by rule.
        proposed: the same under the proposal.
        differing: each date that would differ.
    """

    as_at: date
    processes: int
    today: Mapping[str, int]
    proposed: Mapping[str, int]
    differing: tuple[Differing, ...]


def compare(
    office: Office,
    proposal: Proposal,
    *,
    as_at: date,
    since: date | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Compared:
    """Derive the open clocks of every process under the law and under a proposal.

    Args:
        office: the authority.
        proposal: what is proposed.
        as_at: the day of looking.
        since: the day from which the proposal is taken to hold; its own days if None.
        progress: is told how many processes were looked at, and of how many.
    """
    beside = law_under(proposal, since=since)
    today, proposed = Counter[str](), Counter[str]()
    differing: list[Differing] = []
    done = 0
    with office.engine.connect() as connection:
        total = reading_clocks.count(connection)
        for batch in reading_clocks.ids(connection, batch=BATCH):
            days = calendars_by_process(office, connection, batch)
            for drawn in reading_clocks.read(connection, batch):
                calendars = days.get(drawn.dossier.process_id, office.calendars)
                now = _open(calendars, drawn, statute_book(), as_at)
                then = _open(calendars, drawn, beside, as_at)
                today.update(_base(clock) for clock in now.values())
                proposed.update(_base(clock) for clock in then.values())
                differing += _differing(drawn.dossier.process_reference, now, then)
            done += len(batch)
            progress(done, total)
    return Compared(as_at, done, dict(today), dict(proposed), tuple(differing))


def _open(calendars: Calendars, drawn: Drawn, law: Law, as_at: date) -> dict[Identity, Clock]:
    dossier = drawn.dossier
    after = fold(policy_of(dossier), dossier.lines)
    born_on = dossier.subject.born_on
    happened = [*after.record.happenings, *_next_key_stage(born_on, as_at)]
    found = reckon(happened, subject_of(dossier, after), law, calendars, as_at + HORIZON)
    return {clock.identity: clock for clock in found.clocks if clock.is_open_on(as_at)}


def _next_key_stage(born_on: date | None, as_at: date) -> Iterator[Happening]:
    """Yield the end of the key stage that a child is in, as if the plan's first line agreed it."""
    if born_on is not None:
        ends = next((day for day in key_stage_ends(born_on) if day >= as_at), None)
        if ends is not None:
            yield Happening(Event.KEY_STAGE_ENDS, ends, line=1)


def _base(clock: Clock) -> str:
    name, _, year = clock.rule_id.rpartition(".")
    return name if year.isdigit() else clock.rule_id


def _differing(
    process: str, now: Mapping[Identity, Clock], then: Mapping[Identity, Clock]
) -> Iterator[Differing]:
    for key in sorted(now.keys() | then.keys(), key=str):
        one, other = now.get(key), then.get(key)
        days = one and one.due_on, other and other.due_on
        if one is None or other is None or days[0] != days[1]:
            yield Differing(process, str(key[0]), *days)
