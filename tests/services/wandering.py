"""Cases that wander at random through lawful histories, by the engine's own moves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from pathway.persistence import register
from pathway.persistence.tables.authorities import Person, Setting
from pathway.services.advance import Ask, advance
from pathway.services.casekeys import process_key
from pathway.services.office import Actor, Office, When
from pathway.services.registering import open_for_pupil
from statemachines.errors import FormIncomplete, MoveRefused, MoveUnknown
from statemachines.vocabulary import Role
from tests.offices import Around, on, people_around_a_pupil

BEGINNING = date(2025, 9, 8)
DISTRICTS = ("North", "South")
NEEDS = ("SLCN", "ASD", "SEMH")

WAYS = ("onward",) * 6 + ("aside", "details", "details", "correct", "correct")
"""What a wanderer may try, as often as it is likely."""

Try = tuple[Role, str, Mapping[str, Any]]
LOGGED: Try = (Role.SENCO, "log contact", {"channel": "phone", "said": "all is well"})
MET = {"ratings": [{"outcome": 1, "reached": "met"}]}


@dataclass(frozen=True)
class Step:
    """One try to move a case; what is refused is passed over.

    Attributes:
        what: one of `WAYS`.
        after: days since the step before.
        late: days by which it is recorded later than it happened.
        choice: chooses among people, places, lines and days.
    """

    what: str
    after: int
    late: int
    choice: int


class Wanderer:
    """A pupil's case that takes steps."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.around: Around = people_around_a_pupil(office)
        self.workers = (self.around.caseworker, uuid4())
        self.schools = (uuid4(), uuid4())
        self._furnish()
        self._day = BEGINNING
        self._lines = 1
        opened = open_for_pupil(
            office, self.around.pupil, "graduated_approach", owner=self.around.caseworker,
            ask=Ask(
                move="open case", by=self._actor(Role.SENCO), when=on(BEGINNING),
                content={"concern": "reads with great effort", "year_group": "5",
                         "primary_need": "SLCN"},
            ),
        )  # fmt: skip
        self.process, self._state = opened.process, opened.state

    def wander(self, steps: Iterable[Step]) -> None:
        """Take steps, one after the other."""
        for step in steps:
            self._day += timedelta(days=step.after)
            tries = {**self._onward(), **self._aside(step), **self._corrections(step)}[step.what]
            self._try(step, *tries[step.choice % len(tries)])

    def make(self, role: Role, move: str, *, after: int = 0, **content: Any) -> None:
        """Make one move that has to succeed, so many days after the last."""
        self._day += timedelta(days=after)
        self._made(role, move, content, on(self._day))

    def _try(self, step: Step, role: Role, move: str, content: Mapping[str, Any]) -> None:
        recorded = on(self._day + timedelta(days=step.late)).recorded_at
        backwards = step.choice if move == "log contact" else 0
        when = When(on=self._day - timedelta(days=backwards), at=None, recorded_at=recorded)
        try:
            self._made(role, move, content, when)
        except (MoveRefused, MoveUnknown, FormIncomplete):
            return

    def _made(self, role: Role, move: str, content: Mapping[str, Any], when: When) -> None:
        ask = Ask(move=move, content=content, by=self._actor(role), when=when)
        made = advance(self.office, process_key(self.process), ask)
        self._lines, self._state = made.version, made.state

    def _onward(self) -> dict[str, Sequence[Try]]:
        review_on = (self._day + timedelta(weeks=6)).isoformat()
        views = [
            {"person": str(parent), "words": "yes"}
            for parent in (self.around.mother, self.around.father)
        ]
        assessed = {
            "strengths": "counts well",
            "needs": "reads slowly",
            "pupils_view": {"words": "I like sums"},
            "parents_views": views,
        }
        planned = {
            "outcomes": [{"aim": "reads a page", "measure": "twenty words without help"}],
            "provision": [
                {
                    "what": "paired reading",
                    "who": "TA",
                    "how_often": "daily",
                    "how_long": "20 minutes",
                }
            ],
            "review_on": review_on,
        }
        ways: Mapping[str, Sequence[Try]] = {
            "assess": [(Role.SENCO, "finish assessment", assessed)],
            "plan": [(Role.SENCO, "start provision", planned)],
            "do": [(Role.SENCO, "begin review", {"reason": "the family asked for it"})],
            "review": [
                (Role.SENCO, "continue unchanged", MET | {"review_on": review_on}),
                (Role.SENCO, "start another cycle", MET | {"what_changes": "smaller steps"}),
                (Role.SENCO, "revise the plan", MET | {"what_changes": "smaller steps"}),
            ],
            "specialist": [
                (Role.CASEWORKER, "act on advice", {"advice": "pictures", "from_whom": "the EP"})
            ],
            "closed": [(Role.CASEWORKER, "reopen", {"reason": "they came back"})],
        }
        return {"onward": ways.get(self._state, [LOGGED])}  # fmt: skip

    def _aside(self, step: Step) -> dict[str, Sequence[Try]]:
        from_on = (self._day + timedelta(days=step.choice * 3 - 30)).isoformat()
        change = (Role.CASEWORKER, "change details")
        return {
            "aside": [
                LOGGED,
                (Role.SENCO, "escalate", {"tried": "much", "asked": "more",
                                          "went_ahead_because": "it cannot wait"}),
                (Role.CASEWORKER, "close", {"reason": "moved"}),
                (Role.CASEWORKER, "request EHC needs assessment",
                 {"requester": "her mother", "source": 1}),
            ],
            "details": [
                (*change, {"from_on": from_on, "district": _of(DISTRICTS, step)}),
                (*change, {"from_on": from_on, "primary_need": _of(NEEDS, step)}),
                (Role.CASEWORKER, "change school",
                 {"from_on": from_on, "school": str(_of(self.schools, step))}),
                (Role.MANAGER, "hand over", {"new_owner": str(_of(self.workers, step))}),
            ],
        }  # fmt: skip

    def _corrections(self, step: Step) -> dict[str, Sequence[Try]]:
        worker, district = str(_of(self.workers, step)), _of(DISTRICTS, step)
        shifted = (self._day - timedelta(days=step.choice)).isoformat()
        about = {"line": max(1, self._lines - step.choice // 4), "reason": "a slip of the pen"}
        return {
            "correct": [
                (Role.MANAGER, "correct", about | {"did_not_happen": True}),
                (Role.MANAGER, "correct", about | {"happened_on": shifted}),
                (Role.MANAGER, "correct", about | {"right_values": {"district": district}}),
                (Role.MANAGER, "correct", about | {"right_values": {"new_owner": worker}}),
            ]
        }

    def _actor(self, role: Role) -> Actor:
        people = {Role.SENCO: self.around.senco, Role.MANAGER: self.around.manager}
        return Actor(person=people.get(role, self.around.caseworker), role=role)

    def _furnish(self) -> None:
        a = self.office.authority_id
        second = Person(
            authority_id=a, id=self.workers[1], name="Col League", roles=[Role.CASEWORKER.value]
        )
        schools = [
            Setting(authority_id=a, id=school, name=name, kind="school")
            for school, name in zip(self.schools, ("Elm", "Oak"), strict=True)
        ]
        with self.office.engine.begin() as connection:
            register.enter(connection, [second, *schools])


def _of(some: tuple[Any, ...], step: Step) -> Any:
    return some[step.choice % len(some)]
