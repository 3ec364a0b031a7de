import pytest

from pathway.domain import chain
from pathway.domain.entered import enter, enter_ahead
from statemachines.errors import FormIncomplete
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.graduated_approach_forms import CaseOpened
from statemachines.registry import VERSIONS

CONTENT = {"concern": "reads with great effort", "year_group": "5", "primary_need": "SLCN"}


def test_a_form_is_kept_and_sealed_as_it_was_filled():
    entered = enter(CaseOpened, CONTENT)

    assert entered.form == CaseOpened.fill(CONTENT)
    assert entered.content == entered.form.model_dump(mode="json")
    assert entered.text == chain.canonical(entered.content)


def test_what_can_be_filled_ahead_is():
    ahead = enter_ahead(GRADUATED_APPROACH, "open case", CONTENT)

    assert ahead is not None
    assert ahead.form == CaseOpened.fill(CONTENT)


@pytest.mark.parametrize(
    ("policy", "move", "content"),
    [
        (None, "open case", CONTENT),
        (GRADUATED_APPROACH, "no such move", CONTENT),
        (GRADUATED_APPROACH, "open case", {"concern": ""}),
    ],
)
def test_what_cannot_be_filled_ahead_is_left_for_when_more_is_known(policy, move, content):
    assert enter_ahead(policy, move, content) is None


def test_a_form_that_lacks_something_is_refused_where_it_counts():
    with pytest.raises(FormIncomplete):
        enter(CaseOpened, {"concern": ""})


@pytest.mark.parametrize("policy", VERSIONS.values(), ids=lambda policy: policy.name)
def test_a_move_is_filled_ahead_only_where_it_has_one_form_in_all_states(policy):
    for move in policy.moves:
        assert policy.forms.get(move.name, move.form) is move.form
    assert policy.forms
