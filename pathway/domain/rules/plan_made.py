"""What an EHC plan brings at once: its provision, and a place at the school that it names.

Children and Families Act 2014 ss.42 and 43. Section 43(1) lists the schools and institutions that
are bound to admit, the same as section 38(3) lets a family ask for; an independent school that is
not approved under section 41 is none of them.
"""

from pathway.domain.counting.other import AtOnce
from pathway.domain.ladder import ladder
from pathway.domain.rules.endings import PLAN_OVER
from pathway.domain.rules.rule import Rule, When, starts_on
from pathway.domain.rules.sources import ARRANGED_OTHERWISE, SEND_LAW
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

PLAN = ("ehc_plan",)

NAMES_NO_SCHOOL = When(Event.PLAN_VERSION_SENT, "section_i", ("type", "elsewhere", "ordered"))
"""A version of the plan whose section I says something else; to name a school is said besides."""

SETS_OUT_HEALTH = ("health_provision", ("True",))
SETS_OUT_NONE = When(Event.PLAN_VERSION_SENT, "health_provision", ("False",))

RULES = (
    Rule(
        id="EHC-10",
        sentence="The authority secures the special educational provision in the plan.",
        citation="CFA 2014 s.42(1), (2), (5)",
        force=Force.MUST,
        processes=PLAN,
        starts=starts_on(Event.PLAN_MADE, called="plan_first_made final_plan_made"),
        counting=AtOnce(),
        met_by=(When(Event.PROVISION_SECURED, "section", ("F",)),),
        ended_by=(Event.PLAN_TRANSFERRED_IN, *PLAN_OVER),
        owner=WaitingFor.AUTHORITY,
        exemptions=ARRANGED_OTHERWISE,
        ladder=ladder("0, overdue daily"),
        valid_from=SEND_LAW,
        note="Of a plan that came from another authority it is due on the day of the transfer, by "
        "TRF-02.",
    ),
    Rule(
        id="EHC-10.health",
        sentence="The integrated care board arranges the health provision in the plan.",
        citation="CFA 2014 s.42(3), (5)",
        force=Force.MUST,
        processes=PLAN,
        starts=starts_on(
            When(Event.PLAN_MADE, *SETS_OUT_HEALTH),
            When(Event.PLAN_VERSION_SENT, *SETS_OUT_HEALTH),
            When(Event.PLAN_TRANSFERRED_IN, *SETS_OUT_HEALTH),
            called="plan_first_made final_plan_made",
        ),
        counting=AtOnce(),
        met_by=(When(Event.PROVISION_SECURED, "section", ("G",)),),
        ended_by=(SETS_OUT_NONE, *PLAN_OVER),
        owner=WaitingFor.HEALTH,
        alerts=Audience.PROFESSIONAL,
        exemptions=ARRANGED_OTHERWISE,
        ladder=ladder("0, overdue daily"),
        valid_from=SEND_LAW,
        note="Only where the plan is recorded to set out health provision in section G. What a "
        "later version changes in it is to be arranged anew.",
    ),
    Rule(
        id="EHC-11",
        sentence="A school that the plan names admits the child.",
        citation="CFA 2014 s.43(1), (2)",
        force=Force.MUST,
        processes=PLAN,
        starts=starts_on(
            When(Event.SETTING_NAMED, "in_s38_3", ("True",)), called="plan_names_it named"
        ),
        counting=AtOnce(),
        met_by=(Event.ADMITTED, Event.SETTING_ATTENDED),
        ended_by=PLAN_OVER,
        identified_by=("urn", "ukprn", "setting_name", "setting_type"),
        replaced_by=(Event.SETTING_NAMED, NAMES_NO_SCHOOL),
        side_by_side=("rank",),
        owner=WaitingFor.SCHOOL,
        alerts=Audience.SCHOOL,
        ladder=ladder("0, overdue daily"),
        valid_from=SEND_LAW,
        note="Only the named school can do it: to attend another is not to be admitted there. "
        "Bound are the schools and institutions that s.43(1) lists; independent schools that are "
        "not on the list under s.41 are outside it.",
    ),
)  # fmt: skip
