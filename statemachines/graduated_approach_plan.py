"""What a plan of the graduated approach is made of: outcomes, provision, the steps of a return."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from statemachines.forms import Needed, Part


class Outcome(Part):
    """What is to be reached, and how anyone will see that it was."""

    aim: Needed = Field(description="what the pupil is to be able to do")
    measure: str = Field("", description="how it will be seen that it was reached")


class Provision(Part):
    """What is done to reach it."""

    what: Needed = Field(description="what is done")
    who: Needed = Field(description="who does it")
    how_often: Needed = Field(description="how often, as in 'three times a week'")
    how_long: Needed = Field(description="how long each time, or until when")


class Rating(Part):
    """How far one outcome of the plan was reached."""

    outcome: int = Field(ge=1, description="the number of the outcome in the plan, from 1")
    reached: Literal["met", "partly_met", "not_met"] = Field(description="how far it was reached")
    words: str = Field("", description="what shows it")


class Stage(Part):
    """One step of the way back."""

    from_on: date = Field(description="the first day of the stage")
    sessions_a_week: int = Field(ge=1, le=10, description="sessions a week in the home school")
    support: str = Field("", description="the support that stands beside it")


class Standpoint(Part):
    """Whether somebody agrees with the plan for the return."""

    answer: Literal["agrees", "objects", "not_reached"] = Field(description="what they answer")
    words: str = Field("", description="in their own words")


class ParentsStandpoint(Standpoint):
    """Whether one parent agrees with the plan for the return."""

    person: UUID = Field(description="the parent, by id")


class MeasureAnswered(Part):
    """What one measure of the return shows at its end."""

    measure: int = Field(ge=1, description="the number of the measure in the plan, from 1")
    met: bool = Field(description="whether it is met")
    words: str = Field("", description="what shows it")
