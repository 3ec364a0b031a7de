"""What is refused when somebody asks the house for something it cannot find, or not tell apart."""

from collections.abc import Sequence
from difflib import get_close_matches

from pathway.domain.errors import PathwayError
from statemachines.vocabulary import named

CLOSE = 0.6
NAMED = 5
"""How many names a sentence gives."""


def nearest(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the names most like one that is not known, the likest first."""
    return tuple(get_close_matches(name, known, n=3, cutoff=CLOSE))


class NameUnknown(PathwayError):
    """A name stands for nothing we know."""

    def __init__(self, what: str, name: str, near: tuple[str, ...], known: tuple[str, ...]) -> None:
        super().__init__(what, name, near, known)
        self.what, self.name, self.near, self.known = what, name, near, known

    def __str__(self) -> str:
        if self.near:
            hint = f"did you mean {' or '.join(self.near)}"
        elif self.known:
            hint = f"there are {', '.join(self.known)}"
        else:
            hint = "there are none yet"
        return f"there is no {self.what} {self.name!r}; {hint}"


def unknown(what: str, name: str, known: Sequence[str]) -> NameUnknown:
    """Return the refusal of a name, with the names most like it."""
    return NameUnknown(what, name, nearest(name, known), tuple(known))


class CaseUnlike(PathwayError):
    """There is no case of that reference, but there are some whose references are very like it."""

    def __init__(self, reference: str, near: tuple[str, ...]) -> None:
        super().__init__(reference, near)
        self.reference, self.near = reference, near

    def __str__(self) -> str:
        return (
            f"there is no case {self.reference}; {' and '.join(self.near)} differ from it in a "
            "character or two: look into them with `pathway case show` before you go on"
        )


class ProcessAmbiguous(PathwayError):
    """A case has several processes that may be meant."""

    def __init__(self, reference: str, among: tuple[str, ...]) -> None:
        super().__init__(reference, among)
        self.reference, self.among = reference, among

    def __str__(self) -> str:
        return f"case {self.reference} has several that may be meant; name one: " + ", ".join(
            self.among
        )


class MoveNowhere(PathwayError):
    """None of the processes of a case has a move of that name."""

    def __init__(
        self, reference: str, move: str, near: tuple[str, ...], among: tuple[str, ...]
    ) -> None:
        super().__init__(reference, move, near, among)
        self.reference, self.move, self.near, self.among = reference, move, near, among

    def __str__(self) -> str:
        hint = f"did you mean {' or '.join(self.near)}; " if self.near else ""
        return (
            f"nothing that is open in case {self.reference} has a move {self.move!r}; {hint}see "
            f"what can be done with `pathway case moves` and one of: {', '.join(self.among)}"
        )


class NothingBegun(PathwayError):
    """A case has no process of the kind that is asked for."""

    def __init__(self, reference: str, what: str) -> None:
        super().__init__(reference, what)
        self.reference, self.what = reference, what

    def __str__(self) -> str:
        return f"case {self.reference} has no {self.what}; see `pathway case show`"


class PupilNotFound(PathwayError):
    """The authority knows no such pupil. What was typed is not repeated: it may be a name."""

    def __init__(self) -> None:
        super().__init__()

    def __str__(self) -> str:
        return (
            "no pupil fits; give an id, a UPN, or surname and forename in quotation marks, and see "
            "`pathway pupil list`"
        )


class PupilAmbiguous(PathwayError):
    """Several pupils fit."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(ids)
        self.ids = ids

    def __str__(self) -> str:
        few, more = self.ids[:NAMED], len(self.ids) - NAMED
        beyond = f" and {more} more" if more > 0 else ""
        return f"{len(self.ids)} pupils fit; give the id of one: {', '.join(few)}{beyond}"


class PersonAmbiguous(PathwayError):
    """Several people, or places, have the name that was given."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(ids)
        self.ids = ids

    def __str__(self) -> str:
        few = ", ".join(self.ids[:NAMED])
        return f"{len(self.ids)} people or places fit; give the id of one: {few}"


class RoleUnfit(PathwayError):
    """Something was asked for that only others may do."""

    def __init__(self, what: str, roles: tuple[str, ...]) -> None:
        super().__init__(what, roles)
        self.what, self.roles = what, roles

    def __str__(self) -> str:
        who = " or ".join(role.replace("_", " ") for role in self.roles)
        return f"to {self.what} takes the role {who}; ask somebody who has it"


class NobodyActs(PathwayError):
    """It was not said who acts, and nobody can be supposed to."""

    def __init__(self, roles: tuple[str, ...]) -> None:
        super().__init__(roles)
        self.roles = roles

    def __str__(self) -> str:
        wanted = f" ({named(self.roles)} may)" if self.roles else ""
        return (
            f"nobody is said to act{wanted}; name a person with --as or PATHWAY_PERSON, and see "
            "`pathway people list`"
        )


class NobodyHolds(PathwayError):
    """A case would have no owner."""

    def __init__(self) -> None:
        super().__init__()

    def __str__(self) -> str:
        return (
            "nobody is said to hold the case, and the pupil has no caseworker; name one with "
            "--owner, and see `pathway people list`"
        )


class FormMisfilled(PathwayError):
    """A form is not filled: each field that is wrong, and what stands against the move besides."""

    def __init__(
        self, complaints: tuple[str, ...], fields: frozenset[str], besides: tuple[str, ...] = ()
    ) -> None:
        super().__init__(complaints, fields, besides)
        self.complaints, self.fields, self.besides = complaints, fields, besides

    def __str__(self) -> str:
        besides = f"; and besides: {'; '.join(self.besides)}" if self.besides else ""
        return f"the form is not complete: {'; '.join(self.complaints)}{besides}"


class TaskNotFound(PathwayError):
    """There is no open task of that id."""

    def __init__(self, task: str) -> None:
        super().__init__(task)
        self.task = task

    def __str__(self) -> str:
        return f"there is no open task {self.task}; list them with `pathway tasks list`"


class AuthorityThere(PathwayError):
    """An authority of that number is there already."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return f"there is an authority {self.code} already; see `pathway authority list`"


class NumberTaken(PathwayError):
    """The number kept for the Ombudsman's timelines belongs to another authority."""

    def __init__(self, code: str, name: str) -> None:
        super().__init__(code, name)
        self.code, self.name = code, name

    def __str__(self) -> str:
        return (
            f"authority {self.code} is {self.name}, and the Ombudsman's timelines are run under "
            "that number; nothing was done: use another database for them, as with PATHWAY_HOME"
        )


class TimelineOutOfOrder(PathwayError):
    """A published timeline has something happen before there is anything in which it can."""

    def __init__(self, timeline: str, move: str, on: str) -> None:
        super().__init__(timeline, move, on)
        self.timeline, self.move, self.on = timeline, move, on

    def __str__(self) -> str:
        return (
            f"in the timeline {self.timeline}, on {self.on}, {self.move!r} comes before anything "
            "was begun; look at its days again"
        )


class MoveNotFound(PathwayError):
    """The policy has no move of that name."""

    def __init__(self, policy: str, move: str, near: tuple[str, ...], process: str) -> None:
        super().__init__(policy, move, near, process)
        self.policy, self.move, self.near, self.process = policy, move, near, process

    def __str__(self) -> str:
        hint = f"did you mean {' or '.join(self.near)}; " if self.near else ""
        return (
            f"the {self.policy.lower()} has no move {self.move!r}; {hint}see what can be done with "
            f"`pathway case moves {self.process}`"
        )


class MoveNotHere(PathwayError):
    """The policy has the move, but not from where the process stands."""

    def __init__(self, move: str, process: str, state: str, sentence: str) -> None:
        super().__init__(move, process, state, sentence)
        self.move, self.process, self.state, self.sentence = move, process, state, sentence

    def __str__(self) -> str:
        return (
            f"the move {self.move!r} cannot be made now: {self.process} is in {self.state} "
            f"({self.sentence}); see what can be done with `pathway case moves {self.process}`"
        )


class ClockWouldMove(PathwayError):
    """A migration would start a clock again or give it another date, which none may."""

    def __init__(self, process: str, rule: str, line: int) -> None:
        super().__init__(process, rule, line)
        self.process, self.rule, self.line = process, rule, line

    def __str__(self) -> str:
        return (
            f"{self.process}: clock {self.rule} from line {self.line} would not stay as it is; see "
            "what `pathway clocks verify` finds, put it right and migrate again"
        )
