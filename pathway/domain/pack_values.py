"""The words and values of a pack, checked more strictly than Pydantic would by itself."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
)

from pathway.domain.calendars import BankHolidays
from pathway.domain.ladder import Ladder, NoStep, ladder

RULE_IDS = "rule_ids"
"""The name under which the validation is given what returns the ids of all rules."""


LETTERS = "letters"
"""The name under which the validation is given what returns the names of all letters."""


class Phase(StrEnum):
    """The phase of education that a place is for."""

    EARLY_YEARS = "early_years"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    POST_16 = "post_16"


class Reviewed(StrEnum):
    """How often a placement is reviewed, at the least."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    HALF_TERMLY = "half_termly"
    TERMLY = "termly"
    YEARLY = "yearly"
    AS_AGREED = "as_agreed"


class Approval(StrEnum):
    """What somebody approves who spends the authority's money."""

    PLACEMENT = "placement"
    CALL_OFF = "call_off"
    DISTRICT_FUNDING = "district_funding"


class ContractKind(StrEnum):
    """What kind of agreement it is."""

    SERVICE_LEVEL_AGREEMENT = "service_level_agreement"
    SPOT = "spot"
    FRAMEWORK = "framework"
    HOST_SCHOOL = "host_school"


def _a_rule(rule_id: str, info: ValidationInfo) -> str:
    known = (info.context or {}).get(RULE_IDS, tuple)()
    if not any(one == rule_id or one.startswith(f"{rule_id}.") for one in known):
        raise ValueError(f"there is no rule {rule_id}; `pathway clocks rules` lists all")
    return rule_id


def _a_letter(name: str, info: ValidationInfo) -> str:
    if name not in (info.context or {}).get(LETTERS, tuple)():
        raise ValueError(f"there is no letter {name}; a letter is called after its event")
    return name


def _a_ladder(written: object) -> Ladder:
    wanted = 'expected the steps of a ladder in one text, such as "3w 5wd 0 overdue daily"'
    if not isinstance(written, str) or not written.strip():
        raise ValueError(wanted)
    try:
        return ladder(written)
    except NoStep as unread:
        raise ValueError(f"{wanted}; {unread.word!r} is no step") from unread


def known_of(days: Mapping[date, str]) -> Mapping[date, str]:
    """Return days that lie in the years whose bank holidays are known.

    Raises:
        ValueError: one of them does not.
    """
    for day in days:
        if not BankHolidays.shipped().knows(day):
            raise ValueError(f"{day} lies outside the years whose bank holidays are known")
    return days


def _in_order(span: tuple[date, date]) -> tuple[date, date]:
    if span[1] < span[0]:
        raise ValueError(f"it ends on {span[1]}, before it begins on {span[0]}")
    return span


# Strict where Pydantic would else take "12" or true for a number, and "yes" or 1 for true.
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Weeks = Annotated[int, Field(strict=True, ge=1, le=520)]
Count = Annotated[int, Field(strict=True, ge=0)]
Days = Annotated[int, Field(strict=True, ge=1)]
Share = Annotated[float, Field(strict=True, gt=0, le=1)]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[date, Field(strict=True)]
Span = Annotated[tuple[Day, Day], AfterValidator(_in_order)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
LetterName = Annotated[str, AfterValidator(_a_letter)]
RuleId = Annotated[str, AfterValidator(_a_rule)]
Steps = Annotated[Ladder, BeforeValidator(_a_ladder)]
