"""What is refused as it was said already."""

from pathway.domain.errors import PathwayError


class SaidAlready(PathwayError):
    """Something was opened a second time on one day, in the same words."""

    def __init__(self, move: str, on: str, twin: str) -> None:
        super().__init__(move, on, twin)
        self.move, self.on, self.twin = move, on, twin

    def __str__(self) -> str:
        return (
            f"the same was said on {self.on} already ({self.move}, {self.twin}), and nothing was "
            "done; look at that one with `pathway case show`, or give --again if a second one is "
            "meant"
        )
