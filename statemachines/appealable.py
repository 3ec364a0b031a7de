"""Decisions that can be appealed, and how the notice of one opens a dispute with it.

The time to appeal belongs to each person and runs from the day on which the notice was *sent* to
them, whichever day it reached them.

Source:
    CFA 2014 s.51(2); SI 2014/1530 regs 32 and 33; SI 2008/2699 r.20(1)(c).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from statemachines.forms import Told
from statemachines.grammar import AnySituation, Consequence
from statemachines.rights_holders import ReachesEach, Refusal


class DisputeKind(StrEnum):
    """What a dispute is about: for an appeal, the decision it is against, as s.51(2) lists it."""

    ASSESS = "assess"  #: (a) a refusal to assess
    ISSUE = "issue"  #: (b) a refusal to make a plan after an assessment
    CONTENTS = "contents"  #: (c) sections B, F and I of a plan
    REASSESS = "reassess"  #: (d) a refusal to reassess
    AMEND = "amend"  #: (e) a refusal to amend or replace a plan
    CEASE = "cease"  #: (f) a decision to cease a plan
    DISAGREEMENT_RESOLUTION = "disagreement_resolution"  #: CFA 2014 s.57; it may be about anything
    DISCRIMINATION_CLAIM = "discrimination_claim"  #: Equality Act 2010 Sch 17


def opens_a_dispute(
    against: DisputeKind | Callable[[AnySituation], DisputeKind],
    *,
    when: Callable[[AnySituation], bool] = lambda _: True,
) -> Consequence:
    """Return what follows from a notice that can be appealed: a dispute in which time runs.

    Args:
        against: what an appeal would be against.
        when: whether the notice is one that can be appealed.
    """

    def opening(s: AnySituation) -> Mapping[str, Any]:
        kind = against if isinstance(against, DisputeKind) else against(s)
        return {"kind": kind.value, "sent": notices_sent(s.form), "decided_on": s.on}

    return Consequence("dispute", "open window", opening, opens=True, when=when, on=first_sent_on)


def notices_sent(form: ReachesEach) -> tuple[Told, ...]:
    """Return on which day the notice was sent to each person.

    Where that was not recorded it is taken to be the day on which it reached them, and never a
    later one: nobody's time is shown longer than it can be.
    """
    reached = form.reached()
    sent = {told.person: told.on for told in form.sent} if isinstance(form, Refusal) else {}
    return tuple(
        Told(person=told.person, on=min(told.on, sent.get(told.person, told.on)))
        for told in reached
    )


def first_sent_on(s: AnySituation) -> date:
    """Return the day on which the first of several notices was sent."""
    return first_day(notices_sent(s.form)) or s.on


def first_day(told: Iterable[Told]) -> date | None:
    """Return the earliest day on which anybody was told, or None where nobody was."""
    return min((each.on for each in told), default=None)
