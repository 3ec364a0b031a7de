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


class RoleOfTime(PathwayError):
    """Somebody was to have the role of time itself, or to act in it."""

    def __init__(self, name: str = "", person: str = "") -> None:
        super().__init__(name, person)
        self.name, self.person = name, person

    def __str__(self) -> str:
        said = "the clock is the engine's own role, in which time acts by itself; no person has it"
        if not self.person:
            return said
        return f"{said}: give {self.name} another with `pathway people change {self.person}`"
