"""The only file that speaks SMTP, and the only asynchronous one.

A connection serves one batch and one task. What a mail server says about one letter concerns that
letter alone; what goes wrong with the connection concerns none of them, and they wait.
"""

import asyncio
import ssl
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from typing import Final, Literal

import aiosmtplib
from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from notifications.errors import (
    CertificatesUnreadable,
    LeaseTooShort,
    MailerUnsafe,
    MessageUnfit,
    SenderUnfit,
)
from notifications.messages import Claimed, Fate, Outcome
from notifications.mime import compose, encoded, is_deliverable
from notifications.outbox import LEASE

Encryption = Literal["required", "if_offered", "never", "implicit"]
"""STARTTLS or nothing; STARTTLS where the server offers it; none; TLS from the first byte."""

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_GOING_AWAY: Final = frozenset({421})
_TOO_BIG: Final = 552
_WORTH_A_CONNECTION: Final = 25  #: letters; for fewer another connection is not opened
_SURELY_NOT_ALL: Final = 10  #: letters refused for good together speak against the server


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailer:
    """The mail server by which letters leave the house.

    Attributes:
        sender: the `From` of every letter, as `Name <name@domain>`.
        domain: our name towards the server, and the right-hand side of each `Message-ID`.
        starttls: how the connection is encrypted.
        cafile: the certificates to trust instead of the system's.
        timeout: seconds that one answer of the server may take.
        batch_timeout: seconds that a batch may take altogether, whatever happens.
        at_once: connections at most, each with letters of its own.

    Raises:
        MailerUnsafe: a password would cross the network in the clear.
        SenderUnfit: the sender has no plain address.
        LeaseTooShort: a batch might outlast the lease of its letters.
        CertificatesUnreadable: `cafile` is not there, or holds no certificates.
    """

    host: str
    port: int
    sender: str
    domain: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    starttls: Encryption = "required"
    cafile: str | None = None
    timeout: float = 30.0
    batch_timeout: float = 120.0
    at_once: int = 2

    def __post_init__(self) -> None:
        self.trusted()
        exposed = self.starttls in {"never", "if_offered"} and self.host not in _LOOPBACK
        if self.password is not None and exposed:
            raise MailerUnsafe(self.host)
        if not is_deliverable(self.mailbox):
            raise SenderUnfit(self.sender)
        if self.batch_timeout >= LEASE.total_seconds():
            raise LeaseTooShort(self.batch_timeout, LEASE.total_seconds())

    @property
    def mailbox(self) -> str:
        """The sender's bare address, to which bounces return."""
        return parseaddr(self.sender)[1]

    @property
    def from_header(self) -> str:
        """The `From` header, encoded."""
        name = parseaddr(self.sender)[0]
        return f"{encoded(name, 'From')} <{self.mailbox}>" if name else self.mailbox

    async def send_all(self, batch: Sequence[Claimed], *, now: datetime) -> list[Outcome]:
        """Send a batch; one bad letter never stops the others.

        Args:
            batch: letters claimed by the caller.
            now: aware; the date of each letter.

        Returns:
            One outcome for each letter, in their order. Nothing about mail is raised.
        """
        parcel = _Parcel(self, batch, now)
        lines = min(self.at_once, 1 + len(batch) // _WORTH_A_CONNECTION)
        try:
            async with asyncio.timeout(self.batch_timeout):
                await asyncio.gather(*(parcel.carry() for _ in range(lines if batch else 0)))
        except TimeoutError:
            parcel.trouble = self.trouble(f"a batch took more than {self.batch_timeout:g} seconds")
        return parcel.outcomes()

    def line(self, context: ssl.SSLContext | None) -> SMTP:
        """Return a connection that is not open yet, for one task only."""
        return SMTP(
            hostname=self.host,
            port=self.port,
            local_hostname=self.domain,
            username=self.username,
            password=self.password,
            timeout=self.timeout,
            use_tls=self.starttls == "implicit",
            start_tls={"required": True, "if_offered": None}.get(self.starttls, False),
            tls_context=context,
        )

    def trusted(self) -> ssl.SSLContext | None:
        """Return whose certificates are believed; None where nothing is encrypted.

        Raises:
            CertificatesUnreadable: `cafile` is not there, or holds no certificates.
        """
        if self.starttls == "never":
            return None
        try:
            return ssl.create_default_context(cafile=self.cafile)
        except OSError as fault:
            raise CertificatesUnreadable(self.cafile or "of the system", str(fault)) from fault

    def trouble(self, why: str) -> str:
        """Return the one sentence about a mail server that is not to be had."""
        return (
            f"the mail server at {self.host}:{self.port} is not to be had ({why}); "
            "no letter is lost, they wait and are tried again"
        )


class _Parcel:
    """One batch on its way: what still waits, what became of the rest."""

    def __init__(self, mailer: Mailer, batch: Sequence[Claimed], now: datetime) -> None:
        self.mailer, self.batch, self.now = mailer, batch, now
        self.context = mailer.trusted()
        self.mailbox, self.from_header = mailer.mailbox, mailer.from_header
        self.waiting = deque(batch)
        self.done: dict[str, Outcome] = {}
        self.trouble = ""

    async def carry(self) -> None:
        """Take letters to the server over one connection until none waits or it breaks."""
        line = self.mailer.line(self.context)
        try:
            await line.connect()
            while self.waiting and line.is_connected:
                await self._hand_over(line, self.waiting.popleft())
            await line.quit()
        except (SMTPException, OSError) as failure:
            self.trouble = self.mailer.trouble(_why(failure))
        finally:
            line.close()

    async def _hand_over(self, line: SMTP, letter: Claimed) -> None:
        self._settle(letter, Fate.INTERRUPTED, "the batch ran out of time with this letter in hand")
        try:
            await line.sendmail(self.mailbox, letter.recipient, self._written(letter))
        except MessageUnfit as unfit:
            self._settle(letter, Fate.REFUSED, unfit.fault)
        except aiosmtplib.SMTPRecipientsRefused as refusal:
            self._judge(letter, refusal.recipients[0])
        except SMTPResponseException as refusal:
            self._judge(letter, refusal)
        except (SMTPException, OSError) as failure:
            self._settle(letter, Fate.INTERRUPTED, f"the connection broke: {_why(failure)}")
            raise
        else:
            self._settle(letter, Fate.SENT, "")

    def _written(self, letter: Claimed) -> bytes:
        domain = self.mailer.domain
        return compose(letter, sender=self.from_header, domain=domain, now=self.now)

    def _judge(self, letter: Claimed, refusal: SMTPResponseException) -> None:
        """Tell what concerns the letter from what concerns the server, which ends the line."""
        fate = _fate(refusal)
        answer = f"the mail server answered {_why(refusal)}"
        self._settle(letter, fate, self.mailer.trouble(answer) if fate is Fate.HELD else answer)
        if fate in {Fate.HELD, Fate.INTERRUPTED}:
            raise refusal

    def _settle(self, letter: Claimed, fate: Fate, reason: str) -> None:
        self.done[letter.key] = Outcome(letter, fate, reason)

    def outcomes(self) -> list[Outcome]:
        """Return what became of each letter; those never tried are held."""
        outcomes = [
            self.done.get(letter.key, Outcome(letter, Fate.HELD, self.trouble))
            for letter in self.batch
        ]
        return _doubted(outcomes)


def _doubted(outcomes: list[Outcome]) -> list[Outcome]:
    """Turn a refusal of everything into a postponement: not every address is wrong on one day.

    A relay that has forgotten who we are refuses each recipient for good.
    """
    refused_all = all(outcome.fate is Fate.REFUSED for outcome in outcomes)
    if len(outcomes) < _SURELY_NOT_ALL or not refused_all:
        return outcomes
    return [Outcome(each.letter, Fate.POSTPONED, each.reason) for each in outcomes]


def _fate(refusal: SMTPResponseException) -> Fate:
    """Read an answer: refused for good (5xx), for now (4xx), or nothing about this letter.

    A server that will not have our sender will have none of our letters, so they are held; unless
    it says that this one is too big (552).
    """
    if refusal.code in _GOING_AWAY:
        return Fate.INTERRUPTED
    if isinstance(refusal, aiosmtplib.SMTPSenderRefused) and refusal.code != _TOO_BIG:
        return Fate.HELD
    return {4: Fate.POSTPONED, 5: Fate.REFUSED}.get(refusal.code // 100, Fate.INTERRUPTED)


def _why(failure: Exception) -> str:
    """Return a foreign error in one line."""
    if isinstance(failure, SMTPResponseException):
        return _plain(f"{failure.code} {failure.message}")
    return _plain(str(failure)) or type(failure).__name__


def _plain(words: str) -> str:
    """Return foreign words on one line, short, and fit for the database."""
    readable = words.encode("utf-8", "replace").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in readable).split())[:300]
