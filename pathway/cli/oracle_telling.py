"""How the comparison with the Ombudsman's timelines looks, to people and to programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pathway.cli.explained import explained_as_json
from pathway.cli.screen import Styled, grey, red, say, table
from pathway.domain.counting.base import plural
from pathway.domain.oracle.caveats import MISSTATEMENTS
from pathway.domain.oracle.moves import ASSUMED, script
from pathway.domain.oracle.timeline import EXAMPLE_YEAR, Window
from pathway.domain.oracle.verdict import Verdict
from pathway.services.explaining import Explained
from pathway.services.oracle import Compared
from statemachines.vocabulary import Force

COLUMNS = (
    "timeline", "grade", "what", "rule", "ours", "the Ombudsman's", "difference", "verdict",
)  # fmt: skip
BY_CONSTRUCTION = "the start was counted back from the day due; only the lateness is compared"


def show_comparison(found: Sequence[Compared]) -> None:
    """Show what was compared, what waits for a route, and what is doubtful or known to be wrong."""
    asked = [one for one in found if one.asked.can_be_asked]
    table(COLUMNS, map(_row, asked), title="Our clock table beside the published dates")
    _show_waiting([one for one in found if not one.asked.can_be_asked])
    _show_remarks(found)
    if len({one.timeline.id for one in found}) > 1:
        _show_misstatements()
    say()
    say(_summary(found))


def as_json_document(found: Sequence[Compared], told: Sequence[Explained]) -> dict[str, Any]:
    """Return the comparison for programs."""
    return {
        "compared": [_as_json(one) for one in found],
        "verdicts": dict(Counter(one.judged.verdict.value for one in found)),
        "agrees": not any(one.speaks_against_us for one in found),
        "known_wrong": [
            {"where": w.where, "says": w.says, "rule": w.rule, "law": w.law} for w in MISSTATEMENTS
        ],
        **({"explained": [explained_as_json(one) for one in told]} if told else {}),
    }


def _row(one: Compared) -> tuple[object, ...]:
    asked, judged = one.asked, one.judged
    verdict = judged.verdict
    return (
        one.timeline.id,
        one.timeline.grade.value,
        asked.what,
        asked.limit.rule,
        red(_days(one.ours), when=one.speaks_against_us),
        _days(asked.due) or _found(one),
        _difference(one),
        red(verdict.value) if one.speaks_against_us else _coloured(verdict),
    )


def _coloured(verdict: Verdict) -> object:
    return Styled(verdict.value, "green") if verdict is Verdict.SAME else grey(verdict.value)


def _difference(one: Compared) -> str:
    if one.judged.days is not None:
        return plural(one.judged.days, "day")
    return f"late by {plural(one.late_by, 'day')}" if one.late_by and one.late_by > 0 else ""


def _found(one: Compared) -> str:
    """Say what a source found that gives no date."""
    late_by = one.asked.late_by
    if late_by is not None:
        return f"{late_by.amount:g} {late_by.unit} late"
    return "late" if one.asked.late else "says nothing of it"


def _days(window: Window | None) -> str | None:
    if window is None:
        return None
    first, last = (day.isoformat() for day in window)
    return first if window.is_exact else f"{first} to {last}"


def _show_waiting(waiting: Sequence[Compared]) -> None:
    if not waiting:
        return
    say()
    table(
        ("timeline", "grade", "what", "the Ombudsman's", "waits for"),
        [
            (
                one.timeline.id,
                one.timeline.grade.value,
                one.asked.what,
                _days(one.asked.due),
                "; ".join(need.value for need in one.asked.needs),
            )
            for one in waiting
        ],
        title="Not asked yet: something is missing",
    )


def _show_remarks(found: Sequence[Compared]) -> None:
    remarks = list(dict.fromkeys(_remarks(found)))
    if remarks:
        say()
        table(("timeline", "", "what to know about the source"), remarks)


def _remarks(found: Sequence[Compared]) -> Iterator[tuple[str, str, str]]:
    for one in found:
        name = one.timeline.id
        if one.refused:
            yield name, "refused", one.refused
        if one.asked.implied:
            yield name, "start implied", BY_CONSTRUCTION
        if any(step.words == ASSUMED for step in script(one.timeline).steps):
            yield name, "refusal assumed", ASSUMED
        if one.timeline.year is None and one.ours:
            yield name, "year chosen", f"it names no year, and is run in that of {EXAMPLE_YEAR}"
        if one.rule.force is not Force.MUST:
            yield name, "no time limit in law", f"{one.rule.id}: {one.rule.citation}"
        if one.caveat:
            yield name, one.caveat.doubt.value, one.caveat.words


def _show_misstatements() -> None:
    say()
    table(
        ("published by", "says", "our rule", "the law"),
        [(w.where, w.says, w.rule, w.law) for w in MISSTATEMENTS],
        title="Published statements known to be wrong; none of them is in a rule",
    )


def _summary(found: Sequence[Compared]) -> str:
    counts = Counter(one.judged.verdict for one in found)
    told = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    timelines = len({one.timeline.id for one in found})
    return f"{plural(timelines, 'timeline')}, {plural(len(found), 'question')}: {told}"


def _as_json(one: Compared) -> dict[str, Any]:
    asked, timeline = one.asked, one.timeline
    return {
        "timeline": timeline.id,
        "reference": timeline.reference,
        "source": timeline.source,
        "grade": timeline.grade.name.lower(),
        "what": asked.what,
        "rule": asked.limit.rule,
        "force": one.rule.force.value,
        "started": asked.started,
        "start_implied": asked.implied,
        "ours": one.ours,
        "ombudsman": asked.due,
        "stated_lateness": timeline.stated_lateness,
        "difference_in_days": one.judged.days,
        "late_by_days": one.late_by,
        "verdict": one.judged.verdict.value,
        "refused": one.refused,
        "waits_for": [need.value for need in asked.needs],
        "caveat": one.caveat and {"doubt": one.caveat.doubt.value, "words": one.caveat.words},
        "cases": one.cases,
    }
