"""Filling forms: from options, from a file, and field by field in a terminal."""

import io
import json
import shlex

import pytest
import typer

from pathway.cli.errors import FileUnreadable, FormFileUnfit
from pathway.cli.filling import given
from pathway.cli.prompting import asked
from pathway.services.form_fields import fields_of
from statemachines.registry import policy
from tests.cli.running import done, pathway


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


def test_a_day_that_could_be_two_is_asked_for_again_and_one_that_could_not_is_taken(capsys):
    form = form_of("graduated_approach", "start provision", "plan")
    answers = Answers(review_on=["06/11/2026", "16/11/2026"])

    content = asked(fields_of(form), {}, answers)

    assert content["review_on"] == "2026-11-16"
    told = " ".join(capsys.readouterr().err.split())
    assert "could be 6 November or 11 June; write 2026-11-06 or 2026-06-11" in told


def test_lists_of_parts_are_asked_for_one_after_the_other():
    form = form_of("graduated_approach", "start provision", "plan")
    answers = Answers(
        review_on=["16 November", "2026-11-16"],
        outcomes_0=["yes"], outcomes_0_aim=["read"],
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
    answers = Answers(strengths=["counts"], needs=["reads"],
                      pupils_view_words=["I like numbers"])  # fmt: skip

    content = asked(fields_of(form), {}, answers)

    assert form.fill(content).entries()["pupils_view"].words == "I like numbers"


def test_a_part_is_asked_for_unless_somebody_says_no_and_nothing_at_its_first_leaves_it_out():
    form = form_of("graduated_approach", "finish assessment", "assess")
    answers = Answers(strengths=["counts"], needs=["reads"], pupils_view=["no"])

    content = asked(fields_of(form), {}, answers, wanted={"parents_views"})

    assert content == {"strengths": "counts", "needs": "reads"}
    assert not any(question.startswith("pupils_view.") for question in answers.questions)
    (views,) = [q for q in answers.questions if q.startswith("parents_views.0:")]
    assert views.endswith("enter this? yes or no; the move may be refused without")


class Terminal(io.StringIO):
    """A terminal at which somebody has typed ahead."""

    def isatty(self):
        return True


def at_terminal(monkeypatch, *lines):
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))


def test_what_was_typed_for_a_move_that_is_refused_can_be_handed_in_again(
    opened, known, monkeypatch
):
    case = opened()
    finish = ("case", "move", case, "finish assessment", "--at", "2026-09-14", "--as", known.senco)
    at_terminal(monkeypatch, "counts", "reads it's hard", "y", "", "", "n", "")

    refused = pathway(*finish)

    assert refused.code == 1
    assert "the pupil's views are not recorded" in refused.err
    (options,) = [line for line in refused.err.splitlines() if line.startswith("--set ")]
    views = [{"person": str(one), "words": "yes"} for one in (known.mother, known.father)]
    more = (
        "--set",
        "pupils_view.words=I like maths",
        "--set",
        f"parents_views={json.dumps(views)}",
    )
    moved = done(*finish, *shlex.split(options), *more)
    assert moved["state"] == "plan"
    assert done("case", "history", case)[-1]["content"]["needs"] == "reads it's hard"


class LeftTerminal(Terminal):
    """A terminal at which somebody presses Ctrl-C after what they have typed."""

    def readline(self, *_):
        line = super().readline()
        if not line:
            raise KeyboardInterrupt
        return line


def left_terminal(monkeypatch, *lines):
    monkeypatch.setattr("sys.stdin", LeftTerminal("".join(f"{line}\n" for line in lines)))


def interrupted(*_):
    raise KeyboardInterrupt


def kept_options(ran):
    (options,) = [line for line in ran.err.splitlines() if line.startswith("--set ")]
    return shlex.split(options)


