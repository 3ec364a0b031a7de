"""What has been proposed and is not law: kept apart, never in the statute book, never enforced.

A proposal says which rules it would bring and which of today's it would put an end to, each from
its own day. `law_under` makes the law as it would then be, so that the two can be laid side by side
over the same cases. What was proposed without a number gets no number here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pathway.domain.counting.calendar_time import MonthsBeginningWith
from pathway.domain.counting.other import NoFixedPeriod, OnTheDay
from pathway.domain.rules.law import Law
from pathway.domain.rules.rule import Kind, Rule, starts_on
from pathway.domain.rules.statute_book import statute_book
from statemachines.events import Event
from statemachines.vocabulary import Force, WaitingFor

ONE_DAY = timedelta(days=1)
SUPPORT_FROM, PLANS_FROM = date(2029, 9, 1), date(2030, 9, 1)
WHITE_PAPER = (
    "Every child achieving and thriving (white paper) and SEND reform: putting children and young "
    "people first (consultation), 23 February 2026; proposed"
)
OVER = (Event.CLOSED, Event.CLOSED_NEEDS_MET)
PLAN_OVER = (Event.PLAN_CEASED, Event.PLAN_TRANSFERRED_OUT)


@dataclass(frozen=True, slots=True)
class Announced:
    """Something announced of which no rule can be made.

    Attributes:
        sentence: what would change, in plain English.
        source: where it was announced.
        why_no_rule: what the announcement leaves open.
        not_before: the first day for which it was announced, if one was.
    """

    sentence: str
    source: str
    why_no_rule: str
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of the law that somebody has announced.

    Attributes:
        name: how it is asked for.
        sentence: what it would change, in plain English.
        source: where it was announced.
        rules: what it would bring; each is PROPOSED and alerts nobody.
        instead_of: the rules it would put an end to, and from which day.
        announced: what was announced besides, of which no rule can be made yet.
    """

    name: str
    sentence: str
    source: str
    rules: tuple[Rule, ...]
    instead_of: Mapping[str, date]
    announced: tuple[Announced, ...] = ()

    @property
    def valid_from(self) -> date:
        """The first day on which any of it would be law."""
        return min((*(rule.valid_from for rule in self.rules), *self.instead_of.values()))


REFORM = Proposal(
    name="reform-2029",
    sentence="Individual Support Plans, reviewed every year, for every child with special "
    "educational needs from September 2029; EHC plans reviewed at the end of each key stage "
    "instead of every year from September 2030.",
    source=WHITE_PAPER,
    rules=(
        Rule(
            id="ISP-01",
            sentence="The school draws up an Individual Support Plan with the child and parents.",
            citation=WHITE_PAPER,
            force=Force.PROPOSED,
            kind=Kind.TARGET,
            processes=("graduated_approach",),
            starts=starts_on(Event.CASE_OPENED),
            counting=NoFixedPeriod("the proposal gives no number"),
            met_by=(Event.PROVISION_STARTED,),
            ended_by=OVER,
            owner=WaitingFor.SCHOOL,
            valid_from=SUPPORT_FROM,
            note="Whether it could be enforced is told differently by different sources.",
        ),
        Rule(
            id="ISP-02",
            sentence="The Individual Support Plan is reviewed every year.",
            citation=WHITE_PAPER,
            force=Force.PROPOSED,
            kind=Kind.TARGET,
            processes=("graduated_approach",),
            starts=starts_on(Event.PROVISION_STARTED, Event.PLAN_CONTINUED, Event.CYCLE_STARTED),
            counting=MonthsBeginningWith(12),
            met_by=(Event.PLAN_CONTINUED, Event.CYCLE_STARTED, Event.PLAN_REVISED),
            ended_by=OVER,
            recurs=True,
            owner=WaitingFor.SCHOOL,
            valid_from=SUPPORT_FROM,
            note="Counted as today's reviews of plans are; the proposal says only: annually.",
        ),
        Rule(
            id="KSR-01",
            sentence="The plan is reviewed at the end of each key stage.",
            citation=WHITE_PAPER,
            force=Force.PROPOSED,
            kind=Kind.TARGET,
            processes=("ehc_plan",),
            starts=starts_on(Event.KEY_STAGE_ENDS, year=True),
            counting=OnTheDay(),
            met_by=(Event.REVIEW_COMPLETED,),
            ended_by=PLAN_OVER,
            owner=WaitingFor.AUTHORITY,
            valid_from=PLANS_FROM,
            note="By the year group that the day of birth gives. After year 11 no stage is left, "
            "and the proposal does not say what would stand in its place.",
        ),
    ),
    instead_of={"AR-02": PLANS_FROM, "AR-03": PLANS_FROM},
    announced=(
        Announced(
            sentence="EHC needs assessments would change.",
            source="a solicitor's summary of the consultation, June 2026",
            why_no_rule="no period is given, neither another nor none",
            not_before=SUPPORT_FROM,
        ),
        Announced(
            sentence="Time in unregistered alternative provision would be limited to twelve weeks "
            "of intensive use, or to four sessions a week in the longer term (AP-27).",
            source="the Department for Education's response, 2025",
            why_no_rule="it needs an Act, and no day is given; AP-27 tells it and starts no clock",
        ),
    ),
)

PROPOSALS: Mapping[str, Proposal] = {REFORM.name: REFORM}


def law_under(proposal: Proposal, *, since: date | None = None) -> Law:
    """Return the law as it would be.

    Args:
        proposal: what is proposed.
        since: the day from which all of it is taken to hold; each part's own day if None.
    """
    return Law((*_kept(proposal, since), *_brought(proposal, since)))


def _kept(proposal: Proposal, since: date | None) -> Iterator[Rule]:
    for rule in statute_book().rules:
        ends = proposal.instead_of.get(rule.id)
        if ends is None:
            yield rule
            continue
        last = (since or ends) - ONE_DAY
        if rule.valid_from <= last:
            yield replace(rule, valid_to=min(rule.valid_to or last, last))


def _brought(proposal: Proposal, since: date | None) -> Iterator[Rule]:
    for rule in proposal.rules:
        yield replace(rule, valid_from=since or rule.valid_from)
