"""The outbox as the database keeps it: columns, and what must never be."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)

metadata = MetaData()

_WAITING = text("sent_at IS NULL AND dead_at IS NULL AND withdrawn_at IS NULL")
_KEPT = text("erased_at IS NULL")

outbox = Table(
    "outbox",
    metadata,
    Column("authority_id", Uuid, nullable=False),
    Column("key", Text, nullable=False, comment="process, occurrence, event, recipient, channel"),
    Column("recipient", Text, nullable=False, comment="the e-mail address as it was then"),
    Column("recipient_id", Uuid, comment="the person; none where a shared mailbox is written to"),
    Column("reference", Text, nullable=False, comment="of the case; blank in a digest"),
    Column("subject", Text, nullable=False),
    Column("body_text", Text),
    Column("body_html", Text),
    Column("owed_on", Date, comment="by the clock of whoever owes it"),
    Column("posted_at", DateTime(timezone=True), nullable=False, comment="when first due"),
    Column("due_at", DateTime(timezone=True), nullable=False, comment="later after each refusal"),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("interruptions", Integer, nullable=False, server_default=text("0")),
    Column("claimed_by", Text),
    Column("claimed_until", DateTime(timezone=True)),
    Column("sent_at", DateTime(timezone=True)),
    Column("dead_at", DateTime(timezone=True), comment="given up: a person has to act"),
    Column("withdrawn_at", DateTime(timezone=True), comment="must not go out any more"),
    Column("erased_at", DateTime(timezone=True), comment="words gone; key and times stay"),
    Column("last_error", Text),
    PrimaryKeyConstraint("authority_id", "key", name="pk_outbox"),
    CheckConstraint("length(key) BETWEEN 1 AND 400", name="ck_outbox_key_is_there"),
    CheckConstraint(r"recipient <> '' AND recipient !~ '[\r\n]'", name="ck_outbox_recipient"),
    CheckConstraint(r"subject <> '' AND subject !~ '[\r\n]'", name="ck_outbox_subject_is_one_line"),
    CheckConstraint(
        "attempts >= 0 AND interruptions >= 0", name="ck_outbox_tries_are_not_negative"
    ),
    CheckConstraint(
        "num_nonnulls(sent_at, dead_at, withdrawn_at) <= 1", name="ck_outbox_one_end_at_most"
    ),
    CheckConstraint(
        "(claimed_by IS NULL) = (claimed_until IS NULL)", name="ck_outbox_claim_has_a_lease"
    ),
    CheckConstraint(
        "claimed_by IS NULL OR (sent_at IS NULL AND dead_at IS NULL)",
        name="ck_outbox_ended_is_not_claimed",
    ),
    CheckConstraint(
        "num_nulls(body_text, body_html) = CASE WHEN erased_at IS NULL THEN 0 ELSE 2 END",
        name="ck_outbox_words_until_erased",
    ),
    CheckConstraint(
        "erased_at IS NULL OR num_nonnulls(sent_at, dead_at, withdrawn_at) = 1",
        name="ck_outbox_erased_only_when_ended",
    ),
    Index("ix_outbox_waiting", "authority_id", "due_at", postgresql_where=_WAITING),
    Index("ix_outbox_kept", "authority_id", "posted_at", postgresql_where=_KEPT),
    Index("ix_outbox_reference", "reference", "authority_id"),
)
"""Letters, waiting and gone. The waiting ones stay quick to find among millions that are gone.

`attempts` counts answers of a mail server to this letter, and only they can end in its death;
`interruptions` counts how often a connection broke with this letter in hand, which makes it wait
longer, so that a letter that breaks connections never holds up the others.
"""
