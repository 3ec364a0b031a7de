"""What is measured of one life: its few dated facts, read back from what was recorded.

The same reading serves the lives as they were planned and the lines of history as they are kept:
days may be dates or ISO text, codes may be numbers or text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


class Entry(Protocol):
    """One recorded move of one process, as far as measuring needs it."""

    @property
    def policy(self) -> str:
        """The policy of the process."""

    @property
    def occurrence(self) -> int:
        """Which process of that policy in the case."""

    @property
    def move(self) -> str:
        """The name of the move."""

    @property
    def on(self) -> date:
        """The day on which it happened."""

    @property
    def form(self) -> Mapping[str, Any]:
        """What was recorded."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """One assessment process.

    Attributes:
        received_on: the day of the request; None where only what followed a dispute was taken over.
        agreed_on: the day on which the decision to assess was notified.
        refused_on: the day on which a refusal to assess was notified.
        issued_on: the day on which a plan was issued.
        not_issued_on: the day on which a refusal to issue was notified.
        exempt: whether an exemption from the time limit is recorded.
    """

    received_on: date | None = None
    agreed_on: date | None = None
    refused_on: date | None = None
    withdrawn_on: date | None = None
    issued_on: date | None = None
    not_issued_on: date | None = None
    exempt: bool = False

    @property
    def decided_on(self) -> date | None:
        """The day on which the first decision was notified."""
        return self.agreed_on or self.refused_on


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan.

    Attributes:
        made_on: the day on which it began, wherever.
        here_from: the day from which this authority maintained it.
        ended_on: the day on which it really ended.
        reason: why it ended, by SEN2's code.
    """

    made_on: date
    here_from: date
    ended_on: date | None = None
    reason: int | None = None

    def in_force(self, on: date) -> bool:
        """Tell whether this authority maintained it on a day."""
        return self.here_from <= on and (self.ended_on is None or self.ended_on > on)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The latest annual review of a plan of which a meeting is recorded."""

    met_on: date
    decided_on: date | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The facts of one life.

    Attributes:
        need: the primary need by its code, None where none is recorded.
    """

    born_on: date
    sex: str | None
    need: str | None
    assessments: tuple[Assessed, ...] = ()
    plan: Planned | None = None
    review: Reviewed | None = None


def read(entries: Iterable[Entry], *, born_on: date, sex: str | None, need: str | None) -> Measured:
    """Read the facts of one life back from what was recorded of it.

    Args:
        entries: every move of the case, in recorded order; annulled ones left out.
        born_on: the date of birth.
        sex: `M` or `F`.
        need: the primary need by its code.
    """
    processes: dict[tuple[str, int], list[Entry]] = {}
    for entry in entries:
        processes.setdefault((entry.policy, entry.occurrence), []).append(entry)
    assessments = [_assessed(found) for found in _of(processes, "ehc_needs_assessment")]
    plans = [plan for found in _of(processes, "ehc_plan") if (plan := _planned(found))]
    plans += [
        Planned(made_on=done.issued_on, here_from=done.issued_on)
        for done in assessments
        if done.issued_on and not plans
    ]
    reviews = [found for lines in _of(processes, "annual_review") if (found := _reviewed(lines))]
    return Measured(
        born_on=born_on,
        sex=sex,
        need=need,
        assessments=tuple(assessments),
        plan=plans[-1] if plans else None,
        review=max(reviews, key=lambda review: review.met_on, default=None),
    )


def _of(processes: Mapping[tuple[str, int], list[Entry]], policy: str) -> list[list[Entry]]:
    return [found for (name, _), found in sorted(processes.items()) if name == policy]


def _assessed(entries: list[Entry]) -> Assessed:
    days = {entry.move: entry.on for entry in reversed(entries)}
    brought = next((entry for entry in entries if entry.move == "bring in"), None)
    form = brought.form if brought else {}
    finished = brought.on if brought and form.get("state") == "plan_issued" else None
    return Assessed(
        received_on=days.get("receive request") or _day(form.get("request_received_on")),
        agreed_on=days.get("decide to assess") or _day(form.get("assessment_agreed_on")),
        refused_on=days.get("refuse to assess"),
        withdrawn_on=days.get("withdraw"),
        issued_on=days.get("issue final plan") or finished,
        not_issued_on=days.get("refuse to issue"),
        exempt="record exemption" in days,
    )


def _planned(entries: list[Entry]) -> Planned | None:
    first, ended = entries[0], next((e for e in entries if e.move == "end plan"), None)
    made_on = _day(first.form.get("plan_made_on")) or first.on
    ended_on = ended.on if ended else _day(first.form.get("ceased_on"))
    reason = (ended or first).form.get("cease_reason")
    ceased = first.form.get("state") == "ceased"
    return Planned(
        made_on=made_on,
        here_from=made_on if ceased else first.on,
        ended_on=ended_on,
        reason=int(reason) if reason is not None else None,
    )


def _reviewed(entries: list[Entry]) -> Reviewed | None:
    brought = next((entry for entry in entries if entry.move == "bring in"), None)
    form = brought.form if brought else {}
    held = next((entry.on for entry in reversed(entries) if entry.move == "hold meeting"), None)
    decided = next((entry for entry in reversed(entries) if entry.move == "decide"), None)
    met_on = held or _day(form.get("held_on"))
    if met_on is None:
        return None
    if decided is None:
        return Reviewed(met_on, _day(form.get("decided_on")), form.get("outcome"))
    return Reviewed(met_on, decided.on, decided.form.get("outcome"))


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value))
