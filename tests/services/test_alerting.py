from datetime import UTC, date, datetime
from threading import Thread
from uuid import uuid4

import pytest
from sqlalchemy import text

from pathway.persistence import due, register
from pathway.persistence.tables.authorities import Setting
from pathway.persistence.tables.pupils import Link
from pathway.services import alerting
from pathway.services.alerting import alert
from pathway.services.enforcing import enforce
from pathway.services.linking import change_link
from pathway.services.links_kept import link_meant
from pathway.services.office import Actor
from statemachines.vocabulary import Role
from tests.offices import _person, on, people_around_a_pupil
from tests.services.brought_in import bring_in

PLAN = {
    "outcomes": [{"aim": "reads a page aloud", "measure": "twenty words without help"}],
    "provision": [
        {"what": "paired reading", "who": "TA", "how_often": "daily", "how_long": "20 minutes"}
    ],
    "review_on": "2026-11-20",
}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def sweep(office, day: date):
    return enforce(office, at=noon(day), now=noon(day))


def rows(office, query, **values):
    with office.engine.connect() as connection:
        return connection.execute(text(query), values).all()


def change(office, statement, **values):
    with office.engine.begin() as connection:
        connection.execute(text(statement), values)


def digests_to(office, name):
    found = "select body_text from outbox where key like 'digest%' and recipient = :to"
    return [body for (body,) in rows(office, found, to=f"{name}@people.example")]


def letters_about(office, rule):
    found = "select recipient, body_text from outbox where key like :rule order by recipient"
    return rows(office, found, rule=f"%/{rule}/%")


@pytest.fixture
def supported(open_case, move, senco, around):
    opened = open_case()
    views = {
        "strengths": "counts well",
        "needs": "reads slowly",
        "pupils_view": {"words": "I like sums"},
        "parents_views": [
            {"person": str(around.mother), "words": "yes"},
            {"person": str(around.father), "words": "yes"},
        ],
    }
    move(opened.process, "finish assessment", senco, date(2026, 9, 8), views)
    return move(opened.process, "start provision", senco, date(2026, 9, 9), PLAN)


@pytest.fixture
def assessment(request_assessment, move, around):
    process = request_assessment(date(2026, 9, 8))
    decider = Actor(person=around.manager, role=Role.DECISION_MAKER)
    told = {"notified": parents(around, "2026-09-10")}
    move(process, "decide to assess", decider, date(2026, 9, 10), told)
    return process


def parents(around, day):
    return [{"person": str(parent), "on": day} for parent in (around.mother, around.father)]


def professionals(office, around, *names, **more):
    ids = [uuid4() for _ in names]
    people = [
        _person(office.authority_id, person, name, [Role.PROFESSIONAL], **more)
        for person, name in zip(ids, names, strict=True)
    ]
    link(office, around, people, ids, "professional")


def link(office, around, people, ids, audience):
    links = [
        Link(
            authority_id=office.authority_id,
            pupil_id=around.pupil,
            person_id=person,
            relationship=audience,
            audience=audience,
            parental_responsibility=False,
            from_on=date(2025, 9, 1),
        )
        for person in ids
    ]
    with office.engine.begin() as connection:
        register.enter(connection, [*people, *links])


@pytest.mark.usefixtures("supported")
def test_what_is_overdue_is_told_to_the_owner_and_to_whoever_manages_the_owner(office):
    sweep(office, date(2026, 11, 20))
    sweep(office, date(2026, 11, 23))

    owners, managers = digests_to(office, "cas")[-1], digests_to(office, "mae")[-1]
    assert "Overdue, " in owners
    assert "Overdue with the people you manage" in managers
    assert "(Cas Worker): The plan is reviewed" in managers
    assert "Overdue with the people you manage" not in owners


@pytest.mark.usefixtures("supported")
def test_an_owner_without_e_mail_has_a_task_in_place_of_digests_and_one_at_a_time(office, around):
    change(office, "update people set email = null where id = :id", id=around.caseworker)

    sweep(office, date(2026, 11, 23))
    sweep(office, date(2026, 11, 24))

    tasks = rows(office, "select owner_id, reason from tasks where key like 'digest%'")
    assert [owner for owner, _ in tasks] == [around.caseworker]
    assert "overdue" in tasks[0].reason
    assert digests_to(office, "cas") == []


@pytest.mark.usefixtures("supported")
def test_a_duty_without_a_last_day_is_asked_for_after_a_week_and_every_week_from_then_on(office):
    change(office, "delete from clocks where rule_id <> 'SS-02'")

    for day in (date(2026, 9, 16), date(2026, 9, 17), date(2026, 9, 23)):
        alert(office, at=noon(day))

    ledger = "select rung, day from rungs where not passed_over order by day, rung"
    assert rows(office, ledger) == [
        ("day 7", date(2026, 9, 16)),
        ("weekly", date(2026, 9, 16)),
        ("weekly", date(2026, 9, 23)),
    ]
    ((school, words),) = letters_about(office, "SS-02")
    assert school == "sen@people.example"
    assert "Since 9 September 2026 something has been open" in words
    assert [": open since 9 September 2026" in digest for digest in digests_to(office, "cas")] == [
        True,
        True,
    ]


