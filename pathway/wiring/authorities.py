"""The authorities of the database: listed, and opened."""

from pathlib import Path

from sqlalchemy import Engine

from pathway.environment import Settings
from pathway.errors import DatabaseOutdated
from pathway.packs.loading import load_pack
from pathway.persistence import authorities
from pathway.persistence.authorities import KnownAuthority
from pathway.persistence.revision import head, revision
from pathway.persistence.seats import engine_for
from pathway.services.errors import AuthorityThere
from pathway.services.opening import open_with
from pathway.wiring.databases import database, embedded, reached, upgrade


def listed_authorities(chosen: Settings) -> list[KnownAuthority]:
    """List the authorities of the database, upgrading an embedded one that is still empty.

    Raises:
        DatabaseUnreachable: nobody answers there.
        DatabaseOutdated: it is not at the schema this release works with.
    """
    with reached(database(chosen).app_url) as engine:
        _see_that_it_is_current(chosen, engine)
        with engine.connect() as connection:
            return authorities.listed(connection)


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


def _see_that_it_is_current(chosen: Settings, engine: Engine) -> None:
    with engine.connect() as connection:
        at = revision(connection)
    if at == head():
        return
    if at is None and embedded(chosen) is not None:
        upgrade(chosen)
        return
    raise DatabaseOutdated(at or "nothing", head())
