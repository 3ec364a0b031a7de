"""Days in a form that cannot be right, whatever the form is about: most are mistyped years."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import get_args

from pydantic import BaseModel

from pathway.domain.school_ages import birthday
from statemachines.forms import Told
from statemachines.grammar import AnySituation
from statemachines.situation import Lookup

OLDEST = 30
"""At this age nothing of a plan can lie ahead, nor a complaint about it: it ends at 26 at most."""


def wrong_days_in(situation: AnySituation) -> Iterator[str]:
    """Yield which days of a form cannot be right, each by its place in the form.

    A day lies between the pupil's birth and the age at which nothing lies ahead any more. What
    somebody was told, served or sent is written down when it has happened.
    """
    born_on = situation.lookup(Lookup.BORN_ON)
    for place, day, told in _days(situation.form):
        if told and day > situation.today:
            yield f"{place}: {day} is still to come; record it when it has happened"
        if not isinstance(born_on, date):
            continue
        if day < born_on:
            yield f"{place}: the pupil was not born yet on {day}"
        elif day > birthday(born_on, OLDEST):
            yield f"{place}: the pupil is older than {OLDEST} on {day}; check the year"


def _days(part: BaseModel, within: str = "") -> Iterator[tuple[str, date, bool]]:
    """Yield every day with its place, and whether it is one on which somebody was told."""
    for name in _dated(type(part)):
        for place, value in _each(part.__dict__[name], f"{within}{name}"):
            if isinstance(value, date):
                yield place, value, isinstance(part, Told)
            elif isinstance(value, BaseModel):
                yield from _days(value, f"{place}.")


def _each(value: object, place: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, tuple):
        yield from ((f"{place}.{number}", one) for number, one in enumerate(value))
    else:
        yield place, value


@cache
def _dated(part: type[BaseModel]) -> tuple[str, ...]:
    """List the fields of a form, or of a part of one, that can hold a day, however deep."""
    fields = part.model_fields.items()
    return tuple(name for name, field in fields if _can_hold_a_day(field.annotation))


def _can_hold_a_day(kind: object) -> bool:
    if isinstance(kind, type):
        return issubclass(kind, date) or (issubclass(kind, BaseModel) and bool(_dated(kind)))
    return any(map(_can_hold_a_day, get_args(kind)))