@pytest.mark.usefixtures("supported")
def test_an_alert_that_comes_once_is_not_lost_behind_one_that_repeats(office):
    sweep(office, date(2026, 11, 13))

    sweep(office, date(2026, 11, 23))

    ledger = "select rung from rungs where rule_id = 'SS-04' and day > '2026-11-13' order by day"
    assert rows(office, ledger) == [("0",), ("overdue daily",)]


@pytest.mark.usefixtures("supported")
def test_digests_that_a_crash_took_are_sent_by_the_next_run_of_the_day(office, monkeypatch):
    def power_cut(*_):
        raise InterruptedError

    with monkeypatch.context() as broken:
        broken.setattr(alerting, "send_digests", power_cut)
        with pytest.raises(InterruptedError):
            sweep(office, date(2026, 11, 23))
    assert digests_to(office, "cas") == []

    again = sweep(office, date(2026, 11, 23))
    third = sweep(office, date(2026, 11, 23))

    assert (again.alerted.digests, third.alerted.digests) == (2, 0)
    assert len(digests_to(office, "cas")) == 1


def test_a_clock_of_a_rule_that_nobody_knows_costs_nobody_else_an_alert(office, supported):
    change(
        office,
        "insert into clocks (authority_id, process_id, rule_id, started_by, party, started_on,"
        " counted_from, due_on, kind, met, next_rung, next_rung_on)"
        " select authority_id, id, 'EHC-99', 1, id, '2026-09-07', '2026-09-07', '2026-10-01',"
        " 'deadline', false, '0', '2026-10-01' from processes",
    )

    swept = sweep(office, date(2026, 10, 30))

    assert swept.failed == ((supported.process, "an alert of EHC-99 was not given: RuleUnknown"),)
    assert letters_about(office, "SS-04")
    assert "EHC-99" in digests_to(office, "cas")[0]
    assert rows(office, "select tally ->> 'failed' from sweeps where ended_at is not null") == [
        ("1",)
    ]


def test_many_alerts_are_given_in_batches_side_by_side_and_each_once(office, monkeypatch):
    monkeypatch.setattr(alerting, "FEW", 2)
    monkeypatch.setattr(alerting, "BATCH", 2)
    since, until = date(2026, 9, 14), date(2026, 10, 9)
    for _ in range(9):
        bring_in(
            office, people_around_a_pupil(office), "placement", since,
            state="active", kind="assessment_hub", legal_basis="section_19",
            starts_on=since, ends_on=until, started_on=since,
        )  # fmt: skip
    in_the_middle = "(select id from processes order by id offset 4 limit 1)"
    change(office, f"update clocks set rule_id = 'EHC-99' where process_id = {in_the_middle}"
                   " and rule_id = 'PL-LENGTH'")  # fmt: skip

    first, again = alert(office, at=noon(until)), alert(office, at=noon(until))

    (failure,) = first.failed
    assert failure[1] == "an alert of EHC-99 was not given: RuleUnknown"
    assert again.failed == (failure,)
    assert (first.letters > 0, again.letters) == (True, 0)
    given = "select process_id from rungs where rule_id = 'PL-LENGTH' and day = :day and rung = :on"
    found = rows(office, given, day=until, on="100%")
    assert (len(found), len(set(found))) == (8, 8)


@pytest.mark.usefixtures("supported")
def test_an_alert_that_the_database_refuses_costs_nobody_else_one(office, owner_engine):
    with owner_engine.begin() as connection:
        refusal = "alter table outbox add constraint never check (key not like '%/SS-04/%')"
        connection.exec_driver_sql(refusal.replace("%", "%%"))

    swept = sweep(office, date(2026, 10, 30))

    assert [what for _, what in swept.failed] == ["an alert of SS-04 was not given: IntegrityError"]
    assert rows(office, "select count(*) from rungs where rule_id = 'SS-04'") == [(0,)]
    assert rows(office, "select count(*) > 0 from rungs where rule_id = 'SS-02'") == [(True,)]
    assert rows(office, "select ended_at is not null from sweeps") == [(True,)]


def test_a_move_that_breaks_is_reported_without_what_the_error_says(
    office, supported, owner_engine
):
    with owner_engine.begin() as connection:
        connection.execute(text('update contents set content = \'{"review_on": "Canary"}\''))

    swept = sweep(office, date(2026, 11, 20))

    ((process, what),) = swept.failed
    assert process == supported.process
    assert what.startswith("the move that SS-04 makes was not made: ")
    assert "Canary" not in what


