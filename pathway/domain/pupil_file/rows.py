"""What a row of a pupil file says of a pupil, ready to be stored."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from pathway.domain.codes import Need, Sex, UpnUnknown
from pathway.domain.identifiers import Upn
from statemachines.year_groups import YearGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers a pupil has, or why there are none. One of the three is always there."""

    upn: Upn | None = None
    upn_unknown: UpnUnknown | None = None
    uln: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """The school of a pupil, by its numbers; empty where the file names none."""

    urn: str | None = None
    laestab: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A parent or carer, as far as the file says."""

    name: str
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PupilRow:
    """One pupil. Two rows are equal if they say the same, wherever they stand.

    Attributes:
        line: the physical line of the file on which the row begins.
        ethnicity: an extended code of four letters.
        caseworker: as the file names them: a name or an e-mail address.
        parents: first and second parent, those the file names.
        pupil: the pupil already kept under the same UPN; None where there is none.
        perhaps: pupils already kept who may be this one; a person has to say.
    """

    line: int = field(compare=False)
    surname: str
    forename: str
    born_on: date
    numbers: Numbers
    sex: Sex | None = None
    ethnicity: str | None = None
    postcode: str | None = None
    year_group: YearGroup | None = None
    school: School = School()
    primary_need: Need | None = None
    secondary_need: Need | None = None
    district: str | None = None
    parents: tuple[Parent, ...] = ()
    caseworker: str | None = None
    pupil: UUID | None = field(default=None, compare=False)
    perhaps: tuple[UUID, ...] = field(default=(), compare=False)

    def __repr__(self) -> str:
        return f"<the pupil of line {self.line}>"
