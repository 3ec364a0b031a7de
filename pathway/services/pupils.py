"""Find pupils by what is known of them, and what is so about them."""

from datetime import date, datetime
from uuid import UUID

from pathway.domain.names import as_typed, unaccented
from pathway.persistence import reading, reading_pupils, reading_then
from pathway.persistence.reading import DetailRow, LinkRow
from pathway.persistence.reading_pupils import ListedPupil
from pathway.services.errors import PupilAmbiguous, PupilNotFound
from pathway.services.office import Office

MANY = 20
"""How many pupils are looked at before it is said that too many fit."""


def list_pupils(office: Office, *, words: str | None, today: date, limit: int) -> list[ListedPupil]:
    """List pupils by name: those whose name has the words, or whose number or case they are."""
    with office.engine.connect() as connection:
        return reading_pupils.listed(connection, words=words, today=today, limit=limit)


def pupil_in_full(office: Office, pupil: UUID) -> tuple[list[DetailRow], list[LinkRow]]:
    """Return what is so about a pupil, and the people linked to them."""
    with office.engine.connect() as connection:
        return reading.details(connection, pupil), reading.links(connection, pupil)


def pupil_then(
    office: Office, pupil: UUID, *, on: date, recorded_by: datetime | None
) -> tuple[list[DetailRow], list[LinkRow]]:
    """Return what was so about a pupil by the end of a day, and the people linked to them on it.

    Args:
        office: the authority.
        pupil: the pupil.
        on: the day.
        recorded_by: only details that had been recorded by this moment, aware; None for all.
    """
    with office.engine.connect() as connection:
        details = reading_then.details_by(connection, pupil, on=on, by=recorded_by)
        links = reading.links(connection, pupil)
    return details, [link for link in links if link.held_on(on)]


def find_pupil(office: Office, said: str, *, today: date) -> ListedPupil:
    """Return the one pupil that is meant: by id, UPN, ULN, case, or name.

    Accents that are typed tell pupils apart; where none are typed, both Zoe and Zoë are meant.

    Raises:
        PupilNotFound: nobody fits.
        PupilAmbiguous: several do.
    """
    words = " ".join(said.split())
    fitting = list_pupils(office, words=words, today=today, limit=MANY) if words else []
    if not fitting:
        raise PupilNotFound
    if len(fitting) > 1 and as_typed(words) != unaccented(words):
        fitting = [pupil for pupil in fitting if _is_called(pupil, words)] or fitting
    if len(fitting) > 1:
        raise PupilAmbiguous(tuple(str(pupil.id) for pupil in fitting))
    return fitting[0]


def _is_called(pupil: ListedPupil, words: str) -> bool:
    given, family = pupil.given_name, pupil.family_name
    names = (f"{given} {family}", f"{family} {given}", f"{family}, {given}")
    return any(as_typed(words) in as_typed(name) for name in names)
