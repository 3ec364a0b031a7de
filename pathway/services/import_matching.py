"""Whether a row of a file is about a pupil who is kept already."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from pathway.domain.pupil_file import PupilRow
from pathway.persistence.reading_pupils import KnownRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a file is to be brought in.

    Attributes:
        good_only: whether the good rows are brought in although others are bad.
        dry_run: whether nothing is stored.
        same: lines about a pupil who is kept already, with the id where several may be meant.
        new: lines about another child than the one of that name and birth date.
    """

    good_only: bool = False
    dry_run: bool = False
    same: Mapping[int, UUID | None] = field(default_factory=dict)
    new: frozenset[int] = frozenset()


def matched(row: PupilRow, kept: Mapping[UUID, KnownRow], order: Order) -> PupilRow | None:
    """Return the row with the pupil it is about, if any; None where a person has to say.

    A UPN says who is meant. Without one on either side, the same name and birth date are the same
    child, as the file itself may not hold two such without numbers; a ULN must not differ. Where
    only one side has a UPN, or several are kept who fit, a person says.
    """
    if row.pupil is not None or not row.perhaps or row.line in order.new:
        return row
    if row.line in order.same:
        said = order.same[row.line] or (row.perhaps[0] if len(row.perhaps) == 1 else None)
        return replace(row, pupil=said) if said in row.perhaps else None
    alike = [kept[pupil] for pupil in row.perhaps if pupil in kept]
    if len(alike) == 1 and _is_the_same(row, alike[0]):
        return replace(row, pupil=alike[0].id)
    return None


def _is_the_same(row: PupilRow, known: KnownRow) -> bool:
    no_upn = row.numbers.upn is None and known.upn is None
    return (no_upn and row.numbers.uln in (None, known.uln)) or (
        row.numbers.uln is not None and row.numbers.uln == known.uln
    )
