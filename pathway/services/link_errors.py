"""What is refused about the links of people to pupils."""

from datetime import date

from pathway.domain.errors import PathwayError


class LinkedAlready(PathwayError):
    """The person is linked to the pupil already, on days on which the new link would hold."""

    def __init__(self, name: str, relationship: str, pupil: str, person: str, told: str) -> None:
        super().__init__(name, relationship, pupil, person, told)
        self.name, self.relationship, self.told = name, relationship, told
        self.pupil, self.person = pupil, person

    def __str__(self) -> str:
        return (
            f"{self.name} is linked to this pupil already, as {self.relationship}, {self.told}; "
            f"change that with `pathway link change {self.pupil} {self.person}`, or end it first "
            f"with `pathway link end {self.pupil} {self.person}`"
        )


class NotLinked(PathwayError):
    """There is no link to change or to end."""

    def __init__(self, said: str, pupil: str) -> None:
        super().__init__(said, pupil)
        self.said, self.pupil = said, pupil

    def __str__(self) -> str:
        return (
            f"{self.said} has no link to this pupil that holds; see all of them with "
            f"`pathway link list {self.pupil}`"
        )


class LinkAmbiguous(PathwayError):
    """A person has several links to the pupil."""

    def __init__(self, name: str, links: tuple[str, ...]) -> None:
        super().__init__(name, links)
        self.name, self.links = name, links

    def __str__(self) -> str:
        return (
            f"{self.name} has {len(self.links)} links to this pupil; give the id of one instead of "
            f"the person: {', '.join(self.links)}"
        )


class NothingToChange(PathwayError):
    """What a link, or a person, is to be changed to is what it is."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"nothing would change about {self.what}; say what is to be different"


class WhyMissing(PathwayError):
    """A link was to be changed or ended without a word why."""

    def __init__(self) -> None:
        super().__init__()

    def __str__(self) -> str:
        return "it is not said why; say so with --why, which is kept with the link"


class EndsBeforeItBegan(PathwayError):
    """A link that holds since a day was to change on an earlier one."""

    def __init__(self, name: str, from_on: date) -> None:
        super().__init__(name, from_on)
        self.name, self.from_on = name, from_on

    def __str__(self) -> str:
        return (
            f"the link of {self.name} began only on {self.from_on}; give that day with --at to say "
            "that it never held, or a later one"
        )
