"""The clocks of a corrected history are those of one in which all had been right at first."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pathway.domain.history import fold
from statemachines.errors import FormIncomplete
from statemachines.registry import POLICIES
from tests.domain.happenings import run
from tests.domain.histories import FIRST_DAY, correction, days_declared, walks

EACH_POLICY = pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
SOME = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
BORN_ON = date(2014, 5, 1)


def clocks_of(policy, lines):
    folded = fold(policy, lines)
    who = {"process": policy.name, "kind": folded.kind, "born_on": BORN_ON}
    return run(*folded.record.happenings, **who)


def put_right(lines, wrong, **said):
    return [*lines, correction(len(lines) + 1, lines[-1].to_state, wrong.number, **said)]


def instead_of(lines, wrong, right):
    return [right if line is wrong else line for line in lines]


@EACH_POLICY
@given(st.data())
@SOME
def test_a_line_on_a_wrong_day_leaves_the_clocks_of_the_right_day(policy, data):
    lines = data.draw(walks(policy))
    wrong = data.draw(st.sampled_from(lines))
    on = FIRST_DAY + timedelta(data.draw(st.integers(0, 120)))

    corrected = put_right(lines, wrong, happened_on=on.isoformat())

    right = instead_of(lines, wrong, wrong._replace(on=on))
    assert clocks_of(policy, corrected) == clocks_of(policy, right)


@EACH_POLICY
@given(st.data())
@SOME
def test_a_line_that_did_not_happen_leaves_the_clocks_of_a_history_without_it(policy, data):
    lines = data.draw(walks(policy))
    assume(len(lines) > 1)
    wrong = data.draw(st.sampled_from(lines[1:]))

    corrected = put_right(lines, wrong, did_not_happen=True)

    without = [line for line in lines if line is not wrong]
    assert clocks_of(policy, corrected) == clocks_of(policy, without)


@EACH_POLICY
@given(st.data())
@SOME
def test_a_day_in_a_form_put_right_leaves_the_clocks_of_the_right_form(policy, data):
    lines = data.draw(walks(policy, longest=20))
    dated = [(line, name) for line in lines for name in days_declared(policy, line)]
    assume(dated)
    wrong, name = data.draw(st.sampled_from(dated))
    right_values = {name: (FIRST_DAY + timedelta(data.draw(st.integers(0, 120)))).isoformat()}

    corrected = put_right(lines, wrong, right_values=right_values)

    right = instead_of(lines, wrong, wrong._replace(content={**wrong.content, **right_values}))
    try:
        expected = clocks_of(policy, right)
    except FormIncomplete:
        with pytest.raises(FormIncomplete):
            clocks_of(policy, corrected)
        return
    assert clocks_of(policy, corrected) == expected
