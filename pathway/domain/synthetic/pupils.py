"""Invented children and their families. No name, number, address or birth date is anybody's.

Given names are birds, plants and stones, family names say that they are made up. Numbers carry the
Department's pseudo-authorities 001 to 005 (never a real one), and every address is the pseudo
postcode ZZ99 9ZZ.
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from pathway.domain.identifiers import upn_check_letter
from pathway.domain.school_ages import (
    academic_year,
    birthday,
    curriculum_year,
    end_of_compulsory_school_age,
    year_group_by_age,
)
from pathway.domain.synthetic.places import Place, an_id
from pathway.domain.synthetic.sketch import Sketch

GIVEN = (
    "Amber", "Ash", "Bracken", "Briar", "Bryony", "Campion", "Cedar", "Clover", "Coral", "Dunlin",
    "Fern", "Finch", "Flint", "Garnet", "Gorse", "Hazel", "Heron", "Jasper", "Juniper", "Kestrel",
    "Lark", "Linnet", "Marl", "Merlin", "Onyx", "Opal", "Osprey", "Plover", "Rowan", "Rue",
    "Sable", "Siskin", "Slate", "Sorrel", "Swift", "Tansy", "Teal", "Thyme", "Wren", "Yarrow",
)  # fmt: skip
FAMILY = (
    "Exampleby", "Fictonshaw", "Inventley", "Madeup-Lane", "Mockridge-Test", "Notareal",
    "Pretendale", "Sampleford", "Specimen", "Syntheton", "Testerwick", "Trialsworth",
)  # fmt: skip
GROWN_UP = ("Aspen", "Basil", "Brook", "Dale", "Glen", "Heath", "Ivy", "Laurel", "Reed", "Vale")

POSTCODE = "ZZ99 9ZZ"
PSEUDO_AUTHORITIES = ("001", "002", "003", "004", "005")
SCHOOL_STARTS = 4
TWO_PARENTS, ON_PAPER = 0.6, 0.15
"""Shares of families: with two parents in the file, and of parents without an e-mail. PRACTICE."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the family, or the young person in their own right.

    Attributes:
        relationship: `parent` or `self`.
        audience: `family`, or `young_person` for the young person.
        email: an invented address, or None for somebody who is told on paper.
        from_on: from which day the link holds.
    """

    id: UUID
    name: str
    relationship: str
    audience: str
    email: str | None
    from_on: date

    @property
    def channel(self) -> str:
        """How this person is told: `e-mail` or `post`."""
        return "e-mail" if self.email else "post"


@dataclass(frozen=True, slots=True)
class Pupil:
    """One invented child or young person.

    Attributes:
        number: from 1 within the authority; the same seed gives the same number.
        upn: with a valid check letter, or None.
        upn_unknown: why there is none, by the code of the returns.
        need: primary need by its code; None where none is recorded.
        year_group: on the day up to which lives are told, by the school census's code.
        last_school_year: the school year of that day, by the September it begins in.
    """

    id: UUID
    number: int
    given_name: str
    family_name: str
    born_on: date
    sex: str
    upn: str | None
    upn_unknown: str | None
    need: str | None
    year_group: str
    last_school_year: int
    district: str
    place: Place
    family: tuple[Relative, ...]
    postcode: str = POSTCODE

    def rights_holders(self, day: date) -> tuple[UUID, ...]:
        """Return who holds the rights of the EHC process on a day: parents, then the young person.

        Source:
            Children and Families Act 2014 s.83(2).
        """
        own = tuple(r.id for r in self.family if r.relationship == "self" and r.from_on <= day)
        if own and day > end_of_compulsory_school_age(self.born_on):
            return own
        return self.parents()

    def parents(self) -> tuple[UUID, ...]:
        """Return those with parental responsibility."""
        return tuple(r.id for r in self.family if r.relationship == "parent")


def invent(
    sketch: Sketch, number: int, *, place: Place, district: str, on: date, rng: Random
) -> Pupil:
    """Invent the pupil of a life, and the family.

    Args:
        sketch: whose birth date, sex and need are dealt already.
        number: from 1 within the authority.
        place: where the pupil is educated.
        district: where the family lives.
        on: the day up to which lives are told: the census day, or a later one.
        rng: draws names and ids.
    """
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    upn, why_not = _upn(number, sketch.born_on, on)
    return Pupil(
        id=an_id(rng),
        number=number,
        given_name=given,
        family_name=family,
        born_on=sketch.born_on,
        sex=sketch.sex,
        upn=upn,
        upn_unknown=why_not,
        need=None if sketch.need == "unknown" else sketch.need,
        year_group=_year_group(sketch.born_on, on),
        last_school_year=academic_year(on),
        district=district,
        place=place,
        family=_family(number, given, family, sketch.born_on, on, rng),
    )


def _upn(number: int, born_on: date, on: date) -> tuple[str | None, str | None]:
    started = birthday(born_on, SCHOOL_STARTS)
    if started > on:
        return None, "UN1"
    year = min(started.year, academic_year(on)) % 100
    establishment, serial = divmod(number, 1000)
    pseudo = PSEUDO_AUTHORITIES[number % len(PSEUDO_AUTHORITIES)]
    rest = f"{pseudo}{9900 + establishment}{year:02d}{serial:03d}"
    return upn_check_letter(rest) + rest, None


def _year_group(born_on: date, on: date) -> str:
    group = year_group_by_age(on, born_on)
    return str(group or min(20, curriculum_year(on, born_on)))


def _family(
    number: int, given: str, family: str, born_on: date, on: date, rng: Random
) -> tuple[Relative, ...]:
    count = 2 if rng.random() < TWO_PARENTS else 1
    parents = tuple(
        Relative(
            id=an_id(rng),
            name=f"{rng.choice(GROWN_UP)} {family}",
            relationship="parent",
            audience="family",
            email=None if rng.random() < ON_PAPER else f"parent{n}.of.{number}@families.example",
            from_on=born_on,
        )
        for n in range(1, count + 1)
    )
    if end_of_compulsory_school_age(born_on) >= on:
        return parents
    own = Relative(
        id=an_id(rng),
        name=f"{given} {family}",
        relationship="self",
        audience="young_person",
        email=f"young.person.{number}@families.example",
        from_on=born_on,
    )
    return (*parents, own)
