"""Find pupils by what is known of them, and what an import has to know. Never writes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.names import unaccented
from pathway.persistence.names_in_sql import without_accents

_NAMES = (
    "concat_ws(' ', s.given_name, s.family_name, s.given_name)"
    " || '; ' || s.family_name || ', ' || s.given_name"
)
_LIST = text(
    f"""
    select s.id, s.family_name, s.given_name, s.born_on, s.upn, s.upn_unknown, c.reference,
           (select t.name from details_that_hold d
              join settings t on t.authority_id = d.authority_id and t.id::text = d.value
             where d.authority_id = s.authority_id and d.pupil_id = s.id and d.kind = 'school'
               and d.from_on <= :today
             order by d.from_on desc, d.recorded_at desc limit 1)
    from pupils s
    left join cases c on c.authority_id = s.authority_id and c.pupil_id = s.id
    where cast(:words as text) is null
       or position(:words in {without_accents(_NAMES)}) > 0
       or s.upn = :exact or s.uln = :exact or cast(s.id as text) = :exact or c.reference = :exact
    order by s.family_name, s.given_name, s.born_on, s.id
    limit :limit
    """  # noqa: S608 - parts of our own
)
_KNOWN = text("select id, family_name, given_name, born_on, upn, uln from pupils")
_DETAILS = text(
    """
    select distinct on (d.pupil_id, d.kind) d.pupil_id, d.kind, d.value from details_that_hold d
    where d.from_on <= :today
    order by d.pupil_id, d.kind, d.from_on desc, d.recorded_at desc
    """
)
_FAMILIES = text(
    """
    select k.pupil_id, w.id, w.name, w.email
    from links k join people w on w.authority_id = k.authority_id and w.id = k.person_id
    where k.audience in ('family', 'young_person', 'representative')
    """
)
_LOCK = text("select pg_advisory_xact_lock(hashtext('pathway.pupils'), hashtext(:authority))")


@dataclass(frozen=True, slots=True)
class ListedPupil:
    """A pupil as the list shows them; `school` is the one they are at."""

    id: UUID
    family_name: str
    given_name: str
    born_on: date
    upn: str | None
    upn_unknown: str | None
    case: str | None
    school: str | None


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A pupil as an import compares them."""

    id: UUID
    family_name: str
    given_name: str
    born_on: date
    upn: str | None
    uln: str | None


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of a pupil's family."""

    pupil_id: UUID
    id: UUID
    name: str
    email: str | None


def listed(
    connection: Connection, *, words: str | None, today: date, limit: int
) -> list[ListedPupil]:
    """List pupils by name: those whose name has the words, or whose number or case they are.

    Accents make no difference to names.
    """
    sought = None if words is None else unaccented(words)
    asked = {"words": sought, "exact": words, "today": today, "limit": limit}
    return [ListedPupil(*row) for row in connection.execute(_LIST, asked)]


def ids(connection: Connection) -> frozenset[UUID]:
    """Return the ids of all pupils."""
    return frozenset(connection.execute(text("select id from pupils")).scalars())


def hold_for_import(connection: Connection, authority_id: UUID) -> None:
    """Let nobody else bring in pupils of the authority until the transaction ends."""
    connection.execute(_LOCK, {"authority": str(authority_id)})


def known(connection: Connection) -> list[KnownRow]:
    """List every pupil, as an import compares them."""
    return [KnownRow(*row) for row in connection.execute(_KNOWN)]


def details_on(connection: Connection, day: date) -> dict[tuple[UUID, str], str]:
    """Return what is so about every pupil on a day, by pupil and kind."""
    return {(row[0], row[1]): row[2] for row in connection.execute(_DETAILS, {"today": day})}


def families(connection: Connection) -> list[Relative]:
    """List the families of all pupils, those too whose link has ended: no file brings them back."""
    return [Relative(*row) for row in connection.execute(_FAMILIES)]
