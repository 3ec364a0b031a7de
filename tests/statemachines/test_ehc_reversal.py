"""A refusal is reversed by one of five routes; the first decision stays on record."""

from datetime import timedelta

import pytest

from statemachines.events import Event
from statemachines.vocabulary import Role
from tests.statemachines.examples.ehc_walks import assessing, both, requested
from tests.statemachines.examples.given import MONDAY, sibling
from tests.statemachines.examples.rights import RIGHTS

DAY = timedelta(days=1)
LATER = MONDAY + 30 * DAY
ROUTES = {
    "reverse by order": ("orders", Event.ORDER_MADE),
    "reverse by consent order": ("orders", Event.CONSENT_ORDER_MADE),
    "reverse by concession": ("about", Event.APPEAL_CONCEDED),
    "reverse by mediation": ("agreed", Event.MEDIATION_AGREED),
}


def refused():
    process = requested()
    process.move(
        "refuse to assess", MONDAY, by=Role.DECISION_MAKER, notified=both(), reasons="met", **RIGHTS
    )
    return process


def refused_a_plan():
    process = assessing()
    process.move(
        "refuse to issue", MONDAY, by=Role.DECISION_MAKER, notified=both(), reasons="met", **RIGHTS
    )
    return process


def gave_way(process, reverses="assess"):
    return process.move(
        "reverse by agreement", LATER, by=Role.DECISION_MAKER, reverses=reverses,
        notified=both(LATER),
    )  # fmt: skip


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    ("begin", "what", "state"),
    [(refused, "assess", "assessing"), (refused_a_plan, "make_plan", "drafting"),
     (refused_a_plan, "reconsider", "assessing")],
)  # fmt: skip
def test_each_route_has_an_event_of_its_own_and_leads_where_it_was_ordered(
    route, begin, what, state
):
    process = begin()
    field, event = ROUTES[route]

    process.move(route, LATER, by=Role.CLOCK, **{field: what})

    others = {other for _, other in ROUTES.values()} - {event}
    assert process.state == state
    assert process.record.has(event)
    assert not any(process.record.has(other) for other in others)


def test_the_first_decision_stays_on_record():
    process = refused()
    gave_way(process)

    assert [line.event for line in process.record.lines] == [
        Event.REQUEST_RECEIVED, Event.ASSESSMENT_REFUSED, Event.REFUSAL_REVERSED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("begin", "reverses", "state"),
    [(refused, "assess", "assessing"), (refused_a_plan, "issue", "drafting")],
)
def test_an_authority_may_give_way_without_an_order(begin, reverses, state):
    process = begin()

    decision = gave_way(process, reverses)

    assert process.state == state
    assert [c.policy for c in decision.move.then] == ["dispute"]


@pytest.mark.parametrize(
    ("begin", "what"), [(refused, "make_plan"), (refused, "reconsider"), (refused_a_plan, "assess")]
)
def test_an_order_reverses_only_what_was_refused(begin, what):
    against = begin().refusal("reverse by order", LATER, by=Role.CLOCK, orders=what)

    assert against == ("that does not reverse what was refused here",)


def test_where_several_requests_were_refused_the_order_says_which():
    process = refused()
    process.siblings = (sibling("ehc_needs_assessment", "refused_to_assess"),)

    def against(**form):
        return process.refusal("reverse by order", LATER, by=Role.CLOCK, orders="assess", **form)

    assert against()
    assert against(refused_on=MONDAY - 200 * DAY)
    assert against(refused_on=MONDAY) == ()


def test_an_order_is_answered_by_the_notice_that_the_assessment_begins():
    process = refused()
    process.move("reverse by order", LATER, by=Role.CLOCK, orders="assess")

    process.move("notify start", LATER + DAY, by=Role.DECISION_MAKER, notified=both(LATER + DAY))

    assert process.state == "assessing"
    assert process.record.has(Event.ASSESSMENT_START_NOTIFIED)


def test_an_order_by_consent_can_follow_an_agreement_and_changes_no_state():
    process = refused()
    unreversed = assessing()
    gave_way(process)

    process.move("reverse by consent order", LATER + DAY, by=Role.CLOCK, orders="assess")

    assert process.state == "assessing"
    assert unreversed.refusal(
        "reverse by consent order", LATER, by=Role.CLOCK, orders="assess"
    )  # fmt: skip
