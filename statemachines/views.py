"""What the pupil and the parents say, in their own words, or why nobody could ask them."""

from uuid import UUID

from pydantic import Field

from statemachines.forms import Part


class View(Part):
    """What somebody says about it, or why it could not be asked."""

    words: str = Field("", description="what they say, in their own words")
    missing_because: str = Field("", description="why their view could not be had")

    @property
    def is_recorded(self) -> bool:
        """Whether there are words, or a reason for there being none."""
        return bool(self.words or self.missing_because)


class PersonsView(View):
    """The view of one person, a parent for instance."""

    person: UUID = Field(description="whose view it is, by id")
