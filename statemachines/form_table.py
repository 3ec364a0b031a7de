"""A form as a table for the manual: each field, what belongs in it, what kind of answer it is."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from statemachines.forms import Declares, Form

KINDS: Final = {
    str: "text", date: "day", bool: "yes or no", int: "number", float: "number",
    Decimal: "amount", UUID: "id",
}  # fmt: skip
"""What somebody is asked for, by the type of the field."""


def form_table(form: type[Form]) -> str:
    """Write the fields of a form as a table, the parts of a part beneath it; empty without any."""
    own = [(name, f) for name, f in form.model_fields.items() if name not in Form.model_fields]
    return _table(own)


def fields_of_every_form() -> str:
    """Write the fields that every form has besides its own."""
    return _table(list(Form.model_fields.items()))


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Write a table in Markdown."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    cells = [[cell.replace("|", r"\|") for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def _table(fields: list[tuple[str, FieldInfo]]) -> str:
    rows = [row for name, field in fields for row in _rows(name, field)]
    heads = ("Recorded", "What", "Kind", "Needed", "Declares the event")
    return table(heads, rows) if rows else ""


def _rows(name: str, field: FieldInfo) -> Iterator[tuple[str, ...]]:
    declared = [f"`{m.event.value}`" for m in field.metadata if isinstance(m, Declares)]
    needed = "yes" if field.is_required() else ""
    kind = _kind(field.annotation)
    yield f"`{name}`", field.description or "", kind, needed, ", ".join(declared)
    for part in _parts(field.annotation):
        for inner, of_part in part.model_fields.items():
            yield from _rows(f"{name}.{inner}", of_part)


def _kind(annotation: Any) -> str:
    inner = get_args(annotation)
    if not inner:
        return _plain_kind(annotation)
    if get_origin(annotation) is Literal:
        return f"one of {_choices(inner)}"
    if get_origin(annotation) in {Union, UnionType}:
        return " or ".join(_kind(each) for each in inner if each is not NoneType)
    if get_origin(annotation) is tuple:
        return "list" if any(_parts(annotation)) else f"list: {_kind(inner[0])}"
    return "fields with values" if get_origin(annotation) is dict else _kind(inner[0])


def _plain_kind(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return f"one of {_choices(choice.value for choice in annotation)}"
    return KINDS.get(annotation, "fields of its own")


def _choices(values: Iterable[object]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)
