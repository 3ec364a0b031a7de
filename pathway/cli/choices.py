"""How the moves of a process look: what can be done and, greyed, what cannot, with every reason."""

from collections.abc import Iterable
from datetime import date

from pathway.cli.desk import Desk
from pathway.cli.screen import say, show_json
from pathway.persistence.casebook import ProcessKey
from pathway.services.acting import find_person
from pathway.services.asking import AskedOfForm, Option, Standing, options
from pathway.services.form_fields import ASIDE, FormField, fields_of
from statemachines.common_moves import common_moves
from statemachines.forms import Form
from statemachines.vocabulary import PEOPLE, Role, named

COMMON = frozenset(move.name for move in common_moves())


def choices_of(here: Desk, key: ProcessKey, person: str, role: Role | None, on: date) -> Standing:
    """List the moves of a process as somebody may make them, or as anybody may.

    Raises:
        PersonNotFound: the authority knows no such person.
    """
    said = person or here.chosen.person
    asks, roles = None, PEOPLE
    if said:
        found = find_person(here.office, said)
        asks, roles = found.id, frozenset(Role(name) for name in found.roles)
    wanted = frozenset({role}) if role else roles
    return options(here.office, key, person=asks, roles=wanted, on=on)


def list_of_moves(choices: Standing, *, everything: bool, as_json: bool) -> None:
    """Show what can be done and, greyed, what cannot, with every reason.

    Args:
        choices: the moves, and what stands against each.
        everything: whether the forms of moves that cannot be made now are shown, too.
        as_json: whether it is shown to a program.
    """
    listed = sorted(choices.options, key=lambda o: (not o.open, o.move.name in COMMON))
    if as_json:
        show_json(
            {
                "process": choices.process,
                "state": choices.state,
                "cycle": choices.cycle,
                "version": choices.version,
                "moves": [_option(one) for one in listed],
            }
        )
        return
    state = choices.policy.by_name[choices.state]
    say(f"{choices.process}: {state.name}, version {choices.version}", style="bold")
    say(state.sentence)
    for one in listed:
        _show_option(one, everything=everything)
    say("Every form takes these, too:")
    _show_fields([field for field in fields_of(Form) if field.name in ASIDE], frozenset())


def _show_option(option: Option, *, everything: bool) -> None:
    move = option.move
    by = named(PEOPLE & move.by) or "time itself"
    style = "" if option.open else "dim"
    say(f"  {'·' if option.open else '×'} {move.name}  ({by})", style=style)
    for reason in option.because:
        say(f"      cannot: {reason}", style=style)
    for advice in option.advice:
        say(f"      advised against: {advice}; went_ahead_because says why it goes ahead")
    if option.open or everything:
        for asked in option.asked_of_form:
            say(f"      will be refused where {asked.otherwise}{_looked_at(asked)}")
        for asked in option.advised_of_form:
            say(f"      will be advised against where {asked.otherwise}{_looked_at(asked)}")
        own = [field for field in fields_of(move.form) if field.name not in ASIDE]
        _show_fields(own, option.asked_for)


def _looked_at(asked: AskedOfForm) -> str:
    return f" (asked of {', '.join(asked.fields)})" if asked.fields else ""


def _show_fields(fields: Iterable[FormField], asked_for: frozenset[str], path: str = "") -> None:
    """Show each field, with the fields of a form within it below."""
    for one in fields:
        if one.needed:
            leave = "needed"
        else:
            leave = "asked for, see above" if one.name in asked_for else "may be left out"
        about = f" — {one.description}" if one.description else ""
        say(f"      {path}{one.name}: {_expected(one)}, {leave}{about}", style="cyan")
        _show_fields(one.within, frozenset(), f"{path}{one.name}.{'0.' if one.many else ''}")


def _expected(field: FormField) -> str:
    if not field.within:
        return field.expected
    return "a list, as follows" if field.many else "as follows"


def _option(one: Option) -> dict[str, object]:
    return {
        "move": one.move.name,
        "open": one.open,
        "because": one.because,
        "advice": one.advice,
        "asked_of_form": [asked.otherwise for asked in one.asked_of_form],
        "advised_of_form": [asked.otherwise for asked in one.advised_of_form],
        "by": sorted(one.move.by),
        "law": one.move.law.citation,
        "force": one.move.law.force.value,
        "form": [
            {**_form_field(field), "asked_for": field.name in one.asked_for}
            for field in fields_of(one.move.form)
        ],
    }


def _form_field(field: FormField) -> dict[str, object]:
    return {
        "field": field.name,
        "needed": field.needed,
        "expected": field.expected,
        "description": field.description,
        "fields": [_form_field(part) for part in field.within],
    }
