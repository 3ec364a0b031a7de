"""The worked dates of the table of rules, E01 to E57, as `pathway clocks due` answers them.

A row says what happened on which days, the last lawful day, and the last working day on or before
it; floors have none. The school is the illustrative one: pupils until 21 July 2026, again from 2
September, away from 26 to 30 October and from 19 December to 3 January.
"""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from pathway.cli.clocks import app
from pathway.domain.known_days import KnownDays
from statemachines.closures import window_of_closure
from tests.domain.calendars_for_tests import CALENDARS, HALF_TERMS, TERMS

ROWS = """
E01 EHC-02        T0=2026-09-07                                     2026-10-19 2026-10-19
E02 EHC-04        T0=2026-09-07                                     2026-12-28 2026-12-24
E04 EHC-08        T0=2026-09-07                                     2027-01-25 2027-01-25
E05 EHC-02        request_received=2026-08-08                       2026-09-19 2026-09-18
E07 EHC-08        request_received=2027-10-13                       2028-03-01 2028-03-01
E13 EHC-08        request_received=2026-06-08                       2026-10-26 2026-10-26
E15 EHC-06        draft_served=2026-12-14                           2026-12-28 floor
E17 AR-01         plan_first_made=2026-03-09                        2027-03-08 2027-03-08
E19 AR-15         plan_made=2026-10-15                              2027-01-15 2027-01-15
E19 AR-15.latest  plan_made=2026-10-15                              2027-04-15 2027-04-15
E21 AR-01         plan_first_made=2027-03-01                        2028-02-29 2028-02-29
E22 AR-06         review_meeting=2026-11-16                         2026-11-02 2026-11-02
E22 AR-07         review_meeting=2026-11-16                         2026-11-02 2026-11-02
E23 AR-09         review_meeting=2026-11-16                         2026-11-30 2026-11-30
E24 AR-10         review_meeting=2026-11-16                         2026-12-14 2026-12-14
E24 AR-11         review_meeting=2026-11-16                         2026-12-14 2026-12-14
E25 AR-13         notice_sent=2026-12-14                            2027-02-08 2027-02-08
E25 AR-14         review_meeting=2026-11-16,notice_sent=2026-12-14  2027-02-08 2027-02-08
E28 AR-16         transfer_year=2027                                2027-02-14 2027-02-12
E29 AR-17         transfer_year=2027                                2027-03-30 2027-03-30
E30 AR-16.meeting transfer_year=2027                                2026-11-22 2026-11-20
E32 AR-21         reassess_request_received=2026-12-11              2026-12-26 2026-12-24
E34 TRF-01        move_day=2026-12-16,became_aware=2026-12-14       2027-01-06 2027-01-06
E35 TRF-03        transfer_date=2027-01-06                          2027-02-17 2027-02-17
E37 APP-01        notice_sent=2026-12-31                            2027-03-01 2027-03-01
E39 APP-01        notice_sent=2027-06-30                            2027-09-01 2027-09-01
E42 MED-04        mediation_requested=2026-11-27                    2026-12-27 2026-12-24
E44 ORD-01        order_made=2026-12-03                             2026-12-17 2026-12-17
E44 ORD-07        order_made=2026-12-03                             2026-12-17 2026-12-17
E45 ORD-06        order_made=2026-12-03                             2027-01-07 2027-01-07
E45 ORD-04.draft  order_made=2026-12-03                             2027-01-07 2027-01-07
E46 ORD-02        order_made=2026-12-03                             2027-02-11 2027-02-11
E48 ORD-03        order_made=2026-12-03                             2027-03-11 2027-03-11
E49 AP-02         first_day_suspended=2026-10-21                    2026-11-04 2026-11-04
E51 AP-05         offsite_start=2026-11-02                          2026-10-22 2026-10-22
E52 AP-08         offsite_review_meeting=2026-12-01                 2026-11-25 2026-11-25
E53 AP-09         offsite_review_meeting=2026-12-01                 2026-12-07 2026-12-07
E55 EXC-03        board_notified=2026-12-11                         2027-01-15 2027-01-15
E57 AP-18.count   sickness_days_forecast=2026-11-30                 2026-12-18 2026-12-18
"""
SAFE = {"AR-06": "2026-11-01", "AR-07": "2026-11-01", "AP-05": "2026-10-21", "AP-08": "2026-11-24"}


@pytest.fixture
def calendar(tmp_path):
    content = {
        name: [[day.isoformat() for day in span] for span in spans]
        for name, spans in (("terms", TERMS), ("closures", HALF_TERMS))
    }
    file = tmp_path / "an illustrative school.json"
    file.write_text(json.dumps(content))
    return file


@pytest.mark.parametrize(
    "row", ROWS.strip().splitlines(), ids=lambda row: " ".join(row.split()[:2])
)
def test_a_worked_date_is_what_the_command_answers(row, calendar):
    _, rule, happened, due_on, working = row.split()
    on = [word for event in happened.split(",") for word in ("--on", event)]

    ran = CliRunner().invoke(app, ["due", rule, *on, "--calendar", str(calendar), "--json"])

    found = json.loads(ran.stdout)
    assert found["due_on"] == due_on
    assert found["safe_on"] == SAFE.get(rule)
    assert found["last_working_day"] == (None if working == "floor" else working)
    assert (found["kind"] == "floor") == (working == "floor")


def closures(*, attended_on, day):
    return KnownDays(CALENDARS).closures(attended_on, day)


def test_the_summers_closure_and_its_window():
    summer = closures(attended_on=date(2026, 7, 16), day=date(2026, 7, 23))[0]

    assert summer.closed_from == date(2026, 7, 22)
    assert summer.reopens_on == date(2026, 9, 2)
    assert (summer.reopens_on - summer.closed_from).days == 42
    assert window_of_closure(summer.closed_from, summer.reopens_on) == (
        date(2026, 7, 15), date(2026, 8, 26),
    ), "E10 and E11"  # fmt: skip


def test_christmas_has_no_window():
    christmas = next(
        one for one in closures(attended_on=date(2026, 12, 14), day=date(2026, 12, 21))
        if one.closed_from == date(2026, 12, 19)
    )  # fmt: skip

    assert christmas.reopens_on == date(2027, 1, 4), "E14"
    assert window_of_closure(christmas.closed_from, christmas.reopens_on) is None


def test_half_terms_and_easter_have_none_either():
    long = [
        one.closed_from for one in closures(attended_on=date(2026, 9, 2), day=date(2027, 1, 4))
        if window_of_closure(one.closed_from, one.reopens_on)
    ]  # fmt: skip

    assert long == [date(2026, 7, 22)]


@pytest.mark.parametrize("day", [date(2026, 4, 13), date(2027, 7, 22)])
def test_what_lies_beyond_the_first_and_the_last_school_day_is_not_known(day):
    assert closures(attended_on=date(2026, 9, 2), day=day) is None
