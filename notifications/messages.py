"""A letter on its way: finished, claimed, tried, given up."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from notifications.errors import MessageUnfit

LONGEST_KEY = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A finished letter to one person.

    Attributes:
        key: names process, occurrence, event or rung, recipient and channel; unique within the
            authority. Posted twice, a letter is sent once.
        recipient: the e-mail address.
        recipient_id: the person; None where a shared mailbox is written to.
        reference: of the case; blank in a digest.
        subject: one line without personal data.
        body_text: the words.
        body_html: the same words for those whose mail program shows them so.
        owed_on: the civil day on which it was owed, by the clock of whoever owes it; that clock
            may be ahead of the one by which it is sent.

    Raises:
        MessageUnfit: no key or one too long, no recipient, no subject, or a line break in either.
    """

    authority_id: UUID
    key: str
    recipient: str
    recipient_id: UUID | None = None
    reference: str = ""
    subject: str
    body_text: str
    body_html: str
    owed_on: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.key) <= LONGEST_KEY:
            raise MessageUnfit(self.key, f"its key needs 1 to {LONGEST_KEY} marks")
        if not _is_one_line(self.recipient):
            raise MessageUnfit(self.key, "its recipient must be one line, not blank")
        if not _is_one_line(self.subject):
            raise MessageUnfit(self.key, "its subject must be one line, not blank")


def _is_one_line(words: str) -> bool:
    return bool(words) and "\n" not in words and "\r" not in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A letter that one worker holds for a while: nobody else takes it before the lease ends."""

    authority_id: UUID
    key: str
    recipient: str
    subject: str
    body_text: str
    body_html: str
    claimed_by: str
    claimed_until: datetime


class Fate(StrEnum):
    """What became of one attempt to send a letter."""

    SENT = "sent"  #: the mail server took it
    REFUSED = "refused"  #: refused for good (5xx, or an address no server would take)
    POSTPONED = "postponed"  #: refused for now (4xx): counts towards giving up
    INTERRUPTED = "interrupted"  #: the connection broke with this letter in hand
    HELD = "held"  #: never tried: the mail server was not to be had


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claimed letter, and why where it was not sent."""

    letter: Claimed
    fate: Fate
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A letter that is given up. A person has to reach the recipient in another way."""

    authority_id: UUID
    key: str
    recipient: str
    recipient_id: UUID | None
    reference: str
    subject: str
    attempts: int
    reason: str


class Stage(StrEnum):
    """Where a letter stands."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A letter as the list shows it: everything but its words."""

    key: str
    recipient: str
    recipient_id: UUID | None
    reference: str
    subject: str
    stage: Stage
    owed_on: date | None
    posted_at: datetime
    due_at: datetime
    sent_at: datetime | None
    attempts: int
    last_error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A letter with its words; they are None once the retention period has erased them."""

    listed: Listed
    body_text: str | None
    body_html: str | None
