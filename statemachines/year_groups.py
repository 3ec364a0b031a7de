"""The years in which somebody may be taught, of which forms and files alike take one."""

from enum import StrEnum


class YearGroup(StrEnum):
    """The year in which a pupil is taught, which need not be that of their age.

    Source:
        The school census's codes as far as year 14, and the years of the SEN2 return above it: who
        has an EHC plan is in year 20 at the latest, being 24 on the 31 August before (Children and
        Families Act 2014 s.46).
    """

    E1 = "E1"  #: early first year
    E2 = "E2"  #: early second year
    N1 = "N1"  #: nursery first year
    N2 = "N2"  #: nursery second year
    R = "R"  #: reception
    Y1 = "1"
    Y2 = "2"
    Y3 = "3"
    Y4 = "4"
    Y5 = "5"
    Y6 = "6"
    Y7 = "7"
    Y8 = "8"
    Y9 = "9"
    Y10 = "10"
    Y11 = "11"
    Y12 = "12"
    Y13 = "13"
    Y14 = "14"
    Y15 = "15"
    Y16 = "16"
    Y17 = "17"
    Y18 = "18"
    Y19 = "19"
    Y20 = "20"
    X = "X"  #: the national curriculum's years are not followed

    @property
    def number(self) -> int | None:
        """The curriculum year, reception 0 and the years before it negative; None for X."""
        return None if self is YearGroup.X else _NUMBERS[self]


_NUMBERS = {group: n for n, group in enumerate(YearGroup, -list(YearGroup).index(YearGroup.R))}
_GROUPS = {n: group for group, n in _NUMBERS.items() if group is not YearGroup.X}


def year_group_of(number: int) -> YearGroup | None:
    """Return the year group of a curriculum year, reception being 0; None where there is none."""
    return _GROUPS.get(number)
