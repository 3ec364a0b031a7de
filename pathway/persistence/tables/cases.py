"""Cases, the processes at work in them, and their history."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Date,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSON
from sqlmodel import Field, SQLModel

from pathway.persistence.columns import Moment

DRAWN_ON = "GREATEST((recorded_at AT TIME ZONE 'Europe/London'::text)::date, projected_on)"


class Case(SQLModel, table=True):
    """One pupil's file in one authority."""

    __tablename__ = "cases"
    __table_args__ = (
        ForeignKeyConstraint(["authority_id", "pupil_id"], ["pupils.authority_id", "pupils.id"]),
        ForeignKeyConstraint(["authority_id", "owner_id"], ["people.authority_id", "people.id"]),
        UniqueConstraint("authority_id", "reference"),
        UniqueConstraint("authority_id", "pupil_id", name="uq_one_file_a_pupil"),
        Index("ix_cases_owner", "owner_id", "authority_id"),
    )

    authority_id: UUID = Field(primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    reference: str = Field(sa_type=Text)
    pupil_id: UUID
    owner_id: UUID  #: never without an owner
    opened_at: datetime = Field(sa_type=Moment)


class Process(SQLModel, table=True):
    """One policy at work in a case. Only a line of history moves it: see the trigger."""

    __tablename__ = "processes"
    __table_args__ = (
        ForeignKeyConstraint(["authority_id", "case_id"], ["cases.authority_id", "cases.id"]),
        UniqueConstraint("authority_id", "case_id", "policy", "occurrence"),
        CheckConstraint("occurrence >= 1", name="ck_process_occurrence"),
        CheckConstraint("version >= 0 and cycle >= 0", name="ck_process_counts"),
        CheckConstraint("octet_length(tip) = 32", name="ck_process_tip_is_a_hash"),
        Index("ix_processes_state", "state", "policy", "authority_id", "drawn_on"),
    )

    authority_id: UUID = Field(primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    case_id: UUID
    policy: str = Field(sa_type=Text)
    policy_version: int
    occurrence: int
    kind: str | None = Field(
        default=None, sa_type=Text
    )  #: "reassessment", "tuition", …, by the policy
    state: str = Field(default="not_begun", sa_type=Text)
    waits_for: str = Field(
        default="nobody", sa_column=Column(Text, nullable=False, server_default="nobody")
    )  #: who has to act next, as its last line found it
    cycle: int = 0
    version: int = 0  #: the number of its last line
    recorded_at: datetime | None = Field(default=None, sa_type=Moment)
    projected_on: date | None = None  #: when its clocks were drawn anew with no new line
    drawn_on: date | None = Field(
        default=None, sa_column=Column(Date, Computed(DRAWN_ON, persisted=True))
    )  #: when they were drawn last; a column of its own, as security looks into no expression
    tip: bytes = Field(
        default=bytes(32), sa_column=Column(LargeBinary, nullable=False)
    )  #: the hash of its last line


class HistoryLine(SQLModel, table=True):
    """One line of history. The application may add one after the tip, and read; nothing more."""

    __tablename__ = "history"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "process_id"], ["processes.authority_id", "processes.id"]
        ),
        UniqueConstraint("idempotency_key", "authority_id"),
        CheckConstraint("number >= 1", name="ck_history_number"),
        CheckConstraint("octet_length(content_digest) = 32", name="ck_history_digest_is_a_hash"),
        Index("ix_history_entered", "to_state", "authority_id", "occurred_on"),
    )

    authority_id: UUID = Field(primary_key=True)
    process_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    move: str = Field(sa_type=Text)
    event: str = Field(sa_type=Text)
    from_state: str = Field(sa_type=Text)
    to_state: str = Field(sa_type=Text)
    waits_for: str = Field(sa_type=Text)  #: who had to act next, by what was recorded up to here
    cycle: int
    occurred_on: date
    occurred_at: datetime | None = Field(default=None, sa_type=Moment)
    recorded_at: datetime = Field(sa_type=Moment)
    person_id: UUID
    role: str = Field(sa_type=Text)
    policy_version: int
    historic: bool = False
    corrects: int | None = None  #: the number of the line this one corrects
    idempotency_key: str | None = Field(default=None, sa_type=Text)
    content_digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    prior: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Content(SQLModel, table=True):
    """What a line recorded. Kept apart, so that a lawful erasure leaves the chain whole."""

    __tablename__ = "contents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "process_id", "number"],
            ["history.authority_id", "history.process_id", "history.number"],
        ),
    )

    authority_id: UUID = Field(primary_key=True)
    process_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    salt: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    form: str = Field(sa_type=Text)
    form_version: int
    content: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))


class Erasure(SQLModel, table=True):
    """A lawful erasure: what was removed, by whose decision, on what ground."""

    __tablename__ = "erasures"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "process_id", "number"],
            ["history.authority_id", "history.process_id", "history.number"],
        ),
    )

    authority_id: UUID = Field(primary_key=True)
    process_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    erased_at: datetime = Field(sa_type=Moment)
    person_id: UUID
    ground: str = Field(sa_type=Text)
