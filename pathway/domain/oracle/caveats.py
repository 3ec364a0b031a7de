"""What is doubtful in a published timeline, and published statements that are known to be wrong.

Nothing here changes a date. It is listed beside the comparison, so that a source that errs or
measures something else never passes, or fails, in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """In what way a source is not what it seems."""

    MISPRINT = "misprint"
    OUTLIER = "outlier"
    CLAIMED = "claimed, not found"
    INFERRED = "partly inferred"


@dataclass(frozen=True, slots=True)
class Caveat:
    """What to know about one timeline before relying on it."""

    doubt: Doubt
    words: str


CAVEATS: Mapping[str, Caveat] = {
    "essex-25-007-473": Caveat(
        Doubt.MISPRINT, 'the page prints "by 30 May 2025 September 2025"; 30 May 2025 is read'
    ),
    "derbyshire-23-017-300": Caveat(
        Doubt.OUTLIER, "34 weeks are measured from the agreement; the law counts from the request"
    ),
    "herts-news-2025-01": Caveat(
        Doubt.OUTLIER,
        "the decision came a day after its four weeks, on which the article does not remark",
    ),
    "mumsnet-2675249": Caveat(
        Doubt.OUTLIER, "a parent's arithmetic about week 14, which is practice and no time limit"
    ),
    "esussex-23-010-574": Caveat(Doubt.CLAIMED, "the year of delay is the complainant's figure"),
    "wnorthants-24-020-329": Caveat(
        Doubt.CLAIMED, "the two months of delay are the complainant's figure"
    ),
    "bucks-24-011-526": Caveat(Doubt.INFERRED, 'the year of "March" is read as 2024'),
    "wnorthants-news-27w": Caveat(
        Doubt.INFERRED, 'the year of "May" is read from the order of events'
    ),
    "essex-24-022-730": Caveat(
        Doubt.INFERRED, "which limit was missed in February 2025 is not named; ten weeks fit"
    ),
}  # fmt: skip
"""By the id of the timeline."""


@dataclass(frozen=True, slots=True)
class Misstatement:
    """Something published about a time limit that the law does not say.

    Attributes:
        where: who says so.
        says: what is said.
        rule: the rule of ours that says what the law does.
        law: what it is, in short, with its source.
        weeks: the weeks that were stated, where it is a number of weeks.
    """

    where: str
    says: str
    rule: str
    law: str
    weeks: int | None = None


MISSTATEMENTS = (
    Misstatement(
        "GOV.UK, guide SEND18", "an order to make a plan is carried out in 5 weeks",
        "ORD-04.final", "the draft in 5, the final plan in 11 (SI 2014/1530 reg 44(2)(c))", 5,
    ),
    Misstatement(
        "a SENDIASS page", "an ordered assessment is begun in 4 weeks",
        "ORD-01", "in 2 weeks (SI 2014/1530 reg 44(2)(b))", 4,
    ),
    Misstatement(
        "a SENDIASS page", "an unopposed appeal about contents is carried out in 4 weeks",
        "ORD-11", "in 5 weeks since SI 2015/359 (SI 2014/1530 reg 45(4))", 4,
    ),
    Misstatement(
        "an open program", "the amended plan follows within 8 weeks of the meeting",
        "AR-14.ceiling",
        "8 weeks of the notice, 12 of the meeting (SI 2014/1530 reg 22; Devon [2022] EWHC 493)", 8,
    ),
    Misstatement(
        "an older IPSEA page", "a transfer runs from the day the new authority became aware",
        "TRF-01.aware", "from the day the old authority did (SI 2014/1530 reg 15(2))",
    ),
    Misstatement(
        "an IPSEA page", "off-site directions are reviewed every 30 days",
        "AP-07", "at suitable intervals; the 30 days went on 1 January 2013 (SI 2012/2532)",
    ),
    Misstatement(
        "many pages", "the summer holidays extend every limit of an assessment",
        "EHC-08", "only the grounds of SI 2014/1530 reg 10(4) disapply one; none moves it",
    ),
)  # fmt: skip
"""None of them was copied into a rule; a test holds each number against the rule."""
