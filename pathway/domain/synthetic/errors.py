"""What a simulation says when it cannot begin."""

from pathway.domain.errors import PathwayError


class SyntheticError(PathwayError):
    """Anything this package raises."""


class FiguresUnknown(SyntheticError):
    """No figures are shipped for an authority of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name, self.known = name, known

    def __str__(self) -> str:
        return (
            f"there are no figures for {self.name!r}; there are some for: {', '.join(self.known)}"
        )


class FiguresContradict(SyntheticError):
    """Two published figures of one authority cannot both be true of one set of children."""

    def __init__(self, authority: str, what: str) -> None:
        super().__init__(authority, what)
        self.authority, self.what = authority, what

    def __str__(self) -> str:
        return f"the figures of {self.authority} contradict one another ({self.what}); correct them"
