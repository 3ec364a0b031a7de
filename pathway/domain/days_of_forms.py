"""Days in a form that cannot be right, whatever the form is about: most are mistyped years."""

from collections.abc import Iterator
from datetime import date

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


def _days(
    value: object, place: str = "", *, told: bool = False
) -> Iterator[tuple[str, date, bool]]:
    """Yield every day with its place, and whether it is one on which somebody was told."""
    if isinstance(value, date):
        yield place, value, told
    elif isinstance(value, BaseModel):
        for name, part in value.__dict__.items():
            yield from _days(part, _within(place, name), told=isinstance(value, Told))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _days(one, _within(place, str(number)), told=told)


def _within(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
