"""Numbers that identify pupils and schools, and our own case references, checked before use.

A number that fails is never "put right" here, and no sentence says which check character would
have fitted: whoever is told would make it fit, and the record would become another child's.
"""

from pathway.domain.identifiers.errors import Mistyped
from pathway.domain.identifiers.numbers import (
    check_laestab,
    check_nhs_number,
    check_ukprn,
    check_uln,
    check_urn,
)
from pathway.domain.identifiers.references import check_reference, new_reference
from pathway.domain.identifiers.upn import Upn, check_upn, upn_check_letter, upn_questions

__all__ = [
    "Mistyped",
    "Upn",
    "check_laestab",
    "check_nhs_number",
    "check_reference",
    "check_ukprn",
    "check_uln",
    "check_upn",
    "check_urn",
    "new_reference",
    "upn_check_letter",
    "upn_questions",
]
