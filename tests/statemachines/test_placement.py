"""A placement: what blocks it, what only warns, and how its time is measured."""

import itertools
from datetime import timedelta
from decimal import Decimal

import pytest

from statemachines import placement_guards as ask
from statemachines.errors import FormIncomplete
from statemachines.events import Event
from statemachines.placement import PLACEMENT
from statemachines.placement_record import agreed_end, agreed_start
from statemachines.placement_terms import ChecklistItem, Kind, LegalBasis
from statemachines.policy import OR_SAY_WHY
from statemachines.settings import LocalSettings, PlacementKind
from statemachines.vocabulary import Role, WaitingFor
from tests.statemachines.examples.given import (
    CASEWORKER,
    HEAD,
    MANAGER,
    MONDAY,
    MOTHER,
    Walk,
    sibling,
)

WEEK = timedelta(weeks=1)
LAST_DAY = MONDAY + timedelta(days=39)
HUB = {"name": "The Hub", "urn": "123456"}
COMMISSIONER = HEAD
SIX_WEEKS_ONCE_EXTENDED = PlacementKind(name="hub", longest_weeks=6, extensions=1)


@pytest.fixture
def placement():
    return Walk(PLACEMENT)


def wanted(**other):
    return {
        "kind": "assessment_hub", "legal_basis": "section_19", "commissioned_by": "authority",
        "reason": "mental_health", "aim": "to find out what helps", "starts_on": MONDAY,
        "ends_on": LAST_DAY, "sessions_a_week": 10, "full_time": True, **other,
    }  # fmt: skip


def agreed(**other):
    return {
        "provider": HUB, "starts_on": MONDAY, "ends_on": LAST_DAY, "bought": False,
        "safeguarding_valid_until": LAST_DAY, "registration": {"registered": True}, **other,
    }  # fmt: skip


def proposed(placement, **other):
    placement.move(
        "propose", MONDAY - 3 * WEEK, by=Role.CASEWORKER, person=CASEWORKER, **wanted(**other)
    )
    return placement


def approved(placement, **other):
    placement.move("approve", MONDAY - WEEK, by=Role.MANAGER, person=MANAGER, **agreed(**other))
    return placement


def started(placement, on=MONDAY):
    placement.move("start", on, by=Role.PROVIDER)
    return placement


def running(placement, **other):
    return started(approved(proposed(placement, **other)))


def against_approval(placement, *, by=Role.MANAGER, person=MANAGER, **other):
    return placement.refusal("approve", MONDAY, by=by, person=person, **agreed(**other))


def checked(placement, items=tuple(ChecklistItem)):
    for item in items:
        placement.move(
            "answer checklist item", MONDAY - 2 * WEEK, by=Role.CASEWORKER, item=item, answer="yes"
        )
    return placement


def offered(placement, *, offers=True):
    placement.move(
        "consult provider",
        MONDAY - 2 * WEEK,
        by=Role.CASEWORKER,
        provider=HUB,
        reply_by=MONDAY - WEEK,
    )
    placement.move(
        "provider answers", MONDAY - 2 * WEEK, by=Role.PROVIDER, provider="The Hub", offers=offers
    )
    return placement


BOUGHT = {"bought": True, "cost": "4800"}


def test_whoever_proposed_a_placement_may_not_approve_it(placement):
    proposed(placement)

    same = against_approval(placement, person=CASEWORKER)
    another = against_approval(placement)

    assert same == ("whoever proposed a placement may not approve it; ask somebody else",)
    assert another == ()


def test_no_role_lets_one_person_do_both(placement):
    proposed(placement)
    for role in Role:
        assert ask.somebody_else_proposed_it.otherwise in against_approval(
            placement, by=role, person=CASEWORKER
        )


def test_a_place_is_bought_only_when_everything_is_settled(placement):
    proposed(placement)
    placement.local = LocalSettings(approval_limits={Role.MANAGER: Decimal(4000)})

    nothing = against_approval(placement, **BOUGHT)
    checked(offered(placement))
    placement.local = LocalSettings(approval_limits={Role.MANAGER: Decimal(4800)})
    everything = against_approval(placement, **BOUGHT)

    assert nothing == (
        "not each heading of the checklist is answered",
        "the provider has not offered the place",
        "the cost is not known, or is over the approver's limit",
    )
    assert everything == ()


