"""Clocks, the rungs that have fired, the tasks people have, and the sweeps that looked."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, UniqueConstraint

from pathway.persistence.columns import Moment

NO_PARTY = UUID(int=0)
"""Stands for "the whole process" where a clock runs for no person in particular."""


class ClockRow(SQLModel, table=True):
    """A clock as it was last projected from history. It may be dropped and rebuilt equal."""

    __tablename__ = "clocks"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "process_id"], ["processes.authority_id", "processes.id"]
        ),
        CheckConstraint("kind in ('deadline', 'floor', 'target')", name="ck_clock_kind"),
        CheckConstraint(
            "due_on is not null or why_no_date is not null", name="ck_clock_date_or_reason"
        ),
        Index(
            "ix_clocks_next_rung",
            "authority_id",
            "next_rung_on",
            "process_id",
            postgresql_where=text("next_rung_on is not null"),
        ),
        Index(
            "ix_clocks_makes",
            "authority_id",
            "makes_on",
            postgresql_where=text("makes_on is not null"),
        ),
        Index(
            "ix_clocks_open_due",
            "authority_id",
            "due_on",
            postgresql_where=text("settled_on is null"),
        ),
    )

    authority_id: UUID = Field(primary_key=True)
    process_id: UUID = Field(primary_key=True)
    rule_id: str = Field(primary_key=True, sa_type=Text)
    started_by: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    party: UUID = Field(primary_key=True)
    started_on: date
    counted_from: date
    due_on: date | None = None
    safe_on: date | None = None
    last_working_day: date | None = None
    kind: str = Field(sa_type=Text)
    settled_on: date | None = None
    settled_by: int | None = None
    met: bool = False
    disapplied: str | None = Field(default=None, sa_type=Text)
    why_no_date: str | None = Field(default=None, sa_type=Text)
    next_rung: str | None = Field(default=None, sa_type=Text)
    next_rung_on: date | None = None
    makes_on: date | None = None  #: when time makes a move of its own


class Rung(SQLModel, table=True):
    """An alert that has fired, or was passed over because the record is an old one."""

    __tablename__ = "rungs"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "process_id"], ["processes.authority_id", "processes.id"]
        ),
        Index("ix_rungs_fired", "authority_id", "fired_at"),
    )

    authority_id: UUID = Field(primary_key=True)
    process_id: UUID = Field(primary_key=True)
    rule_id: str = Field(primary_key=True, sa_type=Text)
    started_by: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    party: UUID = Field(primary_key=True)
    rung: str = Field(primary_key=True, sa_type=Text)
    day: date = Field(primary_key=True)
    fired_at: datetime = Field(sa_type=Moment)
    passed_over: bool = False


class Task(SQLModel, table=True):
    """Something a person has to do: owner, reason, due date, what it is about, and an end."""

    __tablename__ = "tasks"
    __table_args__ = (
        ForeignKeyConstraint(["authority_id", "owner_id"], ["people.authority_id", "people.id"]),
        UniqueConstraint("authority_id", "key"),
        CheckConstraint("(ended_at is null) = (how_ended is null)", name="ck_task_end_says_how"),
        Index(
            "ix_tasks_open",
            "authority_id",
            "owner_id",
            "due_on",
            postgresql_where=text("ended_at is null"),
        ),
    )

    authority_id: UUID = Field(primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    key: str = Field(sa_type=Text)  #: what it is about, once; a second time makes no second task
    about: str = Field(sa_type=Text)  #: the reference of the case or process
    owner_id: UUID
    reason: str = Field(sa_type=Text)
    due_on: date
    made_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    how_ended: str | None = Field(default=None, sa_type=Text)
    ended_by: UUID | None = None  #: who ended it; None where it ended by itself


class Sweep(SQLModel, table=True):
    """One pass over what is due. The watchdog asks when the last one ended."""

    __tablename__ = "sweeps"
    __table_args__ = (Index("ix_sweeps_ended", "authority_id", "kind", "ended_at"),)

    authority_id: UUID = Field(foreign_key="authorities.id", primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    kind: str = Field(sa_type=Text)
    for_at: datetime = Field(sa_type=Moment)
    started_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    tally: dict[str, int] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default="{}")
    )
