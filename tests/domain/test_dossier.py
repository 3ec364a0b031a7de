"""What is known of a pupil on a day."""

from datetime import date
from uuid import UUID

from pathway.domain.dossier import Subject, answers
from statemachines.situation import Lookup


def test_a_guard_is_told_the_age_on_the_day_of_the_move():
    pupil = Subject(pupil_id=UUID(int=1), born_on=date(2001, 9, 8), died_on=None)

    before, after = (answers(pupil, date(2026, 9, day)) for day in (7, 8))

    assert before(Lookup.AGE_IN_YEARS) == 24
    assert after(Lookup.AGE_IN_YEARS) == 25
