"""`pathway clocks`: until when something has to be done, and every rule that says so."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from pathway.cli.breaking import between_words, screen_width
from pathway.cli.days import read_day
from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.clocks import Clock
from pathway.domain.counting.base import long
from pathway.domain.enquiry import enquire, events_of, exact_id, plain, takes_a_year
from pathway.domain.errors import CalendarMalformed, PathwayError, RuleHasLimbs
from pathway.domain.rules.law import Law
from pathway.domain.rules.relaxation import Relaxation
from pathway.domain.rules.rule import Rule, Said
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.school_calendar_json import calendar_from_json
from statemachines.vocabulary import Force, WaitingFor

REFUSED = 1

app = typer.Typer(
    help="Time limits: their dates, their reasons, their rules.", no_args_is_help=True
)


@app.command()
def due(
    rule: Annotated[str, typer.Argument(help="A rule or limb, such as EHC-08 or ORD-04.final.")],
    on: Annotated[
        list[str],
        typer.Option(help="A day that something happened on: EVENT=DATE. May be repeated."),
    ],
    calendar: Annotated[
        Path | None, typer.Option(help="The school's terms and closures, as JSON.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Say until when something has to be done, and why. Needs no database."""
    try:
        law, calendars = statute_book(), _calendars(calendar)
        for rule_id in _asked(rule, law, one=as_json):
            clock = enquire(rule_id, _days(law.rule(rule_id), on, law), law, calendars)
            answer = _answer(clock, law.rule(rule_id, on=clock.started_on))
            if as_json:
                typer.echo(json.dumps(answer, ensure_ascii=False))
            else:
                _show(_page(clock, answer))
    except PathwayError as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(REFUSED) from refusal


@app.command()
def rules(
    containing: Annotated[
        str, typer.Argument(help="Only rules with this in their id, sentence or citation.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """List every rule: its force, what it says, where it stands, what starts it."""
    law = statute_book()
    listed = [_entry(r, law) for r in law.newest if _mentions(r, containing)]
    if as_json:
        typer.echo(json.dumps(listed, ensure_ascii=False))
        return
    for entry in listed:
        head = f"{entry['rule']:<16} {entry['force']:<9} {entry['kind']:<9}"
        _show(f"{head} {entry['counting']} · {entry['citation']}")
        _show(f"{'':16} {entry['sentence']}")
        _show(f"{'':16} --on {', '.join(entry['events'])}")


def _show(words: str) -> None:
    typer.echo(between_words(words, screen_width()))


def _calendars(file: Path | None) -> Calendars:
    bank_holidays = BankHolidays.shipped()
    if file is None:
        return Calendars(bank_holidays)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as wrong:
        raise CalendarMalformed(str(file), "the file", f"it cannot be read ({wrong})") from wrong
    return Calendars(bank_holidays, calendar_from_json(text, name=file.name))


def _asked(rule: str, law: Law, *, one: bool) -> tuple[str, ...]:
    """Return the rules to answer for: every limb where none was named and more than one may be."""
    try:
        return (exact_id(rule, law),)
    except RuleHasLimbs as several:
        if one:
            raise
        return several.limbs


def _days(rule: Rule, pairs: list[str], law: Law) -> dict[str, date]:
    days: dict[str, date] = {}
    years = takes_a_year(rule, law)
    for pair in pairs:
        name, equals, day = pair.partition("=")
        if not (name.strip() and equals and day.strip()):
            raise typer.BadParameter(f"{pair!r} is not EVENT=DATE, such as {_example(rule, law)}")
        if plain(name) in days:
            raise typer.BadParameter(f"{name} was given twice")
        days[plain(name)] = read_day(day, where=name, years=years)
    return days


def _example(rule: Rule, law: Law) -> str:
    return f"{next(iter(events_of(rule, law)))}=2026-09-07"


def _answer(clock: Clock, rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "due_on": _iso(clock.due_on),
        "safe_on": _iso(clock.safe_on),
        "last_working_day": _iso(clock.last_working_day),
        "kind": rule.kind.value,
        "force": rule.force.value,
        "citation": rule.citation,
        "explanation": list(clock.explanation),
        "why_no_date": clock.why_no_date,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _page(clock: Clock, answer: dict[str, Any]) -> str:
    lines = [f"{answer['rule']} · {answer['force']} · {answer['kind']} · {answer['citation']}"]
    lines += [f"  {name:<18}{long(day)}" for name, day in _dates(clock)]
    if clock.why_no_date:
        lines.append(f"  {'no date':<18}{clock.why_no_date}")
    lines += [f"  {number}. {step}" for number, step in enumerate(clock.explanation, 1)]
    return "\n".join(lines)


def _dates(clock: Clock) -> Iterator[tuple[str, date]]:
    named = {
        "due": clock.due_on,
        "safe": clock.safe_on,
        "last working day": clock.last_working_day,
    }
    return ((name, day) for name, day in named.items() if day)


def _entry(rule: Rule, law: Law) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "force": rule.force.value,
        "kind": rule.kind.value,
        "sentence": rule.sentence,
        "citation": rule.citation,
        "counting": rule.counting.words(),
        "events": list(events_of(rule, law)),
        "owner": rule.owner.value,
        "owner_by": _by(rule.owner_by),
        "force_by": _by(rule.force_by),
        "exemptions": [limb.id for limb in rule.exemptions],
        "processes": list(rule.processes),
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": _iso(rule.valid_to),
        "relaxed": _relaxed(rule.relaxed),
        "note": rule.note,
    }


def _relaxed(relaxed: Relaxation | None) -> dict[str, str] | None:
    if relaxed is None:
        return None
    first, last = relaxed.first.isoformat(), relaxed.last.isoformat()
    return {"from": first, "to": last, "instead": relaxed.instead, "citation": relaxed.citation}


def _by(said: Said[WaitingFor] | Said[Force] | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {said.field: {value: to.value for value, to in said.among.items()}}


def _mentions(rule: Rule, words: str) -> bool:
    return words.lower() in f"{rule.id} {rule.sentence} {rule.citation}".lower()


if __name__ == "__main__":
    app(prog_name="pathway clocks")
