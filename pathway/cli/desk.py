"""Where a command works: the office of one authority, at a moment."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from pathway import clock
from pathway.cli.days import read_day, refuse_ambiguous
from pathway.cli.screen import aside
from pathway.domain.errors import DayUnreadable
from pathway.environment import Settings, settings
from pathway.persistence.faults import in_plain_words
from pathway.services import acting
from pathway.services.acting import find_person, stand_in
from pathway.services.office import Actor, Office, When, when
from pathway.wiring import offices
from pathway.wiring.authorities import listed_authorities
from statemachines.vocabulary import Role

LONDON = ZoneInfo("Europe/London")
MOMENT = "it as 2026-09-07, or 2026-09-07T14:30"


@dataclass(frozen=True, slots=True)
class Desk:
    """The office that a command works in, the settings, and the present moment."""

    office: Office
    chosen: Settings
    now: datetime

    def when(self, at: str) -> When:
        """Say when something happened: `--at`, or now.

        Raises:
            DayUnreadable: it is neither a day nor a moment.
            FutureNotRecorded: it is still to come, and the authority is a real one.
            BeforeAllRecords: it lies before anything that could be on record.
            CalendarRunsOut: it lies beyond the bank holidays that are known.
        """
        if not at:
            return when(self.office, now=self.now)
        moment = _moment(at)
        if moment is None:
            day = read_day(at, where="--at")
            return acting.on_day(self.office, day, now=self.now)
        return when(self.office, now=self.now, at=moment)

    def day(self, at: str) -> date:
        """Return the day as at which one looks: `--at`, or today.

        Raises:
            DayUnreadable: it is neither a day nor a moment.
            BeforeAllRecords: it lies before anything that could be on record.
            CalendarRunsOut: it lies beyond the bank holidays that are known.
        """
        if not at:
            return self.office.legal_day(self.now)
        moment = _moment(at)
        return self._in_reach(
            self.office.legal_day(moment) if moment else read_day(at, where="--at")
        )

    def recorded_by(self, said: str) -> datetime | None:
        """Return the moment up to which recorded lines count: as given, or the end of a whole day.

        Args:
            said: a moment, a day, or blank for all that was recorded.

        Raises:
            DayUnreadable: it is neither a day nor a moment.
            BeforeAllRecords: it lies before anything that could be on record.
            CalendarRunsOut: it lies beyond the bank holidays that are known.
        """
        until = _by_the_end_of(said)
        if until is not None:
            self._in_reach(self.office.legal_day(until))
        return until

    def _in_reach(self, day: date) -> date:
        self.office.refuse_out_of_reach(day, today=self.office.legal_day(self.now))
        return day

    def whoever(self, said: str) -> UUID | None:
        """Return who is named as acting, by `--as` or PATHWAY_PERSON; None where nobody is.

        Raises:
            PersonNotFound: the authority knows no such person.
        """
        named = said or self.chosen.person
        return find_person(self.office, named).id if named else None

    def actor(
        self,
        person: str,
        role: Role | None,
        allowed: frozenset[Role],
        *,
        reference: str | None = None,
        pupil: UUID | None = None,
        suits: Callable[[Actor], bool] = lambda _: True,
    ) -> Actor:
        """Say who acts: `--as`, PATHWAY_PERSON, or on a synthetic authority somebody fitting.

        Raises:
            NobodyActs: nobody was named, and the authority is a real one.
            PersonNotFound: the authority knows no such person.
            RoleNotHeld: they do not have that role.
        """
        said = person or self.chosen.person
        if said:
            return acting.actor(find_person(self.office, said), role=role, allowed=allowed)
        chosen, actor = stand_in(
            self.office,
            role=role,
            allowed=allowed,
            reference=reference,
            pupil=pupil,
            suits=suits,
        )
        aside(f"acting as {chosen.name}, {actor.role.replace('_', ' ')} ({chosen.id})")
        return actor


@contextmanager
def desk(authority: str, *, at: str = "", known: str = "") -> Iterator[Desk]:
    """Open the office of an authority, and say in plain words if its database goes away.

    Args:
        authority: its number or name; the only one there is, or the one of PATHWAY_AUTHORITY,
            where it is blank.
        at: the moment acted for, as of which the authority's own settings hold.
        known: a moment, or a day, up to which recorded calendars count; blank for all.
    """
    chosen, now = settings(), clock.now()
    with in_plain_words():
        code, by = _code(chosen, authority), _by_the_end_of(known)
        office = offices.office(chosen, now=_as_of(at) or now, code=code, known_by=by)
        try:
            yield Desk(office, chosen, now)
        finally:
            office.engine.dispose()


def _code(chosen: Settings, said: str) -> str:
    if not said or said.isdigit():
        return said
    known = listed_authorities(chosen)
    fitting = [one for one in known if one.name.casefold().startswith(said.casefold())]
    return fitting[0].code if len(fitting) == 1 else said


def _as_of(at: str) -> datetime | None:
    if not at:
        return None
    return _moment(at) or datetime.combine(
        read_day(at, where="--at"), acting.NOON, tzinfo=LONDON
    ).astimezone(UTC)


def _by_the_end_of(said: str) -> datetime | None:
    """Return the moment up to which recorded lines count; None where nothing is said."""
    if not said:
        return None
    if ":" in said:
        return _moment(said, where="--as-recorded-at")
    return datetime.combine(read_day(said, where="--as-recorded-at"), time.max, tzinfo=LONDON)


def _moment(text: str, *, where: str = "--at") -> datetime | None:
    """Read a moment, in London where it names no zone; None where no time of day is given.

    Raises:
        DayAmbiguous: its day could be two different ones.
        DayUnreadable: it cannot be read, or the clocks go back or forward over it.
    """
    text = text.strip()
    if ":" not in text:
        return None
    refuse_ambiguous(text, where=where)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(LONDON).astimezone(UTC)  # so that it has a legal day, too
    except (ValueError, OverflowError) as wrong:
        raise DayUnreadable(where, text, MOMENT) from wrong
    return _in_london(moment, text, where)


def _in_london(naive: datetime, text: str, where: str) -> datetime:
    first, second = (naive.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first != second:
        expected = f"it with its offset, as {naive.isoformat()}+01:00: the clocks change over it"
        raise DayUnreadable(where, text, expected)
    return first
