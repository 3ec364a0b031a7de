"""Read on what footing somebody stands to a pupil. Never writes."""

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.reach import Footing, Workplace

_FOOTING = text(
    """
    select array(select k.audience from links k
                  where k.person_id = w.id and k.pupil_id = :pupil and k.from_on <= :on
                    and (k.until_on is null or k.until_on >= :on)
                    and (k.may_be_told or not :reading)),
           t.id, t.name, t.urn, t.ukprn,
           (select d.value from details_that_hold d
             where d.pupil_id = :pupil and d.kind = 'school' and d.from_on <= :on
             order by d.from_on desc, d.recorded_at desc limit 1)
    from people w
    left join settings t on t.authority_id = w.authority_id and t.id = w.setting_id
    where w.id = :person and (w.left_on is null or w.left_on > :on)
    """
)


def footing(
    connection: Connection, person: UUID, pupil: UUID, *, on: date, reading: bool = False
) -> Footing:
    """Return on what footing a person stands to a pupil on a day.

    Args:
        connection: works for one authority.
        person: who asks.
        pupil: about whom.
        on: the civil day.
        reading: whether they want to read; then only links count by which they may be told.
    """
    asked = {"person": person, "pupil": pupil, "on": on, "reading": reading}
    row = connection.execute(_FOOTING, asked).one_or_none()
    if row is None:
        return Footing()
    place = Workplace(id=row[1], name=row[2], urn=row[3], ukprn=row[4]) if row[1] else None
    return Footing(linked_as=frozenset(row[0]), workplace=place, school=row[5])
