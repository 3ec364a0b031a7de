"""What the columns of a pupil file may hold, and under which headings they are found."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pathway.domain.codes.wording import plain


class Column(StrEnum):
    """What a column of a pupil file may hold."""

    UPN = "upn"
    UPN_UNKNOWN = "upn_unknown"
    ULN = "uln"
    SURNAME = "surname"
    FORENAME = "forename"
    BORN_ON = "born_on"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    POSTCODE = "postcode"
    YEAR_GROUP = "year_group"
    SCHOOL_URN = "school_urn"
    SCHOOL_LAESTAB = "school_laestab"
    PRIMARY_NEED = "primary_need"
    SECONDARY_NEED = "secondary_need"
    DISTRICT = "district"
    PARENT_NAME = "parent_name"
    PARENT_EMAIL = "parent_email"
    PARENT_PHONE = "parent_phone"
    PARENT_2_NAME = "parent_2_name"
    PARENT_2_EMAIL = "parent_2_email"
    PARENT_2_PHONE = "parent_2_phone"
    CASEWORKER = "caseworker"


NEEDED = (Column.SURNAME, Column.FORENAME, Column.BORN_ON)
IDENTIFYING = (Column.UPN, Column.ULN, Column.UPN_UNKNOWN)
"""A file needs one of these, so that each pupil has a number or the reason for having none."""


def example(column: Column) -> str:
    """Return a heading under which a column is found."""
    return _spellings()[column][0]


def meaning(heading: str) -> tuple[int, Column] | None:
    """Return the column that a heading means, after its rank: the smaller is read first."""
    return _ranks().get(plain(heading))


@cache
def _spellings() -> Mapping[Column, list[str]]:
    text = files(__package__).joinpath("spellings.toml").read_text(encoding="utf-8")
    return {Column(name): spellings for name, spellings in tomllib.loads(text).items()}


@cache
def _ranks() -> Mapping[str, tuple[int, Column]]:
    return {
        plain(spelling): (rank, column)
        for column, spellings in _spellings().items()
        for rank, spelling in enumerate(spellings)
    }
