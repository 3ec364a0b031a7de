"""On a simulated authority too, every number of every explanation can be checked."""

from datetime import date
from random import Random

import pytest

from pathway.domain.identifiers import new_reference
from pathway.domain.projection import project
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.synthetic.rehearsing import rehearse
from tests.domain.checked_steps import Doubter
from tests.domain.oracle.test_verdict import CALENDARS

TODAY = date(2026, 11, 22)
SHARES = 2


@pytest.mark.parametrize("share", range(SHARES))
def test_every_clock_of_the_demo_authority_explains_itself_in_steps_that_can_be_checked(
    planned, stage, share
):
    rng = Random(share)
    wrong = [
        doubt
        for life in planned("demo", 1).lives[share::SHARES]
        for doubt in doubts(rehearse(life, stage, reference=new_reference(rng.randbytes(10))))
    ]

    assert wrong == []


def doubts(case):
    for key in case.processes:
        after = case.processes[key].after
        drawn = project(CALENDARS, case.dossier(key), after, on=TODAY, fired={})
        events = {happening.on for happening in after.record.happenings}
        for clock in drawn.reckoned.explained():
            rule = statute_book().rule(clock.rule_id, on=clock.started_on)
            doubter = Doubter(rule, events | {clock.started_on, clock.counted_from}, CALENDARS)
            yield from (f"{clock.rule_id}: {step}" for step in doubter.doubts(clock))
