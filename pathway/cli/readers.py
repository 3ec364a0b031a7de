"""Who reads: what is shown of concerns depends on it."""

from datetime import date

from pathway.cli.desk import Desk
from pathway.services.acting import find_person
from pathway.services.reaching import Reader
from statemachines.vocabulary import Role


def reader_of(here: Desk, person: str, on: date) -> Reader | None:
    """Say who reads: `--as`, PATHWAY_PERSON, or nobody in particular.

    Who looks into the past reads what they may read today, and not what they might have read then.

    Args:
        here: where the command works.
        person: `--as`.
        on: the day as at which one looks; ahead of today on a synthetic authority alone.

    Raises:
        PersonNotFound: the authority knows no such person.
    """
    said = person or here.chosen.person
    if not said:
        return None
    found = find_person(here.office, said)
    return Reader(found.id, frozenset(Role(name) for name in found.roles), max(on, here.day("")))
