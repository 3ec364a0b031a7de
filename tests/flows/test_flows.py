"""The flows, run in this process against a real Prefect server."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings
from sqlalchemy import text

from flows.deadlines import enforce_deadlines
from flows.errors import MomentNaive, SweepIncomplete
from flows.letterbox import deliver_letters
from flows.offices import offices
from flows.placements import measure_placements
from flows.reviews import schedule_reviews
from notifications import outbox
from notifications.mailbox import Mailbox
from notifications.messages import Message
from pathway import clock
from pathway.services import workload
from pathway.services.enforcing import enforced_until
from tests.flows.due import noon, overdue_placement, states, today
from tests.offices import people_around_a_pupil
from tests.services.brought_in import bring_in


@pytest.fixture(autouse=True)
def house(prefect_server, settled) -> Iterator[None]:  # noqa: ARG001  it sets the environment
    """Has flows find Prefect's server and the database, and lets go of the database afterwards."""
    with temporary_settings({PREFECT_API_URL: f"{prefect_server.address}/api"}):
        yield
    offices().close()


def test_time_moves_what_is_due_and_twice_is_once(office):
    overdue_placement(office)

    first, again = enforce_deadlines(), enforce_deadlines()

    assert states(office) == ["overrun"]
    assert (first["001"]["moved"], again["001"]["moved"]) == (1, 0)
    assert enforced_until(office) is not None


def test_one_bad_case_stops_no_other_and_is_named_at_the_end(office, owner_engine):
    bad, good = overdue_placement(office), overdue_placement(office)
    with owner_engine.begin() as connection:
        process = "(select id from processes order by id limit 1)"
        spoil = f"update contents set content = '{{\"ends_on\": 1}}' where process_id = {process}"
        connection.execute(text(spoil))

    with pytest.raises(SweepIncomplete) as told:
        enforce_deadlines()

    assert sorted(states(office)) == ["active", "overrun"]
    (failed,) = told.value.failed
    assert failed.startswith((bad.process, good.process))
    assert enforced_until(office) is not None


def test_a_large_authority_is_shared_out_and_comes_to_the_same(office, monkeypatch):
    monkeypatch.setattr(workload, "MUCH", 1)
    for _ in range(3):
        overdue_placement(office)

    tallies = enforce_deadlines()

    assert tallies["001"]["moved"] == 3
    assert states(office) == ["overrun"] * 3


def test_a_missed_night_is_made_up_for_and_a_moment_without_a_zone_refused(office):
    overdue_placement(office, on=date(2026, 3, 10))

    before = enforce_deadlines(at=noon(date(2026, 3, 9)))
    then = enforce_deadlines(at=noon(date(2026, 3, 10)))

    assert (before["001"]["moved"], then["001"]["moved"]) == (0, 1)
    with pytest.raises(MomentNaive, match="names no time zone"):
        enforce_deadlines(at=datetime(2026, 3, 10, 12))  # noqa: DTZ001  that is the point


def test_an_authority_that_can_not_be_opened_stops_no_other(office, other_office, owner_engine):
    overdue_placement(other_office)
    with owner_engine.begin() as connection:
        connection.execute(text("update authorities set pack = 'lost' where code = '001'"))

    with pytest.raises(SweepIncomplete, match="001: there is no pack"):
        enforce_deadlines()

    assert states(other_office) == ["overrun"]
    assert enforced_until(office) is None


def test_a_real_authority_has_no_tomorrow(office, owner_engine):
    with owner_engine.begin() as connection:
        connection.execute(text("update authorities set synthetic = false"))

    with pytest.raises(SweepIncomplete, match="001: "):
        enforce_deadlines(at=clock.now() + timedelta(days=1))

    assert enforced_until(office) is None


def test_reviews_are_opened_and_placements_measured(office):
    made = today() - timedelta(days=300)
    bring_in(
        office, people_around_a_pupil(office), "ehc_plan", made,
        state="maintained", plan_made_on=made,
    )  # fmt: skip
    overdue_placement(office)

    scheduled, measured = schedule_reviews(), measure_placements()

    assert scheduled["001"] == {"opened": 1, "refused": 0}
    assert states(office, "annual_review") == ["scheduled"]
    assert measured["001"]["assessment_hub"]["over"] == 1


def test_letters_leave_by_a_real_mail_server(office, settled, tmp_path):
    letter = Message(
        authority_id=office.authority_id, key="one", recipient="mo@people.example",
        subject="What happens next", body_text="Words.", body_html="<p>Words.</p>",
    )  # fmt: skip
    with office.engine.begin() as connection:
        outbox.post(connection, [letter], due_at=clock.now())

    with Mailbox(folder=tmp_path, smtp_port=0, web_port=0).opened() as mailbox:
        settled.setenv("PATHWAY_SMTP_PORT", str(mailbox.smtp_port))
        sent = deliver_letters()

    assert sent["001"]["sent"] == 1
    assert len(list(tmp_path.glob("*.eml"))) == 1
