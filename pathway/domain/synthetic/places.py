"""Invented schools and colleges: no real one has such a name or such a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

FIRST_URN = 990001
"""Schools' numbers have not reached 160,000; these will not meet a real one."""

SENIOR = 11
"""The age on 31 August at which secondary school begins."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is educated: an invented school, or the code of SEN2 where it is none.

    Attributes:
        id: drawn from the seed.
        kind: as in the figures: `mainstream`, `special`, `college`, `home`, …
        urn: an invented one, or None where there is no school.
        setting_type: SEN2's code where there is none: `EHE`, `OLA`, `NEET`, `OTH`, `EYP`.
    """

    id: UUID
    name: str
    kind: str
    phase: str
    urn: str | None
    setting_type: str | None


NAMES = {
    "mainstream": "Invented {phase} School {n}",
    "unit": "Invented {phase} School with Resourced Provision {n}",
    "independent": "Invented Independent School {n}",
    "special": "Invented Special School {n}",
    "special_independent": "Invented Independent Special School {n}",
    "alternative": "Invented Pupil Referral Unit {n}",
    "college": "Invented College {n}",
    "specialist_college": "Invented Specialist College {n}",
}
WITHOUT_A_SCHOOL = {
    "home": ("Home education (invented)", "EHE"),
    "other_arrangements": ("Education otherwise than at school (invented)", "OLA"),
    "elsewhere": ("Educated elsewhere (invented)", "OTH"),
    "not_in_education": ("Not in education (invented)", "NEET"),
    "early_years": ("Invented early years provider", "EYP"),
    "unknown": ("Placement not recorded (invented)", "OTH"),
}
PUPILS_A_PLACE = 25
"""How many of those who are simulated attend one invented school. PRACTICE."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one synthetic authority, by kind and phase."""

    by_kind: Mapping[tuple[str, str], Sequence[Place]]

    def all(self) -> list[Place]:
        """List every place once."""
        return [place for places in self.by_kind.values() for place in places]

    def draw(self, rng: Random, kind: str, age: int) -> Place:
        """Draw a place of a kind for somebody of an age."""
        return rng.choice(self.by_kind[kind, phase_of(kind, age)])

    def hub(self, rng: Random, age: int) -> Place:
        """Draw a place in temporary alternative provision."""
        return self.draw(rng, "alternative", age)


def phase_of(kind: str, age: int) -> str:
    """Return the phase of a place that somebody of an age attends; schools of one phase only."""
    if kind not in {"mainstream", "unit"}:
        return "all-through"
    return "secondary" if age >= SENIOR else "primary"


def build(pupils: int, rng: Random) -> Places:
    """Invent enough places for an authority.

    Args:
        pupils: how many lives are simulated.
        rng: draws the ids; names and numbers do not depend on it.
    """
    many = max(3, pupils // (6 * PUPILS_A_PLACE))
    kinds = [(kind, "all-through") for kind in NAMES if kind not in {"mainstream", "unit"}]
    kinds += [
        (kind, phase) for kind in ("mainstream", "unit") for phase in ("primary", "secondary")
    ]
    schools: dict[tuple[str, str], list[Place]] = {}
    number = FIRST_URN
    for kind, phase in kinds:
        schools[kind, phase] = []
        for n in range(1, (many * 3 if kind == "mainstream" else many) + 1):
            name = NAMES[kind].format(phase=phase.capitalize(), n=n)
            place = Place(an_id(rng), name, kind, phase, str(number), None)
            schools[kind, phase].append(place)
            number += 1
    for kind, (name, code) in WITHOUT_A_SCHOOL.items():
        place = Place(an_id(rng), name, kind, "all-through", None, code)
        schools[kind, "all-through"] = [place]
    return Places(schools)


def an_id(rng: Random) -> UUID:
    """Draw an id that looks like any other of ours, from the seed."""
    return UUID(int=rng.getrandbits(128), version=4)