@pytest.mark.parametrize(
    "required",
    [
        {"legal_basis": "plan"},
        {"legal_basis": "order"},
        {"kind": "sixth_day", "legal_basis": "exclusion"},
    ],
    ids=["a plan names it", "an order requires it", "it is the sixth day"],
)
def test_what_the_law_requires_is_warned_about_and_not_barred(placement, required):
    proposed(placement, **required)
    clauses = tuple(asked.otherwise for asked in ask.OF_A_PURCHASE)

    refused = against_approval(placement, bought=True)
    decision = placement.move(
        "approve", MONDAY, by=Role.MANAGER, person=MANAGER,
        **agreed(bought=True, went_ahead_because="the law gives us until Friday"),
    )  # fmt: skip

    assert refused == tuple(f"{clause} ({OR_SAY_WHY})" for clause in clauses)
    assert decision.against_advice == clauses


def test_no_law_lets_a_purchase_that_nothing_requires_go_ahead(placement):
    proposed(placement)

    refused = against_approval(placement, bought=True, went_ahead_because="in a hurry")

    assert refused == tuple(asked.otherwise for asked in ask.OF_A_PURCHASE)


@pytest.mark.parametrize("basis", list(LegalBasis))
@pytest.mark.parametrize("kind", list(Kind))
def test_safeguarding_and_registration_are_asked_whatever_requires_the_place(
    placement, kind, basis
):
    proposed(placement, kind=kind, legal_basis=basis)

    refused = against_approval(
        placement, safeguarding_valid_until=None, went_ahead_because="it is required",
        registration={"registered": False, "pupils_full_time": 5},
    )  # fmt: skip

    assert refused[:2] == (
        "the provider's written confirmation of staff checks does not hold on the first day",
        "with this pupil the provider would have to be a registered school, and is not",
    )


@pytest.mark.parametrize(
    ("full_time", "special", "lawful"),
    [
        (4, 0, True),
        (5, 0, False),
        (1, 1, False),
        (0, 0, True),
    ],
    ids=["four pupils", "five pupils", "one with a plan", "part time only"],
)
def test_an_unregistered_provider_is_counted_with_this_pupil(placement, full_time, special, lawful):
    count = {"pupils_full_time": full_time, "with_plan_or_looked_after": special}
    proposed(placement)

    unregistered = against_approval(placement, registration={"registered": False, **count})
    registered = against_approval(placement, registration={"registered": True, **count})

    assert (unregistered == ()) == lawful
    assert registered == ()


def test_a_headteacher_approves_what_the_school_commissions_and_nothing_else(placement):
    proposed(placement)
    theirs = against_approval(placement, by=Role.HEADTEACHER, person=HEAD)
    own = against_approval(
        proposed(Walk(PLACEMENT), commissioned_by="school"), by=Role.HEADTEACHER, person=HEAD
    )

    assert theirs == ("a headteacher approves only what the school commissions",)
    assert own == ()


@pytest.mark.parametrize("plan", [None, "ceased", "maintained", "considering_cease", "ceasing"])
def test_a_child_without_a_plan_goes_to_a_special_school_only_by_agreement(placement, plan):
    placement.siblings = (sibling("ehc_plan", plan),) if plan else ()
    proposed(placement)
    agreement = {"authority_agrees": True, "head_agrees": True, "family_agrees": True}

    alone = against_approval(placement, special_school=True)
    by_agreement = against_approval(placement, special_school=True, section_34=agreement)

    assert (alone == ()) == (plan in {"maintained", "considering_cease", "ceasing"})
    assert by_agreement == ()


@pytest.mark.parametrize("against", ["authority_agrees", "head_agrees", "family_agrees"])
def test_one_who_does_not_agree_keeps_a_child_without_a_plan_out_of_a_special_school(
    placement, against
):
    proposed(placement)
    everyone = dict.fromkeys(("authority_agrees", "head_agrees", "family_agrees"), True)

    assert against_approval(
        placement, special_school=True, section_34={**everyone, against: False}
    ) == (ask.section_34_is_satisfied.otherwise,)


def test_the_pupil_stays_on_the_home_roll_unless_somebody_says_why_not(placement):
    proposed(placement)

    assert against_approval(placement, stays_on_home_roll=False) == (
        "the pupil would leave the roll of the home school, and nothing says why",
    )
    assert not against_approval(
        placement, stays_on_home_roll=False, roll_changes_because="she has moved"
    )


