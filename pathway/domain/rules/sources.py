"""The instruments that rules are cited from, and the days on which they came into force."""

from datetime import date

from pathway.domain.rules.limb import Limb

SEND_LAW = date(2014, 9, 1)
"""CFA 2014 Part 3, SI 2014/1530 and the SEND Code of Practice."""

UNOPPOSED_APPEALS = date(2015, 4, 1)
"""SI 2015/359, which put new periods into reg 45; the day is not verified."""

RECOMMENDATIONS = date(2018, 4, 3)
"""SI 2017/1306, for decisions made on or after that day."""

OFF_SITE_DIRECTIONS = date(2010, 9, 1)
"""SI 2010/1156."""

OFF_SITE_REVIEWS = date(2013, 1, 1)
"""SI 2012/2532, which ended the review every thirty days."""

EXCLUSION_EDUCATION = date(2007, 9, 1)
"""SI 2007/1870; the day is not verified."""

EXCLUSIONS = date(2012, 9, 1)
"""SI 2012/1033."""

ATTENDANCE = date(2024, 8, 19)
"""SI 2024/208."""

ARRANGING_AP = date(2025, 2, 1)
"""*Arranging Alternative Provision*, DfE, February 2025; the month is known, the day is not."""

HEALTH_NEEDS = date(2023, 12, 1)
"""*Arranging education for children who cannot attend school because of health needs*, DfE,
December 2023; the month is known, the day is not."""

TRIBUNAL_RULES = date(2008, 11, 3)
"""SI 2008/2699."""

EQUALITY_ACT = date(2010, 10, 1)
"""Equality Act 2010."""

COMPLAINT_CODE = date(2024, 2, 1)
"""Complaint Handling Code, Local Government and Social Care Ombudsman; the month is known, the day
is not."""

BEFORE_ALL_RECORDS = date(2007, 9, 1)
"""For duties older than any record that is kept here."""


ARRANGED_OTHERWISE = (
    Limb(
        "42(5)",
        "the parent or young person has made suitable alternative arrangements",
        alone=True,
        while_so=True,
    ),
)
"""CFA 2014 s.42(5): neither provision need be made that is so arranged, as long as it is."""


def four_grounds(paragraph: str) -> tuple[Limb, ...]:
    """Return the four grounds of SI 2014/1530 as one of its paragraphs repeats them.

    Args:
        paragraph: the paragraph that gives them, such as "10(4)".
    """
    return (
        Limb(
            f"{paragraph}(a)",
            "the advice of a head teacher or principal was asked for from one week before the "
            "school closed for four weeks or more until one week before it reopened",
        ),
        Limb(
            f"{paragraph}(b)",
            "the advice of an early years provider was asked for from one week before it closed "
            "for four weeks or more until one week before it reopened",
        ),
        Limb(
            f"{paragraph}(c)",
            "exceptional personal circumstances affect the child, the parent or the young person "
            "in that time",
        ),
        Limb(
            f"{paragraph}(d)",
            "the child, the parent or the young person is absent from the area for four weeks or "
            "more without a break in that time",
            absent_for=4,
        ),
    )
