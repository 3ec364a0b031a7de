"""Put the parts together: settings in; the database, the offices and the mailer out.

The settings come from the environment, which `pathway.environment` reads, and nobody else.
"""

import os
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from typing import cast

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import OperationalError

from notifications.smtp import Encryption, Mailer
from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.pack import Pack, settled_on
from pathway.domain.school_calendar import SchoolCalendar
from pathway.embedded.server import EmbeddedServer
from pathway.environment import Settings, port, settings
from pathway.errors import (
    AuthorityAmbiguous,
    AuthorityUnknown,
    DatabaseOutdated,
    DatabaseUnreachable,
    SettingMissing,
)
from pathway.packs.loading import load_pack
from pathway.persistence import authorities
from pathway.persistence.authorities import YARDSTICK, KnownAuthority
from pathway.persistence.company import others_connected
from pathway.persistence.revision import head, revision
from pathway.persistence.seats import engine_for
from pathway.services.errors import AuthorityThere
from pathway.services.office import LONDON, Office
from pathway.services.opening import open_with

__all__ = [
    "Database",
    "Settings",
    "database",
    "embedded",
    "listed_authorities",
    "mailer",
    "office",
    "office_of",
    "offices",
    "open_authority",
    "others_are_connected",
    "pack_of",
    "settings",
    "status",
    "upgrade",
]

SECRET_BYTES = 32
PRIVATE = 0o600


@dataclass(frozen=True, kw_only=True)
class Database:
    """Where the database is, and the secret that seals seats in it."""

    app_url: str = field(repr=False)
    owner_url: str = field(repr=False)
    secret: str = field(repr=False)


def embedded(chosen: Settings) -> EmbeddedServer | None:
    """Return the embedded server, or None where a database was named."""
    return None if chosen.database_url else EmbeddedServer(Path(chosen.home))


@cache
def database(chosen: Settings) -> Database:
    """Return the database, starting the embedded one where none was named.

    Raises:
        SettingMissing: a database was named without its secret.
        EmbeddedServerError: the embedded one can't be started.
    """
    server = embedded(chosen)
    if server is None:
        if not chosen.secret:
            raise SettingMissing("PATHWAY_SECRET", "PATHWAY_DATABASE_URL")
        return Database(
            app_url=chosen.database_url, owner_url=chosen.owner_url, secret=chosen.secret
        )
    addresses = server.start()
    secret = chosen.secret or _kept_secret(Path(chosen.home) / "seat-secret")
    return Database(app_url=addresses.app_url, owner_url=addresses.owner_url, secret=secret)


def upgrade(chosen: Settings) -> str:
    """Bring the database to the newest schema; return its revision.

    Raises:
        SettingMissing: a database was named, but not how its owner reaches it.
    """
    found = database(chosen)
    if not found.owner_url:
        raise SettingMissing("PATHWAY_OWNER_URL", "PATHWAY_DATABASE_URL")
    # Alembic takes half a second to import, and few commands migrate, so it is found by name.
    migrate = resolve_name("pathway.persistence.schema:upgrade")
    return str(migrate(found.owner_url, secret=found.secret))


def status(chosen: Settings) -> dict[str, object]:
    """Say where the database is, whether it runs, and at which schema; an embedded one may rest.

    Raises:
        DatabaseUnreachable: nobody answers there.
    """
    server = embedded(chosen)
    if server is not None and not server.is_running():
        where = f"embedded, in {chosen.home}"
        return {"database": where, "runs": False, "schema": None, "newest schema": head()}
    url = make_url(database(chosen).app_url)
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            at = revision(connection)
    except OperationalError as fault:
        raise DatabaseUnreachable(str(fault.orig).strip().splitlines()[0]) from fault
    finally:
        engine.dispose()
    where = f"embedded, in {chosen.home}" if server else url.render_as_string(hide_password=True)
    return {"database": where, "runs": True, "schema": at, "newest schema": head()}


def listed_authorities(chosen: Settings) -> list[KnownAuthority]:
    """List the authorities of the database, upgrading an embedded one that is still empty.

    Raises:
        DatabaseUnreachable: nobody answers there.
        DatabaseOutdated: it is not at the schema this release works with.
    """
    engine = create_engine(database(chosen).app_url, hide_parameters=True)
    try:
        _see_that_it_is_current(chosen, engine)
        with engine.connect() as connection:
            return authorities.listed(connection)
    except OperationalError as fault:
        raise DatabaseUnreachable(str(fault.orig).strip().splitlines()[0]) from fault
    finally:
        engine.dispose()