def test_what_one_adviser_owes_is_told_to_that_adviser_alone(
    office, assessment, move, around, caseworker
):
    professionals(office, around, "Edpsych One", "Speech Two")
    asked = {
        "adviser": "Edpsych One",
        "kind": "psychology",
        "received_by_body_on": "2026-09-10",
    }
    move(assessment, "ask for advice", caseworker, date(2026, 9, 10), asked)

    sweep(office, date(2026, 9, 24))

    assert [to for to, _ in letters_about(office, "EHC-03")] == ["edpsych@people.example"]


def test_what_an_adviser_owes_whom_nobody_is_linked_as_is_told_to_the_owner_as_the_advisers(
    office, assessment, move, around, caseworker
):
    professionals(office, around, "Speech Two")
    asked = {
        "adviser": "Somebody Else",
        "kind": "psychology",
        "received_by_body_on": "2026-09-10",
    }
    move(assessment, "ask for advice", caseworker, date(2026, 9, 10), asked)

    sweep(office, date(2026, 9, 24))

    ((to, words),) = letters_about(office, "EHC-03")
    assert to == "cas@people.example"
    assert "For the adviser asked for psychology advice, who was not told of it by us" in words
    assert "Somebody Else" not in words


@pytest.mark.parametrize(
    ("urn", "told"), [("999999", "college@people.example"), ("888888", "cas@people.example")]
)
def test_a_setting_that_was_consulted_is_reminded_itself_and_never_the_pupils_own_school(  # noqa: PLR0917
    office, assessment, move, around, caseworker, urn, told
):
    place, person = uuid4(), uuid4()
    setting = Setting(
        authority_id=office.authority_id, id=place, name="Another School", kind="school",
        urn="999999",
    )  # fmt: skip
    worker = _person(
        office.authority_id, person, "College Head", [Role.HEADTEACHER], setting_id=place
    )
    link(office, around, [setting, worker], [person], "school")
    decider = Actor(person=around.manager, role=Role.DECISION_MAKER)
    move(assessment, "decide to issue", decider, date(2026, 9, 11))
    consulted = {"urn": urn, "setting_name": "A School"}
    move(assessment, "consult a setting", caseworker, date(2026, 9, 14), consulted)

    sweep(office, date(2026, 9, 24))

    ((to, words),) = letters_about(office, "EHC-07")
    assert to == told
    assert (f"For the setting with the URN {urn}" in words) == (urn == "888888")


def test_where_a_parent_may_not_be_told_the_owner_does_not_read_that_the_family_was(
    office, assessment, move, around, caseworker
):
    decider = Actor(person=around.manager, role=Role.DECISION_MAKER)
    move(assessment, "decide to issue", decider, date(2026, 9, 11))
    served = {"served": parents(around, "2026-09-14")}
    move(assessment, "issue draft", caseworker, date(2026, 9, 14), served)
    change(office, "update links set may_be_told = false where person_id = :id", id=around.father)

    sweep(office, date(2026, 9, 23))

    words = dict(tuple(row) for row in letters_about(office, "EHC-06"))
    assert words.keys() == {"cas@people.example", "mo@people.example"}
    assert "was reminded that" not in words["cas@people.example"]
    assert "was not reminded by us" in words["cas@people.example"]


def test_a_letter_that_a_sweep_is_writing_is_stopped_by_a_prohibition_recorded_meanwhile(
    office, assessment, move, around, caseworker, monkeypatch
):
    decider = Actor(person=around.manager, role=Role.DECISION_MAKER)
    move(assessment, "decide to issue", decider, date(2026, 9, 11))
    served = {"served": parents(around, "2026-09-14")}
    move(assessment, "issue draft", caseworker, date(2026, 9, 14), served)
    day = date(2026, 9, 23)
    forbidding = Thread(target=_forbid_the_father, args=(office, around, caseworker, day))

    def meanwhile(*given, **more):
        if not forbidding.ident:
            forbidding.start()
        while forbidding.is_alive() and not rows(
            office, "select 1 from pg_locks where not granted"
        ):
            continue
        enters(*given, **more)

    enters = due.give
    monkeypatch.setattr(due, "give", meanwhile)
    sweep(office, day)
    forbidding.join()

    about = "select recipient, withdrawn_at is not null from outbox where key like '%/EHC-06/%'"
    assert dict(tuple(row) for row in rows(office, about)) == {
        "mo@people.example": False,
        "fa@people.example": True,
    }


def _forbid_the_father(office, around, by, day):
    link = link_meant(office, around.pupil, around.father, on=day, said="").link.id
    change_link(
        office, around.pupil, link, {"may_be_told": False}, by=by, when=on(day), why="a court order"
    )
