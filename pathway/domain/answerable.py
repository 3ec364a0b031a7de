"""Who answers for a case, and who hears of it above them: somebody always does.

The owner answers, or whoever is above an owner who has left. Above an owner is their manager; of an
owner who has none, or whose manager has left, every manager of the authority. PRACTICE: no law says
who in an authority hears of what falls overdue. Who may not be told of the pupil is passed over.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from pathway.domain.dossier import Dossier, Officer, barred


def answerable(dossier: Dossier, day: date) -> Officer:
    """Return who answers for the case on a day: its owner, or the first above one who has left."""
    silent = barred(dossier.subject.links, day)
    if dossier.owner.is_here_on(day) and dossier.owner.id not in silent:
        return dossier.owner
    return next(iter(_above(dossier, day, silent)), dossier.owner)


def officers_above(dossier: Dossier, day: date) -> tuple[Officer, ...]:
    """Return who hears on a day of what those hear of who manage the owner of the case.

    Where nobody is above the owner, whoever answers hears of it.
    """
    above = _above(dossier, day, barred(dossier.subject.links, day))
    return above or officers_in_charge(dossier, day)


def officers_in_charge(dossier: Dossier, day: date) -> tuple[Officer, ...]:
    """Return who hears on a day of what the caseworker hears of: one, unless all may not."""
    silent = barred(dossier.subject.links, day)
    one = answerable(dossier, day)
    return () if one.id in silent else (one,)


def errand_runner(dossier: Dossier, officer: Officer, day: date) -> Officer:
    """Return who is asked to tell an officer that has no e-mail: somebody above who has one.

    Nobody is asked to tell themselves, unless there is nobody else.
    """
    above = (one for one in officers_above(dossier, day) if one.email and one.id != officer.id)
    return next(above, officer)


def _above(dossier: Dossier, day: date, silent: Collection[UUID]) -> tuple[Officer, ...]:
    own = [dossier.manager] if dossier.manager and dossier.manager.is_here_on(day) else []
    return tuple(
        one for one in own or dossier.managers if one.is_here_on(day) and one.id not in silent
    )
