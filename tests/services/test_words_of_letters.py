"""Letters name the days that a form agrees, call soon what is soon, and lead to no missing page."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from notifications.letters import Letter, render
from statemachines.forms import named_in_letters
from statemachines.registry import POLICIES

DAY = date(2026, 9, 10)
RUNG = Letter(
    template="rung", audience="school", reference="K7QM-3XWD-T", stage="It runs.",
    waits_for="the school", on=DAY, dates=(("The plan is reviewed.", DAY),), worker="Cas Worker",
    authority="Testshire", contact="send@testshire.example",
)  # fmt: skip
FORMS = {move.form for policy in POLICIES.values() for move in policy.moves}


def letters(office):
    with office.engine.connect() as connection:
        found = "select recipient, body_text, body_html from outbox where key like '%/2/%'"
        return connection.execute(text(found)).all()


def test_a_letter_names_the_day_that_was_agreed_and_not_that_of_the_agreement_alone(
    office, open_case, move, senco
):
    opened = open_case()

    move(
        opened.process, "hold review meeting", senco, DAY,
        {"pupils_words": "I like it", "next_meeting_on": "2026-12-07"},
    )  # fmt: skip

    sent = {to: (plain, html) for to, plain, html in letters(office)}
    plain, html = sent["mo@people.example"]
    assert "- 7 December 2026: The day agreed for the next meeting" in plain
    assert "7 December 2026: The day agreed for the next meeting" in html


def test_a_letter_leads_to_no_page_that_is_not_there(office, open_case, move, senco):
    opened = open_case()

    move(opened.process, "hold review meeting", senco, DAY, {"pupils_words": "I like it"})

    for _, plain, html in letters(office):
        assert "See the case" not in plain
        assert "href" not in html


@pytest.mark.parametrize(("days", "is_soon"), [(1, True), (14, True), (15, False), (290, False)])
def test_what_is_far_off_is_not_called_soon(days, is_soon):
    due = DAY + timedelta(days)

    said = render(replace(RUNG, dates=(("The plan is reviewed.", due),))).text

    assert ("due from you soon" in said) == is_soon
    assert "due from you" in said


def test_the_days_that_letters_name_are_days_and_say_what_they_are():
    named = [(form, field) for form in FORMS for field, _ in named_in_letters(form)]

    assert len(named) > 10
    for form, field in named:
        assert form.model_fields[field].annotation in (date, date | None)
        assert form.model_fields[field].description
