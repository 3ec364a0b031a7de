"""Filling forms: from options, from a file, and field by field in a terminal."""

import io
import json

import pytest
import typer

from pathway.cli.errors import FileUnreadable, FormFileUnfit
from pathway.cli.filling import given
from pathway.cli.prompting import asked
from pathway.services.form_fields import fields_of
from statemachines.registry import policy


def form_of(policy_name, move, state):
    return policy(policy_name).move(move, state).form


class Answers:
    """Somebody at a terminal, who answers in turn and then says nothing."""

    def __init__(self, **said):
        self.said, self.questions = said, []

    def __call__(self, question, otherwise):
        self.questions.append(question)
        path = question.split(":")[0].split(" ")[0]
        answers = self.said.get(path.replace(".", "_"), [])
        return answers.pop(0) if answers else otherwise


def test_an_option_sets_a_field():
    assert given(["concern=reads = hard"], "") == {"concern": "reads = hard"}


def test_dots_lead_into_parts_and_numbers_into_lists():
    said = ["view.words=I like numbers", "outcomes.0.aim=read", "outcomes.0.measure=list",
            "outcomes.1.aim=write", "people.0=a", "people.1=b"]  # fmt: skip

    assert given(said, "") == {
        "view": {"words": "I like numbers"},
        "outcomes": [{"aim": "read", "measure": "list"}, {"aim": "write"}],
        "people": ["a", "b"],
    }


def test_lists_and_parts_may_be_written_as_json_and_other_values_are_text():
    assert given(['told=[{"on": "2026-09-07"}]', "note={curly", "until=null", "n=5"], "") == {
        "told": [{"on": "2026-09-07"}],
        "note": "{curly",
        "until": None,
        "n": "5",
    }


def test_an_option_goes_over_the_file(tmp_path):
    file = tmp_path / "form.json"
    file.write_text(json.dumps({"concern": "old", "note": "kept"}))

    assert given(["concern=new"], str(file)) == {"concern": "new", "note": "kept"}


def test_a_form_may_come_from_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO('{"concern": "said"}'))

    assert given([], "-") == {"concern": "said"}


@pytest.mark.parametrize("wrong", ["concern", "=x", "a=1 b", "people.5=x", "people.x=y"])
def test_an_option_that_cannot_be_put_anywhere_is_misuse(wrong):
    with pytest.raises(typer.BadParameter):
        given(["a=plain", "people.0=first", wrong.replace("a=1 b", "a.b=1")], "")


def test_a_file_that_fills_no_form_is_refused(tmp_path):
    wrong = tmp_path / "form.json"
    wrong.write_text("[1]")

    with pytest.raises(FormFileUnfit, match="it is not an object of fields"):
        given([], str(wrong))
    with pytest.raises(FileUnreadable):
        given([], str(tmp_path / "none.json"))


def test_a_terminal_is_asked_for_what_is_not_known_yet():
    form = form_of("graduated_approach", "open case", "not_begun")
    answers = Answers(concern=["reads slowly"], primary_need=["slcn"])

    content = asked(fields_of(form), {"year_group": "5"}, answers)

    assert content == {"year_group": "5", "concern": "reads slowly", "primary_need": "SLCN"}
    assert not any(question.startswith("year_group") for question in answers.questions)


def test_what_is_needed_is_asked_for_until_it_fits():
    form = form_of("graduated_approach", "open case", "not_begun")
    answers = Answers(concern=["", "reads slowly"], year_group=["fifth", "5"],
                      primary_need=["MLD"])  # fmt: skip

    content = asked(fields_of(form), {}, answers)

    assert content["year_group"] == "5"
    assert len([q for q in answers.questions if q.startswith("concern")]) == 2


def test_lists_of_parts_are_asked_for_one_after_the_other():
    form = form_of("graduated_approach", "start provision", "plan")
    answers = Answers(
        review_on=["16 November", "2026-11-16"],
        outcomes_0=["yes"], outcomes_0_aim=["read"], outcomes_1=["no"],
    )  # fmt: skip

    content = asked(fields_of(form), {}, answers)

    assert content == {"review_on": "2026-11-16", "outcomes": [{"aim": "read"}]}


def test_the_people_around_the_pupil_may_be_chosen_by_number():
    form = form_of("graduated_approach", "tell parents of provision", "plan")
    answers = Answers(parents_told_0_person=["2"], parents_told_0_on=["2026-09-21"])

    content = asked(fields_of(form), {}, answers, near=["Mo Ther", "Fa Ther"])

    assert content == {"parents_told": [{"person": "Fa Ther", "on": "2026-09-21"}]}
    assert "1 Mo Ther, 2 Fa Ther" in answers.questions[0]


def test_a_filled_form_is_one_the_policy_takes():
    form = form_of("graduated_approach", "finish assessment", "assess")
    answers = Answers(strengths=["counts"], needs=["reads"], pupils_view=["y"],
                      pupils_view_words=["I like numbers"])  # fmt: skip

    content = asked(fields_of(form), {}, answers)

    assert form.fill(content).entries()["pupils_view"].words == "I like numbers"
