"""What a form asks for, in words."""

import pytest

from pathway.services.errors import FormMisfilled
from pathway.services.form_fields import EXPECTED, FormField, fields_of, filled
from statemachines.registry import POLICIES, policy

MOVES = [(one.name, move) for one in POLICIES.values() for move in one.moves]


def every(fields):
    for field in fields:
        yield field
        yield from every(field.within)


@pytest.mark.parametrize(("named", "move"), MOVES, ids=lambda one: getattr(one, "name", one))
def test_each_field_of_each_form_says_in_words_what_it_expects(named, move):
    for field in every(fields_of(move.form)):
        assert field.choices or field.within or field.meaning in EXPECTED, (named, field.name)
        assert field.description, (named, field.name)


def test_the_fields_that_every_form_has_come_last():
    form = policy("graduated_approach").move("open case", "not_begun").form

    names = [field.name for field in fields_of(form)]

    assert names[0] == "concern"
    assert names[-2:] == ["note", "went_ahead_because"]


def test_a_part_of_a_form_is_told_with_its_own_fields():
    form = policy("graduated_approach").move("start provision", "plan").form
    outcomes = next(field for field in fields_of(form) if field.name == "outcomes")

    assert isinstance(outcomes, FormField)
    assert outcomes.many
    assert outcomes.expected == "a list, each {aim, measure?}"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({}, "review_on is missing: expected a day, as 2026-09-07 (the day agreed for the review)"),
        ({"review_on": "soon"}, "review_on: expected a day, as 2026-09-07"),
        (
            {"review_on": "2026-09-07", "outcomes": [{"aim": 1}]},
            "outcomes.0.aim: expected text (what the pupil is to be able to do)",
        ),
        (
            {"review_on": "2026-09-07", "outcoms": []},
            "outcoms: the form has no such field; did you mean outcomes",
        ),
        (
            {"review_on": "2026-09-07", "outcomes": [{"aim": "a", "mesure": "b"}]},
            "outcomes.0.mesure: the form has no such field; did you mean measure",
        ),
        (
            {"review_on": "2026-09-07", "outcomes": [{"aim": "", "measure": "b"}]},
            "outcomes.0.aim is empty: expected text (what the pupil is to be able to do)",
        ),
        (
            {"review_on": "2026-09-07", "parents_told": [{"person": "Hazel", "on": "2026-09-07"}]},
            "parents_told.0.person: there is none of that name or id here; expected somebody",
        ),
    ],
)
def test_a_wrong_field_is_named_with_what_was_expected(content, complaint):
    form = policy("graduated_approach").move("start provision", "plan").form

    with pytest.raises(FormMisfilled) as refusal:
        filled(form, content)

    assert any(one.startswith(complaint) for one in refusal.value.complaints)
    assert complaint in str(refusal.value)


def test_what_is_wrong_with_the_whole_form_is_said_of_no_field():
    form = policy("graduated_approach").move("complete reintegration", "reintegrate").form
    content = {"measures": [], "sessions_offered": 1, "sessions_attended": 2}

    with pytest.raises(FormMisfilled) as refusal:
        filled(form, content)

    assert str(refusal.value) == "the form is not complete: more sessions attended than offered"
