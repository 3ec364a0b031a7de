"""Disputes through the engine: a refusal opens one, and its dates are those worked out in law.

The dates named E37, E39, E42 and so on are the worked examples of the table of rules.
"""

from datetime import date
from typing import NamedTuple

import pytest
from sqlalchemy import text

from pathway.services.enforcing import enforce
from pathway.services.office import Actor
from statemachines.errors import MoveRefused
from statemachines.vocabulary import Role
from tests.offices import on
from tests.services.brought_in import bring_in
from tests.services.told_clocks import begin_in, due, open_one, running
from tests.statemachines.examples.rights import RIGHTS

CLOCKS = text(
    "select k.party, k.due_on, k.settled_on, k.met, k.makes_on from clocks k"
    " join processes p on p.authority_id = k.authority_id and p.id = k.process_id"
    " where p.policy = 'dispute' and k.rule_id = :rule order by k.party, k.started_by"
)
STATES = text(
    "select policy || '/' || occurrence, state from processes where policy <> 'graduated_approach'"
)


class People(NamedTuple):
    """Who acts."""

    caseworker: Actor
    decides: Actor
    mother: Actor


@pytest.fixture
def by(around, caseworker):
    return People(
        caseworker,
        decides=Actor(person=around.manager, role=Role.DECISION_MAKER),
        mother=Actor(person=around.mother, role=Role.FAMILY),
    )


def both(around, day):
    return [{"person": around.mother, "on": day}, {"person": around.father, "on": day}]


@pytest.fixture
def refused(office, around, by, move):
    """Refuses to assess, on a day on which both parents hear of it; a request went before."""

    def refuse(day, *, asked_on=None, sent=None):
        request = open_one(
            office, around, "ehc_needs_assessment", "receive request", by.caseworker,
            asked_on or day, source=1,
        )  # fmt: skip
        content = {"notified": both(around, day), "reasons": "the school can meet it", **RIGHTS}
        if sent is not None:
            content["sent"] = sent
        move(request.process, "refuse to assess", by.decides, day, content)
        return request.process

    return refuse


@pytest.fixture
def bring_plan(office, around):
    made = {"state": "maintained", "plan_made_on": date(2025, 9, 8)}
    return bring_in(office, around, "ehc_plan", date(2025, 9, 8), **made).process


def dispute(process, occurrence=1):
    return f"{process.partition('/')[0]}/dispute/{occurrence}"


def by_person(office, rule):
    """Return the clocks of a rule of disputes by the person they run for."""
    with office.engine.connect() as connection:
        rows = connection.execute(CLOCKS, {"rule": rule}).all()
    return {row.party: row for row in rows}


def states(office):
    with office.engine.connect() as connection:
        return dict(connection.execute(STATES).all())


def test_a_refusal_opens_the_time_to_appeal_in_the_same_transaction(office, around, refused):
    process = refused(date(2026, 12, 31))

    assert states(office)["dispute/1"] == "open_window"
    assert due(office, dispute(process)) == {
        "APP-01": date(2027, 3, 1),  # E37: 28 February is a Sunday
        "MED-01": date(2027, 2, 28),
    }
    assert set(by_person(office, "APP-01")) == {around.mother, around.father}


def test_the_family_hears_of_its_rights_and_their_dates(office, refused):
    refused(date(2026, 12, 31))

    with office.engine.connect() as connection:
        told = connection.execute(
            text("select recipient, body_text from outbox where subject like '%right to appeal%'")
        ).all()

    assert {row.recipient for row in told} == {"mo@people.example", "fa@people.example"}
    assert all("1 March 2027: The parent or young person appeals" in row.body_text for row in told)


def test_august_does_not_count_for_the_tribunal(office, refused):
    process = refused(date(2027, 6, 30))

    assert due(office, dispute(process))["APP-01"] == date(2027, 9, 1), "E39"


def test_time_runs_from_the_day_the_notice_was_sent_to_each(office, around, refused):
    sent = [
        {"person": around.mother, "on": date(2026, 10, 12)},
        {"person": around.father, "on": date(2026, 10, 14)},
    ]
    refused(date(2026, 10, 15), sent=sent)

    windows = by_person(office, "APP-01")
    assert windows[around.mother].due_on == date(2026, 12, 14), "12 December is a Saturday"
    assert windows[around.father].due_on == date(2026, 12, 14)
    assert by_person(office, "MED-01")[around.mother].due_on == date(2026, 12, 12)


