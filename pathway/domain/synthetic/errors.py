"""What a simulation says when it cannot begin."""

from datetime import date

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


class ToldTooShort(SyntheticError):
    """Lives are to be told until a day before the published year was counted and worked up."""

    def __init__(self, until: date, first: date) -> None:
        super().__init__(until, first)
        self.until, self.first = until, first

    def __str__(self) -> str:
        return (
            f"lives can't be told on until {self.until}, as the figures are of a later year; "
            f"take {self.first} or a later day, or leave it out"
        )
