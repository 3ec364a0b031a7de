"""What every exemption records, whatever frees of whichever duty: evidence, and that it was told.

Who decided, and on which day, is said by the line itself. An exemption moves no date: the date
stays for reporting, and the authority sets itself a target.

Source:
    SEND Code of Practice 2015, 9.43: the family is told, and why, and it is finished as soon as
    the condition has ended.
"""

from datetime import date

from pydantic import Field

from statemachines.forms import Form, Needed, Told
from statemachines.grammar import guard
from statemachines.situation import Situation


class Exempts(Form):
    """A ground on which a duty need not be done, or not by its day; decided on the day of the move.

    Recorded once more, it says when the condition ended.
    """

    evidence: Needed = Field(description="what shows that the ground is met")
    family_told: tuple[Told, ...] = Field(
        (), description="on which day each person was told, and why it is late or not done"
    )
    ended_on: date | None = Field(
        None, description="on which day the condition ended, where it has"
    )
    working_target_on: date | None = Field(
        None, description="the authority's own target from now on; it moves no legal date"
    )


class ExemptsFromALimit(Exempts):
    """A ground that counts only where it made it impractical to keep the time limit."""

    impractical_because: str = Field(
        "", description="why it was impractical to keep the time limit because of it"
    )
    away_from: date | None = Field(
        None, description="the first day of absence from the area, where that is the limb"
    )
    away_until: date | None = Field(None, description="the last day of the absence")


@guard("the family has not been told that it is late, and why")
def the_family_has_been_told_why(s: Situation[Exempts]) -> bool:
    return s.rights_holders() <= {told.person for told in s.form.family_told}


@guard("no parent, or not each of them, has been told that it is not done, and why")
def the_parents_have_been_told_why(s: Situation[Exempts]) -> bool:
    return s.parents() <= {told.person for told in s.form.family_told}


@guard("the condition cannot have ended on a day after that of the move")
def it_has_ended_by_then(s: Situation[Exempts]) -> bool:
    return s.form.ended_on is None or s.form.ended_on <= s.on
