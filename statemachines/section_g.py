"""Section G of a plan: the health provision, which the integrated care board arranges.

Source:
    CFA 2014 ss.37(2)(d) and 42(3); SI 2014/1530 reg 12(1)(g).
"""

from pydantic import Field

from statemachines.forms import Form


class SetsOutHealth(Form):
    """A plan, or a version of one, in which section G sets out health provision or none."""

    health_provision: bool | None = Field(
        None,
        description="whether section G sets out health provision; of a version, whether it is new "
        "or changed; empty where that stays as it was",
    )
