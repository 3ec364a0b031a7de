"""Link people to pupils, and change or end their links; what was so before stays on record.

Of several links of one person to one pupil a prohibition to tell always wins, and there is no way
to make a second one beside the first. Whoever may be told no longer gets no letter that waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from pathway.persistence import links, register
from pathway.persistence.tables.pupils import Link
from pathway.services.errors import RoleUnfit
from pathway.services.link_errors import (
    EndsBeforeItBegan,
    LinkedAlready,
    NothingToChange,
    WhyMissing,
)
from pathway.services.links_kept import named, one_meant
from pathway.services.office import Actor, Office, When
from pathway.services.rebuilding import redraw_cases_of
from pathway.services.silencing import Silenced, stop_telling
from statemachines.vocabulary import Role

MAY_CHANGE = frozenset({Role.CASEWORKER, Role.BUSINESS_SUPPORT, Role.MANAGER})
"""Who changes a link, and may say at once that somebody may not be told. PRACTICE."""

MAY_LIFT = frozenset({Role.MANAGER})
"""Who lifts a prohibition to tell, by changing it or by ending the link. PRACTICE."""

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link to be entered; from a day on, or where None is given since the birth or today."""

    person: UUID
    relationship: str
    audience: str
    parental_responsibility: bool
    channel: str
    may_be_told: bool
    may_be_invited: bool = True
    from_on: date | None = None


def add_link(
    office: Office, pupil: UUID, new: NewLink, *, born_on: date, by: UUID | None, when: When
) -> UUID:
    """Link a person to a pupil, and return the id of the link.

    Args:
        office: the authority.
        pupil: the pupil.
        new: the link.
        born_on: the pupil's day of birth, since which the first link of a family holds.
        by: who enters it, which stays on record; None where nobody is named.
        when: the present moment.

    Raises:
        LinkedAlready: they are linked already, on days on which this link would hold.
    """
    with office.engine.begin() as connection:
        case = links.hold(connection, pupil)
        own = [one for one in links.of_pupil(connection, pupil) if one.person_id == new.person]
        from_on = new.from_on or _begins(new, own, born_on, when.on)
        standing = [one for one in own if one.until_on is None or one.until_on >= from_on]
        if standing:
            raise _linked_already(connection, standing)
        row = Link(
            authority_id=office.authority_id,
            id=uuid4(),
            pupil_id=pupil,
            person_id=new.person,
            relationship=new.relationship,
            audience=new.audience,
            parental_responsibility=new.parental_responsibility,
            channel=new.channel,
            may_be_told=new.may_be_told,
            may_be_invited=new.may_be_invited,
            from_on=from_on,
            recorded_at=when.recorded_at,
            recorded_by=by,
        )
        register.enter(connection, [row])
        redraw_cases_of(office, connection, [pupil])
        if not new.may_be_told:
            _silence(office, connection, case, row, when)
    return row.id


def may_change(link: Link, *, ends: bool, told: bool | None) -> frozenset[Role]:
    """Return who may change a link so, or end it: only a manager where a prohibition would go."""
    return MAY_LIFT if not link.may_be_told and (ends or told) else MAY_CHANGE


def change_link(
    office: Office, pupil: UUID, link: UUID, changes: dict[str, Any], *, by: Actor, when: When,
    why: str,
) -> UUID:  # fmt: skip
    """Let a link end the day before, and another begin that differs; return the id of that.

    Args:
        office: the authority.
        pupil: the pupil.
        link: the id of the link.
        changes: what is to be different, by the names of the table.
        by: who changes it.
        when: from which day on.
        why: the reason, which is kept.

    Raises:
        NotLinked: the link does not hold any more.
        NothingToChange: it is so already.
        RoleUnfit: they may not.
        WhyMissing: no reason is given.
    """
    with office.engine.begin() as connection:
        case = links.hold(connection, pupil)
        old = one_meant(connection, pupil, link, on=when.on, said="").link
        _refuse(may_change(old, ends=False, told=changes.get("may_be_told")), by, why)
        if all(getattr(old, name) == value for name, value in changes.items()):
            raise NothingToChange("this link")
        from_on = max(when.on, old.from_on)
        entered = {"recorded_at": when.recorded_at, "recorded_by": by.person}
        new = old.model_copy(update={**changes, **entered, "id": uuid4(), "from_on": from_on})
        _end(connection, old, from_on=from_on, by=by, when=when, why=why)
        register.enter(connection, [new])
        redraw_cases_of(office, connection, [pupil])
        if not new.may_be_told:
            _silence(office, connection, case, new, when)
    return new.id


