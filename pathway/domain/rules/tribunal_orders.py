"""What an authority owes after the Tribunal has ordered or recommended.

SI 2014/1530 reg 44; SI 2017/1306.
"""

from functools import partial

from pathway.domain.counting.calendar_time import WeeksAfter
from pathway.domain.counting.other import AtOnce
from pathway.domain.ladder import ladder
from pathway.domain.rules.endings import GONE, PLAN_OVER
from pathway.domain.rules.limb import Limb
from pathway.domain.rules.rule import Rule, Said, Trigger, When, starts_on
from pathway.domain.rules.sources import RECOMMENDATIONS, SEND_LAW
from statemachines.events import Event
from statemachines.vocabulary import Audience, Force, WaitingFor

ASSESSMENT = ("ehc_needs_assessment",)
DISPUTE = ("dispute",)
DRAFT = (Event.DRAFT_SENT, Event.DRAFT_SERVED, Event.FINAL_PLAN_SENT)
STARTED = (Event.ASSESSMENT_START_NOTIFIED,)
ANSWERED = (Event.ISSUE_REFUSED, Event.ISSUE_AGREED, *DRAFT)

PERSONAL = "exceptional personal circumstances affect the child, the parent or the young person"
ABSENT = (
    "the child, the parent or the young person is absent from the area for two weeks or more "
    "within that time"
)

AFTER_AN_ORDER = (
    Limb("44(3)(a)", PERSONAL),
    Limb("44(3)(b)", ABSENT, absent_for=2),
    Limb("44(3)(c)", "the family wants to make representations on the draft after the fifteen "
         "days"),
)  # fmt: skip

SOON = "day 1, 5wd, 0, overdue daily"
WEEKS = "3w, 2w, 5wd, 0, overdue daily"
MONTHS = "4w, 2w, 5wd, 0, overdue daily"
LONG = "6w, 4w, 2w, 0, overdue daily"
FROM_DRAFT = "2w, 5wd, 0, overdue daily"
READING = (
    "The grounds of reg 44(3) were read in a summary; check the regulation before relying on one."
)


def ordered(what: str) -> Trigger:
    """Declare an order of the Tribunal as a trigger; one made by consent is an order too."""
    return starts_on(
        When(Event.ORDER_MADE, "orders", (what,)),
        When(Event.CONSENT_ORDER_MADE, "orders", (what,)),
        called="order consent_order=consent_order_made",
    )


def done(what: str) -> tuple[When]:
    """Declare that just this part of an order was complied with."""
    return (When(Event.ORDER_COMPLIED_WITH, "done", (what,)),)


after_an_order = partial(
    Rule,
    force=Force.MUST,
    processes=DISPUTE,
    ended_by=PLAN_OVER,
    owner=WaitingFor.AUTHORITY,
    exemptions=AFTER_AN_ORDER,
    valid_from=SEND_LAW,
    note=READING,
)

