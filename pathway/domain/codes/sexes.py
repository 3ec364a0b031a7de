"""Sex, as the returns record it (CBDS N00783).

Source:
    SEN2 item 1.4: M or F. The U of other returns ("the question has not been asked") is kept here
    as no answer at all.
"""

from enum import StrEnum


class Sex(StrEnum):
    """The code of the returns."""

    M = "M"
    F = "F"


_WRITTEN = {
    "m": Sex.M,
    "male": Sex.M,
    "boy": Sex.M,
    "f": Sex.F,
    "female": Sex.F,
    "girl": Sex.F,
}


def sex_called(text: str) -> Sex | None:
    """Return the sex that `text` names, or None."""
    return _WRITTEN.get(text.strip().casefold())
