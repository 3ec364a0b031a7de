"""From a request to a plan, its review and its amendment: each process opens or ends the next."""

import itertools
from datetime import date, timedelta
from uuid import UUID

import pytest

from pathway.domain.dossier import LinkedPerson, Officer, Subject
from pathway.domain.entered import enter, enter_ahead
from pathway.domain.moving import Asked
from pathway.domain.rehearsal import Rehearsal
from statemachines.errors import MoveRefused
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.registry import POLICIES
from statemachines.settings import LocalSettings
from statemachines.vocabulary import Role

MONDAY = date(2025, 9, 1)
MOTHER, OFFICER, SENCO = UUID(int=1), UUID(int=2), UUID(int=5)
DAY = timedelta(days=1)
ASSESSMENT, PLAN = ("ehc_needs_assessment", 1), ("ehc_plan", 1)
REVIEW, AMENDMENT = ("annual_review", 1), ("plan_amendment", 1)
SCHOOL = {"urn": "123456", "setting_name": "Hill School"}


def told(on):
    return [{"person": MOTHER, "on": on}]


@pytest.fixture
def case():
    mother = LinkedPerson(
        id=MOTHER, name="A. Parent", email=None, audience="family", parental_responsibility=True,
        may_be_told=True, channel="post", lacks_capacity=False, from_on=date(2017, 1, 1),
        until_on=None,
    )  # fmt: skip
    senco = mother._replace(id=SENCO, audience="school", parental_responsibility=False)
    pupil = Subject(
        pupil_id=UUID(int=3), born_on=date(2017, 1, 1), died_on=None, links=(mother, senco)
    )
    return Rehearsal(
        case_id=UUID(int=4),
        reference="TEST",
        owner=Officer(id=OFFICER, name="An Officer", email=None),
        subject=pupil,
        local=lambda _: LocalSettings(),
        new_id=(UUID(int=n) for n in itertools.count(100)),
    )


def asked(move, on, role, content):
    person = SENCO if role is Role.SENCO else OFFICER
    return Asked(
        move=move, content=content, on=on, today=on, person=person, role=role, historic=True
    )


def make(case, key, move, on, role, **content):
    case.move(key, asked(move, on, role, content))


@pytest.fixture
def planned(case):
    decides, works = Role.DECISION_MAKER, Role.CASEWORKER
    case.begin(ASSESSMENT[0], asked("receive request", MONDAY, works, {"source": 1}))
    for move, on, role, content in (
        ("decide to assess", MONDAY + 30 * DAY, decides, {"notified": told(MONDAY + 30 * DAY)}),
        ("decide to issue", MONDAY + 90 * DAY, decides, {}),
        ("issue draft", MONDAY + 98 * DAY, works, {"served": told(MONDAY + 98 * DAY)}),
        ("consult a setting", MONDAY + 98 * DAY, works, SCHOOL),
        ("issue final plan", MONDAY + 113 * DAY, decides,
         {"section_i": "setting", **SCHOOL, "sent": told(MONDAY + 113 * DAY)}),
    ):  # fmt: skip
        make(case, ASSESSMENT, move, on, role, **content)
    return case


MEETING = MONDAY + 400 * DAY
DECIDED = MEETING + 20 * DAY


@pytest.fixture
def amending(planned):
    review = asked("schedule", MEETING - 60 * DAY, Role.CLOCK, {"due_on": MEETING + 60 * DAY})
    planned.begin(REVIEW[0], review)
    make(planned, REVIEW, "invite", MEETING - 20 * DAY, Role.SENCO,
         meeting_on=MEETING, invited=told(MEETING - 20 * DAY))  # fmt: skip
    make(planned, REVIEW, "hold meeting", MEETING, Role.SENCO)
    make(planned, REVIEW, "pass to authority", MEETING + 15 * DAY, Role.CLOCK)
    make(planned, REVIEW, "decide", DECIDED, Role.DECISION_MAKER, outcome="amend",
         notified=told(DECIDED), amendments="section F", evidence="a report",
         notice_sent_on=DECIDED - 2 * DAY, served=told(DECIDED))  # fmt: skip
    return planned


def state(case, key):
    return case.processes[key].after.state


def days(case, key, event):
    return [happening.on for happening in case.processes[key].after.record.dated(event)]


def test_a_final_plan_opens_the_plan_on_the_day_it_was_sent(planned):
    assert state(planned, ASSESSMENT) == "plan_issued"
    assert state(planned, PLAN) == "maintained"
    assert days(planned, PLAN, Event.PLAN_MADE) == [MONDAY + 113 * DAY]
    assert days(planned, PLAN, Event.SETTING_NAMED) == [MONDAY + 113 * DAY]


