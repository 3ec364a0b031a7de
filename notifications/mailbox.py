"""The mailbox of the demonstration: a real mail server that delivers nothing and shows everything.

It keeps each letter as a file, named by the hash of its `Message-ID`, so that a second copy of a
letter lies where the first one does. For loopback only: whoever reaches it reads every letter.
"""

import hashlib
import socket
import threading
from asyncio import AbstractServer
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Final

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from notifications.errors import MailboxUnopened
from notifications.mailbox_pages import PageServer

_LOOK: Final = 0.05  #: seconds between two looks at whether the pages are to close


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A mail server on loopback and the pages that show what it took.

    Attributes:
        folder: where letters are kept, one `.eml` file each; made if it is not there.
        host: the address both listen on.
        smtp_port: for letters; 0 lets the system choose.
        web_port: for pages; 0 lets the system choose.
    """

    folder: Path
    host: str = "127.0.0.1"
    smtp_port: int = 8025
    web_port: int = 8026

    @contextmanager
    def opened(self) -> Iterator["OpenMailbox"]:
        """Take letters and show them until the block ends. Starts two threads of its own.

        Raises:
            MailboxUnopened: the folder can not be made, or a port is taken.
        """
        with self._letters() as smtp_port, self._pages() as web_port:
            yield OpenMailbox(self.host, smtp_port, f"http://{self.host}:{web_port}/")

    @contextmanager
    def _letters(self) -> Iterator[int]:
        listening = self._listen(self.smtp_port)
        server = _Server(_Keeper(self.folder), listening)
        server.start()
        try:
            yield server.port
        finally:
            server.stop()

    @contextmanager
    def _pages(self) -> Iterator[int]:
        pages = PageServer(self._listen(self.web_port), self.folder)
        thread = threading.Thread(
            target=pages.serve_forever, args=(_LOOK,), name="mailbox pages", daemon=True
        )
        thread.start()
        try:
            yield pages.server_port
        finally:
            pages.shutdown()
            pages.server_close()
            thread.join()

    def _listen(self, port: int) -> socket.socket:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return socket.create_server((self.host, port))
        except OSError as fault:
            why = fault.strerror or str(fault)
            raise MailboxUnopened(str(self.folder), self.host, port, why) from fault


@dataclass(frozen=True, slots=True)
class OpenMailbox:
    """Where an open mailbox is to be found.

    Attributes:
        host: to send letters to.
        smtp_port: to send letters to.
        address: of the page that lists them.
    """

    host: str
    smtp_port: int
    address: str


class _Keeper(MessageHandler):
    """Writes each letter to a file, wholly or not at all."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def handle_message(self, message: Message) -> None:
        """Keep one letter."""
        content = message.as_bytes()
        identity = str(message["Message-ID"] or "").encode() or content
        name = hashlib.sha256(identity).hexdigest()[:40]
        unfinished = self.folder / f"{name}.part"
        unfinished.write_bytes(content)
        unfinished.replace(self.folder / f"{name}.eml")


class _Server(Controller):
    """A mail server in a thread of its own, on a socket that listens already."""

    def __init__(self, keeper: _Keeper, listening: socket.socket) -> None:
        self._listening = listening
        host, port = listening.getsockname()[:2]
        super().__init__(keeper, host, port, server_hostname="mailbox.localhost")

    def _create_server(self) -> Awaitable[AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listening)
