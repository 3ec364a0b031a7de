"""What is said of a number or reference that cannot be one."""

from pathway.domain.errors import PathwayError


class Mistyped(PathwayError):
    """A number or reference is not one, or does not agree with its own check character.

    The text itself is not kept: it may identify a child, and sentences end up in logs.
    """

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what, why)
        self.what, self.why = what, why

    def __str__(self) -> str:
        return f"the {self.what} {self.why}"
