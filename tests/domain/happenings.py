"""Short ways for tests to say what happened."""

from datetime import date
from typing import Any
from uuid import UUID

from pathway.domain.calendars import Calendars
from pathway.domain.clocks import Clock, reckon
from pathway.domain.course import Subject
from pathway.domain.rules.law import Law
from pathway.domain.rules.statute_book import statute_book
from statemachines.events import Event, Happening
from tests.domain.calendars_for_tests import CALENDARS

MOTHER, FATHER = UUID(int=1), UUID(int=2)
HORIZON = date(2027, 9, 30)


def happened(
    event: Event, on: str, line: int = 0, *, party: UUID | None = None, **said: Any
) -> Happening:
    return Happening(event, date.fromisoformat(on), line, party, said)


def run(
    *happenings: Happening,
    process: str | None = None,
    law: Law | None = None,
    explain: bool = False,
    calendars: Calendars = CALENDARS,
    **subject: Any,
) -> tuple[Clock, ...]:
    found = reckon(
        happenings,
        Subject(process=process, **subject),
        law or statute_book(),
        calendars,
        HORIZON,
    )
    return found.explained() if explain else found.clocks


def of(rule_id: str, found: tuple[Clock, ...]) -> list[Clock]:
    return [clock for clock in found if clock.rule_id == rule_id]


def the(rule_id: str, found: tuple[Clock, ...]) -> Clock:
    (clock,) = of(rule_id, found)
    return clock


def day(iso: str) -> date:
    return date.fromisoformat(iso)
