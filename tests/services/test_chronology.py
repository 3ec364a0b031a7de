"""A case told in the order of its days, its letters among them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from pathway.services.advance import Ask
from pathway.services.chronology import chronology
from pathway.services.office import when
from pathway.services.registering import open_for_pupil

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
THEN = datetime(2028, 3, 6, 12, tzinfo=UTC)
CONCERN = {"concern": "reads slowly", "year_group": "5", "primary_need": "SLCN"}


@pytest.fixture
def ahead(office, around, senco):
    """A case of a synthetic authority, opened on a day that is still to come."""
    ask = Ask(move="open case", content=CONCERN, by=senco, when=when(office, now=NOW, at=THEN))
    opened = open_for_pupil(
        office, around.pupil, "graduated_approach", owner=around.caseworker, ask=ask
    )
    return opened.process.split("/", 1)[0]


def send(office):
    with office.engine.begin() as connection:
        connection.execute(text("update outbox set sent_at = :at"), {"at": NOW})


@pytest.mark.parametrize("sent", [False, True])
def test_a_letter_of_a_time_ahead_stands_on_the_day_on_which_it_was_owed(office, ahead, sent):
    if sent:
        send(office)

    told = [(entry.what, entry.on) for entry in chronology(office, ahead)]

    assert told == [("move", THEN.date()), ("letter", THEN.date()), ("letter", THEN.date())]


def test_a_letter_of_a_real_authority_stands_on_the_day_on_which_it_was_sent(office, ahead):
    send(office)

    told = chronology(replace(office, synthetic=False), ahead)

    assert {entry.on for entry in told if entry.what == "letter"} == {date(2026, 11, 22)}
