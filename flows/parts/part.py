"""What every part of the house can do."""

from typing import Protocol


class Part(Protocol):
    """A part of the house. What it has to say goes on the board, under its name."""

    name: str

    def start(self) -> None:
        """Set it going; a part that takes its time does not wait here.

        Raises:
            PathwayError: it can't be had, and the house not without it.
        """

    def tend(self) -> None:
        """Look how it is, put that up, and start again what has ended by itself."""

    def stop(self) -> None:
        """Stop it if it was started, and return when it has stopped."""