def test_one_parents_certificate_and_appeal_leave_the_others_time_as_it_is(
    office, around, refused, move, by
):
    process = dispute(refused(date(2026, 10, 1)))
    issued_on = date(2026, 11, 29)
    issued = [{"person": around.mother, "on": issued_on}]
    move(process, "issue certificate", by.caseworker, issued_on, {"issued": issued})
    certificated = by_person(office, "APP-01")

    lodged_on = date(2026, 12, 4)
    lodged = [{"person": around.mother, "on": lodged_on}]
    move(process, "register appeal", by.mother, lodged_on, {"lodged": lodged})

    assert certificated[around.mother].due_on == date(2027, 1, 4), "29 December does not count"
    assert certificated[around.father].due_on == date(2026, 12, 1)
    appealed = by_person(office, "APP-01")
    assert (appealed[around.mother].settled_on, appealed[around.mother].met) == (lodged_on, True)
    assert appealed[around.father].settled_on is None
    assert by_person(office, "MED-01")[around.father].settled_on is None


def test_from_refusal_to_mediation_to_certificate_to_appeal(office, refused, move, by):
    process = dispute(refused(date(2026, 10, 15)))
    move(process, "contact mediation adviser", by.caseworker, date(2026, 11, 5))
    move(process, "ask for mediation", by.mother, date(2026, 11, 27), {"issues": "an assessment"})
    asked = due(office, process)
    move(
        process,
        "arrange mediation",
        by.caseworker,
        date(2026, 12, 1),
        {"meeting_on": date(2026, 12, 9)},
    )
    move(process, "conclude mediation", by.caseworker, date(2026, 12, 9), {"outcome": "not_agreed"})
    concluded = due(office, process)
    move(process, "issue certificate", by.caseworker, date(2026, 12, 11))
    certificated = due(office, process)
    move(
        process,
        "register appeal",
        by.mother,
        date(2026, 12, 14),
        {"sent_to_authority_on": date(2026, 12, 21), "hearing_on": date(2027, 6, 14)},
    )

    assert asked["MED-04"] == date(2026, 12, 27), "E42: thirty days, a Sunday"
    assert concluded["MED-05"] == date(2026, 12, 14)
    assert certificated["APP-01"] == date(2027, 1, 11), "a month from the certificate"
    assert due(office, process)["APP-02"] == date(2027, 2, 4), "thirty working days"
    assert due(office, process)["APP-04"] == date(2027, 5, 28), "ten working days before"
    assert running(office, process) == {"APP-02", "APP-04"}
    assert states(office)["dispute/1"] == "appealed"


def test_from_an_order_to_the_final_plan_each_limb_in_its_own_time(
    office, around, refused, move, by
):
    assessment = refused(date(2026, 6, 1), asked_on=date(2026, 5, 4))
    process = dispute(assessment)
    move(process, "register appeal", by.mother, date(2026, 7, 20))
    move(process, "record order", by.caseworker, date(2026, 12, 3), {"orders": ["assess"]})

    ordered = due(office, assessment)
    assert states(office) == {"ehc_needs_assessment/1": "assessing", "dispute/1": "ordered"}
    assert ordered["ORD-01"] == date(2026, 12, 17), "E44"
    assert ordered["ORD-02"] == date(2027, 2, 11), "E46"
    assert ordered["ORD-03"] == date(2027, 3, 11), "E48"
    assert {"EHC-04", "EHC-08"} & running(office, assessment) == set(), "another route's clocks"

    started = date(2026, 12, 15)
    move(assessment, "notify start", by.decides, started, {"notified": both(around, started)})
    assert "ORD-01" not in running(office, assessment)
    move(assessment, "decide to issue", by.decides, date(2027, 2, 1))
    assert running(office, assessment) == {"ORD-03"}
    drafted = date(2027, 2, 3)
    move(assessment, "issue draft", by.caseworker, drafted, {"served": both(around, drafted)})
    final = date(2027, 3, 1)
    move(assessment, "issue final plan", by.decides, final, {
        "section_i": "type", "type_of_setting": "mainstream school", "primary_need": "SLCN",
        "sent": both(around, final), "setting_sent_on": final,
        "commissioning_body_sent_on": final, "rights_told_on": final,
    })  # fmt: skip

    assert states(office)["dispute/1"] == "complied"
    assert states(office)["dispute/2"] == "open_window", "what the plan says can be appealed"
    assert running(office, assessment) == set()


