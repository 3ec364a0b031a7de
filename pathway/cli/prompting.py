"""Asking for a form, field by field, in a terminal."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from rich.markup import escape
from rich.prompt import Prompt

from pathway.cli.screen import beside
from pathway.services.form_fields import ASIDE, FormField

YES = {"y": True, "yes": True, "n": False, "no": False}

Ask = Callable[[str, str], str]
"""Asks one question, with what is taken where nothing is entered."""


def ask_on_terminal(question: str, otherwise: str) -> str:
    """Ask on the terminal, beside the answer; standard output stays free for it."""
    return Prompt.ask(
        escape(question), console=beside(), default=otherwise, show_default=bool(otherwise)
    )


def asked(
    fields: Iterable[FormField], known: Mapping[str, Any], ask: Ask = ask_on_terminal
) -> dict[str, Any]:
    """Ask for what is not known yet, and return all of it.

    Nothing entered leaves a field out, unless it is needed: then it is asked for again.

    Args:
        fields: the fields of the form.
        known: what was given already; it is not asked for.
        ask: asks one question.
    """
    content = dict(known)
    for field in fields:
        if field.name in content or (field.name in ASIDE and not field.needed):
            continue
        value = _many(field, ask, field.name) if field.many else _one(field, ask, field.name)
        if value not in (None, [], {}):
            content[field.name] = value
    return content


def _many(field: FormField, ask: Ask, path: str) -> list[Any]:
    """Ask for one after the other, until nothing is entered."""
    values: list[Any] = []
    while True:
        wanted = field.needed and not values
        value = _one(field, ask, f"{path}.{len(values)}", needed=wanted, more=True)
        if value in (None, {}):
            return values
        values.append(value)


def _one(
    field: FormField, ask: Ask, path: str, *, needed: bool | None = None, more: bool = False
) -> Any:
    wanted = field.needed if needed is None else needed
    if field.within:
        return _part(field, ask, path, needed=wanted, more=more)
    while True:
        said = ask(_question(field, path, needed=wanted), "").strip()
        if not said and not wanted:
            return None
        value, wrong = _understood(field, said)
        if wrong is None:
            return value
        beside().print(f"  {escape(wrong)}")


def _part(field: FormField, ask: Ask, path: str, *, needed: bool, more: bool) -> dict[str, Any]:
    """Ask for a form within the form; where it may be left out, only if it is wanted."""
    if not needed:
        another = "another one" if more and not path.endswith(".0") else "this"
        wants = ask(f"{path}: {field.description} — enter {another}? yes or no", "no")
        if not YES.get(wants.strip().lower(), False):
            return {}
    values = {}
    for part in field.within:
        at = f"{path}.{part.name}"
        value = _many(part, ask, at) if part.many else _one(part, ask, at)
        if value not in (None, [], {}):
            values[part.name] = value
    return values


def _question(field: FormField, path: str, *, needed: bool) -> str:
    leave = "" if needed else ", or nothing"
    one = field.expected.removeprefix("a list, each ")
    about = f": {field.description}" if field.description else ""
    return f"{path}{about} [{one}{leave}]"


def _understood(field: FormField, said: str) -> tuple[Any, str | None]:
    """Return what was meant, or what is expected."""
    if not said:
        return None, f"expected {field.expected}"
    if field.choices:
        meant = [choice for choice in field.choices if choice.lower() == said.lower()]
        return (meant[0], None) if meant else (None, f"expected {field.expected}")
    if field.meaning is bool:
        meant_so = YES.get(said.lower())
        return (meant_so, None) if meant_so is not None else (None, "expected yes or no")
    if field.meaning is date:
        return _day(said)
    return said, None


def _day(said: str) -> tuple[Any, str | None]:
    try:
        return date.fromisoformat(said).isoformat(), None
    except ValueError:
        return None, "expected a day, as 2026-09-07"
