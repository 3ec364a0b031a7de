"""The mailer by which letters leave the house."""

from typing import cast

from notifications.smtp import Encryption, Mailer
from pathway.environment import Settings, port


def mailer(chosen: Settings) -> Mailer:
    """Return the mailer by which letters leave the house.

    Raises:
        SettingUnfit: its port is none.
        MailerUnsafe: a password would cross the network in the clear.
        SenderUnfit: the sender has no plain address.
    """
    return Mailer(
        host=chosen.smtp_host,
        port=port(chosen, "smtp_port"),
        sender=chosen.sender,
        domain=chosen.mail_domain,
        username=chosen.smtp_username or None,
        password=chosen.smtp_password or None,
        starttls=cast("Encryption", chosen.smtp_starttls),
    )
