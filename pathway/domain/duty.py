"""Whose duty a clock is and how strongly it binds, where that depends on what was said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pathway.domain.course import Course
from pathway.domain.rules.rule import Rule, Said
from statemachines.events import Happening
from statemachines.vocabulary import Audience, Force, WaitingFor

Duty = tuple[WaitingFor, Force]
"""Who has to act, and how strongly it binds them."""

ALERTED = {WaitingFor.AUTHORITY: Audience.CASEWORKER, WaitingFor.SCHOOL: Audience.SCHOOL}
"""Who is alerted to what has become theirs to do by what was said. PRACTICE."""


def duty_of(rule: Rule, start: Happening, course: Course) -> Duty:
    """Return whose duty the clock of a rule is, and its force, by what was said.

    Args:
        rule: the rule.
        start: what started the clock.
        course: what happened in the process.
    """
    owner, force, who, how = rule.owner, rule.force, rule.owner_by, rule.force_by
    if who:
        said = course.said_last(who.field) if who.anywhere else start.said.get(who.field)
        owner = who.among.get(said or "", owner)
    if how:
        said = course.said_last(how.field) if how.anywhere else start.said.get(how.field)
        force = how.among.get(said or "", force)
    return owner, force


def value_of(said: Said[WaitingFor] | Said[Force], start: Happening, course: Course) -> str:
    """Return what was said of the matter on which a duty depends; blank where nothing was."""
    value = course.said_last(said.field) if said.anywhere else start.said.get(said.field)
    return value or ""


def duty_of_line(rule: Rule, line: int, happenings: Iterable[Happening]) -> Duty:
    """Return whose duty the clock is that a line of a process has started, and its force.

    Args:
        rule: the rule of the clock.
        line: the number of the line.
        happenings: what happened in the process.
    """
    happened = tuple(happenings)
    nothing = Happening(rule.starts.when[0].event, date.min)
    start = next((h for h in happened if h.line == line), nothing)
    return duty_of(rule, start, Course(happened))


def alerts_depend_on_said(rule: Rule) -> bool:
    """Tell whether what was said decides who is alerted; not where advisers are told by name."""
    return rule.owner_by is not None and "adviser" not in rule.matches


def as_owed(rule: Rule, duty: Duty) -> Rule:
    """Return a rule as it stands where a duty is so: whoever has to act by it is alerted."""
    owner, force = duty
    alerts = rule.alerts
    if owner is not rule.owner and alerts_depend_on_said(rule):
        alerts = ALERTED.get(owner, alerts)
    return replace(rule, owner=owner, force=force, alerts=alerts)
