"""What kind of school it is that acts, where the law asks different ones for different things."""

from enum import StrEnum


class SchoolType(StrEnum):
    """The kind of school whose pupil it is.

    Source:
        EA 2002 s.29A and SI 2010/1156 bind the governing bodies of maintained schools, and not
        academies; EIA 2006 s.100 binds governing bodies and proprietors, and for the pupils of a
        pupil referral unit Education Act 1996 s.19 the authority.
    """

    MAINTAINED = "maintained"
    ACADEMY = "academy"
    PUPIL_REFERRAL_UNIT = "pupil_referral_unit"
