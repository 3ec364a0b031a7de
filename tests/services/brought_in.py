"""Processes of an earlier system, brought in as they stood, for tests of what time does to them."""

from datetime import date
from uuid import UUID

from pathway.services.advance import Advanced, Ask, begin
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


def brought_in_placement(
    office: Office, around: Around, case: Advanced, *, ends_on: str = "2026-10-09"
) -> Advanced:
    """Bring an active placement into a case that is there, with the day of its planned end."""
    loader = Actor(person=around.manager, role=Role.DATA_LOADER)
    content = {
        "source": "the earlier system",
        "state": "active",
        "originally_opened_on": "2026-09-07",
        "kind": "tuition",
        "legal_basis": "section_19",
        "starts_on": "2026-09-14",
        "ends_on": ends_on,
        "started_on": "2026-09-14",
    }
    ask = Ask(
        move="bring in", by=loader, when=on(date(2026, 9, 14)), historic=True, content=content
    )
    return begin(office, case.process.split("/")[0], "placement", ask)
