"""What can go wrong between a letter's words and its recipient."""

from datetime import datetime


class NotificationError(Exception):
    """Anything this package raises."""


class MomentNaive(NotificationError):
    """A moment without a time zone was given; nobody can say when it is."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self.moment = moment

    def __str__(self) -> str:
        return f"the moment {self.moment.isoformat()} has no time zone; give it in UTC"


class MessageUnfit(NotificationError):
    """A finished letter that could never be sent as it is."""

    def __init__(self, key: str, fault: str) -> None:
        super().__init__(key, fault)
        self.key, self.fault = key, fault

    def __str__(self) -> str:
        return f"letter {self.key} can not be posted: {self.fault}; mend the letter and post again"


class LetterUnknown(NotificationError):
    """There is no letter of that key in the outbox of this authority."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"there is no letter {self.key!r} in the outbox; list the letters to see their keys"


class MailerUnsafe(NotificationError):
    """The settings would send a password over the network for everybody to read."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.host = host

    def __str__(self) -> str:
        return (
            f"a password for the mail server {self.host} needs encryption: "
            "require STARTTLS, or leave the password out"
        )


class SenderUnfit(NotificationError):
    """The sender's address is none that a mail server takes."""

    def __init__(self, sender: str) -> None:
        super().__init__(sender)
        self.sender = sender

    def __str__(self) -> str:
        return f"the sender {self.sender!r} has no plain e-mail address; write Name <name@domain>"


class LeaseTooShort(NotificationError):
    """A batch could take longer than its letters are leased, and others would send them too."""

    def __init__(self, seconds: float, lease: float) -> None:
        super().__init__(seconds, lease)
        self.seconds, self.lease = seconds, lease

    def __str__(self) -> str:
        return (
            f"a batch may take {self.seconds:g} seconds, but its letters are leased for "
            f"{self.lease:g}; give the batch less time"
        )


class CertificatesUnreadable(NotificationError):
    """The certificates by which the mail server is to be known can not be read."""

    def __init__(self, cafile: str, why: str) -> None:
        super().__init__(cafile, why)
        self.cafile, self.why = cafile, why

    def __str__(self) -> str:
        return f"the certificates {self.cafile} can not be read ({self.why}); name a PEM file"


class LetterUnwritten(NotificationError):
    """Nobody has written the words of this letter for this audience."""

    def __init__(self, template: str, audience: str) -> None:
        super().__init__(template, audience)
        self.template, self.audience = template, audience

    def __str__(self) -> str:
        return (
            f"the letter {self.template!r} has no words for the audience {self.audience!r}; "
            f"write a block of that name in notifications/templates/{self.template}/body.txt"
        )


class LetterIncomplete(NotificationError):
    """A template asks for something that the letter does not say."""

    def __init__(self, template: str, audience: str, fault: str) -> None:
        super().__init__(template, audience, fault)
        self.template, self.audience, self.fault = template, audience, fault

    def __str__(self) -> str:
        return (
            f"the letter {self.template!r} to the {self.audience} can not be written: "
            f"{self.fault}; fill the field, or mend the template"
        )


class MailboxUnopened(NotificationError):
    """The mailbox of the demonstration can not be opened where it was asked to be."""

    def __init__(self, folder: str, host: str, port: int, why: str) -> None:
        super().__init__(folder, host, port, why)
        self.folder, self.host, self.port, self.why = folder, host, port, why

    def __str__(self) -> str:
        return (
            f"the mailbox can not be opened in {self.folder} at {self.host}:{self.port} "
            f"({self.why}); choose another folder or port"
        )
