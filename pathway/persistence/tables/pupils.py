"""Pupils, what changes about them, and the people linked to them."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlmodel import Field, SQLModel

from pathway.persistence.columns import Moment


class Pupil(SQLModel, table=True):
    """A child or young person. The UPN is never a key: it changes, and two may share one."""

    __tablename__ = "pupils"
    __table_args__ = (
        CheckConstraint("sex in ('M', 'F')", name="ck_pupil_sex"),
        CheckConstraint(
            "upn is not null or uln is not null or upn_unknown is not null",
            name="ck_pupil_upn_or_why",
        ),
        CheckConstraint("died_on is null or died_on >= born_on", name="ck_pupil_died_after_birth"),
        Index("ix_pupils_upn", "upn", "authority_id"),
        Index("ix_pupils_name", "family_name", "authority_id", "given_name", "born_on"),
    )

    authority_id: UUID = Field(foreign_key="authorities.id", primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    given_name: str = Field(sa_type=Text)
    family_name: str = Field(sa_type=Text)
    born_on: date
    sex: str | None = Field(default=None, sa_type=Text)
    ethnicity: str | None = Field(default=None, sa_type=Text)
    postcode: str | None = Field(default=None, sa_type=Text)
    upn: str | None = Field(default=None, sa_type=Text)
    upn_unknown: str | None = Field(default=None, sa_type=Text)  #: UN1 … UN10, why there is no UPN
    uln: str | None = Field(default=None, sa_type=Text)
    restricted: bool = False
    died_on: date | None = None


class PupilDetail(SQLModel, table=True):
    """What is so about a pupil from a day on: school, district, year group, need, caseworker."""

    __tablename__ = "pupil_details"
    __table_args__ = (
        ForeignKeyConstraint(["authority_id", "pupil_id"], ["pupils.authority_id", "pupils.id"]),
        CheckConstraint(
            "kind in ('school', 'district', 'year_group', 'primary_need', 'secondary_need',"
            " 'caseworker', 'looked_after', 'child_protection', 'home_educated')",
            name="ck_pupil_detail_kind",
        ),
        Index("ix_pupil_details_pupil", "pupil_id", "authority_id", "kind", "from_on"),
    )

    authority_id: UUID = Field(primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    pupil_id: UUID
    kind: str = Field(sa_type=Text)
    value: str = Field(sa_type=Text)
    from_on: date
    recorded_at: datetime = Field(sa_type=Moment)
    process_id: UUID | None = None  #: the process and line that said so, where one did
    line: int | None = None


class Link(SQLModel, table=True):
    """A person's link to a pupil, with what the person may be told and may see, from a day on.

    What changes about a link ends it and begins another, so that its past stays. One that never
    held ends on the day before it began.
    """

    __tablename__ = "links"
    __table_args__ = (
        ForeignKeyConstraint(["authority_id", "pupil_id"], ["pupils.authority_id", "pupils.id"]),
        ForeignKeyConstraint(["authority_id", "person_id"], ["people.authority_id", "people.id"]),
        CheckConstraint("channel in ('e-mail', 'post', 'phone')", name="ck_link_channel"),
        CheckConstraint("until_on is null or until_on >= from_on - 1", name="ck_link_in_order"),
        CheckConstraint("(ended_at is null) = (why_ended is null)", name="ck_link_end_says_why"),
        Index("ix_links_pupil", "pupil_id", "authority_id"),
        Index("ix_links_person", "person_id", "authority_id"),
    )

    authority_id: UUID = Field(primary_key=True)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    pupil_id: UUID
    person_id: UUID
    relationship: str = Field(sa_type=Text)  #: "mother", "social worker", "headteacher", …
    audience: str = Field(default="family", sa_type=Text)  #: as whom the person is told
    parental_responsibility: bool = False
    court_order: str | None = Field(default=None, sa_type=Text)
    language: str = Field(default="en", sa_type=Text)
    interpreter: bool = False
    format: str = Field(default="standard", sa_type=Text)  #: "large print", "easy read", …
    channel: str = Field(default="e-mail", sa_type=Text)
    may_be_told: bool = True
    may_be_invited: bool = True
    may_see_home: bool = False
    may_see_placement: bool = False
    lacks_capacity: bool = False  #: of the young person's own link, for EHC decisions
    from_on: date
    until_on: date | None = None
    recorded_at: datetime | None = Field(default=None, sa_type=Moment)
    recorded_by: UUID | None = None  #: who entered it; None where nobody was named
    ended_at: datetime | None = Field(default=None, sa_type=Moment)  #: when its end was recorded
    ended_by: UUID | None = None
    why_ended: str | None = Field(default=None, sa_type=Text)
