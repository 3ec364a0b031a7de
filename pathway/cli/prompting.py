"""Asking for a form, field by field, in a terminal."""

from collections.abc import Callable, Container, Iterable, Mapping, MutableMapping, Sequence
from datetime import date
from typing import Any

from rich.markup import escape
from rich.prompt import Prompt

from pathway.cli.days import read_day
from pathway.cli.screen import beside
from pathway.domain.errors import DayAmbiguous, DayUnreadable
from pathway.services.form_fields import ASIDE, FormField

NOTHING: tuple[Any, ...] = (None, [], {})
YES = {"y": True, "yes": True, "n": False, "no": False}

Ask = Callable[[str, str], str]
"""Asks one question, with what is taken where nothing is entered."""


def ask_on_terminal(question: str, otherwise: str) -> str:
    """Ask on the terminal, beside the answer; standard output stays free for it."""
    return Prompt.ask(
        escape(question), console=beside(), default=otherwise, show_default=bool(otherwise)
    )


def asked(
    fields: Iterable[FormField],
    known: Mapping[str, Any],
    ask: Ask = ask_on_terminal,
    *,
    near: Sequence[str] = (),
    wanted: Container[str] = (),
    typed: MutableMapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Ask for what is not known yet, and return all of it.

    Nothing entered leaves a field out, unless it is needed: then it is asked for again.

    Args:
        fields: the fields of the form.
        known: what was given already; it is not asked for.
        ask: asks one question.
        near: the names of the people around the pupil, to be chosen by number.
        wanted: the fields that may be left out, but that the move may be refused without.
        typed: is given every answer as it is understood, by what leads to it, so that those before
            an interruption are not lost.
    """
    asking = _Asking(ask, near, wanted, {} if typed is None else typed)
    return {**known, **asking.some(fields, "", leaving_out=known)}


class _Asking:
    """One conversation."""

    def __init__(
        self,
        ask: Ask,
        near: Sequence[str],
        wanted: Container[str],
        typed: MutableMapping[str, Any],
    ) -> None:
        self._ask, self._near, self._wanted, self._typed = ask, near, wanted, typed

    def some(
        self,
        fields: Iterable[FormField],
        path: str,
        *,
        leaving_out: Container[str] = (),
        or_nothing: bool = False,
    ) -> dict[str, Any]:
        """Ask for the fields of a form, or of a form within it.

        Args:
            fields: the fields.
            path: what leads to them, with its last dot; blank for the form itself.
            leaving_out: fields that are not asked for.
            or_nothing: whether nothing at the first that is needed leaves out all of it.
        """
        values: dict[str, Any] = {}
        for field in fields:
            if field.name in leaving_out or (field.name in ASIDE and not field.needed):
                continue
            at = f"{path}{field.name}"
            if or_nothing and field.needed and not field.many and not values:
                value = self._one(field, at, needed=False)
                if value in NOTHING:
                    return {}
            else:
                value = self._many(field, at) if field.many else self._one(field, at)
            if value not in NOTHING:
                values[field.name] = value
        return values

    def _many(self, field: FormField, path: str) -> list[Any]:
        """Ask for one after the other, until nothing is entered."""
        values: list[Any] = []
        while True:
            wanted = field.needed and not values
            value = self._one(field, f"{path}.{len(values)}", needed=wanted)
            if value in NOTHING:
                return values
            values.append(value)

    def _one(self, field: FormField, path: str, *, needed: bool | None = None) -> Any:
        wanted = field.needed if needed is None else needed
        if field.within:
            return self._part(field, path, needed=wanted)
        while True:
            said = self._ask(self._question(field, path, needed=wanted), "").strip()
            if not said and not wanted:
                return None
            value, wrong = self._understood(field, said)
            if wrong is None:
                self._typed[path] = value
                return value
            beside().print(f"  {escape(wrong)}")

    def _part(self, field: FormField, path: str, *, needed: bool) -> dict[str, Any]:
        """Ask for a form within the form; where it may be left out, only if it is wanted."""
        if not needed:
            more = field.many and not path.endswith(".0")
            one, otherwise = ("another one", "no") if more else ("this", "yes")
            may = "; the move may be refused without" if self._is_wanted(path) else ""
            question = f"{path}: {field.description} — enter {one}? yes or no{may}"
            if not YES.get(self._ask(question, otherwise).strip().lower(), False):
                return {}
        return self.some(field.within, f"{path}.", or_nothing=not needed)

    def _is_wanted(self, path: str) -> bool:
        """Tell whether a field of the form itself, or the first of its list, is looked at."""
        return path.removesuffix(".0") in self._wanted

    def _question(self, field: FormField, path: str, *, needed: bool) -> str:
        leave = "" if needed else ", or nothing"
        if self._is_wanted(path) and not needed:
            leave = ", or nothing; the move may be refused without"
        one = field.expected.removeprefix("a list, each ")
        if self._is_person(field) and self._near:
            listed = ", ".join(f"{number} {name}" for number, name in enumerate(self._near, 1))
            one = f"{listed}, or a name or id"
        about = f": {field.description}" if field.description else ""
        return f"{path}{about} [{one}{leave}]"

    def _is_person(self, field: FormField) -> bool:
        return field.is_person_or_place and not field.is_place

    def _understood(self, field: FormField, said: str) -> tuple[Any, str | None]:
        if self._is_person(field) and said.isdigit() and 0 < int(said) <= len(self._near):
            return self._near[int(said) - 1], None
        return _understood(field, said)


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
        return read_day(said, where="").isoformat(), None
    except DayAmbiguous as two:
        return None, two.sentence
    except DayUnreadable:
        return None, "expected a day, as 2026-09-07"