@pytest.mark.parametrize(
    "direction",
    [{"kind": "off_site_direction"}, {"legal_basis": "schools_direction"}],
    ids=["by its kind", "by its basis"],
)
def test_a_direction_without_the_words_of_its_notice_is_warned_of(placement, direction):
    proposed(placement, **direction)

    (refused,) = against_approval(placement)

    assert refused.startswith("nothing says what the notice of an off-site direction has to say")
    assert refused.endswith(f"({OR_SAY_WHY})")


def test_a_part_time_timetable_has_an_end_or_is_not_proposed(placement):
    refused = placement.refusal(
        "propose", MONDAY, by=Role.SENCO,
        **wanted(kind="part_time_timetable", ends_on=None, went_ahead_because="no idea yet"),
    )  # fmt: skip

    assert refused == ("a part-time timetable has no end date",)


def test_a_part_time_timetable_loses_its_end_at_no_approval(placement):
    proposed(placement, kind="part_time_timetable")

    assert against_approval(placement, ends_on=None) == ("a part-time timetable has no end date",)


def test_a_stay_longer_than_the_kinds_longest_is_warned_of(placement):
    placement.local = LocalSettings(placements={"assessment_hub": SIX_WEEKS_ONCE_EXTENDED})
    seventh_monday = MONDAY + 6 * WEEK

    within = placement.refusal(
        "propose", MONDAY, by=Role.SENCO, **wanted(ends_on=seventh_monday - timedelta(days=1))
    )
    beyond = placement.refusal("propose", MONDAY, by=Role.SENCO, **wanted(ends_on=seventh_monday))
    of_another_kind = placement.refusal(
        "propose", MONDAY, by=Role.SENCO, **wanted(kind="tuition", ends_on=seventh_monday)
    )

    assert within == of_another_kind == ()
    assert beyond == (f"{ask.the_stay_is_within_the_longest.otherwise} ({OR_SAY_WHY})",)


def test_a_part_time_placement_says_where_the_pupil_is_the_rest_of_the_week(placement):
    (refused,) = placement.refusal("propose", MONDAY, by=Role.SENCO, **wanted(full_time=False))

    assert refused.startswith(ask.the_remaining_time_is_planned.otherwise)
    assert not placement.refusal(
        "propose", MONDAY, by=Role.SENCO, **wanted(full_time=False, remaining_time="at school")
    )


def test_what_ends_before_it_starts_is_no_placement(placement):
    with pytest.raises(FormIncomplete, match="before it starts"):
        proposed(placement, ends_on=MONDAY - timedelta(days=1))


@pytest.mark.parametrize(
    "provider",
    [
        {"name": "Nobody"},
        {"name": "Both", "urn": "123456", "ukprn": "10012345"},
        {"name": "Short", "urn": "1234"},
    ],
    ids=lambda provider: provider["name"],
)
def test_a_provider_is_identified_exactly_once(placement, provider):
    with pytest.raises(FormIncomplete):
        approved(proposed(placement), provider=provider)


def test_nobody_answers_who_was_not_asked(placement):
    offered(proposed(placement))

    assert placement.refusal(
        "provider answers", MONDAY, by=Role.CASEWORKER, provider="Elsewhere", offers=True
    ) == ("this provider was not asked for a place",)


@pytest.mark.parametrize("said", ["the hub", "THE  HUB", "The Hub"])
def test_a_provider_is_known_however_the_name_is_written(placement, said):
    offered(proposed(placement))

    placement.move("provider answers", MONDAY, by=Role.PROVIDER, provider=said, offers=False)
    placement.move("no place found", MONDAY, by=Role.CASEWORKER, next_step="n")

    assert placement.state == "declined"


def test_no_answer_is_asked_for_by_a_day_that_is_over(placement):
    proposed(placement)

    late = placement.refusal(
        "consult provider", MONDAY, by=Role.CASEWORKER, provider=HUB,
        reply_by=MONDAY - timedelta(days=1),
    )  # fmt: skip

    assert late == ("the day by which an answer is asked for is over already",)


