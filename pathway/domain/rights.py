"""What a family may do when a time limit is missed, and until when.

There is no automatic consequence: no decision is deemed to have been made. What follows are the
ways that the law leaves open, each with its source. What rests on no source of law is marked
practice. The days are the last on which one is surely still in time; later ones may be lawful,
where the family learnt of the lateness later, and a judge or an ombudsman may admit them.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pathway.domain import rights_in_law as law
from pathway.domain.counting.base import long
from pathway.domain.rights_in_law import Way
from pathway.domain.rules.rule import Kind, Rule
from statemachines.vocabulary import Force, WaitingFor

NO_LAW = "practice, no source in law"


class Right(NamedTuple):
    """One way that is open to the family.

    Attributes:
        words: what they may do.
        by: until when, in words.
        until: the last day on which they are surely in time; None where the law names no day.
        citation: where it stands; empty for practice.
    """

    words: str
    by: str
    until: date | None
    citation: str

    @property
    def force(self) -> Force:
        """Whether it is law, or practice alone."""
        return Force.MUST if self.citation else Force.PRACTICE

    def __str__(self) -> str:
        """Write it as everybody reads it: what, by when, by what law."""
        sure = f"; in time at least until {long(self.until)}" if self.until else ""
        return f"{self.words} By when: {self.by}{sure}. ({self.citation or NO_LAW})"


def rights(rule: Rule, due_on: date | None) -> tuple[Right, ...]:
    """List what the family may do if a limit is missed.

    Args:
        rule: the rule that gives the limit.
        due_on: its last lawful day; None where the law fixes none, and then no way has a day.
    """
    return tuple(_right(way, due_on) for way in _ways(rule))


def _right(way: Way, due_on: date | None) -> Right:
    until = way.until(due_on) if way.until and due_on else None
    return Right(way.words, way.by, until, way.citation)


def _ways(rule: Rule) -> Iterator[Way]:
    if "complaint" in rule.processes:
        yield from _of_a_complaint(rule)
    elif rule.force is not Force.MUST:
        yield from _of_guidance(rule)
    elif rule.kind is Kind.FLOOR:
        yield from (law.CUT_SHORT, law.AUTHORITY_COMPLAINT, law.OMBUDSMAN, law.JUDICIAL_REVIEW)
    elif rule.base in _OF_AN_ADVISER:
        yield law.CERTIFICATE_LATE
    elif rule.base in _OBTAINED_BY_THE_AUTHORITY:
        yield from _of_advice(rule)
    elif rule.owner is WaitingFor.FAMILY:
        yield from _OF_THE_FAMILY.get(rule.base, ())
    elif rule.base in _ORDERED or rule.base.startswith("ORD-"):
        yield from (
            law.NOT_THE_TRIBUNAL,
            law.AUTHORITY_COMPLAINT,
            law.OMBUDSMAN,
            law.JUDICIAL_REVIEW,
        )
    else:
        yield from _OF[rule.owner](rule)


def _of_guidance(rule: Rule) -> Iterator[Way]:
    """Yield what follows where no law is broken: guidance may be left only with reasons."""
    yield law.ASK_WHY
    if "the Ombudsman's practice" in rule.citation:
        yield from (law.AUTHORITY_COMPLAINT, law.OMBUDSMAN)
    elif rule.force is Force.SHOULD:
        of_a_school = rule.owner in _SCHOOLS
        yield from (
            (law.SCHOOL_COMPLAINT,) if of_a_school else (law.AUTHORITY_COMPLAINT, law.OMBUDSMAN)
        )


def _of_a_complaint(rule: Rule) -> Iterator[Way]:
    """Yield what follows where the complaint itself is late: nobody complains of that again."""
    if rule.owner is WaitingFor.FAMILY:
        yield law.OMBUDSMAN_LATE
    elif rule.force is Force.MUST:
        yield law.TELL_THE_OMBUDSMAN
    else:
        yield from (law.ASK_WHY, law.NEED_NOT_WAIT)


def _of_the_authority(rule: Rule) -> Iterator[Way]:
    yield from (law.AUTHORITY_COMPLAINT, law.OMBUDSMAN, law.JUDICIAL_REVIEW, law.SECRETARY_OF_STATE)
    if rule.base in _ENDS_IN_A_DECISION:
        yield law.APPEAL_LATER
    if rule.base in _REVIEWS:
        yield law.LOST_REVIEW


def _of_a_school(rule: Rule) -> Iterator[Way]:
    yield law.SCHOOL_COMPLAINT
    if rule.base in _EDUCATION_LOST or not _THE_AUTHORITYS.isdisjoint(rule.processes):
        yield from (law.AUTHORITY_COMPLAINT, law.OMBUDSMAN)
    yield from (law.JUDICIAL_REVIEW, law.SECRETARY_OF_STATE)
    if "off_site_direction" in rule.kinds:
        yield law.DISCRIMINATION
    if rule.base in {"EXC-03", "EXC-04"}:
        yield law.PANEL


def _of_health(rule: Rule) -> Iterator[Way]:
    del rule  # whatever the duty, the ways are the same
    yield from (law.CARE_BOARD_COMPLAINT, law.HEALTH_OMBUDSMAN, law.JUDICIAL_REVIEW)


def _of_advice(rule: Rule) -> Iterator[Way]:
    """Yield what follows where advice is late: the authority has to obtain it, whoever gives it."""
    if rule.owner is not WaitingFor.FAMILY:
        yield from (law.AUTHORITY_COMPLAINT, law.OMBUDSMAN, law.APPEAL_LATER, law.JUDICIAL_REVIEW)


_SCHOOLS = frozenset({WaitingFor.SCHOOL, WaitingFor.PROVIDER})
_ORDERED = frozenset({"MED-06", "MED-07"})
_ENDS_IN_A_DECISION = frozenset(
    {"EHC-02", "EHC-04", "EHC-08", "AR-10", "AR-11", "AR-13", "AR-14", "AR-16", "AR-17", "AR-18",
     "AR-20", "AR-21", "AR-22"}
)  # fmt: skip
"""Limits for what may be appealed once it is decided; being late is no decision."""

_OBTAINED_BY_THE_AUTHORITY = frozenset({"EHC-03"})

_OF_AN_ADVISER = frozenset({"MED-02", "MED-05"})
"""Certificates, which a mediation adviser gives and no authority."""

_EDUCATION_LOST = frozenset({"AP-02", "AP-04"})
"""Education from the sixth day, whose loss the Ombudsman looks into."""

_THE_AUTHORITYS = frozenset({"ehc_plan", "annual_review"})
"""Where the duty is the authority's, whoever does the work of it."""

_REVIEWS = frozenset({"AR-01", "AR-02", "AR-10", "AR-11", "AR-13", "AR-14"})

_OF_THE_FAMILY: Mapping[str, tuple[Way, ...]] = {
    "MED-01": (law.FINAL_APPEAL,),
    "APP-01": (law.FINAL_APPEAL,),
    "APP-03": (law.CLAIM_LATE,),
    "EXC-07": (law.NO_PANEL_LATER, law.JUDICIAL_REVIEW),
}
"""What is left where it was the family's own time; of what is not named, the law says nothing."""

_OF: Mapping[WaitingFor, Callable[[Rule], Iterator[Way]]] = {
    WaitingFor.AUTHORITY: _of_the_authority,
    WaitingFor.SCHOOL: _of_a_school,
    WaitingFor.PROVIDER: _of_a_school,
    WaitingFor.HEALTH: _of_health,
}
