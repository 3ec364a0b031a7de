"""What is to be started, and where it will be; refused before anything is, where it can't be."""

import socket
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flows import prefect_settings
from flows.errors import MailboxNotHere, PortTaken
from pathway.environment import Settings, number, port
from pathway.wiring.declared import see_that_all_can_be_read
from pathway.wiring.post import mailer

HOST = "127.0.0.1"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

DATABASE = "database"
PREFECT = "Prefect"
MAILBOX = "mailbox"
HEALTH = "health page"
TICKER = "ticker"
FLOWS = "flows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A house to be started.

    Attributes:
        chosen: the settings.
        home: the folder of everything that is kept.
        with_mailbox: whether the demonstration's mailbox is part of it.
        prefect: where Prefect's pages will be.
        patience: how long may pass between the ends of two sweeps.
    """

    chosen: Settings
    home: Path
    with_mailbox: bool
    prefect: str
    health_port: int
    mailbox_port: int
    smtp_port: int
    letterbox_seconds: int
    watch_seconds: int
    patience: timedelta

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the house, in the order in which they start."""
        mailbox = (MAILBOX,) if self.with_mailbox else ()
        return (PREFECT, DATABASE, *mailbox, HEALTH, TICKER, FLOWS)

    @property
    def health(self) -> str:
        """Where the health page will be."""
        return f"http://{HOST}:{self.health_port}/health"

    @property
    def addresses(self) -> dict[str, str]:
        """Where the pages of each part will be."""
        mailbox = {MAILBOX: f"http://{HOST}:{self.mailbox_port}/"} if self.with_mailbox else {}
        return {PREFECT: self.prefect, **mailbox, HEALTH: self.health}

    def see_that_ports_are_free(self) -> None:
        """Refuse to start where somebody else listens already.

        Raises:
            PortTaken: somebody does.
        """
        for part, wanted, variable in self._ports():
            try:
                socket.create_server((HOST, wanted)).close()
            except OSError:
                raise PortTaken(part, wanted, variable) from None

    def _ports(self) -> list[tuple[str, int, str]]:
        prefect_port = port(self.chosen, "prefect_port")
        wanted = [
            ("Prefect's server", prefect_port, "PATHWAY_PREFECT_PORT"),
            ("the health page", self.health_port, "PATHWAY_HEALTH_PORT"),
        ]
        if self.with_mailbox:
            wanted += [
                ("the mailbox", self.smtp_port, "PATHWAY_SMTP_PORT"),
                ("the mailbox", self.mailbox_port, "PATHWAY_MAILBOX_PORT"),
            ]
        return wanted


def plan(chosen: Settings, *, with_mailbox: bool) -> Plan:
    """Plan a house.

    Raises:
        RuleFileUnreadable: a file of rules cannot be read.
        RuleMalformed: a rule cannot be law.
        CalendarMalformed: the list of bank holidays has a hole.
        PackMalformed: a pack is wrong.
        SettingUnfit: a port or a number of seconds is none.
        MailboxNotHere: the mailbox is asked for, and letters go elsewhere.
        MailerUnsafe: a password would cross the network in the clear.
        SenderUnfit: the sender has no plain address.
    """
    see_that_all_can_be_read(chosen)
    mailer(chosen)
    if with_mailbox and chosen.smtp_host not in LOOPBACK:
        raise MailboxNotHere(chosen.smtp_host)
    return Plan(
        chosen=chosen,
        home=Path(chosen.home).expanduser().resolve(),
        with_mailbox=with_mailbox,
        prefect=prefect_settings.address(chosen),
        health_port=port(chosen, "health_port"),
        mailbox_port=port(chosen, "mailbox_port"),
        smtp_port=port(chosen, "smtp_port"),
        letterbox_seconds=number(chosen, "letterbox_seconds"),
        watch_seconds=number(chosen, "watch_seconds"),
        patience=timedelta(seconds=number(chosen, "patience_seconds")),
    )
