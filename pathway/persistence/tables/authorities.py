"""Authorities, their calendars, their people and the settings they deal with."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, SQLModel, UniqueConstraint

from pathway.persistence.columns import Moment


class Authority(SQLModel, table=True):
    """A local authority: everything else belongs to one. Its list is public, its rows are not."""

    __tablename__ = "authorities"
    __table_args__ = (
        CheckConstraint("code ~ '^[0-9]{3}$'", name="ck_authority_code_is_three_digits"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    code: str = Field(unique=True, sa_type=Text)
    name: str = Field(sa_type=Text)
    pack: str = Field(sa_type=Text)
    synthetic: bool = False  #: a made-up authority, whose time may be moved


class SeatSecret(SQLModel, table=True):
    """The secret by which the database knows a true seat; only the owner's functions read it."""

    __tablename__ = "seat_secret"
    __table_args__ = (CheckConstraint("one", name="ck_seat_secret_is_one"),)

    one: bool = Field(default=True, primary_key=True)
    secret: str = Field(sa_type=Text)


class SchoolCalendarRow(SQLModel, table=True):
    """Terms and closures, of the authority or of one setting; the one recorded last holds."""

    __tablename__ = "calendars"
    __table_args__ = (
        ForeignKeyConstraint(
            ["authority_id", "setting_id"], ["settings.authority_id", "settings.id"]
        ),
        UniqueConstraint(
            "authority_id", "setting_id", "recorded_at", postgresql_nulls_not_distinct=True
        ),
    )

    authority_id: UUID = Field(
        sa_column=Column(ForeignKey("authorities.id"), primary_key=True, nullable=False)
    )
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    setting_id: UUID | None = None  #: None for the authority's own
    name: str = Field(sa_type=Text)
    terms: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    closures: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    recorded_at: datetime = Field(sa_type=Moment)
    person_id: UUID | None = None  #: who recorded it; None where it came with a synthetic authority


class Setting(SQLModel, table=True):
    """A school, college or provider, as the authority knows it."""

    __tablename__ = "settings"
    __table_args__ = (
        CheckConstraint("urn ~ '^[0-9]{6}$'", name="ck_setting_urn_is_six_digits"),
        CheckConstraint("ukprn ~ '^1[0-9]{7}$'", name="ck_setting_ukprn_is_eight_digits"),
        UniqueConstraint("urn", "authority_id"),
    )

    authority_id: UUID = Field(foreign_key="authorities.id", primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)  #: "school", "provider", …
    phase: str | None = Field(default=None, sa_type=Text)
    urn: str | None = Field(default=None, sa_type=Text)
    ukprn: str | None = Field(default=None, sa_type=Text)
    setting_type: str | None = Field(
        default=None, sa_type=Text
    )  #: code where there is neither number
    email: str | None = Field(default=None, sa_type=Text)


class Person(SQLModel, table=True):
    """Somebody who acts in cases, or is told of them."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("email ~ '^[^@[:space:]]+@[^@[:space:]]+$'", name="ck_person_email"),
        Index(
            "ix_people_managers", "authority_id", postgresql_where=text("'manager' = any(roles)")
        ),
    )

    authority_id: UUID = Field(foreign_key="authorities.id", primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str = Field(sa_type=Text)
    email: str | None = Field(default=None, sa_type=Text)
    phone: str | None = Field(default=None, sa_type=Text)
    roles: list[str] = Field(sa_column=Column(ARRAY(Text), nullable=False))
    districts: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(Text), nullable=False, server_default="{}")
    )
    setting_id: UUID | None = None  #: the setting the person works for
    manager_id: UUID | None = None  #: who is told when this person's duties fall overdue
    left_on: date | None = None


class PersonEntry(SQLModel, table=True):
    """What was entered or changed of a person, when and by whom. Rows are added and stay."""

    __tablename__ = "people_entries"
    __table_args__ = (
        ForeignKeyConstraint(["authority_id", "person_id"], ["people.authority_id", "people.id"]),
        Index("ix_people_entries_person", "person_id", "authority_id"),
    )

    authority_id: UUID = Field(primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: UUID | None = None  #: who recorded it; None where nobody was named
    before: dict[str, Any] | None = Field(
        default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True)
    )  #: what was so before, of what changed; None where the person was entered
    after: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
