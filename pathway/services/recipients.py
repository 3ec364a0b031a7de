"""Who is told of a move, by audience; somebody who may not be told never is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pathway.domain.answerable import errand_runner, officers_above, officers_in_charge
from pathway.domain.dossier import Dossier, LinkedPerson, Officer, may_hear, not_invited, told
from pathway.domain.moving import Made
from statemachines.events import Event
from statemachines.vocabulary import Audience

FAMILY = ("family", "young_person", "representative")
"""The audiences of links that are told as family."""

INVITATIONS = frozenset({Event.REVIEW_INVITED, Event.PLACEMENT_REVIEW_INVITED})
"""What those are not told of who may not be invited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A person to be told, and how.

    Attributes:
        told_by: who tells them where they have no e-mail; whoever answers, where it is None.
    """

    id: UUID
    name: str
    email: str | None
    channel: str = "e-mail"
    told_by: UUID | None = None


def recipients(
    dossier: Dossier, audience: Audience, made: Made, posted_on: date
) -> Iterator[Recipient]:
    """Yield those of one audience who are told of a move, and never who may not be.

    Args:
        dossier: the case and the process, as they were before the move.
        audience: whom the move has to be told to.
        made: the move; nobody is told of what they have just done themselves.
        posted_on: the civil day on which the letters are posted.
    """
    actor, today = made.line.person, made.situation.today
    if audience is Audience.CASEWORKER:
        yield from _officers(dossier, officers_in_charge(dossier, posted_on), actor, posted_on)
    elif audience is Audience.MANAGER:
        yield from _officers(dossier, officers_above(dossier, posted_on), actor, posted_on)
    else:
        links = may_hear(dossier.subject.links, posted_on)
        absent = {actor, *_not_invited(links, made, posted_on)}
        for link in _linked(links, audience, today):
            if link.id not in absent:
                yield Recipient(id=link.id, name=link.name, email=link.email, channel=link.channel)


def _officers(
    dossier: Dossier, officers: Iterable[Officer], actor: UUID, day: date
) -> Iterator[Recipient]:
    for one in officers:
        if one.id != actor:
            told_by = None if one.email else errand_runner(dossier, one, day).id
            yield Recipient(id=one.id, name=one.name, email=one.email, told_by=told_by)


def _linked(links: Iterable[LinkedPerson], audience: Audience, day: date) -> Iterator[LinkedPerson]:
    for kind in FAMILY if audience is Audience.FAMILY else (audience.value,):
        yield from told(links, kind, day)


def _not_invited(links: Iterable[LinkedPerson], made: Made, day: date) -> frozenset[UUID]:
    return not_invited(links, day) if made.line.event in INVITATIONS else frozenset()
