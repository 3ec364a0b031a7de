"""What is refused of what somebody enters by hand."""

from pathway.domain.errors import PathwayError


class EntryUnfit(PathwayError):
    """Something that was entered cannot be so. What was entered is not said: it may be a name."""

    def __init__(self, what: str, fault: str) -> None:
        super().__init__(what, fault)
        self.what, self.fault = what, fault

    def __str__(self) -> str:
        return f"the {self.what} {self.fault}; put it right, and enter it again"


def refuse_unfit(what: str, fault: str | None) -> None:
    """Refuse what was entered where there is a fault in it.

    Raises:
        EntryUnfit: there is one.
    """
    if fault is not None:
        raise EntryUnfit(what, fault)
