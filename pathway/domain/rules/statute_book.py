"""The law of time of England as this house knows it, gathered from its files and checked."""

from functools import cache

from pathway.domain.rules import (
    alternative_provision,
    amendments,
    complaints,
    disputes,
    education_elsewhere,
    ehc_assessment,
    exclusions,
    off_site_directions,
    own_figures,
    phase_transfers,
    plan_changes,
    reviews,
    sen_support,
    transfers,
    tribunal_orders,
    unopposed_appeals,
)
from pathway.domain.rules.emergency_2020 import with_the_emergency
from pathway.domain.rules.law import Law

FILES = (
    ehc_assessment,
    reviews,
    amendments,
    phase_transfers,
    plan_changes,
    disputes,
    tribunal_orders,
    unopposed_appeals,
    transfers,
    sen_support,
    off_site_directions,
    alternative_provision,
    education_elsewhere,
    exclusions,
    own_figures,
    complaints,
)
"""In the order in which people list the rules."""


@cache
def statute_book() -> Law:
    """Return the law.

    Raises:
        RuleMalformed: a declaration is not one; file, line and fault are named.
    """
    return Law(with_the_emergency(rule for file in FILES for rule in file.RULES))
