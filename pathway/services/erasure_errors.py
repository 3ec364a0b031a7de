"""What is refused when somebody asks for an erasure."""

from pathway.domain.errors import PathwayError


class LineNotFound(PathwayError):
    """A process has no line of that number."""

    def __init__(self, process: str, line: int, last: int) -> None:
        super().__init__(process, line, last)
        self.process, self.line, self.last = process, line, last

    def __str__(self) -> str:
        return (
            f"{self.process} has no line {self.line}, only 1 to {self.last}; see `pathway case "
            f"history {self.process}`"
        )


class ErasedAlready(PathwayError):
    """What a line recorded was erased before."""

    def __init__(self, process: str, line: int) -> None:
        super().__init__(process, line)
        self.process, self.line = process, line

    def __str__(self) -> str:
        return f"what line {self.line} of {self.process} recorded was erased before; nothing to do"


class ErasureNotTheirs(PathwayError):
    """Somebody asked for an erasure in a role that does not decide on it."""

    def __init__(self, role: str, allowed: tuple[str, ...]) -> None:
        super().__init__(role, allowed)
        self.role, self.allowed = role, allowed

    def __str__(self) -> str:
        return (
            f"a {self.role.replace('_', ' ')} has nothing erased; only these decide on it: "
            f"{', '.join(self.allowed)}"
        )


class GroundMissing(PathwayError):
    """An erasure was asked for without its ground."""

    def __init__(self) -> None:
        super().__init__()

    def __str__(self) -> str:
        return "an erasure needs its ground, which is kept; give it with --ground"
