"""Types of special educational need, by their codes.

Source:
    SEN2 item 5.8 and the school census; DS is collected from the survey of 2026, and NSA is a code
    of the school census alone.
"""

from enum import StrEnum
from functools import cache

from pathway.domain.codes.wording import plain


class Need(StrEnum):
    """One type of need, by the code that the returns use."""

    SPLD = "SPLD"
    MLD = "MLD"
    SLD = "SLD"
    PMLD = "PMLD"
    SEMH = "SEMH"
    SLCN = "SLCN"
    HI = "HI"
    VI = "VI"
    MSI = "MSI"
    PD = "PD"
    ASD = "ASD"
    DS = "DS"
    OTH = "OTH"
    NSA = "NSA"

    @property
    def label(self) -> str:
        """The name in words."""
        return _LABELS[self]

    @property
    def in_sen2(self) -> bool:
        """Whether SEN2 knows the code."""
        return self is not Need.NSA


_LABELS = {
    Need.SPLD: "specific learning difficulty",
    Need.MLD: "moderate learning difficulty",
    Need.SLD: "severe learning difficulty",
    Need.PMLD: "profound and multiple learning difficulty",
    Need.SEMH: "social, emotional and mental health",
    Need.SLCN: "speech, language and communication needs",
    Need.HI: "hearing impairment",
    Need.VI: "vision impairment",
    Need.MSI: "multi-sensory impairment",
    Need.PD: "physical disability",
    Need.ASD: "autistic spectrum disorder",
    Need.DS: "Down syndrome",
    Need.OTH: "other difficulty or disability",
    Need.NSA: "SEN support but no specialist assessment of type of need",
}

_ALSO_WRITTEN = {
    "autism spectrum disorder": Need.ASD,
    "autistic spectrum condition": Need.ASD,
    "autism spectrum condition": Need.ASD,
    "autism": Need.ASD,
    "visual impairment": Need.VI,
    "other difficulty/disability": Need.OTH,
    "multisensory impairment": Need.MSI,
    "downs syndrome": Need.DS,
}
"""Names under which the same need is found in the files of schools and of GIAS."""


def need_called(text: str) -> Need | None:
    """Return the need that `text` names by its code, its name or both, or None.

    GIAS and many systems write both: "SpLD - Specific Learning Difficulty".
    """
    code, dash, name = text.partition(" - ")
    needs = {_table().get(plain(part)) for part in ((code, name) if dash else (text,))}
    return needs.pop() if len(needs) == 1 else None


@cache
def _table() -> dict[str, Need]:
    names = {label: need for need, label in _LABELS.items()} | _ALSO_WRITTEN
    plurals = {f"{name}s": need for name, need in names.items()}
    known = plurals | names | {need.value: need for need in Need}
    return {plain(name): need for name, need in known.items()}
