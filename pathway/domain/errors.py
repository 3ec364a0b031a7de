"""What can be said to be wrong by the rules about cases and about time."""

from collections.abc import Sequence
from datetime import date

from statemachines.vocabulary import named


class PathwayError(Exception):
    """A refusal that a person can act on: one sentence that says what, where and what to do."""


class CalendarRunsOut(PathwayError):
    """A day lies outside the days that a calendar knows. It is refused, never guessed."""

    def __init__(self, calendar: str, known_from: date, known_to: date, day: date | None) -> None:
        super().__init__(calendar, known_from, known_to, day)
        self.calendar, self.known_from, self.known_to = calendar, known_from, known_to
        self.day = day

    def __str__(self) -> str:
        asked = f"not {self.day.isoformat()}" if self.day else "and the count runs past its end"
        other = "take a day that is known, or " if self.day else ""
        return (
            f"{self.calendar}: known from {self.known_from.isoformat()} to "
            f"{self.known_to.isoformat()}, {asked}; {other}bring the calendar up to date and ask "
            "again"
        )


class SchoolCalendarMissing(PathwayError):
    """Something is counted in school days, and no school's calendar was given."""

    def __init__(self) -> None:
        super().__init__()

    def __str__(self) -> str:
        return (
            "this is counted by the school's own calendar and none was given; give its terms and "
            'closures as JSON: {"terms": [["2026-09-02", "2026-12-18"]], '
            '"closures": [["2026-10-26", "2026-10-30"]]}'
        )


class CalendarMalformed(PathwayError):
    """A calendar cannot be read, or contradicts itself."""

    def __init__(self, calendar: str, where: str, wrong: str, day: date | None = None) -> None:
        super().__init__(calendar, where, wrong, day)
        self.calendar, self.where, self.wrong = calendar, where, wrong
        self.day = day  #: the first day of the span that is to blame, so that it can be found

    def __str__(self) -> str:
        return f"the calendar {self.calendar}, {self.where}: {self.wrong}; put it right and retry"


class RuleMalformed(PathwayError):
    """A declared rule cannot be law: something is missing in it, or it contradicts another."""

    def __init__(self, place: str, rule_id: str, wrong: str) -> None:
        super().__init__(place, rule_id, wrong)
        self.place, self.rule_id, self.wrong = place, rule_id, wrong

    def __str__(self) -> str:
        return f"{self.place}: rule {self.rule_id} {self.wrong}; put the declaration right"


class RuleFileUnreadable(PathwayError):
    """A file of rules cannot be read: what is declared in it is no declaration."""

    def __init__(self, place: str, wrong: str) -> None:
        super().__init__(place, wrong)
        self.place, self.wrong = place, wrong

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong}; put the declaration right"


class RuleUnknown(PathwayError):
    """There is no rule of that name."""

    def __init__(self, rule_id: str, nearest: Sequence[str]) -> None:
        super().__init__(rule_id, nearest)
        self.rule_id, self.nearest = rule_id, tuple(nearest)

    def __str__(self) -> str:
        near = f"did you mean {_either(self.nearest)} (" if self.nearest else ""
        end = ")" if near else ""
        return f"there is no rule {self.rule_id}; {near}pathway clocks rules lists all{end}"


class RuleHasLimbs(PathwayError):
    """A rule gives several dates, and it was not said which is meant."""

    def __init__(self, rule_id: str, limbs: Sequence[str]) -> None:
        super().__init__(rule_id, limbs)
        self.rule_id, self.limbs = rule_id, tuple(limbs)

    def __str__(self) -> str:
        return f"rule {self.rule_id} gives several dates; ask for one of {', '.join(self.limbs)}"


class EventMissing(PathwayError):
    """A date cannot be counted without the event that it is counted from."""

    def __init__(self, rule_id: str, expected: Sequence[str]) -> None:
        super().__init__(rule_id, expected)
        self.rule_id, self.expected = rule_id, tuple(expected)

    def __str__(self) -> str:
        return f"rule {self.rule_id} needs a date for {_either(self.expected)}; give it and retry"


class EventUnexpected(PathwayError):
    """An event was given that plays no part in the rule."""

    def __init__(self, rule_id: str, given: str, expected: Sequence[str]) -> None:
        super().__init__(rule_id, given, expected)
        self.rule_id, self.given, self.expected = rule_id, given, tuple(expected)

    def __str__(self) -> str:
        return f"rule {self.rule_id} knows no event {self.given}; it knows {_any(self.expected)}"


