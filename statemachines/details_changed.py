"""The form of a change of details, and how what earlier versions of it stored is read."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import Field

from statemachines.forms import Form, Says
from statemachines.sen2 import UNASSESSED, CensusNeed, NeedCode
from statemachines.year_groups import YearGroup

_NEEDS = frozenset({*NeedCode, UNASSESSED})
_NEED_FIELDS = {"primary_need": _NEEDS, "secondary_need": _NEEDS}
FREE_TEXT_ONCE: Mapping[int, Mapping[str, frozenset[str]]] = {
    1: {"year_group": frozenset(YearGroup), **_NEED_FIELDS},
    2: _NEED_FIELDS,
}
"""By version of `DetailsChanged`: the fields that took any text, with what they take now."""


class DetailsChanged(Form):
    """What has changed about the pupil, each from a day; what is left out stays as it is."""

    version: ClassVar[int] = 3

    from_on: date = Field(description="the day from which it is so")
    year_group: Annotated[YearGroup | None, Says("year_group")] = Field(
        None, description="the new year group"
    )
    district: Annotated[str | None, Says("district")] = Field(None, description="the new district")
    primary_need: Annotated[CensusNeed | None, Says("primary_need")] = Field(
        None,
        description="the new primary need, by its code; NSA where no specialist has assessed it",
    )
    secondary_need: Annotated[CensusNeed | None, Says("secondary_need")] = Field(
        None, description="the new secondary need, by its code"
    )

    @classmethod
    def lift(cls, content: Mapping[str, Any], version: int) -> Mapping[str, Any]:
        """Move a year group or a need that is none into the note.

        At first any text was taken for a year group, and in the second version for a need still.
        A code in small letters is the code.
        """
        if version not in FREE_TEXT_ONCE:
            return super().lift(content, version)
        lifted, noted = dict(content), [content.get("note")]
        for field, known in FREE_TEXT_ONCE[version].items():
            if content.get(field) is None:
                continue
            code = str(content[field]).strip().upper()
            lifted[field] = code if code in known else None
            if code not in known:
                noted.append(f"{field.replace('_', ' ')}: {content[field]}")
        return {**lifted, "note": "; ".join(filter(None, noted))}
