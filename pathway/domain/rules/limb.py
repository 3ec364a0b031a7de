"""The grounds on which a rule's limit need not be met, and what each of them asks for."""

from dataclasses import dataclass

from statemachines.events import Event


@dataclass(frozen=True, slots=True)
class Held:
    """Something that, where it was done shortly before, frees of doing it again.

    Attributes:
        event: what was done.
        weeks: in how many weeks before the day on which the clock starts; that day is not one of
            them.
    """

    event: Event
    weeks: int


@dataclass(frozen=True, slots=True)
class Limb:
    """A ground on which a duty need not be done, or not by its day.

    It disapplies the limit; it neither pauses nor moves it.

    Attributes:
        id: the provision, as an exemption names it: "10(4)(a)".
        sentence: what the ground is, in plain English.
        alone: whether the law asks for the ground alone; elsewhere it must also have been
            impractical to comply because of it.
        while_so: whether it frees only as long as it lasts, so that the duty is back with its end.
        absent_for: how many weeks an absence has to last without a break, within the time that
            the rule gives; None where the ground is no absence.
        held: what frees by having been done shortly before, whoever records that; None where only
            a recorded exemption does.
    """

    id: str
    sentence: str
    alone: bool = False
    while_so: bool = False
    absent_for: int | None = None
    held: Held | None = None
