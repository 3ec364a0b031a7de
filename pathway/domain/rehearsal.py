"""Make the moves of one case in memory, one after the other, as the engine would make them.

For histories that are loaded whole: the same policies decide, the same consequences follow, and
what is found unlawful is refused. Nothing is stored here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from pathway.domain.dossier import Dossier, Officer, Subject
from pathway.domain.errors import OutOfReach
from pathway.domain.history import Folded, StoredLine, fold, kind_of
from pathway.domain.moving import Asked, Made, make
from pathway.domain.pupil_changes import changes
from pathway.domain.reach import footing
from statemachines.common_moves import RAISE_CONCERN
from statemachines.errors import MoveRefused
from statemachines.grammar import NOT_BEGUN, Consequence
from statemachines.policy import Policy
from statemachines.registry import policy_on
from statemachines.settings import SettledOn
from statemachines.situation import Sibling
from statemachines.vocabulary import OUTSIDERS, Role

Key = tuple[str, int]
"""A process within its case: the policy's name, and the occurrence from 1."""


@dataclass
class Rehearsed:
    """A process as it stands in memory, and what was made in it."""

    id: UUID
    policy: Policy
    after: Folded
    kind: str | None = None
    made: list[Made] = field(default_factory=list)

    lines: tuple[StoredLine, ...] = ()

    @property
    def version(self) -> int:
        """The number of its last line."""
        return len(self.made)


@dataclass
class Rehearsal:
    """A case in memory.

    Attributes:
        local: says what the authority has settled for itself, on each day.
        new_id: gives the id of a process that is opened.
    """

    case_id: UUID
    reference: str
    owner: Officer
    subject: Subject
    local: SettledOn
    new_id: Iterator[UUID]
    processes: dict[Key, Rehearsed] = field(default_factory=dict)

    def begin(self, policy: str, asked: Asked) -> Key:
        """Open a process by its opening move.

        Raises:
            MoveRefused: the policy does not allow it.
            FormIncomplete: the content does not fill the form.
        """
        occurrence = 1 + max((n for name, n in self.processes if name == policy), default=0)
        opened = policy_on(policy, asked.on)
        key = (policy, occurrence)
        kind = kind_of(asked.content)
        self.processes[key] = Rehearsed(next(self.new_id), opened, fold(opened, ()), kind)
        self.move(key, asked)
        return key

    def move(self, key: Key, asked: Asked) -> None:
        """Make a move, and what follows from it.

        Raises:
            MoveRefused: the policy does not allow it.
            FormIncomplete: the content does not fill the form.
            MoveUnknown: the policy has no such move.
            OutOfReach: an outsider is named, and the pupil is none of theirs.
        """
        process = self.processes[key]
        self._refuse_out_of_reach(process, asked)
        made = make(process.policy, self.dossier(key), process.after, asked, self.local)
        process.made.append(made)
        process.lines, process.after = (*process.lines, made.line), made.after
        details = changes(made.situation.form, made.line.on)
        if details:
            self.subject = self.subject._replace(details=(*self.subject.details, *details))
        for consequence in made.decision.move.then:
            if consequence.when(made.situation):
                self._follow(made, consequence, asked)

    def dossier(self, key: Key) -> Dossier:
        """Return the case as the policy of one process sees it."""
        process = self.processes[key]
        return Dossier(
            case_id=self.case_id,
            reference=self.reference,
            owner=self.owner,
            manager=None,
            subject=self.subject,
            process_id=process.id,
            policy=key[0],
            policy_version=process.policy.version,
            kind=process.kind,
            occurrence=key[1],
            state=process.after.state,
            cycle=process.after.cycle,
            version=process.version,
            recorded_at=None,
            lines=process.lines,
            siblings=tuple(self._siblings(key)),
        )

    def _refuse_out_of_reach(self, process: Rehearsed, asked: Asked) -> None:
        if asked.role in OUTSIDERS and asked.move != RAISE_CONCERN:
            stands = footing(self.subject, asked.person, asked.on, asked.workplace)
            after = process.after
            placed = stands.reaches_placement(asked.role, after.state, after.record)
            if not (stands.reaches_as(asked.role) or placed):
                raise OutOfReach

    def _siblings(self, key: Key) -> Iterator[Sibling]:
        for (policy, occurrence), process in self.processes.items():
            if (policy, occurrence) != key:
                reference = f"{self.reference}/{policy}/{occurrence}"
                state, began_on = process.after.state, process.after.opened_on
                yield Sibling(policy, state, occurrence, reference, process.kind, began_on)

    def _follow(self, made: Made, consequence: Consequence, asked: Asked) -> None:
        content = consequence.form(made.situation)
        on = consequence.on(made.situation)
        then = asked._replace(move=consequence.move, content=content, on=on, role=Role.CLOCK)
        if consequence.opens:
            self.begin(consequence.policy, then)
            return
        for key, sibling in list(self.processes.items()):
            if consequence.reaches(key[0]) and sibling.after.state != NOT_BEGUN.name:
                self._follow_in(key, then)

    def _follow_in(self, key: Key, then: Asked) -> None:
        try:
            self.move(key, then)
        except MoveRefused:
            return  # where it is not lawful, it does not follow
