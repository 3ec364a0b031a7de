"""The law of time of England as this house knows it, gathered from its files and checked."""

from functools import cache

from pathway.domain.rules.emergency_2020 import with_the_emergency
from pathway.domain.rules.law import Law
from pathway.domain.rules.reading import read_rules

FILES = (
    "ehc_assessment",
    "plan_made",
    "reviews",
    "amendments",
    "phase_transfers",
    "plan_changes",
    "disputes",
    "tribunal_orders",
    "unopposed_appeals",
    "transfers",
    "care_boards",
    "sen_support",
    "off_site_directions",
    "alternative_provision",
    "education_elsewhere",
    "exclusions",
    "own_figures",
    "complaints",
)
"""The files of the rules, in the order in which people list them."""


@cache
def statute_book() -> Law:
    """Return the law.

    Raises:
        RuleFileUnreadable: a file cannot be read; file, line and fault are named.
        RuleMalformed: a rule cannot be law; likewise.
    """
    return Law(with_the_emergency(rule for file in FILES for rule in read_rules(file)))