def open_authority(chosen: Settings, *, code: str, name: str, pack: str) -> KnownAuthority:
    """Enter a real authority, whose people, pupils and cases are then its own.

    Raises:
        AuthorityThere: there is one of that number already.
        PackUnknown: there is no such pack.
        PackMalformed: the pack is wrong; with file, line and sentence.
    """
    if any(known.code == code for known in listed_authorities(chosen)):
        raise AuthorityThere(code)
    new = KnownAuthority(code=code, name=name, pack=pack)
    enter_authority(chosen, new)
    return new


def enter_authority(chosen: Settings, new: KnownAuthority) -> None:
    """Enter an authority, over a connection that works for it.

    Raises:
        PackUnknown: there is no such pack.
        PackMalformed: the pack is wrong; with file, line and sentence.
    """
    load_pack(new.pack, folder=Path(chosen.packs) if chosen.packs else None)
    found = database(chosen)
    engine = engine_for(found.app_url, new.id, found.secret)
    try:
        open_with(engine, new)
    finally:
        engine.dispose()


def others_are_connected(chosen: Settings) -> bool:
    """Tell whether anybody else is connected to the database, once we have let go of it.

    Raises:
        DatabaseUnreachable: nobody answers there.
    """
    engine = create_engine(database(chosen).app_url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            return others_connected(connection) > 0
    except OperationalError as fault:
        raise DatabaseUnreachable(str(fault.orig).strip().splitlines()[0]) from fault
    finally:
        engine.dispose()


def office(chosen: Settings, *, now: datetime, code: str = "") -> Office:
    """Return the office of one authority.

    Args:
        chosen: the settings.
        now: the present moment, aware; what the authority has settled is taken as of its day.
        code: the number of the authority; the only one there is where none is given.

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
    return office_of(chosen, fitting[0], now=now)


def offices(chosen: Settings, *, now: datetime) -> list[Office]:
    """Return the offices of every authority, for what goes on unattended."""
    known = (one for one in listed_authorities(chosen) if one.code != YARDSTICK)
    return [office_of(chosen, one, now=now) for one in known]


def office_of(chosen: Settings, authority: KnownAuthority, *, now: datetime) -> Office:
    """Put together the office of an authority."""
    found = database(chosen)
    on = now.astimezone(LONDON).date()
    folder = Path(chosen.packs) if chosen.packs else None
    pack = load_pack(authority.pack, folder=folder)
    engine = engine_for(found.app_url, authority.id, found.secret)
    settled = pack.arrangements(on)
    return Office(
        engine=engine,
        authority_id=authority.id,
        code=authority.code,
        name=authority.name,
        synthetic=authority.synthetic,
        calendars=_calendars(engine, settled.calendar.school_calendar(pack.title)),
        local=settled_on(pack),
        sender=settled.letters.sender,
        contact=settled.letters.contact,
        link=chosen.link,
    )


def pack_of(chosen: Settings, office: Office) -> Pack:
    """Return the pack by which an authority works."""
    known = {one.id: one.pack for one in listed_authorities(chosen)}
    folder = Path(chosen.packs) if chosen.packs else None
    return load_pack(known[office.authority_id], folder=folder)


def mailer(chosen: Settings) -> Mailer:
    """Return the mailer by which letters leave the house.

    Raises:
        SettingUnfit: its port is none.
        MailerUnsafe: a password would cross the network in the clear.
        SenderUnfit: the sender has no plain address.
    """
    return Mailer(
        host=chosen.smtp_host,
        port=port(chosen, "smtp_port"),
        sender=chosen.sender,
        domain=chosen.mail_domain,
        username=chosen.smtp_username or None,
        password=chosen.smtp_password or None,
        starttls=cast("Encryption", chosen.smtp_starttls),
    )


def _see_that_it_is_current(chosen: Settings, engine: Engine) -> None:
    with engine.connect() as connection:
        at = revision(connection)
    if at == head():
        return
    if at is None and embedded(chosen) is not None:
        upgrade(chosen)
        return
    raise DatabaseOutdated(at or "nothing", head())


def _calendars(engine: Engine, of_the_pack: SchoolCalendar) -> Calendars:
    """Return the calendars: the authority's own where it has entered one, else its pack's."""
    with engine.connect() as connection:
        entered = {one.setting_id: one.calendar() for one in authorities.own_calendars(connection)}
    return Calendars(BankHolidays.shipped(), entered.get(None, of_the_pack))


def _kept_secret(path: Path) -> str:
    """Return the secret kept in a file, making it once; of two who make it, one wins."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(SECRET_BYTES))
    return path.read_text().strip()
