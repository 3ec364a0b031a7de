"""The emergency of 2020: fixed limits became "as soon as reasonably practicable".

From 1 May to 25 September 2020 a limit in the regulations did not bind where it was not reasonably
practicable to keep it for a reason to do with coronavirus; what it limited was then to be done as
soon as reasonably practicable. Whether the reason held in one case is for a person to say: a limit
that ended on one of those days has no date for any.

It is the limit that was relaxed, not the clock, and only while the instrument was in force; we know
of no saving in it for what was under way. So a request of April 2020, whose twenty weeks ended in
September, has no date, and one of September, whose twenty weeks ended in 2021, has one: after 25
September all the usual periods applied again, to cases in progress too.

Which limits were covered is told below, regulation by regulation. Not among them are phase
transfers (reg 18 itself was left as it was, also where five months before a transfer fell into
those days), duties of schools, and rights of families, whom an earlier day does not harm.

From 1 May to 31 July 2020 it was enough for what s.42 of the Act asks to use reasonable endeavours:
three monthly notices of the Secretary of State. That duty still arose at once, so its date stays;
a plan that was made on one of those days brought the lesser duty, until the notices ended.

Source:
    SI 2014/1530 regs 2A and 18A, and SI 2017/1306, as amended by SI 2020/471; DfE, guidance on
    temporary legislative changes relating to coronavirus (updated 26 August 2020) and its annex A;
    Coronavirus Act 2020 Sch 17; R (Shaw) v Secretary of State for Education [2020] EWHC 2216
    (Admin).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from pathway.domain.counting.other import AtOnce, NoFixedPeriod
from pathway.domain.rules.relaxation import Relaxation
from pathway.domain.rules.rule import Kind, Rule
from statemachines.vocabulary import Force

FIRST, LAST = date(2020, 5, 1), date(2020, 9, 25)
LAST_OF_ENDEAVOURS = date(2020, 7, 31)
ONE_DAY = timedelta(days=1)

RELAXED = Relaxation(
    FIRST,
    LAST,
    "it was to be done as soon as reasonably practicable where coronavirus was the reason why the "
    "limit could not be kept",
    "SI 2020/471",
)

LIMITS: Mapping[str, tuple[str, ...]] = {
    "SI 2014/1530 reg 5": ("EHC-02",),
    "SI 2014/1530 reg 8": ("EHC-03",),
    "SI 2014/1530 reg 10": ("EHC-04",),
    "SI 2014/1530 reg 13": ("EHC-08",),
    "SI 2014/1530 reg 15": ("TRF-01", "TRF-03", "TRF-04"),
    "SI 2014/1530 reg 16": ("TRF-05", "TRF-06"),
    "CFA 2014 s.44(1), by SI 2014/1530 reg 18A": ("AR-01", "AR-02"),
    "SI 2014/1530 regs 20 and 21": ("AR-10", "AR-11"),
    "SI 2014/1530 reg 22": ("AR-13", "AR-14", "AR-20"),
    "SI 2014/1530 reg 25": ("AR-21",),
    "SI 2014/1530 reg 27": ("AR-22",),
    "SI 2014/1530 regs 34 to 36 and 39": ("MED-02", "MED-03", "MED-04", "MED-05"),
    "SI 2014/1530 reg 42": ("MED-06", "MED-07", "MED-08"),
    "SI 2014/1530 reg 44": (
        "ORD-01", "ORD-02", "ORD-03", "ORD-04", "ORD-05", "ORD-06", "ORD-07", "ORD-08",
    ),
    "SI 2014/1530 reg 45": ("ORD-10", "ORD-11", "ORD-12"),
    "SI 2017/1306": ("ORD-13",),
}  # fmt: skip
"""The rules, with their limbs, whose limit it took, by the provision that sets it."""

COVERED = frozenset(rule_id for rules in LIMITS.values() for rule_id in rules)
PLANNED_BACK = frozenset({"AR-03"})
"""Days that are planned back from a limit that it took: they go with it."""

AT_ONCE = frozenset({"EHC-10"})
"""The duty of s.42."""


def with_the_emergency(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield rules, those that the emergency covered with what it said of them.

    A relaxed limit stays one rule. The duty that was a lesser one for a time comes in three
    versions: before, during, after.
    """
    for rule in rules:
        if rule.base in AT_ONCE and rule.force is Force.MUST:
            yield replace(rule, valid_to=FIRST - ONE_DAY)
            yield _endeavours(rule)
            yield replace(rule, valid_from=LAST_OF_ENDEAVOURS + ONE_DAY)
        elif is_covered(rule):
            yield replace(rule, relaxed=RELAXED)
        else:
            yield rule


def is_covered(rule: Rule) -> bool:
    """Tell whether the emergency took its fixed limit from a rule."""
    if rule.valid_from > LAST:
        return False
    return rule.base in PLANNED_BACK or (
        rule.base in COVERED
        and rule.force is Force.MUST
        and rule.kind is Kind.DEADLINE
        and not isinstance(rule.counting, NoFixedPeriod | AtOnce)
    )


def _endeavours(rule: Rule) -> Rule:
    return replace(
        rule,
        sentence=f"{rule.sentence} To use reasonable endeavours was enough up to 31 July 2020.",
        citation=f"{rule.citation}, as modified under Coronavirus Act 2020 Sch 17; R (Shaw) v "
        "Secretary of State for Education [2020] EWHC 2216 (Admin)",
        valid_from=FIRST,
        valid_to=LAST_OF_ENDEAVOURS,
    )