RULES = (
    after_an_order(
        id="ORD-01",
        sentence="Ordered to assess or reassess, the authority notifies that it begins.",
        citation="SI 2014/1530 reg 44(2)(b)",
        starts=ordered("assess"),
        counting=WeeksAfter(2),
        met_by=STARTED,
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(SOON),
    ),
    after_an_order(
        id="ORD-02",
        sentence="After an ordered assessment the authority notifies that it makes no plan.",
        citation="SI 2014/1530 reg 44(2)(b)(i)",
        starts=ordered("assess"),
        counting=WeeksAfter(10),
        met_by=ANSWERED,
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(MONTHS),
    ),
    after_an_order(
        id="ORD-03",
        sentence="After an ordered assessment the authority sends the final plan.",
        citation="SI 2014/1530 reg 44(2)(b)(ii)",
        starts=ordered("assess"),
        counting=WeeksAfter(14),
        met_by=(Event.FINAL_PLAN_SENT, Event.ISSUE_REFUSED),
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(LONG),
    ),
    after_an_order(
        id="ORD-04.draft",
        sentence="Ordered to make and maintain a plan, the authority sends its draft.",
        citation="SI 2014/1530 reg 44(2)(c)",
        starts=ordered("make_plan"),
        counting=WeeksAfter(5),
        met_by=DRAFT,
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(FROM_DRAFT),
    ),
    after_an_order(
        id="ORD-04.final",
        sentence="Ordered to make and maintain a plan, the authority sends the final plan.",
        citation="SI 2014/1530 reg 44(2)(c)",
        starts=ordered("make_plan"),
        counting=WeeksAfter(11),
        met_by=(Event.FINAL_PLAN_SENT,),
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(FROM_DRAFT),
    ),
    after_an_order(
        id="ORD-05",
        sentence="A case sent back is answered with a draft plan or a notice of refusal.",
        citation="SI 2014/1530 reg 44(2)(d)",
        starts=ordered("reconsider"),
        counting=WeeksAfter(2),
        met_by=(*DRAFT, Event.ISSUE_REFUSED),
        processes=ASSESSMENT,
        ended_by=GONE,
        ladder=ladder(SOON),
    ),
    after_an_order(
        id="ORD-06",
        sentence="Ordered to amend what a plan says of needs and provision, the authority issues "
        "the amended plan.",
        citation="SI 2014/1530 reg 44(2)(e)",
        starts=ordered("amend"),
        met_by=done("amend"),
        counting=WeeksAfter(5),
        ladder=ladder(WEEKS),
    ),
    after_an_order(
        id="ORD-07",
        sentence="Ordered to name another school or type of school, the authority issues the "
        "amended plan.",
        citation="SI 2014/1530 reg 44(2)(f)",
        starts=ordered("name_school"),
        met_by=done("name_school"),
        counting=WeeksAfter(2),
        ladder=ladder(SOON),
    ),
    after_an_order(
        id="ORD-08",
        sentence="Ordered to go on maintaining a plan, the authority does so at once.",
        citation="SI 2014/1530 reg 44(2)(g), (h)",
        starts=ordered("maintain"),
        met_by=done("maintain"),
        counting=AtOnce(),
        ladder=ladder("0, overdue daily"),
        exemptions=(),
        note="",
    ),
    after_an_order(
        id="ORD-08.amend",
        sentence="Ordered to go on maintaining a plan with amendments, the authority issues them.",
        citation="SI 2014/1530 reg 44(2)(h)",
        starts=ordered("maintain_and_amend"),
        met_by=done("maintain_and_amend"),
        counting=WeeksAfter(5),
        ladder=ladder(WEEKS),
    ),
    after_an_order(
        id="ORD-09",
        sentence="Where an appeal against ceasing is dismissed the authority ceases to maintain "
        "the plan at once.",
        citation="SI 2014/1530 reg 44(2)(a)",
        starts=ordered("dismiss_cease"),
        met_by=(*done("dismiss_cease"), Event.PLAN_CEASED),
        ended_by=(Event.PLAN_TRANSFERRED_OUT,),
        counting=AtOnce(),
        exemptions=(),
        note="",
    ),
    Rule(
        id="ORD-13",
        sentence="The integrated care board, or the authority for social care, answers a "
        "recommendation of the Tribunal.",
        citation="SI 2017/1306",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.RECOMMENDATION_MADE, called="recommendation"),
        counting=WeeksAfter(5),
        met_by=(Event.RECOMMENDATION_ANSWERED,),
        matches=("body",),
        owner=WaitingFor.HEALTH,
        owner_by=Said("body", {"social_care": WaitingFor.AUTHORITY}),
        alerts=Audience.PROFESSIONAL,
        ladder=ladder("2w, 5wd, 0"),
        valid_from=RECOMMENDATIONS,
        note="The regulation's own words were not seen.",
    ),
    Rule(
        id="ORD-13.copy",
        sentence="The authority copies the answer to the Secretary of State.",
        citation="SI 2017/1306",
        force=Force.MUST,
        processes=DISPUTE,
        starts=starts_on(Event.RECOMMENDATION_ANSWERED, called="reply"),
        counting=WeeksAfter(1),
        met_by=(Event.RECOMMENDATION_ANSWER_COPIED,),
        matches=("body",),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("2wd, 0"),
        valid_from=RECOMMENDATIONS,
        note="The regulation's own words were not seen.",
    ),
)  # fmt: skip
