"""What keeps a file from being read at all."""

from pathway.domain.errors import PathwayError


class NotACsvFile(PathwayError):
    """The bytes are not a text table, or not one that we can take apart."""

    def __init__(self, because: str) -> None:
        super().__init__(because)
        self.because = because

    def __str__(self) -> str:
        return f"the file cannot be read as CSV: {self.because}"
