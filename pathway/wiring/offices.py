"""The office of an authority: its case book, its calendars, what it has settled for itself."""

from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Engine

from pathway.domain.calendars import Calendars
from pathway.domain.pack import Pack, settled_on
from pathway.domain.pack_clocks import calendars_of
from pathway.environment import Settings
from pathway.errors import AuthorityAmbiguous, AuthorityUnknown
from pathway.packs.loading import load_pack
from pathway.persistence import authorities
from pathway.persistence.authorities import YARDSTICK, KnownAuthority
from pathway.persistence.seats import engine_for
from pathway.services.office import LONDON, Office
from pathway.wiring.authorities import listed_authorities
from pathway.wiring.databases import database


def office(
    chosen: Settings, *, now: datetime, code: str = "", known_by: datetime | None = None
) -> Office:
    """Return the office of one authority.

    Args:
        chosen: the settings.
        now: the present moment, aware; what the authority has settled is taken as of its day.
        code: the number of the authority; the only one there is where none is given.
        known_by: the moment up to which calendars that were recorded count; None for all there
            are.

    Raises:
        AuthorityUnknown: there is none of that number, or none at all.
        AuthorityAmbiguous: there are several, and none was named.
    """
    wanted = code or chosen.authority
    known = [one for one in listed_authorities(chosen) if wanted or one.code != YARDSTICK]
    fitting = [one for one in known if wanted in ("", one.code)]
    if not fitting:
        raise AuthorityUnknown(wanted, tuple(authority.code for authority in known))
    if len(fitting) > 1:
        raise AuthorityAmbiguous(tuple(authority.code for authority in known))
    return office_of(chosen, fitting[0], now=now, known_by=known_by)


def offices(chosen: Settings, *, now: datetime) -> list[Office]:
    """Return the offices of every authority, for what goes on unattended."""
    known = (one for one in listed_authorities(chosen) if one.code != YARDSTICK)
    return [office_of(chosen, one, now=now) for one in known]


def office_of(
    chosen: Settings,
    authority: KnownAuthority,
    *,
    now: datetime,
    known_by: datetime | None = None,
) -> Office:
    """Put together the office of an authority, with the calendars recorded by a moment."""
    found = database(chosen)
    on = now.astimezone(LONDON).date()
    folder = Path(chosen.packs) if chosen.packs else None
    pack = load_pack(authority.pack, folder=folder)
    engine = engine_for(found.app_url, authority.id, found.secret)
    settled = pack.arrangements(on)
    calendars, schools = _calendars(engine, pack, on, known_by)
    return Office(
        engine=engine,
        authority_id=authority.id,
        code=authority.code,
        name=authority.name,
        synthetic=authority.synthetic,
        calendars=calendars,
        local=settled_on(pack),
        sender=settled.letters.sender,
        contact=settled.letters.contact,
        link=chosen.link,
        wording=settled.letters.wording,
        words_kept_days=settled.letters.words_kept_days,
        schools=schools,
    )


def pack_of(chosen: Settings, office: Office) -> Pack:
    """Return the pack by which an authority works."""
    known = {one.id: one.pack for one in listed_authorities(chosen)}
    folder = Path(chosen.packs) if chosen.packs else None
    return load_pack(known[office.authority_id], folder=folder)


def _calendars(
    engine: Engine, pack: Pack, on: date, by: datetime | None
) -> tuple[Calendars, dict[str, Calendars]]:
    """Return the calendars of the authority, and those of settings with one of their own.

    The authority's is the one that it has entered, else its pack's.
    """
    period = pack.period(on)
    of_the_pack = period.arrangements.calendar.school_calendar(pack.title)
    with engine.connect() as connection:
        own = authorities.own_calendars(connection, by=by)
    entered = {one.setting_id: one.calendar() for one in own}
    schools = {str(key): calendars_of(period, school) for key, school in entered.items() if key}
    return calendars_of(period, entered.get(None, of_the_pack)), schools