def test_there_is_no_place_only_when_every_provider_refused_or_is_late(placement):
    offered(proposed(placement), offers=False)
    placement.move(
        "consult provider", MONDAY - 2 * WEEK, by=Role.COMMISSIONER, person=COMMISSIONER,
        provider={"name": "A. Tutor", "type": "OOT"}, reply_by=MONDAY,
    )  # fmt: skip

    in_time = placement.refusal("no place found", MONDAY, by=Role.CASEWORKER, next_step="n")
    placement.move("no place found", MONDAY + timedelta(days=1), by=Role.CASEWORKER, next_step="n")

    assert in_time == ("a provider offers a place, or may still answer",)
    assert placement.state == "declined"


def test_the_days_wished_for_start_no_clock_and_the_days_agreed_do(placement):
    proposed(placement)
    assert (agreed_start(placement.record), agreed_end(placement.record)) == (None, None)

    approved(placement, starts_on=MONDAY + WEEK)

    assert (agreed_start(placement.record), agreed_end(placement.record)) == (
        MONDAY + WEEK,
        LAST_DAY,
    )


def test_a_pupil_starts_no_earlier_than_agreed_and_late_notice_bars_nothing(placement):
    approved(
        proposed(placement, kind="off_site_direction", legal_basis="schools_direction"),
        went_ahead_because="the notice follows",
    )

    early = placement.refusal("start", MONDAY - timedelta(days=1), by=Role.HEADTEACHER)
    placement.move("start", MONDAY, by=Role.HEADTEACHER, offsite_notice_given_on=MONDAY)

    assert early == ("the first day agreed has not come",)
    assert [given.on for given in placement.record.dated(Event.OFFSITE_NOTICE_GIVEN)] == [MONDAY]


def test_notice_of_a_direction_may_be_recorded_on_the_day_it_is_given(placement):
    approved(proposed(placement))
    notice = {
        "address": "a", "report_to": "r", "days": 30, "reasons_and_objectives": "o",
        "session_times": "t",
    }  # fmt: skip

    placement.move(
        "give notice of direction", MONDAY - timedelta(days=4), by=Role.HEADTEACHER,
        given_to="both parents", notice=notice,
    )  # fmt: skip

    assert placement.state == "approved"
    assert placement.record.has(Event.OFFSITE_NOTICE_GIVEN)


def test_time_is_up_on_the_day_after_the_last_one_and_only_the_clock_says_so(placement):
    running(placement)

    on_the_last = placement.refusal("time is up", LAST_DAY, by=Role.CLOCK)
    by_a_person = placement.refusal("time is up", LAST_DAY + timedelta(days=1), by=Role.MANAGER)
    placement.move("time is up", LAST_DAY + timedelta(days=1), by=Role.CLOCK)

    assert on_the_last == ("the last day agreed has not passed",)
    assert by_a_person == ("only time itself does this",)
    assert placement.state == "overrun"


def test_a_placement_without_an_end_never_overruns(placement):
    started(approved(proposed(placement, ends_on=None), ends_on=None))

    assert placement.refusal("time is up", MONDAY + 500 * WEEK, by=Role.CLOCK)


def extending(until, on, by=Role.COMMISSIONER, **other):
    content = {"ends_on": until, "reason": "nearly there", "reintegration_plan": "mornings"}
    return {"name": "extend", "on": on, "by": by, "person": MANAGER, **content, **other}


def test_an_extension_counts_a_managers_word_opens_another(placement):
    placement.local = LocalSettings(placements={"assessment_hub": SIX_WEEKS_ONCE_EXTENDED})
    running(placement)
    first, second = LAST_DAY + 2 * WEEK, LAST_DAY + 4 * WEEK
    placement.move(**extending(first, LAST_DAY))
    excuse = {"managers_reason": "the school has no place before then"}

    plain = placement.refusal(**extending(second, first))
    by_commissioner = placement.refusal(**extending(second, first, **excuse))
    by_manager = placement.refusal(**extending(second, first, by=Role.MANAGER, **excuse))

    assert plain == by_commissioner == (ask.an_extension_is_left.otherwise,)
    assert by_manager == ()
    assert agreed_end(placement.record) == first


def test_an_overrun_placement_that_is_extended_runs_again_until_its_new_end(placement):
    running(placement)
    placement.move("time is up", LAST_DAY + timedelta(days=1), by=Role.CLOCK)
    new_end = LAST_DAY + 2 * WEEK

    placement.move(**extending(new_end, LAST_DAY + timedelta(days=3)))

    assert placement.state == "active"
    assert placement.refusal("time is up", new_end, by=Role.CLOCK)
    assert not placement.refusal("time is up", new_end + timedelta(days=1), by=Role.CLOCK)


