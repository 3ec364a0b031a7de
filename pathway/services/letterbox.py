"""What people do with letters: look into them, and have those given up tried again."""

from datetime import datetime

from notifications import archive
from notifications.messages import Kept, Listed, Stage
from pathway.domain.identifiers import check_reference
from pathway.services.office import Office


def list_letters(
    office: Office,
    *,
    stage: Stage | None = None,
    reference: str = "",
    limit: int = 100,
    as_at: datetime | None = None,
) -> list[Listed]:
    """List letters, the latest first.

    Args:
        office: the authority.
        stage: only letters that stand there.
        reference: only letters about this case.
        limit: how many at most.
        as_at: as at which past moment, aware. Of a synthetic authority, whose time may be ahead of
            the one by which letters go out, those that were owed by its day, where they stand now.

    Raises:
        Mistyped: the reference cannot be one of ours.
    """
    about = check_reference(reference) if reference else None
    with office.engine.connect() as connection:
        return archive.list_letters(
            connection,
            stage=stage,
            reference=about,
            limit=limit,
            as_at=None if office.synthetic else as_at,
            owed_by=office.legal_day(as_at) if as_at and office.synthetic else None,
        )


def read_letter(office: Office, key: str) -> Kept:
    """Return a letter with its words.

    Raises:
        LetterUnknown: there is none of that key.
    """
    with office.engine.connect() as connection:
        return archive.read_letter(connection, key)


def retry_letters(office: Office, keys: list[str], *, now: datetime) -> list[str]:
    """Have letters tried again that were given up, and return the keys of those that will be.

    Args:
        office: the authority.
        keys: which; all that were given up, where none is named.
        now: the present moment.

    Raises:
        LetterUnknown: there is none of a key that is named.
    """
    with office.engine.begin() as connection:
        for key in keys:
            archive.read_letter(connection, key)
        dead = archive.list_letters(connection, stage=Stage.DEAD, limit=ALL)
        return archive.retry(connection, keys or [one.key for one in dead], now=now)


ALL = 100_000
"""More letters than are ever given up at once."""
