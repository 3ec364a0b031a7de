"""What goes wrong unattended, or while the house is being started: each in one sentence."""

from collections.abc import Sequence
from datetime import datetime

from pathway.domain.errors import PathwayError

NAMED = 10
"""How many failures a sentence names."""


class FlowError(PathwayError):
    """Anything this package raises."""


class SweepIncomplete(FlowError):
    """Some of the work failed on every try; all the rest was seen to."""

    def __init__(self, failed: Sequence[str]) -> None:
        super().__init__(tuple(failed))
        self.failed = tuple(failed)

    def __str__(self) -> str:
        more = len(self.failed) - NAMED
        beyond = f"; and {more} more" if more > 0 else ""
        return (
            f"{len(self.failed)} not done, everything else was: {'; '.join(self.failed[:NAMED])}"
            f"{beyond}; put them right, and what is due is done at the next sweep"
        )


class MomentNaive(FlowError):
    """A moment was given without its time zone."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at

    def __str__(self) -> str:
        return f"{self.at.isoformat()} names no time zone; write it as {self.at.isoformat()}+00:00"


class PortTaken(FlowError):
    """Somebody else listens where a part of the house is to listen."""

    def __init__(self, part: str, port: int, variable: str) -> None:
        super().__init__(part, port, variable)
        self.part, self.port, self.variable = part, port, variable

    def __str__(self) -> str:
        return (
            f"port {self.port} of this machine is in use, and {self.part} needs it; stop what "
            f"listens there, or set {self.variable} to another"
        )


class UpAlready(FlowError):
    """The house of this home is up already."""

    def __init__(self, pid: int, home: str, where: Sequence[str]) -> None:
        super().__init__(pid, home, tuple(where))
        self.pid, self.home, self.where = pid, home, tuple(where)

    def __str__(self) -> str:
        at = f" at {', '.join(self.where)}" if self.where else ""
        return f"Pathway is up already in {self.home} (process {self.pid}){at}; stop it there first"


class PartFailed(FlowError):
    """A part of the house did not start."""

    def __init__(self, part: str, why: str) -> None:
        super().__init__(part, why)
        self.part, self.why = part, why

    def __str__(self) -> str:
        return f"{self.part} did not start: {self.why}"


class MailboxNotHere(FlowError):
    """The demonstration's mailbox was asked for, and letters are to go to another mail server."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host

    def __str__(self) -> str:
        return (
            f"PATHWAY_SMTP_HOST is {self.host}, so letters would not come to the mailbox of the "
            "demonstration; leave it out, or start without --with-mailbox"
        )
