"""A complaint: heard from anywhere, answered by another person at the next stage, put right."""

from datetime import timedelta

import pytest

from statemachines.complaint import COMPLAINT
from statemachines.grammar import NOT_BEGUN
from statemachines.vocabulary import Audience, Readers, Role
from tests.statemachines.examples.given import CASEWORKER, MANAGER, MONDAY, MOTHER, Walk

DAY = timedelta(days=1)
ANSWER = {"finding": "not_upheld", "next_stage_told_of": True}


def received():
    process = Walk(COMPLAINT)
    process.move("receive complaint", MONDAY, by=Role.FAMILY, person=MOTHER)
    return process


def answered(person=CASEWORKER):
    process = received()
    process.move("answer", MONDAY, by=Role.CASEWORKER, person=person, **ANSWER)
    return process


@pytest.mark.parametrize(
    ("state", "move"),
    [
        (NOT_BEGUN.name, "receive complaint"),
        (NOT_BEGUN.name, "take to Ombudsman"),
        ("stage_one", "escalate"),
        ("stage_one", "take to Ombudsman"),
        ("closed", "take to Ombudsman"),
    ],
)
def test_whoever_complains_is_heard_and_nothing_is_asked_first(state, move):
    heard = COMPLAINT.move(move, state)

    assert (heard.when, heard.advised) == ((), ())
    assert Role.FAMILY in heard.by
    assert heard.form.fill({})


def test_a_complaint_without_an_answer_can_be_taken_to_the_next_stage():
    process = received()

    process.move("escalate", MONDAY + 30 * DAY, by=Role.FAMILY, person=MOTHER)

    assert process.state == "stage_two"


def test_at_stage_two_somebody_else_answers_unless_it_is_said_why_not():
    process = answered()
    process.move("escalate", MONDAY + DAY, by=Role.FAMILY, person=MOTHER)

    def against(person, **more):
        return process.refusal(
            "answer", MONDAY + DAY, by=Role.CASEWORKER, person=person, **ANSWER, **more
        )

    assert len(against(CASEWORKER)) == 1
    assert against(CASEWORKER, went_ahead_because="there is nobody else") == ()
    assert against(MANAGER) == ()


@pytest.mark.parametrize(
    ("decision", "state"),
    [("remedy", "remedying"), ("no_fault", "closed"), ("not_investigated", "closed")],
)
def test_the_ombudsmans_decision_leads_to_a_remedy_or_to_the_end(decision, state):
    process = answered()
    process.move("take to Ombudsman", MONDAY + DAY, by=Role.FAMILY, person=MOTHER)

    process.move("record decision", MONDAY + 90 * DAY, by=Role.MANAGER, decision=decision)

    assert process.state == state


def test_a_complaint_is_not_closed_before_what_was_promised_is_done():
    process = answered()
    process.move("agree remedy", MONDAY, by=Role.MANAGER, remedy="an apology")

    early = process.refusal("close", MONDAY + DAY, by=Role.MANAGER)
    process.move("carry out remedy", MONDAY + DAY, by=Role.MANAGER, remedy="an apology")

    assert early == ("a remedy that was agreed has not been carried out",)
    assert process.refusal("close", MONDAY + DAY, by=Role.MANAGER) == ()


def test_what_one_parent_complains_of_is_no_news_for_the_other():
    own = [move for move in COMPLAINT.moves if move.law.citation.startswith(("Complaint", "LGA"))]

    assert len(own) > 15
    assert all(Audience.FAMILY not in move.tells for move in own)
    assert all(move.read_by is Readers.AUTHORITY for move in own)
