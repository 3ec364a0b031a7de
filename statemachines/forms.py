"""What is written down at a move: typed forms, and the dated events their fields declare."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from statemachines.errors import FormIncomplete, FormVersionUnknown
from statemachines.events import Event, Happening


@dataclass(frozen=True, slots=True)
class Declares:
    """Marks a date field of a form as an event of its own: `served_on` declares `draft_served`.

    The field holds a date, or None, or a tuple of `Told`, which declares one event a person.
    """

    event: Event


class Part(BaseModel):
    """A part of a form, as an outcome is of a plan; as strict as the form it stands in."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )


@dataclass(frozen=True, slots=True)
class Says:
    """Marks a field of a form as something that is so about the pupil, from a day on.

    It is so from the form's `from_on`, where it has one, and otherwise from the day of the move. A
    field left empty says nothing.

    Attributes:
        kind: what it says: "school", "district", "year_group", "primary_need", "caseworker", …
    """

    kind: str


@dataclass(frozen=True, slots=True)
class NamedInLetters:
    """Marks a date of a form that letters about the move name, by what the field says it is."""


class Told(Part):
    """One person, and the day on which something reached, was served on or was sent to them."""

    person: UUID = Field(description="the person, by id")
    on: date = Field(description="the day")


class Form(BaseModel):
    """What a move records. Frozen, without surprises: a field nobody declared is a fault.

    A form that changes raises `version` and ships a `lift`, which turns what an earlier version
    stored into what this one reads.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )

    version: ClassVar[int] = 1

    note: str = Field("", description="anything worth remembering")
    went_ahead_because: str = Field(
        "", description="why the move is made although practice advises against it"
    )

    @classmethod
    def lift(cls, content: Mapping[str, Any], version: int) -> Mapping[str, Any]:
        """Return `content`, stored by `version` of this form, as the present version reads it.

        Raises:
            FormVersionUnknown: nobody wrote how.
        """
        del content  # an earlier version's content says nothing to a form without a past
        raise FormVersionUnknown(cls.__name__, version)

    @classmethod
    def fill(cls, content: Mapping[str, Any]) -> Self:
        """Return the form with `content` in it.

        Raises:
            FormIncomplete: a field is missing, mistyped or unknown; every fault is named.
        """
        try:
            return cls.model_validate(content)
        except ValidationError as wrong:
            raise FormIncomplete(cls.__name__, tuple(_faults(wrong))) from wrong

    @classmethod
    def read(cls, content: Mapping[str, Any], version: int) -> Self:
        """Return a stored form, lifted to the present version where it is older."""
        return cls.fill(content if version == cls.version else cls.lift(content, version))

    def entries(self) -> Mapping[str, Any]:
        """Return the fields by name, read-only, for guards and clocks."""
        return MappingProxyType(self.__dict__)


Needed = Annotated[str, Field(min_length=1)]
"""Text that may not be left empty."""


def happenings(form: Form, *, event: Event, on: date, line: int) -> Iterator[Happening]:
    """Yield the dated events of one line: the move's own, then those its form declares.

    Args:
        form: what the move recorded.
        event: the move's own event.
        on: the civil day on which the move happened.
        line: the number of the line within its process.
    """
    said = form.entries()
    yield Happening(event, on, line, None, said)
    for name, declared in declared_by(type(form)):
        yield from _declared(said.get(name), declared, line, said)  # none where it was erased


def _declared(
    value: object, event: Event, line: int, said: Mapping[str, Any]
) -> Iterator[Happening]:
    if isinstance(value, date):
        yield Happening(event, value, line, None, said)
    elif isinstance(value, tuple):
        for told in value:
            yield Happening(event, told.on, line, told.person, said)


@cache
def declared_by(form: type[Form]) -> tuple[tuple[str, Event], ...]:
    """List the fields of a form that declare events, with the event of each."""
    return tuple(
        (name, mark.event)
        for name, field in form.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Declares)
    )


@cache
def said_by(form: type[Form]) -> tuple[tuple[str, str], ...]:
    """List the fields of a form that say something about the pupil, with what each says."""
    return tuple(
        (name, mark.kind)
        for name, field in form.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Says)
    )


@cache
def named_in_letters(form: type[Form]) -> tuple[tuple[str, str], ...]:
    """List the dates of a form that letters name: the field, and what the day is, in words."""
    return tuple(
        (name, field.description or name.replace("_", " "))
        for name, field in form.model_fields.items()
        if any(isinstance(mark, NamedInLetters) for mark in field.metadata)
    )


def _faults(wrong: ValidationError) -> Iterator[tuple[str, str]]:
    for fault in wrong.errors(include_url=False, include_context=False):
        where = ".".join(str(part) for part in fault["loc"]) or "the form"
        yield where, fault["msg"][0].lower() + fault["msg"][1:]
