"""The dates of a file: spans of days, each with the words that say what they are.

A school says in words which days are a term and which are not, each school in its own. What is
recognised is listed here; what is not is left out and told, never guessed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pathway.domain.calendar_file.errors import Fault
from pathway.domain.school_calendar import Span

_CLOSED = re.compile(
    r"half.?term|holiday|\bbreak\b|clos(?:ed|ure)|inset|in.service|training|staff day"
    r"|non.?pupil|no pupils|no school",
    re.IGNORECASE,
)
_HALF_TERM = re.compile(r"half.?term", re.IGNORECASE)
_TERM = re.compile(r"\bterm\b", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:begins?|beginning|starts?)\b", re.IGNORECASE)
_ENDS = re.compile(r"\bends?\b", re.IGNORECASE)
_SCHOOL_OPENS = re.compile(r"\b(?:re-?opens?|opens?|returns?|first day|back)\b", re.IGNORECASE)
_SCHOOL_CLOSES = re.compile(r"\b(?:closes|finish(?:es)?|breaks? up|last day)\b", re.IGNORECASE)


class Meaning(Enum):
    """What a span of days is."""

    TERM = "term"
    CLOSURE = "closure"
    TERM_BEGINS = "term begins"
    TERM_ENDS = "term ends"
    CLOSURE_BEGINS = "closure begins"
    CLOSURE_ENDS = "closure ends"
    NOTHING = "nothing we know"


@dataclass(frozen=True, slots=True)
class SchoolDate:
    """Days that a file names.

    Attributes:
        where: the line, or the event, by its number.
        words: what it says they are.
        first: the first day; `last` the last one, included.
        recurs: whether the file says that they come again by a rule.
    """

    where: str
    words: str
    first: date
    last: date
    recurs: bool = False

    @property
    def meaning(self) -> Meaning:
        """What the words say of the days."""
        if self.first == self.last and (edge := self._edge()):
            return edge
        if _CLOSED.search(self.words):
            return Meaning.CLOSURE
        if _TERM.search(self.words):
            return Meaning.TERM
        return Meaning.NOTHING

    @property
    def is_of_a_term(self) -> bool:
        """Whether a term begins with them."""
        return self.meaning in (Meaning.TERM, Meaning.TERM_BEGINS)

    def _edge(self) -> Meaning | None:
        """Return what a single day begins or ends: half-term *ends*, school *closes* for it."""
        of_half_term = bool(_HALF_TERM.search(self.words))
        if not of_half_term and not _TERM.search(self.words):
            return None
        if _SCHOOL_OPENS.search(self.words):
            return Meaning.TERM_BEGINS
        if _SCHOOL_CLOSES.search(self.words):
            return Meaning.TERM_ENDS
        if _BEGINS.search(self.words):
            return Meaning.CLOSURE_BEGINS if of_half_term else Meaning.TERM_BEGINS
        if _ENDS.search(self.words):
            return Meaning.CLOSURE_ENDS if of_half_term else Meaning.TERM_ENDS
        return None


@dataclass(frozen=True, slots=True)
class Sorted:
    """The dates of a file by what they are, and what is wrong with them."""

    terms: tuple[Span, ...]
    closures: tuple[Span, ...]
    left_out: tuple[SchoolDate, ...]
    faults: tuple[Fault, ...]


def sort_out(dates: Sequence[SchoolDate]) -> Sorted:
    """Sort dates by what their words say; terms and closures come in order, each once."""
    known = [one for one in dates if one.meaning is not Meaning.NOTHING]
    faults = [
        Fault(one.where, f"“{one.words}” recurs; give each day") for one in known if one.recurs
    ]
    terms = _paired(known, Meaning.TERM, Meaning.TERM_BEGINS, Meaning.TERM_ENDS, faults)
    closures = _paired(known, Meaning.CLOSURE, Meaning.CLOSURE_BEGINS, Meaning.CLOSURE_ENDS, faults)
    return Sorted(
        tuple(sorted(set(terms))),
        tuple(sorted(set(closures))),
        tuple(one for one in dates if one.meaning is Meaning.NOTHING),
        tuple(faults),
    )


def _paired(
    known: Iterable[SchoolDate], whole: Meaning, begins: Meaning, ends: Meaning, faults: list[Fault]
) -> Iterator[Span]:
    """Yield whole spans, and those given by their two ends; one without the other is told."""
    edges = sorted(
        (one for one in known if one.meaning in (begins, ends)),
        key=lambda one: (one.first, one.meaning is ends),
    )
    yield from ((one.first, one.last) for one in known if one.meaning is whole)
    opened: SchoolDate | None = None
    for edge in edges:
        if edge.meaning is begins:
            if opened is not None:
                faults.append(_lacks(opened, "end"))
            opened = edge
        elif opened is None:
            faults.append(_lacks(edge, "beginning"))
        else:
            yield opened.first, edge.first
            opened = None
    if opened is not None:
        faults.append(_lacks(opened, "end"))


def _lacks(edge: SchoolDate, other: str) -> Fault:
    return Fault(edge.where, f"“{edge.words}” on {edge.first} has no {other} in the file")
