"""The page of rules: every time limit that Pathway knows, with its law and its counting."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from types import ModuleType

from deploy.pages.sheet import codes, sheet, table
from pathway.domain.duty import as_owed
from pathway.domain.enquiry import events_of
from pathway.domain.rules.rule import Rule, Said, When
from pathway.domain.rules.statute_book import FILES, statute_book
from statemachines.events import Event
from statemachines.vocabulary import Force, WaitingFor

ABOUT = """\
A rule is one time limit of law or practice.
`pathway clocks rules` lists the same rules, and `pathway clocks due RULE --on EVENT=DATE` \
computes the date of one."""

FORCES = {
    Force.MUST: "an Act or regulations",
    Force.SHOULD: "statutory guidance: departed from only with reasons",
    Force.PRACTICE: "what is done without any law saying so, our own choices among it",
    Force.LOCAL: "what the authority has set itself in its pack; no legal force",
    Force.PROPOSED: "announced and not law; never enforced",
}

LADDERS = """\
Alerts are written as ladders: `3w` is three weeks before the day, `5d` days, `5wd` working days, \
`5sd` school days, `2m` months; `0` is the day itself; `day 3` and `weekly` are counted from the \
start; `50%` is a share of an agreed length; `overdue 2wd` comes after the day and `overdue daily` \
every day after it.
Once a date has passed, the caseworker's manager is told as well."""

VERSIONS = """\
A rule is here as it is law today.
A clock keeps the version that was law on the day on which it started.
Where a law relaxed a limit for a time, it is the day on which the limit ends that counts.
What ended from 1 May to 25 September 2020, under a limit that \
[SI 2020/471](https://www.legislation.gov.uk/uksi/2020/471) modified, has no fixed date, since it \
was to be done as soon as reasonably practicable; what ended earlier or later has its date, \
whenever its clock started."""


def page() -> str:
    """Write the page."""
    forces = table(("Force", "What it means"), [(f.value, FORCES[f]) for f in Force])
    everything = (part for file in _files() for part in _chapter(file))
    return sheet(
        "`pathway/domain/rules/`",
        "# Rules",
        ABOUT,
        forces,
        LADDERS,
        VERSIONS,
        _contents(),
        *everything,
    )


def _contents() -> str:
    return "\n".join(f"- [{_title(file)}](#{_anchor(_title(file))})" for file in _files())


def _files() -> list[ModuleType]:
    return [import_module(f"pathway.domain.rules.{file}") for file in FILES]


def _chapter(file: ModuleType) -> Iterator[str]:
    yield f"## {_title(file)}"
    for rule in file.RULES:
        yield f"### {rule.id}"
        yield rule.sentence
        yield "\n".join(f"- {point}" for point in _points(rule))


def _title(file: ModuleType) -> str:
    return (file.__doc__ or "").splitlines()[0].rstrip(".")


def _anchor(title: str) -> str:
    kept = (c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")
    return "".join(kept)


def _points(rule: Rule) -> Iterator[str]:
    yield f"{rule.force.value}, {rule.kind.value}: {rule.citation}."
    yield f"Starts with {_starts(rule)}."
    yield f"Counted: {rule.counting.words()}."
    yield from _counted_otherwise(rule)
    yield from _relaxed(rule)
    yield f"Who has to act: {rule.owner.value}{_by(rule.owner_by)}."
    if rule.force_by:
        yield f"How it binds: {rule.force.value}{_by(rule.force_by)}."
    yield from _settled(rule)
    yield from _told(rule)
    yield from _reach(rule)
    if rule.note:
        yield f"Note: {rule.note}"


def _by(said: Said[WaitingFor] | Said[Force] | None) -> str:
    if said is None:
        return ""
    said_so = (f"{to.value} where `{said.field}` is `{value}`" for value, to in said.among.items())
    return f"; {'; '.join(said_so)}"


def _alerts_by(rule: Rule) -> str:
    if rule.owner_by is None:
        return ""
    others = {to: as_owed(rule, (to, rule.force)).alerts for to in rule.owner_by.among.values()}
    said_so = (
        f"; {told.value} where it is the {to.value}'s duty"
        for to, told in others.items()
        if told is not rule.alerts
    )
    return "".join(said_so)


def _starts(rule: Rule) -> str:
    starts = rule.starts
    own = {event.value for event in Event}
    others = [name for name in events_of(rule, statute_book()) if name not in own]
    words = _whens(starts.when)
    words += ", the earliest of them" if starts.earliest else ""
    words += f" or the day that `{starts.confirmed_by.value}` says" if starts.confirmed_by else ""
    words += f", counted from {_whens(starts.since)}" if starts.since else ""
    words += f", after {_whens(starts.needs)}" if starts.needs else ""
    words += f", if {_whens(starts.where)}" if starts.where else ""
    return words + (f"; also called {codes(others)}" if others else "")


def _counted_otherwise(rule: Rule) -> Iterator[str]:
    for event, counting in rule.counting_after.items():
        yield f"Counted after `{event.value}`: {counting.words()}."


def _relaxed(rule: Rule) -> Iterator[str]:
    relaxed = statute_book().rule(rule.id).relaxed
    if relaxed:
        days = f"{relaxed.first} to {relaxed.last}"
        yield f"Relaxed where it ends from {days}: no fixed date ({relaxed.citation})."


def _settled(rule: Rule) -> Iterator[str]:
    if rule.met_by:
        how = "all of these together" if rule.met_by_all else "the first of these"
        yield f"Settled by {_whens(rule.met_by)}" + (f", {how}." if len(rule.met_by) > 1 else ".")
    if rule.ended_by:
        yield f"Ended undone by {_whens(rule.ended_by)}."
    if rule.replaced_by:
        yield f"Ended undone where, later, another is named by {_whens(rule.replaced_by)}."
    for limb in rule.exemptions:
        yield f"Disapplied under {limb.id}: {limb.sentence}."


def _told(rule: Rule) -> Iterator[str]:
    if rule.ladder:
        steps = codes(step.name for step in rule.ladder)
        yield f"Alerts to {rule.alerts.value}{_alerts_by(rule)}: {steps}."
    if rule.makes:
        after = f", {rule.makes.days_after} days after it" if rule.makes.days_after else ""
        yield f"Time makes the move *{rule.makes.move}* on the day{after}."


def _reach(rule: Rule) -> Iterator[str]:
    if rule.part:
        yield "Starts no clock of its own."
    if rule.per_party:
        yield "Each person concerned has a clock of their own."
    if rule.kinds:
        yield f"Only for {codes(sorted(rule.kinds))}."
    if rule.not_kinds:
        yield f"Not for {codes(sorted(rule.not_kinds))}."
    if rule.from_year is not None:
        yield f"From national curriculum year {rule.from_year}."
    if rule.under_age is not None:
        yield f"Under the age of {rule.under_age}."
    until = f" to {rule.valid_to.isoformat()}" if rule.valid_to else ""
    yield f"In force from {rule.valid_from.isoformat()}{until}."


def _whens(events: Iterable[Event | When]) -> str:
    return ", ".join(_when(event) for event in events)


def _when(event: Event | When) -> str:
    if not isinstance(event, When):
        return f"`{event.value}`"
    asked = f" where `{event.said}`" if event.said else ""
    is_, between = ("holds", " and ") if event.every else ("is", " or ")
    among = f" {is_} {codes(event.among, between=between)}" if event.among else ""
    return f"`{event.event.value}`{asked}{among}"
