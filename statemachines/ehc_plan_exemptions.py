"""Where the family has made suitable arrangements itself, so that the plan's provision is not owed.

The duties come back with the end of those arrangements: recorded once more with that day, the
ground no longer frees. The plan is maintained all the same, and reviewed.

Source:
    CFA 2014 s.42(2), (3) and (5), with paragraphs 234 and 235 of the explanatory notes.
"""

from typing import Literal

from pydantic import Field

from statemachines.ehc_plan_states import IN_FORCE
from statemachines.events import Event
from statemachines.exempting import Exempts, it_has_ended_by_then, the_family_has_been_told_why
from statemachines.forms import Needed
from statemachines.grammar import Move, must
from statemachines.vocabulary import Readers, Role


class ArrangedOtherwise(Exempts):
    """Suitable alternative arrangements of the parent or young person, found to be so that day."""

    limb: Literal["42(5)"] = Field("42(5)", description="always 42(5)")
    arrangements: Needed = Field(description="what they have arranged")
    suitable_because: Needed = Field(description="why the authority finds it suitable")
    rules: tuple[Literal["EHC-10", "EHC-10.health", "TRF-02"], ...] = Field(
        (),
        description="which duties it frees from, where not from all: EHC-10 or, after a transfer, "
        "TRF-02 (section F); EHC-10.health (section G)",
    )


EXEMPTIONS = (
    Move(
        name="record exemption", source=IN_FORCE,
        by=frozenset({Role.DECISION_MAKER}),
        event=Event.EXEMPTION_RECORDED, form=ArrangedOtherwise,
        law=must("CFA 2014 s.42(5): no provision is owed that the family has suitably arranged"),
        when=(it_has_ended_by_then,), advised=(the_family_has_been_told_why,),
        readers=Readers.FAMILY,
    ),
)  # fmt: skip
