"""What runs in threads of the house itself: the mailbox, the health page, the ticker."""

from contextlib import ExitStack

from flows import pages
from flows.board import Board, Stand
from flows.duties import Duties
from flows.offices import OpenOffices
from flows.plan import HEALTH, HOST, MAILBOX, TICKER, Plan
from flows.ticker import Ticker
from notifications.mailbox import Mailbox
from pathway import clock
from pathway.wiring.post import mailer


class MailboxPart:
    """The demonstration's mailbox: a mail server that delivers nothing and shows everything."""

    name = MAILBOX

    def __init__(self, plan: Plan, board: Board) -> None:
        self._plan, self._board, self._open = plan, board, ExitStack()

    def start(self) -> None:
        """Open it.

        Raises:
            MailboxUnopened: its folder can't be made, or a port is taken.
        """
        box = Mailbox(
            folder=self._plan.home / "mailbox",
            host=HOST,
            smtp_port=self._plan.smtp_port,
            web_port=self._plan.mailbox_port,
        )
        opened = self._open.enter_context(box.opened())
        self._board.say(self.name, Stand.OK, opened.address)

    def tend(self) -> None:
        """Let it be: its threads last as long as the house."""

    def stop(self) -> None:
        """Close it."""
        self._open.close()
        self._board.say(self.name, Stand.STOPPED)


class HealthPart:
    """The health page."""

    name = HEALTH

    def __init__(self, plan: Plan, board: Board, offices: OpenOffices) -> None:
        self._plan, self._board, self._offices = plan, board, offices
        self._open = ExitStack()

    def start(self) -> None:
        """Serve it."""
        self._open.enter_context(pages.served(self._plan, self._offices))
        self._board.say(self.name, Stand.OK, self._plan.health)

    def tend(self) -> None:
        """Let it be: its thread lasts as long as the house."""

    def stop(self) -> None:
        """Serve it no longer."""
        self._open.close()
        self._board.say(self.name, Stand.STOPPED)


class TickerPart:
    """The ticker with its two duties."""

    name = TICKER

    def __init__(self, plan: Plan, board: Board, offices: OpenOffices) -> None:
        self._plan, self._board = plan, board
        self._ticker, self._offices = Ticker(), offices
        self._duties: Duties | None = None

    def start(self) -> None:
        """Begin to tick."""
        self._duties = duties = Duties(
            self._offices,
            mailer(self._plan.chosen),
            since=clock.now(),
            patience=self._plan.patience,
        )
        letters, watch = self._plan.letterbox_seconds, self._plan.watch_seconds
        self._ticker.every(letters, duties.empty_letterbox, called="letterbox")
        self._ticker.every(watch, duties.keep_watch, called="watch")
        self._ticker.start()
        self.tend()

    def tend(self) -> None:
        """Say what it does, and what keeps letters here. Its threads last as long as the house."""
        said = (
            f"letters every {self._plan.letterbox_seconds} s, "
            f"the watch every {self._plan.watch_seconds} s"
        )
        if self._duties is not None and self._duties.mail_trouble:
            said = f"{said}; letters wait: {self._duties.mail_trouble}"
        self._board.say(self.name, Stand.OK, said)

    def stop(self) -> None:
        """Stop ticking, once what is being done is done."""
        self._ticker.stop()
        self._board.say(self.name, Stand.STOPPED)
