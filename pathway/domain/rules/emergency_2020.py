"""The emergency of 2020: fixed limits became "as soon as reasonably practicable".

From 1 May to 25 September 2020 a limit in the regulations did not bind where it was not reasonably
practicable to keep it for a reason to do with coronavirus; what it limited was then to be done as
soon as reasonably practicable. A rule that was covered has a version of its own for those days: a
clock that started on one of them has no fixed date. Before and after, the rule is the one in force
today. Whether the reason held in one case is for a person to say: the version gives no date for
any.

Which provisions were covered is told by annex A of the Department's guidance, by regulation. Here
they are found by what they have in common: a number of days, weeks or months, in SI 2014/1530 or
SI 2017/1306, that binds an authority or a health body. Reviews under CFA 2014 s.44 were covered by
reg 18A. Duties of schools and rights of families are left as they are.

Source:
    SI 2014/1530 regs 2A and 18A, and SI 2017/1306, as amended by SI 2020/471; DfE, Changes to the
    law on EHC needs assessments and plans due to coronavirus (30 April 2020), annex A.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from pathway.domain.counting.other import AtOnce, NoFixedPeriod
from pathway.domain.rules.rule import Kind, Rule
from statemachines.vocabulary import Force, WaitingFor

FIRST, LAST = date(2020, 5, 1), date(2020, 9, 25)
ONE_DAY = timedelta(days=1)

AMENDED = ("SI 2014/1530", "SI 2017/1306")
BODIES = (WaitingFor.AUTHORITY, WaitingFor.HEALTH)
REVIEWS = frozenset({"AR-01", "AR-02"})
"""Reviews of the Act itself, of which reg 18A spoke."""

OF_THE_CALENDAR_YEAR = frozenset({"AR-16", "AR-17", "AR-18"})
"""Phase transfers, whose days of the year lie outside the emergency."""

INSTEAD = NoFixedPeriod(
    "from 1 May to 25 September 2020 it was to be done as soon as reasonably practicable, where "
    "coronavirus was the reason why the limit could not be kept"
)
CITATION = "as modified by SI 2020/471"


def with_the_emergency(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield rules, those that the emergency covered in three versions: before, during, after."""
    for rule in rules:
        if is_covered(rule):
            yield replace(rule, valid_to=FIRST - ONE_DAY)
            yield _relaxed(rule)
            yield replace(rule, valid_from=LAST + ONE_DAY)
        else:
            yield rule


def is_covered(rule: Rule) -> bool:
    """Tell whether the emergency took its fixed limit from a rule."""
    if rule.valid_from >= FIRST or rule.valid_to is not None:
        return False
    return rule.id in REVIEWS or (
        rule.force is Force.MUST
        and rule.kind is Kind.DEADLINE
        and rule.owner in BODIES
        and rule.id not in OF_THE_CALENDAR_YEAR
        and not isinstance(rule.counting, NoFixedPeriod | AtOnce)
        and any(rule.citation.startswith(law) or f"; {law}" in rule.citation for law in AMENDED)
    )


def _relaxed(rule: Rule) -> Rule:
    return replace(
        rule,
        counting=INSTEAD,
        counting_after={},
        citation=f"{rule.citation}, {CITATION}",
        ladder=(),
        makes=None,
        valid_from=FIRST,
        valid_to=LAST,
    )
