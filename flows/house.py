"""The whole house: started in order, tended while it is up, stopped in the reverse order.

Prefect's server and the served flows are processes of their own. The ticker, the mailbox and the
health page are threads of this one, so that deadlines are enforced, letters go out and somebody is
told, whatever becomes of Prefect.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from threading import Event

from flows import prefect_settings
from flows.board import Board, Notice
from flows.child import Child
from flows.claim import Card, claimed
from flows.logs import kept_log
from flows.offices import OpenOffices
from flows.parts.database import DatabasePart
from flows.parts.indoors import HealthPart, MailboxPart, TickerPart
from flows.parts.part import Part
from flows.parts.prefect import ServedPart, ServerPart
from flows.plan import FLOWS, PREFECT, Plan
from pathway.embedded.place import prepare_home
from pathway.errors import HomeUnwritable

WHILE_STARTING, WHILE_UP = 0.2, 2.0
"""Seconds between two looks at every part."""


class House:
    """A house that is up, or on the way to it."""

    def __init__(self, plan: Plan, board: Board) -> None:
        self._plan, self.board = plan, board
        home = prefect_settings.prefect_home(plan.chosen)
        home.mkdir(mode=0o700, exist_ok=True)
        env = prefect_settings.environment(plan.chosen, os.environ)
        self._server = Child(PREFECT, "flows.prefect_server", env=env, log=home / "server.log")
        self._served = Child(FLOWS, "flows.served", env=env, log=home / "flows.log")
        offices = OpenOffices(plan.chosen)
        self.parts: tuple[Part, ...] = (
            ServerPart(plan, board, self._server),
            DatabasePart(plan, board, offices),
            *((MailboxPart(plan, board),) if plan.with_mailbox else ()),
            HealthPart(plan, board, offices),
            TickerPart(plan, board, offices),
            ServedPart(plan, board, self._served),
        )

    def tend(self, until: Event, *, done_when_up: bool = False) -> bool:
        """Look after every part until somebody asks to stop.

        Args:
            until: set by whoever asks.
            done_when_up: whether to return as soon as every part is up, or one has failed.

        Returns:
            Whether every part is up.
        """
        while not until.is_set():
            for part in self.parts:
                part.tend()
            self._leave_card()
            up = self.board.is_well()
            if done_when_up and (up or self.board.has_failed()):
                return up
            until.wait(WHILE_UP if up else WHILE_STARTING)
        return self.board.is_well()

    def _leave_card(self) -> None:
        """Tell others where everything is."""
        known = {"house": os.getpid(), PREFECT: self._server.pid, FLOWS: self._served.pid}
        card = Card(
            os.getpid(),
            self._plan.addresses,
            {name: pid for name, pid in known.items() if pid is not None},
        )
        if card != Card.read(self._plan.home):
            with suppress(HomeUnwritable):  # no reason to stop; it is tried again at the next look
                card.leave(self._plan.home)


@contextmanager
def started(plan: Plan, *, told: Callable[[Notice], None]) -> Iterator[House]:
    """Start a house, and stop everything that was started when the block ends, however it ends.

    Args:
        plan: what is to be started.
        told: is told what every part says, as it says it.

    Raises:
        UpAlready: the house of this home is up already.
        PortTaken: somebody else listens where a part is to listen.
        EmbeddedServerError: the database does not start.
        PathwayError: something else that the house can't be without can't be had.
    """
    prepare_home(plan.home)
    with claimed(plan.home), kept_log(plan.home), ExitStack() as stack:
        plan.see_that_ports_are_free()
        house = House(plan, Board(plan.parts, told=told))
        for part in house.parts:
            stack.callback(part.stop)
            part.start()
        yield house
