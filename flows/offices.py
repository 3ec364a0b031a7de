"""The offices of every authority, for what goes on unattended."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from threading import Lock
from uuid import UUID

from flows.errors import MomentNaive
from pathway import clock
from pathway.domain.errors import PathwayError
from pathway.environment import Settings, settings
from pathway.errors import AuthorityUnknown
from pathway.persistence.authorities import YARDSTICK, KnownAuthority
from pathway.persistence.faults import in_plain_words
from pathway.services.office import LONDON, Office, when
from pathway.wiring.authorities import listed_authorities
from pathway.wiring.offices import office_of


class OpenOffices:
    """Keeps offices open, and opens them anew each day, as what they have settled may change.

    Safe for several threads. An authority that is made meanwhile is found.
    """

    def __init__(self, chosen: Settings) -> None:
        self._chosen = chosen
        self._lock = Lock()
        self._open: dict[UUID, tuple[date, Office]] = {}

    def codes(self) -> list[str]:
        """Return the number of every authority, but that of the Ombudsman's timelines.

        Raises:
            DatabaseUnreachable: nobody answers there.
            DatabaseOutdated: it is not at the schema this release works with.
        """
        return [one.code for one in self._listed() if one.code != YARDSTICK]

    def each(self, at: datetime, *, broken: list[str]) -> Iterator[Office]:
        """Open the office of one authority after the other, to act for a moment.

        Args:
            at: the moment that is acted for.
            broken: is told of those that can't be opened or may not act for it; the others can.
        """
        for code in self.codes():
            try:
                now = clock.now()
                office = self.of(code, now)
                when(office, now=now, at=at)
            except PathwayError as refusal:
                broken.append(f"{code}: {refusal}")
            else:
                yield office

    def of(self, code: str, now: datetime) -> Office:
        """Return the office of one authority.

        Raises:
            AuthorityUnknown: there is none of that number.
        """
        on, known = now.astimezone(LONDON).date(), self._listed()
        authority = next((one for one in known if one.code == code), None)
        if authority is None:
            raise AuthorityUnknown(code, tuple(one.code for one in known))
        with self._lock, in_plain_words():
            since, office = self._open.get(authority.id, (None, None))
            if office is None or since != on:
                _close(office)
                office = office_of(self._chosen, authority, now=now)
                self._open[authority.id] = on, office
            return office

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for _, office in self._open.values():
                _close(office)
            self._open.clear()

    def _listed(self) -> list[KnownAuthority]:
        with in_plain_words():
            return listed_authorities(self._chosen)


@cache
def _kept(chosen: Settings) -> OpenOffices:
    return OpenOffices(chosen)


def offices() -> OpenOffices:
    """Return the offices of this process, which stay open while a flow runs."""
    return _kept(settings())


@contextmanager
def closed_afterwards() -> Iterator[OpenOffices]:
    """Have the offices of this process open, and none of their connections afterwards."""
    try:
        yield offices()
    finally:
        offices().close()


def acting_for(at: datetime | None) -> datetime:
    """Return the moment that a flow acts for: `at`, or the present one.

    Raises:
        MomentNaive: `at` has no time zone.
    """
    if at is None:
        return clock.now()
    if at.tzinfo is None:
        raise MomentNaive(at)
    return at


def _close(office: Office | None) -> None:
    if office is not None:
        office.engine.dispose()
