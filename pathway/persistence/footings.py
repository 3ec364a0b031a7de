"""Read on what footing somebody stands to a pupil. Never writes."""

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.reach import Footing, Workplace

_FOOTING = text(
    """
    select array(select k.audience from links k
                  where k.person_id = w.id and k.pupil_id = :pupil and k.from_on <= :on
                    and (k.until_on is null or k.until_on >= :on)),
           t.id, t.name, t.urn, t.ukprn,
           (select d.value from details_that_hold d
             where d.pupil_id = :pupil and d.kind = 'school' and d.from_on <= :on
             order by d.from_on desc, d.recorded_at desc limit 1),
           :reading and exists (
               select 1 from links k
                where k.person_id = w.id and k.pupil_id = :pupil and k.from_on <= :on
                  and (k.until_on is null or k.until_on >= :on) and not k.may_be_told)
    from people w
    left join settings t on t.authority_id = w.authority_id and t.id = w.setting_id
    where w.id = :person and (w.left_on is null or w.left_on > :on)
    """
)
_BARRED = text(
    """
    select c.reference from links k
    join cases c on c.authority_id = k.authority_id and c.pupil_id = k.pupil_id
    where k.person_id = :person and not k.may_be_told and k.from_on <= :on
      and (k.until_on is null or k.until_on >= :on)
    """
)


def barred_from(connection: Connection, person: UUID, *, on: date) -> frozenset[str]:
    """Return the references of the cases of which a person may not be told on a day."""
    return frozenset(connection.execute(_BARRED, {"person": person, "on": on}).scalars())


def footing(
    connection: Connection, person: UUID, pupil: UUID, *, on: date, reading: bool = False
) -> Footing:
    """Return on what footing a person stands to a pupil on a day.

    Args:
        connection: works for one authority.
        person: who asks.
        pupil: about whom.
        on: the civil day.
        reading: whether they want to read; then nothing is reached by somebody who, by any link
            of theirs, may not be told of the pupil.
    """
    asked = {"person": person, "pupil": pupil, "on": on, "reading": reading}
    row = connection.execute(_FOOTING, asked).one_or_none()
    if row is None:
        return Footing()
    if row[6]:
        return Footing(barred=True)
    place = Workplace(id=row[1], name=row[2], urn=row[3], ukprn=row[4]) if row[1] else None
    return Footing(linked_as=frozenset(row[0]), workplace=place, school=row[5])
