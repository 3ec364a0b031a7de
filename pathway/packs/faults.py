"""What is wrong with a table, in a sentence that says what was expected."""

from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pathway.packs.lines import Path

EXPECTED: Mapping[str, str] = {
    "missing": "it is missing, and has to be there",
    "int_type": "expected a whole number, without quotes",
    "float_type": "expected a number, without quotes",
    "bool_type": "expected true or false, without quotes",
    "string_type": 'expected a text, in "quotes"',
    "string_too_short": "expected a text that is not blank",
    "date_type": "expected a day such as 2026-09-02, without quotes",
    "date_from_datetime_parsing": "expected a day such as 2026-09-02",
    "date_from_datetime_inexact": "expected a day such as 2026-09-02, without a time",
    "tuple_type": "expected a list, in [brackets]",
    "dict_type": "expected a table of keys",
    "mapping_type": "expected a table of keys",
    "model_type": "expected a table of keys",
    "model_attributes_type": "expected a table of keys",
}


def wrongs(
    error: ValidationError, table: type[BaseModel], *, besides: Collection[str] = ()
) -> Iterator[tuple[Path, str]]:
    """Yield the path of each fault and a sentence about it.

    Args:
        error: what Pydantic found.
        table: the table that it was asked to read.
        besides: keys that may stand beside those of the table, read by somebody else.
    """
    for details in error.errors():
        path = tuple(step for step in details["loc"] if step != "[key]")
        if details["type"] == "extra_forbidden":
            known = [*_keys(table, path[:-1]), *(sorted(besides) if len(path) == 1 else ())]
            yield path, _unknown_key(str(path[-1]), known)
        else:
            yield path, _wrong(details)


def _wrong(details: ErrorDetails) -> str:
    kind, limits = details["type"], details.get("ctx", {})
    if kind == "value_error":
        return str(limits["error"])
    found = "" if kind == "missing" else f", found {_shown(details['input'])}"
    return f"{_expected(kind, limits, details['msg'])}{found}"


def _expected(kind: str, limits: Mapping[str, Any], otherwise: str) -> str:
    if kind in EXPECTED:
        return EXPECTED[kind]
    said = _LIMITED.get(kind)
    return said(limits) if said else f"expected otherwise ({otherwise.lower()})"


_LIMITED: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "enum": lambda limits: f"expected one of {_unquoted(limits)}",
    "greater_than": lambda limits: f"expected more than {limits['gt']:g}",
    "greater_than_equal": lambda limits: f"expected {limits['ge']} or more",
    "less_than_equal": lambda limits: f"expected {limits['le']:g} or less",
    "too_short": lambda limits: f"expected {limits['min_length']} entry or more",
    "too_long": lambda limits: f"expected {limits['max_length']} entries or fewer",
    "string_pattern_mismatch": lambda limits: f"expected a text of the form {limits['pattern']}",
}


def _unquoted(limits: Mapping[str, Any]) -> str:
    return str(limits["expected"]).replace("'", "")


def _unknown_key(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, n=1)
    hint = f"; did you mean {near[0]}" if near else ""
    return f"there is no such key here, only {', '.join(known)}{hint}"


def _keys(table: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that the table at a path knows."""
    for step in path:
        field = table.model_fields.get(str(step))
        within = _tables(field.annotation) if field else []
        table = within[0] if within else table
    return [field.alias or name for name, field in table.model_fields.items()]


def _tables(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [table for part in get_args(annotation) for table in _tables(part)]


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    return str(value)
