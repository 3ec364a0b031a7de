"""What is refused about the people of an authority."""

from pathway.domain.errors import PathwayError


class AddressTaken(PathwayError):
    """Somebody else has the e-mail address already."""

    def __init__(self, email: str, name: str, person: str) -> None:
        super().__init__(email, name, person)
        self.email, self.name, self.person = email, name, person

    def __str__(self) -> str:
        return (
            f"{self.email} is the e-mail address of {self.name} ({self.person}) already; if it is "
            f"the same person, change that one with `pathway people change {self.person}`, and if "
            "two share the address, enter this one without it: they are told by post or telephone"
        )


class ManagesThemselves(PathwayError):
    """Somebody was to be their own manager."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return (
            f"{self.name} cannot be their own manager; name another, or nobody: then the managers "
            "of the authority hear of what falls overdue"
        )