def test_no_second_plan_is_opened_beside_a_maintained_one(planned):
    second = ("ehc_needs_assessment", 2)
    opened = asked("bring in", MONDAY, Role.DATA_LOADER, {
        "source": "an older system", "state": "draft_issued", "draft_served": told(MONDAY),
    })  # fmt: skip
    planned.begin(second[0], opened)

    with pytest.raises(MoveRefused, match="a plan of this pupil is maintained already"):
        make(planned, second, "issue final plan", MONDAY + 200 * DAY, Role.DECISION_MAKER,
             section_i="type", sent=told(MONDAY + 200 * DAY))  # fmt: skip


def test_a_decision_to_amend_opens_the_amendment_dated_when_its_notice_was_sent(amending):
    assert state(amending, REVIEW) == "amending"
    assert state(amending, AMENDMENT) == "notice_sent"
    assert days(amending, AMENDMENT, Event.AMENDMENT_NOTICE_SENT) == [DECIDED - 2 * DAY]
    assert days(amending, AMENDMENT, Event.REVIEW_HELD) == [MEETING]


def test_the_plan_knows_the_meeting_the_decision_and_from_when_the_year_runs(amending):
    assert days(amending, PLAN, Event.REVIEW_HELD) == [MEETING]
    assert days(amending, PLAN, Event.REVIEW_COMPLETED) == [DECIDED]
    assert days(amending, PLAN, Event.PLAN_REVIEWED) == [MEETING]


@pytest.mark.parametrize(
    ("move", "versions"), [("send final", 1), ("decline", 0)], ids=["a final plan", "none"]
)
def test_the_end_of_the_amendment_finishes_the_review(amending, move, versions):
    on = DECIDED + 15 * DAY
    rights = dict.fromkeys(
        ("appeal_right_told", "time_limits_told", "mediation_told", "advice_and_support_told"), True
    )
    said = {"sent": told(on)} if versions else {"notified": told(on), "reasons": "no", **rights}

    make(amending, AMENDMENT, move, on, Role.DECISION_MAKER, **said)

    assert state(amending, REVIEW) == "completed"
    assert days(amending, REVIEW, Event.REVIEW_COMPLETED) == [on]
    assert len(days(amending, PLAN, Event.PLAN_VERSION_SENT)) == versions


def last_of(case, key):
    return case.processes[key].made[-1]


def test_what_was_filled_in_before_is_taken_where_it_is_of_the_same_words_and_form(case):
    case.begin(ASSESSMENT[0], asked("receive request", MONDAY, Role.CASEWORKER, {"source": 1}))
    told_all = {"notified": told(MONDAY + 30 * DAY)}
    decide = asked("decide to assess", MONDAY + 30 * DAY, Role.DECISION_MAKER, told_all)
    ahead = enter_ahead(POLICIES[ASSESSMENT[0]], decide.move, told_all)

    case.move(ASSESSMENT, decide._replace(entered=ahead))

    assert last_of(case, ASSESSMENT).situation.form is ahead.form
    assert last_of(case, ASSESSMENT).line.content is ahead.content


def test_what_was_filled_in_before_with_other_words_is_not_taken(case):
    case.begin(ASSESSMENT[0], asked("receive request", MONDAY, Role.CASEWORKER, {"source": 1}))
    decide = asked("decide to assess", MONDAY + 30 * DAY, Role.DECISION_MAKER,
                   {"notified": told(MONDAY + 30 * DAY)})  # fmt: skip
    stale = enter_ahead(POLICIES[ASSESSMENT[0]], decide.move, {"notified": told(MONDAY + 20 * DAY)})

    case.move(ASSESSMENT, decide._replace(entered=stale))

    (notified,) = last_of(case, ASSESSMENT).line.content["notified"]
    assert notified["on"] == (MONDAY + 30 * DAY).isoformat()


def test_what_was_filled_in_before_for_another_move_is_not_taken(case):
    case.begin(ASSESSMENT[0], asked("receive request", MONDAY, Role.CASEWORKER, {"source": 1}))
    told_all = {"notified": told(MONDAY + 30 * DAY)}
    decide = asked("decide to assess", MONDAY + 30 * DAY, Role.DECISION_MAKER, told_all)
    other = enter(Form, {})._replace(said=told_all)

    case.move(ASSESSMENT, decide._replace(entered=other))

    assert last_of(case, ASSESSMENT).line.content["notified"]
