"""Ladders: when, before and after a date, somebody is told of it.

A ladder is written as people write it down: `3w 2w 5wd 2wd 0 overdue daily`. Its steps are

- `3w`, `5d`, `2wd`, `5sd`, `2m`: so many weeks, days, working days, school days or months before;
- `0`: on the day (or the last working day before it);
- `day 3`, `weekly`: so many days after the start, every week after it;
- `50%`: when that share of an agreed length has been used;
- `overdue 2wd`: that long after the day; `overdue daily`: every day after it.
"""

import re
from dataclasses import dataclass
from enum import Enum

STEP = re.compile(
    r"overdue daily|overdue \d+(?:wd|sd|w|d)|day \d+|weekly|\d+%|\d+(?:wd|sd|w|d|m)|0"
)


EVERY_DAY_AFTER = "overdue daily"
EVERY_WEEK = "weekly"
"""The steps that repeat, by name."""


class Unit(Enum):
    """What a step is measured in."""

    DAYS = "d"
    WEEKS = "w"
    MONTHS = "m"
    WORKING_DAYS = "wd"
    SCHOOL_DAYS = "sd"
    PER_CENT = "%"


class Place(Enum):
    """Where on the ladder a step stands."""

    BEFORE = "before"
    ON = "on"
    AFTER_START = "after start"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder.

    Attributes:
        name: how it is written; with the clock it says which alert it is.
        every: how many days lie between its repetitions; 0 where it comes once.
    """

    name: str
    place: Place
    count: int = 0
    unit: Unit = Unit.DAYS
    every: int = 0


Ladder = tuple[Step, ...]


class NoStep(ValueError):
    """What was written as a ladder has something in it that is no step."""

    def __init__(self, written: str, word: str) -> None:
        super().__init__(written, word)
        self.written, self.word = written, word

    def __str__(self) -> str:
        return f"{self.word!r} in the ladder {self.written!r} is no step such as 3w, 5wd or 0"


def ladder(written: str) -> Ladder:
    """Read a ladder.

    Args:
        written: its steps, with spaces or commas between.

    Raises:
        NoStep: a word in it is none.
    """
    rest = STEP.sub("", written).replace(",", " ").strip()
    if rest:
        raise NoStep(written, rest)
    return tuple(_step(name) for name in STEP.findall(written))


def _step(name: str) -> Step:
    if name == "0":
        return Step(name, Place.ON)
    if name == EVERY_DAY_AFTER:
        return Step(name, Place.AFTER, count=1, every=1)
    if name == EVERY_WEEK:
        return Step(name, Place.AFTER_START, count=7, every=7)
    if name.startswith("day "):
        return Step(name, Place.AFTER_START, count=int(name.removeprefix("day ")))
    place = Place.AFTER if name.startswith("overdue ") else Place.BEFORE
    size = name.removeprefix("overdue ")
    number = re.match(r"\d+", size)
    count = int(number.group()) if number else 0
    return Step(name, place, count, Unit(size.lstrip("0123456789")))