def test_where_the_authority_gives_way_without_an_order_the_twenty_weeks_run_on(
    office, around, refused, move, by
):
    assessment = refused(date(2025, 1, 24), asked_on=date(2024, 12, 16))
    gave_way = date(2025, 2, 21)

    move(
        assessment,
        "reverse by agreement",
        by.decides,
        gave_way,
        {"reverses": "assess", "notified": both(around, gave_way)},
    )

    dates = due(office, assessment)
    assert states(office) == {"ehc_needs_assessment/1": "assessing", "dispute/1": "settled"}
    assert dates["EHC-08"] == date(2025, 5, 5), "twenty weeks from the request"
    assert {"EHC-04", "EHC-08"} <= running(office, assessment)
    assert dates["EHC-08.no_plan_after_reversal"] == date(2025, 5, 2), "LGSCO 25 007 473"
    assert dates["EHC-08.final_after_reversal"] == date(2025, 5, 30), "LGSCO 25 007 473"


def test_a_consent_order_that_follows_brings_its_own_times_and_ends_those_from_the_request(
    office, around, refused, move, by
):
    assessment = refused(date(2026, 10, 1), asked_on=date(2026, 9, 7))
    process = dispute(assessment)
    move(process, "register appeal", by.mother, date(2026, 11, 9))
    gave_way = date(2026, 11, 30)
    move(
        assessment,
        "reverse by agreement",
        by.decides,
        gave_way,
        {"reverses": "assess", "notified": both(around, gave_way)},
    )
    before = running(office, assessment)

    move(process, "record consent order", by.caseworker, date(2026, 12, 3), {"orders": ["assess"]})

    assert {"EHC-04", "EHC-08"} <= before
    assert {"EHC-04", "EHC-08"} & running(office, assessment) == set()
    assert due(office, assessment)["ORD-03"] == date(2027, 3, 11)
    assert states(office) == {"ehc_needs_assessment/1": "assessing", "dispute/1": "ordered"}


BY_CONCESSION = (
    "decides", "concede", {"about": ["assess"]},
    ("ORD-10.start", "ORD-10.no_plan", "ORD-10.final"),
)  # fmt: skip
BY_MEDIATION = (
    "caseworker", "record mediation agreement", {"agreed": ["assess"], "wording": "to assess"},
    ("MED-06.start", "MED-06.no_plan", "MED-06.final_after_assessment"),
)  # fmt: skip


@pytest.mark.parametrize("route", [BY_CONCESSION, BY_MEDIATION], ids=lambda route: route[1])
def test_the_clocks_of_one_route_never_run_on_another(office, refused, move, by, route):
    actor, name, content, rules = route
    assessment = refused(date(2026, 10, 1), asked_on=date(2026, 9, 7))
    move(dispute(assessment), "register appeal", by.mother, date(2026, 11, 9))

    move(dispute(assessment), name, getattr(by, actor), date(2026, 12, 3), content)

    dates = due(office, assessment)
    expected = (date(2026, 12, 17), date(2027, 2, 11), date(2027, 3, 11))
    assert tuple(dates[rule] for rule in rules) == expected
    assert running(office, assessment) == set(rules)


def test_two_limbs_of_an_order_about_a_plan_are_settled_each_by_itself(
    office, around, open_case, move, by
):
    case = open_case().process
    sent = both(around, date(2026, 9, 7))
    opened = begin_in(
        office,
        case,
        "dispute",
        "open window",
        by.caseworker,
        date(2026, 9, 7),
        kind="contents",
        sent=sent,
    )
    process = opened.process
    move(process, "register appeal", by.mother, date(2026, 10, 5))
    move(
        process,
        "record order",
        by.caseworker,
        date(2026, 12, 3),
        {"orders": ["amend", "name_school"]},
    )

    move(process, "comply with order", by.caseworker, date(2026, 12, 17), {"done": ["name_school"]})

    assert due(office, process)["ORD-06"] == date(2027, 1, 7), "E45"
    assert due(office, process)["ORD-07"] == date(2026, 12, 17), "E44"
    assert "ORD-07" not in running(office, process)
    assert "ORD-06" in running(office, process)
    with pytest.raises(MoveRefused, match="has not been recorded as done"):
        move(process, "finish", by.caseworker, date(2026, 12, 18))