@pytest.mark.parametrize("days", [-7, 0])
def test_an_extension_extends(placement, days):
    running(placement)

    refused = placement.refusal(**extending(LAST_DAY + timedelta(days=days), MONDAY + WEEK))

    assert refused == ("the new last day does not lie after the present one, or is over already",)


def test_an_extension_that_is_over_already_is_none(placement):
    running(placement)

    assert not placement.refusal(
        **extending(LAST_DAY + timedelta(days=1), LAST_DAY + timedelta(days=1))
    )
    assert placement.refusal(
        **extending(LAST_DAY + timedelta(days=1), LAST_DAY + timedelta(days=2))
    )


def test_the_plan_for_the_return_is_revised_where_a_return_is_meant(placement):
    running(placement)
    for_good = running(Walk(PLACEMENT), reintegration_intended=False)
    without = {"until": LAST_DAY + WEEK, "on": LAST_DAY, "reintegration_plan": ""}

    assert placement.refusal(**extending(**without)) == ("the plan for the return is not revised",)
    assert for_good.refusal(**extending(**without)) == ()


def test_a_direction_is_extended_by_the_school_and_with_a_new_notice(placement):
    direction = {"kind": "off_site_direction", "legal_basis": "schools_direction"}
    started(approved(proposed(placement, **direction), went_ahead_because="the notice follows"))
    hub = running(Walk(PLACEMENT))
    longer = {"until": LAST_DAY + WEEK, "on": LAST_DAY, "by": Role.HEADTEACHER}

    assert placement.refusal(**extending(**longer)) == (
        "an off-site direction is extended only with a new notice; give its day",
    )
    assert not placement.refusal(**extending(**longer, offsite_notice_given_on=LAST_DAY))
    assert hub.refusal(**extending(**longer)) == (
        "a headteacher extends only an off-site direction",
    )


@pytest.mark.parametrize("state", ["active", "overrun"])
@pytest.mark.parametrize(
    "role",
    [Role.MANAGER, Role.COMMISSIONER, Role.CASEWORKER, Role.HEADTEACHER, Role.PROVIDER],
)
def test_whoever_sees_a_danger_suspends_at_once(placement, state, role):
    running(placement)
    placement.state = state

    decision = placement.move(
        "suspend", MONDAY + WEEK, by=role, concern="a door without a lock", who_was_told="the lead"
    )

    assert decision.move.when == ()
    assert placement.state == "suspended"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.MANAGER}))
def test_nobody_but_a_manager_resumes(placement, role):
    placement.state = "suspended"

    assert placement.refusal("resume", MONDAY, by=role, concern_settled=True, how="seen") == (
        "only these may: manager",
    )


def test_a_manager_resumes_only_when_the_concern_is_settled(placement):
    placement.state = "suspended"

    refused = placement.refusal(
        "resume", MONDAY, by=Role.MANAGER, concern_settled=False, how="not yet"
    )
    placement.move("resume", MONDAY, by=Role.MANAGER, concern_settled=True, how="seen")

    assert refused == ("the concern is not settled",)
    assert placement.state == "active"


def test_only_a_manager_leads_out_of_suspension_but_to_the_end():
    (suspended,) = [state for state in PLACEMENT.states if state.name == "suspended"]
    leaving = {
        move.name: move.by
        for move in PLACEMENT.open_to("suspended")
        if set(PLACEMENT.targets(move, suspended)) != {suspended}
    }

    assert leaving == {
        "resume": {Role.MANAGER},
        "end": {Role.CASEWORKER, Role.COMMISSIONER, Role.HEADTEACHER},
    }


def test_nobody_attends_more_than_is_offered(placement):
    running(placement)

    assert not placement.refusal(
        "record attendance", MONDAY + WEEK, by=Role.PROVIDER, from_on=MONDAY, to_on=MONDAY,
        offered=2, attended=2,
    )  # fmt: skip
    assert placement.refusal(
        "record attendance", MONDAY + WEEK, by=Role.PROVIDER, from_on=MONDAY, to_on=MONDAY,
        offered=2, attended=3,
    ) == ("more sessions were attended than offered",)  # fmt: skip


