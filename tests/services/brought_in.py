"""Processes of an earlier system, brought in as they stood, for tests of what time does to them."""

from datetime import date
from uuid import UUID

from pathway.services.advance import Advanced, Ask
from pathway.services.office import Actor, Office
from pathway.services.registering import open_for_pupil
from statemachines.vocabulary import Role
from tests.offices import Around, on

LOADER = Actor(person=UUID(int=7), role=Role.DATA_LOADER)


def bring_in(office: Office, around: Around, policy: str, day: date, **content: object) -> Advanced:
    """Bring a process in, recorded on a day."""
    ask = Ask(
        move="bring in",
        content={"source": "the earlier system", **content},
        by=LOADER,
        when=on(day),
        historic=True,
    )
    return open_for_pupil(office, around.pupil, policy, owner=around.caseworker, ask=ask)
