"""What a form asks for, in words: its fields, what each expects, and what is wrong in one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pathway.services.errors import FormMisfilled, nearest
from statemachines.errors import FormIncomplete
from statemachines.forms import Form

EXPECTED: Mapping[Any, str] = {
    str: "text",
    date: "a day, as 2026-09-07",
    bool: "yes or no",
    int: "a whole number",
    float: "a number",
    Decimal: "an amount, as 1250.50",
    UUID: "somebody, by name or id",
    dict: "fields with their values, as JSON",
}
THE_WHOLE = "the form"
"""Where a fault is that is no field's, as `statemachines.forms` writes it."""

EMPTY = "string should have at least 1 character"
BY_ID = ", by id"
"""What the description of a person ends with, to whom a name is as good."""

A_PLACE = "a school or another place, by name, URN or id"
PLACES = ("school", "setting", "institution", "provider")
"""What the name of a field says where a place is meant and not a person."""

ASIDE = ("note", "went_ahead_because")
"""Fields of every form; they are offered last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form.

    Attributes:
        meaning: the type of one value: `str`, `date`, a form within the form, …
        many: whether it takes a list of such values.
        choices: the values it may have, where they are listed.
        expected: what it expects, in words.
        within: the fields of the form within the form.
    """

    name: str
    meaning: Any
    needed: bool
    many: bool
    choices: tuple[str, ...]
    expected: str
    description: str
    within: tuple["FormField", ...] = ()

    @property
    def is_person_or_place(self) -> bool:
        """Whether it names somebody, or some place, by id."""
        return self.meaning is UUID

    @property
    def is_place(self) -> bool:
        """Whether it names a place."""
        return self.is_person_or_place and _is_place(self.name)


def fields_of(form: type[BaseModel]) -> tuple[FormField, ...]:
    """List the fields of a form in its order, the ones of every form last."""
    listed = [_field(name, field) for name, field in form.model_fields.items()]
    return tuple(sorted(listed, key=lambda field: field.name in ASIDE))


def filled(form: type[Form], content: Mapping[str, Any]) -> Form:
    """Return the form with `content` in it.

    Raises:
        FormMisfilled: a field is missing, mistyped or unknown; each is named with what it expects.
    """
    try:
        return form.fill(content)
    except FormIncomplete as fault:
        raise misfilled(form, fault) from fault


def misfilled(form: type[Form], fault: FormIncomplete) -> FormMisfilled:
    """Return the refusal of a form that names each wrong field with what was expected there."""
    told = (_complaint(form, place, what) for place, what in fault.faults)
    wrong = frozenset(place.split(".")[0] for place, _ in fault.faults)
    return FormMisfilled(tuple(dict.fromkeys(told)), wrong)


def _complaint(form: type[BaseModel], place: str, what: str) -> str:
    fields, found, way = fields_of(form), None, list[str]()
    for part in place.split("."):
        known = {field.name: field for field in fields}
        if part.isdigit():
            way.append(part)
        elif part in known:
            found, fields = known[part], known[part].within
            way.append(part)
        elif known and place != THE_WHOLE:
            return _unknown(".".join([*way, part]), part, list(known))
    return _told(found, ".".join(way) or place, what.removeprefix("value error, "))


def _told(field: FormField | None, place: str, what: str) -> str:
    if field is None:
        return what if place == THE_WHOLE else f"{place}: {what}"
    about = f"expected {field.expected}" + (f" ({field.description})" if field.description else "")
    if what == "field required":
        return f"{place} is missing: {about}"
    if what == EMPTY:
        return f"{place} is empty: {about}"
    if field.is_person_or_place and what.startswith("input should be a valid"):
        return f"{place}: there is none of that name or id here; {about}"
    if field.choices or what.startswith("input should be a valid"):
        return f"{place}: {about}"
    return f"{place}: {what}; {about}"


def _unknown(place: str, name: str, known: Sequence[str]) -> str:
    near = nearest(name, known)
    hint = f"did you mean {' or '.join(near)}" if near else f"there are {', '.join(known)}"
    return f"{place}: the form has no such field; {hint}"


def _field(name: str, field: FieldInfo) -> FormField:
    meaning, many = _one(field.annotation)
    choices = tuple(_choices(meaning))
    within = fields_of(meaning) if _is_form(meaning) else ()
    return FormField(
        name=name,
        meaning=meaning,
        needed=field.is_required(),
        many=many,
        choices=choices,
        expected=_words(name, meaning, choices, within, many=many),
        description=(field.description or "").removesuffix(BY_ID if meaning is UUID else ""),
        within=within,
    )


def _one(annotation: Any) -> tuple[Any, bool]:
    """Return the type of one value, and whether there may be several."""
    if get_origin(annotation) is Annotated:
        return _one(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return _one(kinds[0]) if len(kinds) == 1 else (annotation, False)
    if get_origin(annotation) in (tuple, list, frozenset, set):
        return _one(get_args(annotation)[0])[0], True
    return get_origin(annotation) if get_origin(annotation) is dict else annotation, False


def _choices(meaning: Any) -> Iterator[str]:
    if get_origin(meaning) is Literal:
        yield from map(str, get_args(meaning))
    elif isinstance(meaning, type) and issubclass(meaning, Enum):
        yield from (str(member.value) for member in meaning)
    elif get_origin(meaning) in (Union, UnionType):
        for kind in get_args(meaning):
            yield from _choices(kind)


def _words(
    name: str, meaning: Any, choices: Sequence[str], within: Sequence[FormField], *, many: bool
) -> str:
    if meaning is UUID and _is_place(name):
        one = A_PLACE
    elif choices:
        one = f"one of {', '.join(choices)}"
    elif within:
        one = f"{{{', '.join(f.name + ('' if f.needed else '?') for f in within)}}}"
    else:
        one = EXPECTED.get(meaning, "a value")
    return f"a list, each {one}" if many else one


def _is_place(field: str) -> bool:
    return any(word in field for word in PLACES)


def _is_form(meaning: Any) -> bool:
    return isinstance(meaning, type) and issubclass(meaning, BaseModel)