@pytest.mark.parametrize("state", ["suspended", "ended"])
def test_what_happened_there_is_recorded_after_it_is_over(placement, state):
    running(placement)
    placement.state = state

    against = placement.refusal(
        "record attendance", MONDAY + WEEK, by=Role.PROVIDER, from_on=MONDAY, to_on=MONDAY,
        offered=2, attended=2,
    )  # fmt: skip

    assert against == ()


def test_a_review_may_be_asked_for_at_any_time_even_after_the_end():
    for state, role in itertools.product(PLACEMENT.states, (Role.FAMILY, Role.CASEWORKER)):
        placement = Walk(PLACEMENT, state=state.name)

        placement.move("request a review", MONDAY, by=role, requester="her mother")

        assert placement.state == state.name


def test_a_review_dates_its_invitations_and_its_outcome(placement):
    running(placement)

    placement.move(
        "review", MONDAY + 3 * WEEK, by=Role.SENCO, invited_on=MONDAY + 2 * WEEK, continues=True,
        outcome_sent_on=MONDAY + 4 * WEEK, progress=[{"outcome": "attendance", "words": "full"}],
    )  # fmt: skip

    dated = {event.event: event.on for event in placement.record.happenings}
    assert dated[Event.PLACEMENT_REVIEW_INVITED] == MONDAY + 2 * WEEK
    assert dated[Event.PLACEMENT_REVIEWED] == MONDAY + 3 * WEEK
    assert dated[Event.PLACEMENT_REVIEW_OUTCOME_SENT] == MONDAY + 4 * WEEK


def test_a_placement_of_an_earlier_system_is_measured_by_its_own_terms(placement):
    placement.move(
        "bring in", MONDAY, by=Role.DATA_LOADER, source="a spreadsheet", state="active",
        kind="off_site_direction", legal_basis="schools_direction", starts_on=MONDAY - 4 * WEEK,
        started_on=MONDAY - 4 * WEEK, ends_on=LAST_DAY,
    )  # fmt: skip

    assert placement.record.dated(Event.PLACEMENT_STARTED)
    assert not placement.refusal("time is up", LAST_DAY + timedelta(days=1), by=Role.CLOCK)
    assert ask.a_direction_is_extended_with_notice.otherwise in placement.refusal(
        **extending(LAST_DAY + WEEK, LAST_DAY)
    )


def test_from_a_proposal_to_the_return(placement):
    checked(offered(proposed(placement)))
    approved(placement, **BOUGHT, told=[{"person": MOTHER, "on": MONDAY - WEEK}])
    started(placement)
    placement.move("visit", MONDAY + WEEK, by=Role.COMMISSIONER, seen="a lesson")
    placement.move("challenge", MONDAY + WEEK, by=Role.COMMISSIONER, challenged="no lunch")

    placement.move("end", LAST_DAY, by=Role.CASEWORKER, destination="home_school")

    assert placement.state == "ended"
    assert [line.state for line in placement.lines if line.move in {"approve", "start", "end"}] == [
        "approved", "active", "ended",
    ]  # fmt: skip


def test_time_in_each_state_is_spent_waiting_for_somebody():
    waits = {state.name: state.waits_for for state in PLACEMENT.states}

    assert waits == {
        **dict.fromkeys(("proposed", "approved", "overrun", "suspended"), WaitingFor.AUTHORITY),
        **dict.fromkeys(("consulting", "active"), WaitingFor.PROVIDER),
        **dict.fromkeys(("ended", "declined", "cancelled"), WaitingFor.NOBODY),
    }


def test_the_moves_are_those_of_the_paper_and_those_that_law_and_guidance_ask_for():
    of_the_paper = {
        "propose", "answer checklist item", "consult provider", "provider answers",
        "no place found", "approve", "start", "record attendance", "visit", "challenge", "review",
        "request a review", "extend", "time is up", "suspend", "resume", "end", "cancel",
    }  # fmt: skip
    added = {
        "give notice of direction", "invite to placement review", "send review outcome",
        "tell authority of placement", "record exemption",
    }  # fmt: skip
    common = {
        "log contact", "raise concern", "tell of delay", "hand over", "change details",
        "change school", "disclose", "correct", "record death", "bring in", "migrate",
    }  # fmt: skip

    assert {move.name for move in PLACEMENT.moves} == of_the_paper | added | common
