"""Hold our clock table against the dates that the Ombudsman published.

Each timeline is run as a case of a synthetic authority; what is compared is what the clock table
then keeps, not what a rule would say if it were asked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pathway.domain.errors import PathwayError
from pathway.domain.oracle.caveats import CAVEATS, Caveat
from pathway.domain.oracle.reading import Asked, questions
from pathway.domain.oracle.timeline import Happened, Timeline, Window, timelines
from pathway.domain.oracle.verdict import FAILED, Judged, judge
from pathway.domain.rules.rule import Rule
from pathway.domain.rules.statute_book import statute_book
from pathway.persistence.authorities import KnownAuthority
from pathway.services import oracle_office
from pathway.services.casefiles import CaseFile, open_file
from pathway.services.errors import unknown
from pathway.services.explaining import Explained, Seen, explain
from pathway.services.office import Office
from pathway.services.oracle_cases import Bound, Run, run
from statemachines.errors import PolicyError

AUTHORITY: KnownAuthority = oracle_office.AUTHORITY


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One question of one timeline, and what our clock table answers.

    Attributes:
        ours: our due dates, as early and as late as time can have begun to run; None where no
            clock of ours has a date.
        late_by: how many days late it was by our date, where it was done, or still undone, on a
            known day.
        cases: the references of the cases in which the timeline was run.
        refused: why the engine did not allow what the timeline says, where it did not.
    """

    timeline: Timeline
    asked: Asked
    ours: Window | None
    late_by: int | None
    judged: Judged
    cases: tuple[str, ...]
    refused: str | None = None

    @property
    def speaks_against_us(self) -> bool:
        """Whether our date is another than the Ombudsman's, or missing."""
        return self.judged.verdict in FAILED

    @property
    def rule(self) -> Rule:
        """The rule of ours that is asked."""
        return statute_book().rule(self.asked.limit.rule)

    @property
    def caveat(self) -> Caveat | None:
        """What is doubtful in the source."""
        return CAVEATS.get(self.timeline.id)


def compare(
    office: Office,
    *,
    now: datetime,
    only: Sequence[Timeline] | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Compared]:
    """Run every timeline as a case, unless that was done before, and compare the clock table.

    Args:
        office: the authority in which they are run.
        now: the present moment, aware.
        only: the timelines; all, if none are given.
        progress: is told how many are done, after each.

    Returns:
        Each question of each timeline. What the engine refuses is told with it, has no clock, and
        holds up none of the others.
    """
    oracle_office.enter_staff(office)
    found: list[Compared] = []
    for done, timeline in enumerate(timelines() if only is None else only, 1):
        for event, asked in _by_case(timeline):
            runs, refused = _run(office, timeline, event, now=now)
            found += _compared(timeline, asked, _files(office, runs), refused)
        progress(done)
    return found


def called(name: str) -> Timeline:
    """Return the timeline of that id.

    Raises:
        NameUnknown: there is none; the nearest ids are given.
    """
    by_id = {timeline.id: timeline for timeline in timelines()}
    if name not in by_id:
        raise unknown("timeline", name, list(by_id))
    return by_id[name]


def explained(
    office: Office, found: Sequence[Compared], *, now: datetime
) -> Iterator[tuple[Compared, Explained]]:
    """Yield the clocks that questions of timelines are about, each with its explanation."""
    seen = Seen(today=office.legal_day(now))
    for one in found:
        for reference in one.cases if one.ours else ():
            for clock in explain(office, reference, one.asked.limit.rule, seen=seen):
                yield one, clock


Files = Mapping[Bound, CaseFile]
"""The cases in which a timeline was run."""


def _by_case(timeline: Timeline) -> Iterator[tuple[Happened | None, list[Asked]]]:
    """Yield the questions that one case answers, with the one event to record in it, if it is one.

    What is asked of a case alone comes last.
    """
    asked = questions(timeline)
    yield None, [one for one in asked if not one.limit.alone]
    for one in asked:
        if one.limit.alone:
            yield one.limit.starts, [one]


def _run(
    office: Office, timeline: Timeline, only: Happened | None, *, now: datetime
) -> tuple[Sequence[Run], str | None]:
    try:
        return run(office, timeline, now=now, only=only), None
    except (PolicyError, PathwayError) as refused:
        return (), str(refused)


def _files(office: Office, runs: Sequence[Run]) -> Files:
    return {one.bound: open_file(office, one.reference) for one in runs}


def _compared(
    timeline: Timeline, asked: Sequence[Asked], files: Files, refused: str | None
) -> Iterator[Compared]:
    for one in asked:
        ours = _ours(one, files)
        yield Compared(
            timeline=timeline,
            asked=one,
            ours=ours,
            late_by=_late_by(one, ours),
            judged=judge(one, ours),
            cases=tuple(known.file.reference for known in files.values()),
            refused=refused,
        )


def _ours(asked: Asked, files: Files) -> Window | None:
    if asked.started is None or not asked.can_be_asked:
        return None
    began = {Bound.EARLIEST: asked.started.earliest, Bound.LATEST: asked.started.latest}
    due = [_due(asked, file, began[bound]) for bound, file in files.items()]
    known = [day for day in due if day is not None]
    return Window(min(known), max(known)) if known and len(known) == len(due) else None


def _due(asked: Asked, file: CaseFile, began: date) -> date | None:
    """Return the date that the clock table keeps for the limit that began to run on a day."""
    limit = asked.limit
    kept = [one.clock for one in file.clocks]
    fitting = (k for k in kept if (k.policy, k.rule_id) == (limit.policy, limit.rule))
    return next((k.due_on for k in fitting if k.started_on == began), None)


def _late_by(asked: Asked, ours: Window | None) -> int | None:
    if ours is None or asked.done is None or not (ours.is_exact and asked.done.is_exact):
        return None
    return (asked.done.earliest - ours.earliest).days
