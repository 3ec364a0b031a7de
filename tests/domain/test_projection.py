"""The clocks of a process as they are kept."""

from datetime import date
from uuid import UUID

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.dossier import Dossier, Officer, Subject
from pathway.domain.history import Folded
from pathway.domain.projection import project
from statemachines.events import Event
from statemachines.registry import policy
from statemachines.situation import Line, Record
from statemachines.vocabulary import Role

INVITED_ON = date(2026, 1, 12)
MEETING_ON = date(2026, 3, 2)


def a_review(born_on: date, meeting_on: date = MEETING_ON) -> tuple[Dossier, Folded]:
    pupil = Subject(pupil_id=UUID(int=1), born_on=born_on, died_on=None)
    owner = Officer(id=UUID(int=2), name="Cas Worker", email=None)
    form = policy("annual_review").move("invite", "scheduled").form
    invited = Line(
        number=1, move="invite", event=Event.REVIEW_INVITED, on=INVITED_ON, state="gathering",
        cycle=0, person=owner.id, role=Role.CASEWORKER,
        form=form.model_construct(meeting_on=meeting_on),
    )  # fmt: skip
    dossier = Dossier(
        case_id=UUID(int=3), reference="K7QM-3XWD-T", owner=owner, manager=None, subject=pupil,
        process_id=UUID(int=4), policy="annual_review", policy_version=1, kind=None, occurrence=1,
        state="gathering", cycle=0, version=1, recorded_at=None,
    )  # fmt: skip
    return dossier, Folded(Record((invited,)), "gathering", 0, INVITED_ON, INVITED_ON)


def rules_of(dossier: Dossier, after: Folded) -> set[str]:
    calendars = Calendars(BankHolidays.shipped())
    found = project(calendars, dossier, after, on=INVITED_ON, fired={})
    return {clock.rule_id for clock in found.clocks}


def test_what_is_owed_from_year_nine_is_owed_to_those_in_year_nine_and_to_nobody_younger():
    in_year_nine, in_year_three = date(2012, 5, 3), date(2018, 5, 3)

    older, younger = rules_of(*a_review(in_year_nine)), rules_of(*a_review(in_year_three))

    assert older - younger == {"AR-08"}
    assert younger <= older


def test_the_year_is_that_of_the_meeting_and_not_that_of_the_day_of_recording():
    in_year_eight_until_september = date(2012, 9, 3)
    before_the_summer, after_it = MEETING_ON, date(2026, 9, 15)

    met_before = rules_of(*a_review(in_year_eight_until_september, before_the_summer))
    met_after = rules_of(*a_review(in_year_eight_until_september, after_it))

    assert "AR-08" not in met_before
    assert "AR-08" in met_after
