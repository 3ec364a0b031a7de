"""The family's time to answer a draft or a notice, and what they say in it.

Fifteen days begin with the day of service and belong to each person served. They are a floor: what
would decide the matter may not happen before the end of the fifteenth day, unless the person has
said that nothing more will come. A new draft, served again, gives fifteen days anew.

Source:
    CFA 2014 s.38(2)(b); SI 2014/1530 regs 13(1)(a) and 22(2)(c): "at least 15 days, beginning with
    the day on which the draft plan was served".
"""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field

from statemachines.events import Event, Happening
from statemachines.forms import Declares, Form, Told
from statemachines.grammar import Guard, Move, State, guard, must
from statemachines.rights_holders import ReachesEach
from statemachines.section_i import SettingIdentified
from statemachines.situation import Record, Situation
from statemachines.vocabulary import Audience, Role

DAYS_TO_ANSWER = 15
"""Counted from the day of service, which is the first of them (D_INC)."""


class Representations(SettingIdentified):
    """What one person says about a draft or a notice, and whether more is to come.

    The setting is the one this person asks for, where they ask for one.
    """

    person: UUID = Field(description="whose representations they are")
    representations: str = Field("", description="what they say")
    meeting_asked_for: bool = Field(
        default=False, description="whether they ask for a meeting with an officer"
    )
    finished: Annotated[tuple[Told, ...], Declares(Event.REPRESENTATIONS_FINISHED)] = Field(
        (), description="who says that nothing more will come, and since which day"
    )


@guard("one parent cannot say for another that nothing more will come")
def nobody_finishes_for_another(s: Situation[Representations]) -> bool:
    return s.role is not Role.FAMILY or all(told.person == s.person for told in s.form.finished)


def representations_move(source: frozenset[State], citation: str) -> Move:
    """Return the move by which representations come in, made from `source`."""
    return Move(
        name="representations", source=source, by=frozenset({Role.FAMILY, Role.CASEWORKER}),
        event=Event.REPRESENTATIONS_RECEIVED, form=Representations, law=must(citation),
        when=(nobody_finishes_for_another,),
        tells=frozenset({Audience.FAMILY, Audience.CASEWORKER}),
    )  # fmt: skip


def the_time_to_answer_is_over(served: Event) -> Guard[Form]:
    """Return the guard that asks it of each person on whom `served` happened."""

    @guard(
        "the end of the fifteenth day after service has not come for somebody, "
        "who has not said that nothing more will come either"
    )
    def the_time_to_answer_is_over(s: Situation[Form]) -> bool:
        last = _last_served(s.record, served)
        return all(
            s.on > last_day_to_answer(day) or _has_finished(s, person, since=day)
            for person, day in last.items()
        )

    return the_time_to_answer_is_over


def everyone_with_rights_was_served(served: Event) -> Guard[Form]:
    """Return the guard that asks whether `served` happened to each, or why it did not."""

    @guard("somebody who holds the rights has neither been served nor accounted for")
    def everyone_with_rights_was_served(s: Situation[Form]) -> bool:
        return s.rights_holders() <= _last_served(s.record, served).keys() | _excused(s.record)

    return everyone_with_rights_was_served


def last_day_to_answer(served_on: date) -> date:
    """Return the fifteenth day, the day of service being the first."""
    return served_on + timedelta(days=DAYS_TO_ANSWER - 1)


def _last_served(record: Record, served: Event) -> dict[UUID, date]:
    """Return on which day each person was last served."""
    days: dict[UUID, date] = {}
    for event in record.dated(served):
        if event.party is not None:
            days[event.party] = max(event.on, days.get(event.party, event.on))
    return days


def _excused(record: Record) -> set[UUID]:
    """Return the ids of those whom a draft or a notice could not or might not be served on."""
    forms = (line.form for line in record.lines)
    serving = (f for f in forms if isinstance(f, ReachesEach) and f.reaches == "served")
    return {missed.person for form in serving for missed in form.not_reached}


def _has_finished(s: Situation[Form], person: UUID, *, since: date) -> bool:
    def counts(event: Happening) -> bool:
        return event.party == person and since <= event.on <= s.on

    return any(counts(event) for event in s.record.dated(Event.REPRESENTATIONS_FINISHED))
