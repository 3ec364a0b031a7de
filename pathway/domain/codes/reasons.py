"""Why a pupil has no UPN: the codes of the Common Basic Data Set (N00135).

Source:
    SEN2 item 1.9 for UN1, UN2, UN3, UN5, UN8, UN9 and UN10; the other three belong to the returns
    of children's social care, and SEN2 refuses them.
"""

import re
from enum import StrEnum


class UpnUnknown(StrEnum):
    """One reason for having neither a UPN nor a ULN."""

    UN1 = "UN1"
    UN2 = "UN2"
    UN3 = "UN3"
    UN4 = "UN4"
    UN5 = "UN5"
    UN6 = "UN6"
    UN7 = "UN7"
    UN8 = "UN8"
    UN9 = "UN9"
    UN10 = "UN10"

    @property
    def meaning(self) -> str:
        """The reason in words."""
        return _MEANINGS[self]

    @property
    def in_sen2(self) -> bool:
        """Whether SEN2 knows the code."""
        return self not in {UpnUnknown.UN4, UpnUnknown.UN6, UpnUnknown.UN7}


_MEANINGS = {
    UpnUnknown.UN1: "under six, and no UPN given out yet",
    UpnUnknown.UN2: "never in a state-funded school in England",
    UpnUnknown.UN3: "educated outside England",
    UpnUnknown.UN4: "new to children's social care, UPN not yet known",
    UpnUnknown.UN5: "sources disagree about name or birth date, so that no match is safe",
    UpnUnknown.UN6: "unborn child",
    UpnUnknown.UN7: "referral to children's social care without further action",
    UpnUnknown.UN8: "new to the authority, UPN or ULN not yet known",
    UpnUnknown.UN9: "young person never in a state-funded school or further education in England",
    UpnUnknown.UN10: "the request ended before a UPN or ULN was known",
}

_BY_NUMBER = dict(enumerate(UpnUnknown, 1))
_WRITTEN = re.compile(r"un\s*-?\s*0?(\d{1,2})\b", re.IGNORECASE)


def upn_unknown_called(text: str) -> UpnUnknown | None:
    """Return the reason that `text` begins with, as in "UN1 - under 6", or None."""
    found = _WRITTEN.match(text.strip())
    return _BY_NUMBER.get(int(found[1])) if found else None