def test_an_amendment_that_was_ordered_is_written_once_and_the_plan_has_its_version(
    office, around, bring_plan, move, by
):
    sent = both(around, date(2026, 9, 7))
    process = begin_in(
        office, bring_plan, "dispute", "open window", by.caseworker, date(2026, 9, 7),
        kind="contents", sent=sent,
    ).process  # fmt: skip
    move(process, "register appeal", by.mother, date(2026, 10, 5))
    move(process, "record order", by.caseworker, date(2026, 12, 3), {"orders": ["amend"]})

    done = move(process, "comply with order", by.caseworker, date(2027, 1, 5), {
        "done": ["amend"], "sections": "F: therapy weekly",
        "sent": both(around, date(2027, 1, 5)),
    })  # fmt: skip
    move(process, "finish", by.caseworker, date(2027, 1, 5))

    assert [followed.move for followed in done.followed] == ["record version"]
    assert states(office)["dispute/1"] == "complied"
    assert running(office, process) == set()


def test_time_closes_the_window_and_a_late_appeal_opens_it_again(office, refused, move, by):
    process = dispute(refused(date(2026, 12, 31)))
    last = on(date(2027, 3, 1)).recorded_at
    after = on(date(2027, 3, 2)).recorded_at

    enforce(office, at=last, now=last)
    on_its_last_day = states(office)["dispute/1"]
    swept = enforce(office, at=after, now=after)
    lapsed = states(office)["dispute/1"]
    move(process, "register appeal", by.mother, date(2027, 4, 5), {"late_because": "in hospital"})

    assert (on_its_last_day, lapsed) == ("open_window", "lapsed")
    assert (swept.moved, swept.refused) == ((process,), ()), "once, though it ends for both parents"
    assert states(office)["dispute/1"] == "appealed"
    assert running(office, process) == set(), "that it was late is not forgotten"


def test_nothing_lapses_while_the_adviser_has_been_asked_and_no_sweep_tries(
    office, refused, move, by
):
    process = dispute(refused(date(2026, 12, 31)))
    move(process, "contact mediation adviser", by.caseworker, date(2027, 2, 26))
    after = on(date(2027, 3, 2)).recorded_at

    swept = enforce(office, at=after, now=after)

    assert states(office)["dispute/1"] == "open_window"
    assert swept.refused == ()
    assert {row.makes_on for row in by_person(office, "APP-01").values()} == {None}


def test_an_appeal_needs_no_recorded_notice_and_no_case(office, around, by):
    opened = open_one(
        office, around, "dispute", "register appeal", by.mother, date(2026, 10, 5), kind="contents"
    )

    assert opened.state == "appealed"


def test_a_claim_of_discrimination_has_six_months_that_begin_with_the_day(office, around, by, move):
    opened = open_one(
        office, around, "dispute", "complain of discrimination", by.mother, date(2026, 3, 10),
        what_happened="left out of a trip",
    )  # fmt: skip
    limit = due(office, opened.process)["APP-03"]

    move(opened.process, "claim discrimination", by.mother, date(2026, 9, 9))

    assert limit == date(2026, 9, 9)
    assert running(office, opened.process) == set()


def test_a_plan_that_is_to_cease_is_kept_where_the_tribunal_orders_it(
    office, around, bring_plan, move, by
):
    plan, notified = bring_plan, date(2026, 10, 1)
    move(plan, "consider ceasing", by.decides, date(2026, 9, 7), {"reason": "the needs are met"})
    consulted = {"consulted": both(around, date(2026, 9, 8)), "head_consulted_on": date(2026, 9, 8)}
    move(plan, "consult on ceasing", by.caseworker, date(2026, 9, 8), consulted)
    move(plan, "notify ceasing", by.decides, notified, {
        "cease_ground": "no_longer_necessary", "cease_reason": 4, "reasons": "it is met",
        "notified": both(around, notified), **RIGHTS,
    })  # fmt: skip
    process = dispute(plan)
    move(process, "issue certificate", by.caseworker, date(2026, 11, 27))
    floor = due(office, plan)["AR-24"]

    move(process, "register appeal", by.mother, date(2026, 12, 1))
    move(process, "record order", by.caseworker, date(2027, 5, 4), {"orders": ["maintain"]})

    assert floor == date(2027, 1, 4), "27 December: no day counts before 4 January"
    assert due(office, process)["ORD-08"] == date(2027, 5, 4), "at once"
    assert states(office) == {"ehc_plan/1": "maintained", "dispute/1": "ordered"}


