"""The progress check at age two, where a case is open between the second and third birthday.

Source:
    Statutory framework for the early years foundation stage, section 2, "Progress check at age
    two", which Childcare Act 2006 s.40 makes binding on providers; SEND Code of Practice 2015,
    5.23 to 5.27.
"""

from pydantic import Field

from statemachines.events import Event
from statemachines.forms import Form, Told
from statemachines.grammar import Move, Reach, guard, must
from statemachines.situation import Lookup, Situation
from statemachines.vocabulary import Readers, Role

TOO_OLD = 5
"""Years; PRACTICE: the law names no day after which a check that was late is none any more."""


class TwoYearCheckDone(Form):
    """The provider reviewed the child's progress in the prime areas, on the day of the move."""

    summary: str = Field("", description="strengths, and where progress is less than expected")
    concern: bool = Field(
        default=False, description="whether there is a significant concern, or a need is identified"
    )
    targeted_plan: str = Field(
        "", description="where there is a concern: the plan for the child's further learning"
    )
    summary_given: tuple[Told, ...] = Field(
        (), description="on which day each parent was given the written summary"
    )


@guard("the check is of a child between two and three, or soon after: the child is five or older")
def the_child_is_in_the_early_years(s: Situation[TwoYearCheckDone]) -> bool:
    age = s.lookup(Lookup.AGE_IN_YEARS)
    return isinstance(age, int) and age < TOO_OLD


TWO_YEAR_CHECK = Move(
    name="record check at two", source=Reach.OPEN,
    by=frozenset({Role.SENCO, Role.HEADTEACHER, Role.PROVIDER, Role.CASEWORKER}),
    event=Event.TWO_YEAR_CHECK_DONE, form=TwoYearCheckDone,
    law=must("EYFS framework s.2; SEND Code of Practice 5.23 (SS-10): between the second and the "
             "third birthday"),
    when=(the_child_is_in_the_early_years,),
    readers=Readers.FAMILY,
)  # fmt: skip