def end_link(office: Office, pupil: UUID, link: UUID, *, by: Actor, when: When, why: str) -> None:
    """Let a link hold no more from a day on; on its first day that it never did.

    Args:
        office: the authority.
        pupil: the pupil.
        link: the id of the link.
        by: who ends it.
        when: from which day on it holds no more.
        why: the reason, which is kept.

    Raises:
        NotLinked: the link does not hold any more.
        EndsBeforeItBegan: it began later.
        RoleUnfit: they may not.
        WhyMissing: no reason is given.
    """
    with office.engine.begin() as connection:
        case = links.hold(connection, pupil)
        kept = one_meant(connection, pupil, link, on=when.on, said="")
        _refuse(may_change(kept.link, ends=True, told=None), by, why)
        if when.on < kept.link.from_on:
            raise EndsBeforeItBegan(kept.name, kept.link.from_on)
        _end(connection, kept.link, from_on=when.on, by=by, when=when, why=why)
        redraw_cases_of(office, connection, [pupil])
        others = (k for k in links.of_pupil(connection, pupil) if k.id != kept.link.id)
        if not any(_holds(k, kept.link.person_id, when.on) for k in others):
            _silence(office, connection, case, kept.link, when)


def _begins(new: NewLink, own: Sequence[Link], born_on: date, today: date) -> date:
    """Return since when a link holds of which that is not said: a family's first, since birth."""
    return born_on if new.audience == "family" and not own else today


def _holds(link: Link, person: UUID, day: date) -> bool:
    return link.person_id == person and (link.until_on is None or day <= link.until_on)


def _refuse(allowed: frozenset[Role], by: Actor, why: str) -> None:
    if by.role not in allowed:
        what = (
            "let somebody be told again who may not be" if allowed == MAY_LIFT else "change links"
        )
        raise RoleUnfit(what, tuple(sorted(allowed)))
    if not why.strip():
        raise WhyMissing


def _end(
    connection: Connection, link: Link, *, from_on: date, by: Actor, when: When, why: str
) -> None:
    until_on = max(from_on, link.from_on) - A_DAY
    links.end(
        connection, link.id, until_on=until_on, at=when.recorded_at, by=by.person, why=why.strip()
    )


def _linked_already(connection: Connection, own: Sequence[Link]) -> LinkedAlready:
    kept = named(connection, own)[-1]
    told = "and may be told" if kept.link.may_be_told else "and may not be told"
    link = kept.link
    return LinkedAlready(
        kept.name, link.relationship, str(link.pupil_id), str(link.person_id), told
    )


def _silence(
    office: Office, connection: Connection, case: links.CaseOfPupil | None, link: Link, when: When
) -> None:
    """Stop what waits to be told to somebody about the case, if there is one.

    A sweep that is writing to them at this moment is waited for; one that comes later reads that
    it may not.
    """
    if case is not None:
        links.hold_alerts(connection, link.pupil_id)
        known = links.people(connection, [link.person_id])[link.person_id]
        who = Silenced(
            id=link.person_id,
            reference=case.reference,
            address=None if link.may_be_told else known.email,
        )
        stop_telling(connection, office.authority_id, who, owner=case.owner, when=when)
