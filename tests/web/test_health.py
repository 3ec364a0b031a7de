from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from flows import pages
from flows.offices import OpenOffices
from flows.plan import plan
from pathway import clock
from pathway.environment import settings
from pathway.services.enforcing import enforce
from pathway.services.vitals import Vitals
from pathway.web.health import Health, health_app
from tests.flows.waiting import free_port

NOW = datetime(2026, 9, 7, 12, tzinfo=UTC)
BROWSER = {"accept": "text/html,application/xhtml+xml"}


def vitals(**more: object) -> Vitals:
    usual = {
        "code": "390", "enforced_until": NOW - timedelta(minutes=20), "waiting": 0,
        "waiting_since": None, "returned_since": None, "dead": 0, "alarms": (),
    }  # fmt: skip
    return Vitals(**(usual | more))


def asked(*authorities: Vitals, **more: object) -> TestClient:
    usual = {
        "at": NOW, "patience": timedelta(minutes=90), "schema": "0001",
        "prefect": "http://127.0.0.1:4200", "prefect_answers": True, "authorities": authorities,
    }  # fmt: skip
    return TestClient(health_app(lambda: Health(**(usual | more))), follow_redirects=False)


def test_a_monitor_reads_json():
    answer = asked(vitals()).get("/health")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "at": "2026-09-07T12:00:00+00:00",
        "database": {"ok": True, "schema": "0001", "trouble": None},
        "prefect": {"address": "http://127.0.0.1:4200", "reachable": True},
        "letterbox": {"waiting": 0, "dead": 0},
        "authorities": [
            {
                "code": "390",
                "enforced_until": "2026-09-07T11:40:00+00:00",
                "enforced_age_seconds": 1200,
                "late": False,
                "letters_waiting": 0,
                "letters_waiting_since": None,
                "letters_returned_since": None,
                "letters_dead": 0,
                "alarms": [],
            }
        ],
    }


@pytest.mark.parametrize(
    ("authority", "status"),
    [
        pytest.param(vitals(waiting=3, waiting_since=NOW), "ok", id="letters may wait"),
        pytest.param(vitals(enforced_until=None), "ok", id="a new authority is not late"),
        pytest.param(vitals(dead=1), "alarm", id="somebody has to reach a person"),
        pytest.param(vitals(alarms=("no sweep had ended",)), "alarm", id="the watchdog said so"),
        pytest.param(
            vitals(enforced_until=NOW - timedelta(minutes=91)), "alarm", id="no sweep in time"
        ),
    ],
)
def test_it_is_an_alarm_where_somebody_has_to_act(authority, status):
    answer = asked(authority).get("/health")

    assert (answer.json()["status"], answer.status_code) == (status, 200)


def test_without_a_database_it_says_why_and_that_it_is_not_available():
    answer = asked(trouble="the database does not answer").get("/health")

    assert answer.status_code == 503
    assert answer.json()["database"]["trouble"] == "the database does not answer"


def test_a_person_gets_a_page_that_says_what_is_wrong_and_fetches_nothing():
    answer = asked(
        vitals(dead=2, alarms=("<b>no sweep</b> had ended",)), prefect_answers=False
    ).get("/health", headers=BROWSER)

    assert "Somebody has to act" in answer.text
    assert "&lt;b&gt;no sweep" in answer.text
    assert "enforced all the same, by the watchdog" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert 'lang="en-GB"' in answer.text


def test_a_person_sees_at_once_that_the_mail_server_takes_nothing():
    answer = asked(vitals(waiting=2, waiting_since=NOW, returned_since=NOW))

    assert answer.get("/health").json()["status"] == "ok"
    page = answer.get("/health", headers=BROWSER).text
    assert "Letters come back" in page
    assert "All is well" not in page
    assert "pathway letters list" in page


def test_the_front_door_leads_to_the_page():
    assert asked().get("/").headers["location"] == "/health"


def test_who_follows_the_link_of_a_letter_is_told_how_to_look_into_the_case():
    answer = asked().get("/cases/AB12-CD34")

    assert answer.status_code == 404
    assert "pathway case show AB12-CD34" in answer.text


def test_nothing_else_is_served():
    client = asked()

    assert [client.get(path).status_code for path in ("/docs", "/openapi.json", "/x")] == [404] * 3


@pytest.mark.usefixtures("settled", "around")
def test_it_looks_at_the_house_as_it_is_and_names_nobody(office, monkeypatch):
    monkeypatch.setenv("PATHWAY_PREFECT_PORT", str(free_port()))
    planned, offices = plan(settings(), with_mailbox=False), OpenOffices(settings())
    now = clock.now()
    enforce(office, at=now, now=now)

    found = pages.look(planned, offices, now=now)
    offices.close()

    assert (found.status, found.prefect_answers) == ("ok", False)
    assert [(one.code, one.enforced_until) for one in found.authorities] == [("001", now)]
    page = TestClient(health_app(lambda: found)).get("/health", headers=BROWSER).text
    for name in ("Canary", "Quillfeather", "Ther", "Worker", "@people"):
        assert name not in page


def test_a_database_that_is_gone_is_said_to_be_gone(settled):
    settled.setenv("PATHWAY_DATABASE_URL", "postgresql+psycopg://x@127.0.0.1:1/x")
    planned = plan(settings(), with_mailbox=False)

    found = pages.look(planned, OpenOffices(settings()), now=clock.now())

    assert found.status == "down"
    assert "the database does not answer" in found.trouble