def test_what_was_typed_before_ctrl_c_can_be_completed_and_handed_in(opened, known, monkeypatch):
    case = opened()
    finish = ("case", "move", case, "finish assessment", "--at", "2026-09-14", "--as", known.senco)
    left_terminal(monkeypatch, "counts", "reads it's hard", "y", "I like maths", "", "y", "we read")

    left = pathway(*finish)

    assert left.code == 130
    assert "what you entered so far, to be completed and handed in behind the same" in left.err
    assert left.err.index("--set ") < left.err.index("stopped by Ctrl-C")
    father = json.dumps({"person": str(known.father), "words": "yes"})
    more = ("--set", "parents_views.0.person=Mo Ther", "--set", f"parents_views.1={father}")
    assert done(*finish, *kept_options(left), *more)["state"] == "plan"
    recorded = done("case", "history", case)[-1]["content"]
    assert recorded["needs"] == "reads it's hard"
    assert recorded["pupils_view"]["words"] == "I like maths"
    assert recorded["parents_views"][0]["words"] == "we read"


def test_what_was_typed_before_the_terminal_ends_is_kept_too(opened, known, monkeypatch):
    case = opened()
    at_terminal(monkeypatch, "counts")

    ended = pathway("case", "move", case, "finish assessment", "--as", known.senco)

    assert ended.code == 1
    assert kept_options(ended) == ["--set", "strengths=counts"]


def test_ctrl_c_before_anything_was_typed_keeps_nothing(opened, known, monkeypatch):
    case = opened()
    left_terminal(monkeypatch)

    left = pathway("case", "move", case, "finish assessment", "--as", known.senco)

    assert left.code == 130
    assert "what you entered" not in left.err


def test_what_fitted_is_kept_where_what_did_not_fit_was_asked_for_again(opened, known, monkeypatch):
    case = opened()
    left_terminal(monkeypatch, "Nobody Known", "phone", "how it goes", "", "", "", "")

    left = pathway("case", "move", case, "log contact", "--as", known.senco)

    assert left.code == 130
    assert kept_options(left) == ["--set", "channel=phone", "--set", "said=how it goes"]


def test_what_was_typed_is_kept_where_ctrl_c_stops_the_move_itself(opened, known, monkeypatch):
    case = opened()
    at_terminal(monkeypatch, "", "phone", "how it goes", "", "", "", "")
    monkeypatch.setattr("pathway.cli.moving.make", interrupted)

    left = pathway("case", "move", case, "log contact", "--as", known.senco)

    assert left.code == 130
    assert kept_options(left) == ["--set", "channel=phone", "--set", "said=how it goes"]


def test_whoever_is_asked_for_a_form_hears_first_what_stands_against_the_move(
    opened, known, monkeypatch
):
    case = opened()
    at_terminal(monkeypatch, "2026-09-14", "1", "fine", "")

    refused = pathway("case", "move", case, "check the return", "--as", known.senco)

    at, because = refused.err.index("as things are it will be refused"), "no return to school"
    assert because in refused.err[at:]
    assert at < refused.err.index("[")


FINISH = (
    ("strengths", True, False), ("needs", True, False), ("pupils_view", False, True),
    ("parents_views", False, True), ("evidence", False, False), ("note", False, False),
    ("went_ahead_because", False, False),
)  # fmt: skip


def test_the_moves_show_every_field_of_a_form_and_which_of_them_a_guard_asks_for(opened, known):
    case = opened()
    asks = ("case", "moves", case, "--at", "2026-09-14", "--as", known.senco)

    shown, told = pathway(*asks).out, done(*asks)

    (finish,) = [one for one in told["moves"] if one["move"] == "finish assessment"]
    assert {(f["field"], f["needed"], f["asked_for"]) for f in finish["form"]} == set(FINISH)
    for line in (
        "will be refused where the pupil's views are not recorded, nor why they",
        "(asked of pupils_view)",
        "strengths: text, needed — what the pupil does well",
        "pupils_view: as follows, asked for, see above — what the pupil says",
        "parents_views.0.person: somebody, by name or id, needed",
        "evidence: text, may be left out — what the assessment rests on",
    ):
        assert line in shown
