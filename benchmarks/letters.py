"""Letters a second to a mail server on loopback, beside a bare loop over one connection.

Run with `python -m benchmarks.letters`. The mail server is a process of its own that throws letters
away. The floor sends one finished letter again and again over one connection; ours writes each
letter, keeps its outcome, and at last claims and settles in a database too.
"""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from statistics import median
from time import sleep
from uuid import UUID

import aiosmtplib
from sqlalchemy import Engine

from benchmarks.figures import Figure, at_least, seconds, table
from benchmarks.house import SECRET, a_server
from notifications import outbox
from notifications.delivery import deliver
from notifications.letters import Letter, render
from notifications.messages import Claimed, Message
from notifications.mime import compose
from notifications.smtp import Mailer
from pathway.persistence.seats import engine_for

LETTERS = 600
ROUNDS = 3
AIM = 300
FLOOR = "bare loop, one connection"
WORDS = "two letters put into words"
WHOLE = "letters to a loopback server, from outbox to outbox"
BATCH = 200
NOW = datetime(2027, 3, 3, 12, tzinfo=UTC)
AUTHORITY = UUID(int=1)
LETTER = Letter(
    template="review_begun",
    audience="family",
    reference="EX-7K2M-4",
    stage="The school looks at what was reached.",
    waits_for="the school",
    on=date(2027, 3, 3),
    dates=(("The review is due (SEND Code of Practice 6.53)", date(2027, 5, 1)),),
    worker="Sam Brook",
    link="https://pathway.example/cases/EX-7K2M-4",
    authority="Example Council",
    contact="send@example.org",
)


@contextmanager
def a_mail_server() -> Iterator[int]:
    """Run a mail server that throws letters away, in a process of its own; give its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    wanted = ["-n", "-c", "aiosmtpd.handlers.Sink", "-l", f"127.0.0.1:{port}"]
    server = subprocess.Popen([sys.executable, "-m", "aiosmtpd", *wanted])
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    """Return when somebody listens there."""
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            sleep(0.1)
        else:
            return


@contextmanager
def a_database() -> Iterator[Engine]:
    """Run a database of our own, durable as in earnest; give connections of its application."""
    with a_server() as addresses:
        engine = engine_for(addresses.app_url, AUTHORITY, SECRET)
        yield engine
        engine.dispose()


def claimed(number: int) -> Claimed:
    """Return a letter as a worker holds it."""
    rendered = render(LETTER)
    return Claimed(
        authority_id=AUTHORITY,
        key=str(number),
        recipient=f"someone{number}@example.org",
        subject=rendered.subject,
        body_text=rendered.text,
        body_html=rendered.html,
        claimed_by="a worker",
        claimed_until=NOW,
    )


def mailer(port: int, at_once: int) -> Mailer:
    """Return our way out."""
    return Mailer(
        host="127.0.0.1",
        port=port,
        sender="Example Council <send@example.org>",
        domain="example.org",
        starttls="never",
        at_once=at_once,
    )


def bare(port: int) -> None:
    """Send one finished letter many times over one connection: the floor."""

    async def loop() -> None:
        letter = compose(claimed(0), sender="send@example.org", domain="example.org", now=NOW)
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False) as line:
            for _ in range(LETTERS):
                await line.sendmail("send@example.org", ["someone@example.org"], letter)

    asyncio.run(loop())


def ours(port: int, at_once: int) -> Callable[[], None]:
    """Make many letters now; return what sends them as one batch."""
    batch = [claimed(number) for number in range(LETTERS)]
    return lambda: asyncio.run(mailer(port, at_once).send_all(batch, now=NOW)).clear()


def whole(engine: Engine, port: int, name: str) -> Callable[[], None]:
    """Post letters now; return what empties the outbox: claim, send, settle, batch by batch."""
    letters = [claimed(number) for number in range(LETTERS)]
    with engine.begin() as connection:
        outbox.post(connection, [posted(name, letter) for letter in letters], due_at=NOW)

    def empty() -> None:
        out = mailer(port, 2)
        while deliver(engine, out, now=NOW, limit=BATCH, worker=name).sent:
            pass

    return empty


def posted(name: str, letter: Claimed) -> Message:
    """Return the letter as it is posted."""
    return Message(
        authority_id=AUTHORITY,
        key=f"{name}/{letter.key}",
        recipient=letter.recipient,
        reference="EX-7K2M-4",
        subject=letter.subject,
        body_text=letter.body_text,
        body_html=letter.body_html,
    )


def rendering() -> None:
    """Put two letters into words, many times."""
    for _ in range(LETTERS):
        render(LETTER)
        render(LETTER)


def measure() -> list[Figure]:
    """Run all kinds in turn, several times, and return the medians of their rates."""
    rates: dict[str, list[float]] = {}
    with a_mail_server() as port, a_database() as engine:
        for number in range(ROUNDS):
            for name, work in (
                (FLOOR, lambda: bare(port)),
                ("ours, one connection", ours(port, 1)),
                ("ours, two connections", ours(port, 2)),
                (WHOLE, whole(engine, port, f"round {number}")),
                (WORDS, rendering),
            ):
                rates.setdefault(name, []).append(LETTERS / seconds(work))
    medians = {name: median(each) for name, each in rates.items()}
    floor = medians.pop(FLOOR)
    return [
        Figure(
            what=name,
            measured=rate,
            unit="/s",
            floor=None if name == WORDS else floor,
            aim=at_least(AIM, "/s") if name == WHOLE else None,
        )
        for name, rate in medians.items()
    ]


if __name__ == "__main__":
    print(table(measure()))
