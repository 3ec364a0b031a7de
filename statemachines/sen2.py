"""The codes of the SEN2 return that forms ask for, so that nothing is typed twice for the return.

Source:
    SEN2 guide and technical specification of the Department, items 2.1 to 5.8, surveys of 2023 to
    2026. Where the return's own letters are not public (work-based placements, direct payments) the
    forms keep words, and the return translates them.
"""

from enum import IntEnum, StrEnum
from typing import Literal


class RequestSource(IntEnum):
    """Who asked for the assessment (since the survey of 2025)."""

    FAMILY = 1  #: the young person or a parent
    SCHOOL = 2  #: a school or another education setting
    HEALTH = 3  #: health care professionals
    SOCIAL_CARE = 4  #: social care professionals
    OTHER = 5


class SettingType(StrEnum):
    """Where someone is educated that has neither a URN nor a UKPRN."""

    OLA = "OLA"  #: arranged by the authority elsewhere than in a school, CFA s.61
    OPA = "OPA"  #: arranged by the parent or young person, CFA s.42(5), not home education
    EHE = "EHE"  #: elective home education
    EYP = "EYP"  #: an early years provider without a URN
    OTH = "OTH"  #: other; also where the plan names a type of setting only
    NEET = "NEET"  #: not in education, employment or training, 16 to 25
    NIEC = "NIEC"  #: not in education, notice to cease has been issued
    NIEO = "NIEO"  #: not in education for another reason


class Residential(StrEnum):
    """For how much of the year a placement is residential."""

    A = "A"  #: 38 to 51 weeks
    B = "B"  #: 52 weeks


class WorkBased(StrEnum):
    """A placement at work, in words."""

    SUPPORTED_INTERNSHIP = "supported_internship"
    APPRENTICESHIP = "apprenticeship"
    TRAINEESHIP = "traineeship"


class DirectPayment(StrEnum):
    """What a direct payment pays for, in words."""

    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    INTEGRATED = "integrated"  #: any combination of the three


class NeedCode(StrEnum):
    """Type of need, as plans rank it first and second; NSA is a code of the school census only."""

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


UNASSESSED = "NSA"
CensusNeed = NeedCode | Literal["NSA"]  # no name may stand in a literal type
"""A type of need as the school census has it, also where no specialist has assessed it."""


class CeaseReason(IntEnum):
    """Why a plan ended."""

    MAXIMUM_AGE = 1
    NEEDS_MET_WITHOUT_A_PLAN = 2
    HIGHER_EDUCATION = 3
    PAID_EMPLOYMENT = 4
    TRANSFERRED = 5
    NO_LONGER_WISHES = 6
    MOVED_OUTSIDE_ENGLAND = 7
    DECEASED = 8
    OTHER = 9
