"""Pupils who are kept already, and which of them a row of a file may be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.problems import Finding, Level
from pathway.domain.pupil_file.rows import PupilRow
from pathway.domain.pupil_file.wording import name_key

_SHARED = "two pupils kept already share this UPN; which of them is meant?"
_OTHERS = (
    "belongs to a pupil kept already, of another name and another birth date; one of the two has "
    "the wrong number"
)
_RENAMED = "is not the name kept already under this UPN; has it changed?"
_REBORN = "is not the birth date kept already under this UPN; which of the two is right?"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KnownPupil:
    """A pupil who is kept already."""

    id: UUID
    surname: str
    forename: str
    born_on: date
    upn: str | None = None

    @property
    def name(self) -> tuple[str, str]:
        """The name, as names are compared."""
        return name_key(self.surname), name_key(self.forename)


@dataclass(frozen=True, slots=True)
class KnownPupils:
    """The pupils of one authority, to be found by UPN and by name and birth date."""

    by_upn: Mapping[str, Sequence[KnownPupil]] = field(default_factory=dict)
    by_name: Mapping[tuple[tuple[str, str], date], Sequence[KnownPupil]] = field(
        default_factory=dict
    )

    @classmethod
    def of(cls, pupils: Iterable[KnownPupil]) -> "KnownPupils":
        """Return `pupils`, indexed."""
        by_upn: dict[str, list[KnownPupil]] = defaultdict(list)
        by_name: dict[tuple[tuple[str, str], date], list[KnownPupil]] = defaultdict(list)
        for pupil in pupils:
            if pupil.upn:
                by_upn[pupil.upn].append(pupil)
            by_name[pupil.name, pupil.born_on].append(pupil)
        return cls(dict(by_upn), dict(by_name))

    def recognise(self, row: PupilRow) -> tuple[PupilRow, Finding | None]:
        """Return the row with the pupil it is about, or who it may be about, and what to ask."""
        upn = row.numbers.upn
        under_upn = self.by_upn.get(upn.text, ()) if upn else ()
        if len(under_upn) > 1:
            ids = tuple(pupil.id for pupil in under_upn)
            return replace(row, perhaps=ids), _query(row, Column.UPN, _SHARED)
        if under_upn:
            return replace(row, pupil=under_upn[0].id), _difference(row, under_upn[0])
        name = name_key(row.surname), name_key(row.forename)
        alike = self.by_name.get((name, row.born_on), ())
        if alike:
            ids = tuple(pupil.id for pupil in alike)
            return replace(row, perhaps=ids), _query(row, Column.SURNAME, _alike(row, alike))
        return row, None


def _difference(row: PupilRow, known: KnownPupil) -> Finding | None:
    same_name = known.name == (name_key(row.surname), name_key(row.forename))
    same_day = known.born_on == row.born_on
    if not same_name and not same_day:
        return Finding(row.line, Level.ERROR, Column.UPN, _OTHERS)
    if not same_name:
        return _query(row, Column.SURNAME, _RENAMED)
    return None if same_day else _query(row, Column.BORN_ON, _REBORN)


def _alike(row: PupilRow, alike: Sequence[KnownPupil]) -> str:
    both = row.numbers.upn and any(pupil.upn for pupil in alike)
    return (
        f"a pupil of this name and birth date is kept already, "
        f"{'under another UPN' if both else 'with no UPN to compare'}; is it the same child?"
    )


def _query(row: PupilRow, column: Column, reason: str) -> Finding:
    return Finding(row.line, Level.QUERY, column, reason)
