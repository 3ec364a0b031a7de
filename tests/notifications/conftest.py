"""What the tests of letters share: a seat in a fresh database, a mail server that does as told."""

# ruff: noqa: ARG002, N802 - aiosmtpd names the methods of a handler, and what they are given

import asyncio
import socket
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Engine

from notifications import outbox
from notifications.messages import Claimed, Message
from notifications.smtp import Mailer
from pathway.persistence.seats import engine_for

AUTHORITY = UUID("11111111-1111-4111-8111-111111111111")
PARENT = UUID("22222222-2222-4222-8222-222222222222")
NOON = datetime(2027, 3, 3, 12, tzinfo=UTC)


@dataclass
class MailServer:
    """A real mail server on loopback: it answers as it is told, and keeps what it takes.

    Attributes:
        at_rcpt: answers to a recipient, one a try; when they run out it is welcome.
        at_data: answers to the content for a recipient, likewise.
        drops: recipients at whose content the connection is broken.
        stalls: recipients at whose content no answer ever comes.
    """

    at_rcpt: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    at_data: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    drops: set[str] = field(default_factory=set)
    stalls: set[str] = field(default_factory=set)
    at_mail: list[str] = field(default_factory=list)
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    logins: list[bytes] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.at_mail:
            return self.at_mail.pop(0)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.at_rcpt[address]:
            return self.at_rcpt[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        (recipient,) = envelope.rcpt_tos
        if recipient in self.drops:
            server.transport.abort()
            return "250 nobody hears this"
        if recipient in self.stalls:
            await asyncio.Event().wait()
        if self.at_data[recipient]:
            return self.at_data[recipient].pop(0)
        content = envelope.content.replace(b"\r\n", b"\n")
        self.taken.append((recipient, message_from_bytes(content, policy=policy.default)))
        return "250 OK"

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.taken]


class LoopbackController(Controller):
    """Listens on a port that the system chooses."""

    def __init__(self, handler, **settings):
        self.listening = socket.create_server(("127.0.0.1", 0))
        port = self.listening.getsockname()[1]
        super().__init__(handler, "127.0.0.1", port, server_hostname="mail.test", **settings)

    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, sock=self.listening)


@pytest.fixture
def serve() -> Iterator[Callable[..., MailServer]]:
    """Start a mail server, with any settings of aiosmtpd's."""
    running = []

    def start(**settings) -> MailServer:
        server = MailServer()
        running.append(LoopbackController(server, **settings))
        running[-1].start()
        server.port, server.connections = running[-1].port, 0
        return server

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture
def mail_server(serve) -> MailServer:
    return serve()


@pytest.fixture
def mailer(mail_server) -> Mailer:
    return mailer_to(mail_server.port)


def mailer_to(port: int, **settings) -> Mailer:
    known = {"starttls": "never", "timeout": 5.0, "at_once": 1}
    return Mailer(
        host="127.0.0.1",
        port=port,
        sender="Example Council <send@example.org>",
        domain="send.example.org",
        **(known | settings),
    )


@pytest.fixture(name="mailer_to")
def _mailer_to() -> Callable[..., Mailer]:
    return mailer_to


@pytest.fixture
def engine(database) -> Iterator[Engine]:
    """Connections of the application's role, seated for one authority."""
    engine = engine_for(database.app_url, AUTHORITY, database.secret)
    yield engine
    engine.dispose()


@pytest.fixture
def neighbour(database) -> Iterator[Engine]:
    """Connections seated for another authority."""
    engine = engine_for(
        database.app_url, UUID("99999999-9999-4999-8999-999999999999"), database.secret
    )
    yield engine
    engine.dispose()


def message(key: str = "k", **said) -> Message:
    return Message(
        **(
            {
                "authority_id": AUTHORITY,
                "key": key,
                "recipient": f"{key}@example.org",
                "recipient_id": PARENT,
                "reference": "EX-7K2M-4",
                "subject": f"Case EX-7K2M-4: {key}",
                "body_text": f"Words of {key}\n",
                "body_html": f"<p>Words of {key}</p>\n",
            }
            | said
        )
    )


@pytest.fixture
def a_message() -> Callable[..., Message]:
    """Make a finished letter that has a key and whatever the test is about."""
    return message


@pytest.fixture
def post(engine) -> Callable[..., None]:
    """Post letters of these keys, due at noon or when the test says."""

    def put_in(*keys: str, due_at: datetime = NOON, **said) -> None:
        with engine.begin() as connection:
            outbox.post(connection, [message(key, **said) for key in keys], due_at=due_at)

    return put_in


@pytest.fixture
def claimed() -> Callable[..., Claimed]:
    """Make a claimed letter without a database."""

    def make(key: str = "k", **said) -> Claimed:
        return Claimed(
            **(
                {
                    "authority_id": AUTHORITY,
                    "key": key,
                    "recipient": f"{key}@example.org",
                    "subject": f"Case EX-7K2M-4: {key}",
                    "body_text": f"Words of {key}\n",
                    "body_html": f"<p>Words of {key}</p>\n",
                    "claimed_by": "a worker",
                    "claimed_until": NOON + timedelta(minutes=5),
                }
                | said
            )
        )

    return make


@pytest.fixture
def unused_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
