"""What a published timeline asks of us: which rule, from which event, and what the engine can do.

Nothing is passed over in silence: what a timeline needs and the engine has not yet, or the source
does not say, is listed with the timeline.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pathway.domain.oracle.limits import ALSO_DATED, BY_CATEGORY, BY_WORDS, Limit, implied_start
from pathway.domain.oracle.meaning import Need
from pathway.domain.oracle.timeline import STILL_NOT, Lateness, StatedDue, Timeline, Window

IN_THE_EXAMPLE = {
    "extended: 25 Dec - 1 Jan rule": Window(date(2026, 1, 2), date(2026, 1, 2)),
}
"""What a rule that a source states comes to in the year of examples: 2 January 2026 is a Friday,
and the day before it a bank holiday."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that a timeline puts to our clocks.

    Attributes:
        limit: which time limit it is about.
        what: how the source names it, or we do where it gives no date for it.
        started: when time began to run; None where the source does not say.
        due: by when it was due, according to the Ombudsman; None where only lateness is stated.
        late_by: how late it was, according to the Ombudsman.
        late: whether the Ombudsman found it late; None where the source does not say.
        done: when it was done, or the day on which it still was not.
        needs: what is missing to ask it.
        implied: whether the start was counted back from what was due, so that our date is that
            day by construction, and nothing but the lateness is compared.
    """

    limit: Limit
    what: str
    started: Window | None
    due: Window | None
    late_by: Lateness | None
    late: bool | None
    done: Window | None
    needs: tuple[Need, ...]
    implied: bool = False

    @property
    def can_be_asked(self) -> bool:
        """Whether our clock can be started on what the timeline says."""
        return not self.needs


def questions(timeline: Timeline) -> tuple[Asked, ...]:
    """List what a timeline asks of our clocks: one question for each limit it speaks of."""
    stated = tuple(_stated(timeline))
    spoken_of = [BY_CATEGORY[timeline.category]]
    if timeline.category in ALSO_DATED:
        spoken_of.append(ALSO_DATED[timeline.category])
    known = {asked.limit for asked in stated}
    more = (_asked(timeline, limit, None) for limit in spoken_of if limit not in known)
    return (*stated, *more)


def _stated(timeline: Timeline) -> Iterator[Asked]:
    for due in timeline.stated_due:
        yield _asked(timeline, BY_WORDS[due.what], due)


def _asked(timeline: Timeline, limit: Limit, due: StatedDue | None) -> Asked:
    started = timeline.fact(limit.starts)
    implied = implied_start(timeline, limit)
    done = timeline.fact(*limit.met_by) or timeline.fact(*STILL_NOT)
    stated = _due(due)
    nothing_known = due is not None and stated is None and not timeline.stated_lateness
    needs = (
        *limit.needs,
        *([Need.START] if started is None and implied is None else []),
        *([Need.DATES] if nothing_known else []),
    )
    # The lateness a source states is that of the limit it is about, and of no other.
    about_this = limit == BY_CATEGORY[timeline.category]
    return Asked(
        limit=limit,
        what=due.what if due else limit.what,
        started=started.window if started else implied,
        due=stated,
        late_by=timeline.late_by if about_this else None,
        late=True if about_this and timeline.stated_lateness else None,
        done=done.window if done else None,
        needs=needs,
        implied=implied is not None,
    )


def _due(due: StatedDue | None) -> Window | None:
    return None if due is None else due.window or IN_THE_EXAMPLE.get(due.what)
