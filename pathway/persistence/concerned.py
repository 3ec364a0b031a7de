"""Read whom a clock concerns. Never commits.

Those linked to pupils, what was written of an adviser or a setting, and where people work.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from pathway.domain.dossier import LinkedPerson

_WRITTEN = text(
    """
    select t.process_id, t.number, t.content,
           array(select x.content -> 'right_values'
                   from history h
                   join contents x on x.authority_id = h.authority_id
                    and x.process_id = h.process_id and x.number = h.number
                  where h.authority_id = t.authority_id and h.process_id = t.process_id
                    and h.corrects = t.number order by h.number)
    from unnest(cast(:processes as uuid[]), cast(:lines as integer[])) as u (process, line)
    join contents t on t.process_id = u.process and t.number = u.line
    """
)
_WORKPLACES = text(
    """
    select w.id, g.urn, g.ukprn, g.name
    from people w
    join settings g on g.authority_id = w.authority_id and g.id = w.setting_id
    where w.id = any(cast(:people as uuid[]))
    """
)

_LINKS = text(
    """
    select k.pupil_id, w.id, w.name, w.email, k.audience, k.parental_responsibility, k.may_be_told,
           k.channel, k.lacks_capacity, k.from_on, k.until_on, w.left_on,
           k.may_be_invited
    from links k
    join people w on w.authority_id = k.authority_id and w.id = k.person_id
    where k.pupil_id = any(cast(:pupils as uuid[]))
    """
)

Line = tuple[UUID, int]
"""A line of history: the process, and its number."""


def written(connection: Connection, lines: Collection[Line]) -> Mapping[Line, Mapping[str, Any]]:
    """Return what lines hold, as corrected since; nothing of one whose content was erased."""
    if not lines:
        return {}
    processes, numbers = zip(*lines, strict=True)
    asked = {"processes": list(processes), "lines": list(numbers)}
    found: dict[Line, dict[str, Any]] = {}
    for process, number, content, corrections in connection.execute(_WRITTEN, asked):
        found[process, number] = dict(content)
        for right in corrections:
            found[process, number].update(right or {})
    return found


def workplaces(
    connection: Connection, people: Collection[UUID]
) -> dict[UUID, tuple[str | None, str | None, str]]:
    """Return URN, UKPRN and name of the settings that people work for."""
    if not people:
        return {}
    found = connection.execute(_WORKPLACES, {"people": list(people)})
    return {row[0]: (row[1], row[2], row[3]) for row in found}


def links(connection: Connection, pupils: Collection[UUID]) -> dict[UUID, list[LinkedPerson]]:
    """Return the people linked to pupils, by pupil."""
    found: dict[UUID, list[LinkedPerson]] = {}
    if pupils:
        for pupil, *link in connection.execute(_LINKS, {"pupils": list(pupils)}):
            found.setdefault(pupil, []).append(LinkedPerson(*link))
    return found
