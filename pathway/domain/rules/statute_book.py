"""The law of time of England as this house knows it, gathered from its files and checked."""

from functools import cache

from pathway.domain.rules import alternative_provision, ehc_assessment, reviews, sen_support
from pathway.domain.rules.law import Law

FILES = (ehc_assessment, reviews, sen_support, alternative_provision)
"""In the order in which people list the rules."""


@cache
def statute_book() -> Law:
    """Return the law.

    Raises:
        RuleMalformed: a declaration is not one; file, line and fault are named.
    """
    return Law(rule for file in FILES for rule in file.RULES)
