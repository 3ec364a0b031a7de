"""What the services need to know about the authority they work for, and about who asks."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine

from pathway.domain.calendars import Calendars
from pathway.domain.errors import BeforeAllRecords, FutureNotRecorded
from pathway.persistence.sitting import Sitting
from statemachines.in_force import BEFORE_ALL_RECORDS
from statemachines.settings import SettledOn
from statemachines.vocabulary import Audience, Role

LONDON = ZoneInfo("Europe/London")
"""Where legal days begin and end."""

THE_CLOCK = UUID("00000000-0000-4000-8000-00000000c10c")
"""Stands in history for time itself, where time acts and no person does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One authority: its case book, its calendars, what it has settled for itself.

    Attributes:
        engine: connections of this engine work for this authority and no other.
        synthetic: whether it is made up, so that its time may be moved.
        local: says what the authority has settled for itself and guards ask for, on any day.
        sender: the name under which letters go out.
        contact: how a reader of a letter reaches the authority.
        link: the address of the web pages, to which a reference is added once there are pages of
            cases; no letter leads to one that is not there.
        schools: the calendars of settings that keep one of their own, by the setting's id as
            details hold it.
        wording: words of the authority's own for letters about moves, by event and audience.
        words_kept_days: for how many days the words of a letter that went out are kept; None where
            nobody has settled it, and then for good.
        sitting: the connection that is kept for move after move, where one is.
    """

    engine: Engine
    authority_id: UUID
    code: str
    name: str
    synthetic: bool
    calendars: Calendars
    local: SettledOn
    sender: str
    contact: str
    link: str
    schools: Mapping[str, Calendars] = field(default_factory=dict)
    wording: Mapping[str, Mapping[Audience, str]] = field(default_factory=dict)
    words_kept_days: int | None = None
    sitting: Sitting | None = None

    @contextmanager
    def at_one_sitting(self) -> Iterator["Office"]:
        """Yield the office for work in which one thread makes move after move, for many cases.

        One connection serves them all; every move is still a transaction of its own.
        """
        with self.engine.connect() as connection:
            yield replace(self, sitting=Sitting(connection))

    def transaction(self) -> AbstractContextManager[Connection]:
        """Begin a transaction when it is entered; leaving it commits, an error takes it back."""
        return self.engine.begin() if self.sitting is None else self.sitting

    def legal_day(self, at: datetime) -> date:
        """Return the civil day in London on which a moment falls."""
        return at.astimezone(LONDON).date()

    def refuse_out_of_reach(self, day: date, *, today: date) -> None:
        """Refuse a day before all records, or one to come that no calendar of bank holidays knows.

        Nothing can be counted there. Today is never refused, old as the list of them may be.

        Raises:
            BeforeAllRecords: it lies before the law of every policy.
            CalendarRunsOut: it is to come, and lies beyond the bank holidays that are known.
        """
        if day < BEFORE_ALL_RECORDS:
            raise BeforeAllRecords(day, BEFORE_ALL_RECORDS)
        known = self.calendars.bank_holidays
        if day > max(today, known.known_to):
            raise known.runs_out(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks, and in what role."""

    person: UUID
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When something happened, and when it is recorded.

    Attributes:
        on: the civil day on which it happened, for the law.
        at: the moment at which it happened, aware, where it is known.
        recorded_at: the moment of recording, aware, UTC.
        post_at: the moment from which letters may go out; never ahead of the real one, so that a
            synthetic authority's letters need not wait for its time to come.
        unnamed: whether nobody named a day, so that it is that of asking.
    """

    on: date
    at: datetime | None
    recorded_at: datetime
    post_at: datetime | None = None
    unnamed: bool = False


def when(office: Office, *, now: datetime, at: datetime | None = None) -> When:
    """Say when something happened that is recorded now, or for the moment `at`.

    On a real authority what happened at `at` is recorded now, and nothing is recorded ahead. A
    synthetic authority's time moves: there it is recorded at `at`.

    Raises:
        FutureNotRecorded: `at` is still to come, and the authority is a real one.
        BeforeAllRecords: it lies before anything that could be on record.
        CalendarRunsOut: it is a synthetic one, and `at` lies beyond the known bank holidays.
    """
    if at is None:
        return When(on=office.legal_day(now), at=now, recorded_at=now, unnamed=True)
    if at > now and not office.synthetic:
        raise FutureNotRecorded(at.isoformat())
    office.refuse_out_of_reach(office.legal_day(at), today=office.legal_day(now))
    recorded_at = at if office.synthetic else now
    return When(
        on=office.legal_day(at), at=at, recorded_at=recorded_at, post_at=min(recorded_at, now)
    )
