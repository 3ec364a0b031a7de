"""Verify history: that no line was changed, removed, put in between or cut off at the end."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pathway.domain.chain import BEGINNING, digest, hash_of_line
from pathway.persistence import chains
from pathway.persistence.chains import KeptLine, Tip
from pathway.services.office import Office

TOLD_EVERY = 500
"""After how many lines it is told how far a verification is."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a history: where, and what."""

    process: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found."""

    processes: int
    lines: int
    erased: int
    faults: tuple[Fault, ...]


def verify(
    office: Office,
    *,
    anchors: Mapping[str, tuple[int, str]] | None = None,
    process: UUID | None = None,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Verified:
    """Recompute every hash of the authority, and compare.

    Args:
        office: the authority.
        anchors: tips anchored outside the database earlier: for each process's id the number of
            its last line then and that line's hash in hexadecimal. They show what was cut off or
            rewritten as a whole.
        process: the id of the only process to look at; None for all.
        progress: is told how many lines were looked at, and of how many.
    """
    with office.engine.connect() as connection:
        known = {tip.process_id: tip for tip in chains.tips(connection)}
        tips = {str(process): known[str(process)]} if process else known
        total = sum(tip.version for tip in tips.values())
        walk = _Walk(tips, dict(anchors or {}))
        for done, line in enumerate(chains.lines(connection, process), 1):
            walk.step(line)
            if done % TOLD_EVERY == 0:
                progress(done, total)
    return walk.end()


def anchor(office: Office, *, at: datetime) -> str:
    """Return the day's tips as lines of JSON, to be kept outside the database."""
    with office.engine.connect() as connection:
        tips = chains.tips(connection)
    head = {"authority": office.code, "anchored_at": at.isoformat(), "processes": len(tips)}
    rows = (
        {"process": tip.process_id, "line": tip.version, "hash": tip.hash.hex()} for tip in tips
    )
    return "".join(json.dumps(row) + "\n" for row in (head, *rows))


def read_anchors(text: str) -> dict[str, tuple[int, str]]:
    """Read what `anchor` wrote."""
    rows = [json.loads(row) for row in text.splitlines() if row.strip()]
    return {row["process"]: (row["line"], row["hash"]) for row in rows if "process" in row}


class _Walk:
    """One pass over all lines; remembers the line before."""

    def __init__(self, tips: Mapping[str, Tip], anchors: dict[str, tuple[int, str]]) -> None:
        self._tips, self._anchors = tips, anchors
        self._last: dict[str, tuple[int, bytes, str]] = {}
        self._faults: list[Fault] = []
        self._lines = self._erased = 0

    def step(self, line: KeptLine) -> None:
        """Look at one line."""
        process = str(line.sealed.process_id)
        number, before, _ = self._last.get(process, (0, BEGINNING, ""))
        self._lines += 1
        self._erased += line.erased
        for what in _faults(line, number, before):
            self._faults.append(Fault(self._name(process), line.sealed.number, what))
        anchored = self._anchors.get(process)
        if anchored and anchored[0] == line.sealed.number and anchored[1] != line.hash.hex():
            what = "its hash is not the one that was anchored"
            self._faults.append(Fault(self._name(process), line.sealed.number, what))
        self._last[process] = (line.sealed.number, line.hash, line.sealed.to_state)

    def end(self) -> Verified:
        """Compare where the lines end with where the processes say they stand."""
        self._faults.extend(self._ends())
        return Verified(len(self._tips), self._lines, self._erased, tuple(self._faults))

    def _ends(self) -> Iterable[Fault]:
        for process, tip in self._tips.items():
            number, last, state = self._last.get(process, (0, BEGINNING, "not_begun"))
            if (number, last, state) != (tip.version, tip.hash, tip.state):
                yield Fault(tip.reference, number, "the process does not stand where its lines end")
        for process, (number, _) in self._anchors.items():
            if self._last.get(process, (0,))[0] < number:
                yield Fault(self._name(process), number, "the line was anchored and is gone")

    def _name(self, process: str) -> str:
        tip = self._tips.get(process)
        return tip.reference if tip else process


def _faults(line: KeptLine, number: int, before: bytes) -> Iterator[str]:
    if line.sealed.number != number + 1:
        yield f"it does not follow line {number}"
    if line.prior != before:
        yield "it is not chained to the line before it"
    if hash_of_line(line.prior, line.sealed) != line.hash:
        yield "the line is not what was sealed"
    if line.erased:  # of a correction what it did is left, without the salt that it was sealed with
        if line.salt:
            yield "its content was erased and is there"
    elif line.content is None or line.salt is None:
        yield "its content is gone without an erasure"
    elif digest(line.salt, *line.form, line.content) != line.sealed.content_digest:
        yield "its content is not what was sealed"
