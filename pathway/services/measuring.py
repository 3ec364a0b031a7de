"""Measure placements: for how long each was agreed, how long it lasts, by how much it is over.

Nothing is kept: the figures follow from history at any time, and the alerts of each placement are
its clock's (`PL-LENGTH`). What a round adds is the view over all of them, and a weekly letter to
those who commission: which are past the last day agreed, and which soon will be.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from notifications import outbox
from notifications.letters import Letter, render
from notifications.messages import Message
from pathway.domain.errors import PathwayError
from pathway.domain.history import fold
from pathway.domain.placement_length import Length, length_of
from pathway.domain.versions import policy_of
from pathway.persistence import answering, casebook, running
from pathway.services.office import Office
from statemachines.errors import PolicyError
from statemachines.placement import NOT_OVER
from statemachines.vocabulary import Role

SOON = timedelta(days=5)
"""How far ahead the letter looks, as every digest does."""

LAST_DAY = "the last day agreed for a placement"


@dataclass(frozen=True, slots=True)
class Figures:
    """The placements of one kind, or with one provider; lengths in days.

    Attributes:
        running: how many are not over.
        over: how many of them are past the last day agreed.
        longest_over: by how much at the most.
        extended: how many were agreed to last longer than at first.
        median_length: how long they have lasted.
    """

    running: int
    over: int
    longest_over: int
    extended: int
    median_length: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What a round of measuring found.

    Attributes:
        lengths: each running placement by its reference.
        failed: placements that could not be measured, with why.
        letters: how many letters were posted to those who commission.
    """

    lengths: tuple[tuple[str, Length], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    letters: int = 0

    def by_kind(self) -> dict[str, Figures]:
        """Return the figures of each kind of place."""
        return _figures(self.lengths, lambda length: length.kind)

    def by_provider(self) -> dict[str, Figures]:
        """Return the figures of each provider."""
        return _figures(self.lengths, lambda length: length.provider)


def measure_placements(office: Office, *, at: datetime, now: datetime) -> Measured:
    """Measure every running placement of the authority, and tell those who commission, weekly.

    Args:
        office: the authority.
        at: the moment of looking.
        now: the present moment; no letter waits longer.
    """
    measured = _measured(office, at)
    return Measured(measured.lengths, measured.failed, _tell(office, measured, at=at, now=now))


def _measured(office: Office, at: datetime) -> Measured:
    lengths, failed, on = [], [], office.legal_day(at)
    with office.engine.connect() as connection:
        keys = running.in_states(connection, "placement", {state.name for state in NOT_OVER})
        for key in keys:
            try:
                dossier = casebook.read(connection, key).dossier
                length = length_of(fold(policy_of(dossier), dossier.lines).record, on=on)
            except (PathwayError, PolicyError) as fault:
                failed.append((str(key), str(fault)))
                continue
            if length is not None:
                lengths.append((str(key), length))
    return Measured(tuple(lengths), tuple(failed))


def _figures(
    lengths: Iterable[tuple[str, Length]], by: Callable[[Length], str]
) -> dict[str, Figures]:
    grouped: dict[str, list[Length]] = defaultdict(list)
    for _, length in lengths:
        grouped[by(length)].append(length)
    return {name: _figures_of(some) for name, some in sorted(grouped.items())}


def _figures_of(lengths: list[Length]) -> Figures:
    return Figures(
        running=len(lengths),
        over=sum(length.days_over > 0 for length in lengths),
        longest_over=max(length.days_over for length in lengths),
        extended=sum(length.days_extended > 0 for length in lengths),
        median_length=median(length.days_so_far for length in lengths),
    )


def _tell(office: Office, measured: Measured, *, at: datetime, now: datetime) -> int:
    today = office.legal_day(at)
    dates = sorted(
        (length.end_on, reference.partition("/")[0])
        for reference, length in measured.lengths
        if length.end_on is not None and length.end_on <= today + SOON
    )
    if not dates:
        return 0
    listed = tuple((f"{reference}: {LAST_DAY}", on) for on, reference in dates)
    with office.engine.begin() as connection:
        buyers = answering.in_role(connection, Role.COMMISSIONER)
        letters = list(_letters(office, buyers, {"dates": listed, "on": today}))
        outbox.post(connection, letters, due_at=min(at, now))
    return len(letters)


def _letters(
    office: Office, buyers: Iterable[tuple[UUID, str, str | None]], said: dict[str, Any]
) -> Iterator[Message]:
    year, week, _ = said["on"].isocalendar()
    for person, name, email in buyers:
        if email is not None:
            letter = Letter(
                template="digest",
                audience="caseworker",
                worker=name,
                authority=office.sender,
                contact=office.contact,
                **said,
            )
            words = render(letter)
            yield Message(
                authority_id=office.authority_id,
                key=f"placements/{year}-{week:02}/{person}/e-mail",
                recipient=email,
                recipient_id=person,
                subject=words.subject,
                body_text=words.text,
                body_html=words.html,
            )