def test_a_reassessment_refused_in_the_plan_begins_by_order_with_the_times_of_the_order(
    office, around, bring_plan, move, by
):
    refused_on = date(2026, 7, 1)
    move(bring_plan, "request reassessment", by.mother, date(2026, 6, 18))
    refusal = {"agreed": False, "ground": "not_necessary", "reasons": "the plan meets the needs"}
    move(
        bring_plan,
        "decide on reassessment",
        by.decides,
        refused_on,
        {**refusal, "notified": both(around, refused_on), **RIGHTS},
    )
    process = dispute(bring_plan)
    move(process, "register appeal", by.mother, date(2026, 8, 24))

    move(process, "record order", by.caseworker, date(2026, 12, 3), {"orders": ["assess"]})

    assessment = f"{bring_plan.partition('/')[0]}/ehc_needs_assessment/1"
    assert states(office)["ehc_needs_assessment/1"] == "assessing"
    assert due(office, assessment) == {
        "ORD-01": date(2026, 12, 17), "ORD-02": date(2027, 2, 11), "ORD-03": date(2027, 3, 11),
    }  # fmt: skip


def test_health_and_recommendations_have_clocks_of_their_own(office, around, move, by):
    sent = both(around, date(2026, 9, 7))
    process = open_one(
        office, around, "dispute", "open window", by.caseworker, date(2026, 9, 7),
        kind="contents", sent=sent,
    ).process  # fmt: skip
    asked_on = date(2026, 11, 5)
    wanted = {"about": "health", "issues": "nursing", "health_raised_on": asked_on}
    move(process, "ask for mediation", by.mother, asked_on, wanted)
    asked = due(office, process)
    told = {"about": "health", "board": "the board"}
    move(process, "tell care board", by.caseworker, date(2026, 11, 10), told)
    boards = due(office, process)
    move(process, "register appeal", by.mother, date(2026, 11, 9))
    move(process, "record order", by.caseworker, date(2026, 12, 3), {"orders": ["amend"]})
    for body in ("health", "social_care"):
        move(process, "record recommendation", by.caseworker, date(2026, 12, 3), {"body": body})
    move(process, "answer recommendation", by.caseworker, date(2026, 12, 17), {"body": "health"})

    assert asked["MED-03"] == date(2026, 11, 10)
    assert "MED-04" not in asked, "the board's, and not the authority's, to arrange"
    assert boards["MED-04.health"] == date(2026, 12, 10)
    assert due(office, process)["ORD-13"] == date(2027, 1, 7)
    assert due(office, process)["ORD-13.copy"] == date(2026, 12, 24)
    assert running(office, process) == {"ORD-06", "ORD-13", "ORD-13.copy"}


def test_an_exemption_disapplies_the_limit_of_an_order_and_leaves_its_date(
    office, refused, move, by
):
    assessment = refused(date(2026, 6, 1), asked_on=date(2026, 5, 4))
    move(dispute(assessment), "register appeal", by.mother, date(2026, 7, 20))
    move(
        dispute(assessment),
        "record order",
        by.caseworker,
        date(2026, 12, 3),
        {"orders": ["assess"]},
    )

    move(assessment, "record exemption", by.decides, date(2027, 1, 11), {
        "limb": "44(3)(b)", "evidence": "tickets", "impractical_because": "nobody to see",
        "away_from": date(2026, 12, 18), "away_until": date(2027, 1, 8),
        "went_ahead_because": "the family is abroad",
    })  # fmt: skip

    with office.engine.connect() as connection:
        rows = connection.execute(
            text("select rule_id, due_on, disapplied from clocks where rule_id like 'ORD-%'")
        ).all()
    assert {row.rule_id: row.disapplied for row in rows} == {
        "ORD-01": None, "ORD-02": "44(3)(b)", "ORD-03": "44(3)(b)",
    }, "they left after the first two weeks"  # fmt: skip
    assert due(office, assessment)["ORD-03"] == date(2027, 3, 11)


def test_an_agreed_amendment_that_is_not_done_keeps_its_clock_and_the_rest_is_settled(
    office, around, move, by
):
    process = open_one(
        office, around, "dispute", "open window", by.caseworker, date(2026, 9, 7),
        kind="contents", sent=both(around, date(2026, 9, 7)),
    ).process  # fmt: skip
    agreed = {"agreed": ["amend", "not_appealable"], "wording": "therapy weekly, and transport"}
    move(process, "record mediation agreement", by.caseworker, date(2026, 12, 3), agreed)

    move(
        process,
        "carry out agreement",
        by.caseworker,
        date(2026, 12, 10),
        {"done": ["not_appealable"]},
    )

    assert due(office, process)["MED-06.amend"] == date(2027, 1, 7)
    assert due(office, process)["MED-07"] == date(2026, 12, 17)
    assert {"MED-06.amend"} <= running(office, process)
    assert "MED-07" not in running(office, process)