class EventGivenTwice(PathwayError):
    """Two names for one event were given two different days."""

    def __init__(self, rule_id: str, event: str) -> None:
        super().__init__(rule_id, event)
        self.rule_id, self.event = rule_id, event

    def __str__(self) -> str:
        return f"rule {self.rule_id} was given two days for {self.event}; give one of them"


class DayUnreadable(PathwayError):
    """What should have been a day is none, or could be two different ones."""

    def __init__(self, where: str, given: str, expected: str) -> None:
        super().__init__(where, given, expected)
        self.where, self.given, self.expected = where, given, expected

    def __str__(self) -> str:
        return f"{self.where}: {self.given!r} cannot be read as a day; write {self.expected}"


class DayAmbiguous(DayUnreadable):
    """What should have been a day can be read day first and month first, as two different ones."""

    def __init__(self, where: str, given: str, readings: Sequence[date], time: str = "") -> None:
        written = " or ".join(f"{day.isoformat()}{time and f'T{time}'}" for day in readings)
        super().__init__(where, given, written)
        self.args = (where, given, readings, time)
        self.readings = tuple(readings)

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"

    @property
    def sentence(self) -> str:
        """What is wrong and what to write, without what the day was for."""
        told = " or ".join(f"{day.day} {day:%B}" for day in self.readings)
        return f"{self.given!r} could be {told}; write {self.expected}"


class NotInForce(PathwayError):
    """The rule was not law on the day on which it would have started."""

    def __init__(self, rule_id: str, on: date, in_force: Sequence[str]) -> None:
        super().__init__(rule_id, on, in_force)
        self.rule_id, self.on, self.in_force = rule_id, on, tuple(in_force)

    def __str__(self) -> str:
        return (
            f"rule {self.rule_id} was not in force on {self.on.isoformat()}, only "
            f"{' and '.join(self.in_force)}; ask for a day in that time"
        )


def _either(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _any(names: Sequence[str]) -> str:
    return ", ".join(names)


class CaseNotFound(PathwayError):
    """The authority has no case of that reference."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference

    def __str__(self) -> str:
        return f"there is no case {self.reference}; list them with `pathway case list`"


class ProcessNotFound(PathwayError):
    """The case has no such process."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process

    def __str__(self) -> str:
        return f"there is no process {self.process}; see what the case has with `pathway case show`"


class OutOfReach(PathwayError):
    """An outsider asked for a case or a pupil not theirs. Whether there is one is not told."""

    def __init__(self) -> None:
        super().__init__()

    def __str__(self) -> str:
        return (
            "there is no such case among those of the person who asks, who reaches the pupils "
            "they are linked to, teach or have a place for; let the authority enter the link with "
            "`pathway link add`, and tell it at once of any worry about a child's safety"
        )


class CaseMovedMeanwhile(PathwayError):
    """Somebody else moved the process between our looking at it and our asking for a move."""

    def __init__(self, process: str, expected: int, version: int) -> None:
        super().__init__(process, expected, version)
        self.process, self.expected, self.version = process, expected, version

    def __str__(self) -> str:
        return (
            f"{self.process} is at version {self.version}, not {self.expected}: somebody moved it "
            "meanwhile; look again and retry"
        )


class KeyUsedDifferently(PathwayError):
    """An idempotency key came again with another move, day or content."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"the key {self.key!r} was used for another move already; use a new key"


class PersonNotFound(PathwayError):
    """The authority knows no such person."""

    def __init__(self, person: str) -> None:
        super().__init__(person)
        self.person = person

    def __str__(self) -> str:
        return f"the authority knows no person {self.person}; list them with `pathway people list`"


class FutureNotRecorded(PathwayError):
    """A real authority was asked to act in the future."""

    def __init__(self, at: str) -> None:
        super().__init__(at)
        self.at = at

    def __str__(self) -> str:
        return f"{self.at} is still to come; only a synthetic authority can be moved ahead of time"


class BeforeAllRecords(PathwayError):
    """A day was given that lies before anything that could be on record here."""

    def __init__(self, day: date, first: date) -> None:
        super().__init__(day, first)
        self.day, self.first = day, first

    def __str__(self) -> str:
        return (
            f"{self.day} lies before all that is on record here, which begins on {self.first}; "
            "check the year"
        )


class RoleNotHeld(PathwayError):
    """Somebody asked to act in a role they do not have."""

    def __init__(self, person: str, role: str, held: tuple[str, ...]) -> None:
        super().__init__(person, role, held)
        self.person, self.role, self.held = person, role, held

    def __str__(self) -> str:
        role = self.role.replace("_", " ")
        return f"{self.person} is not a {role}; they may act as {named(self.held)}"
