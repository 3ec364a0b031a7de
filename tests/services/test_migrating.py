"""Processes that are taken to a later version of their policy, while their clocks run on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from pathway.persistence import casebook
from pathway.services import migrating
from pathway.services.advance import Ask
from pathway.services.as_it_was import processes_then
from pathway.services.asking import options
from pathway.services.casekeys import process_key
from pathway.services.chronology import chronology
from pathway.services.errors import NameUnknown
from pathway.services.migrating import migrate, versions_in_use
from pathway.services.office import Actor
from pathway.services.rebuilding import verify_clocks
from pathway.services.registering import open_for_pupil
from pathway.services.then import Then
from pathway.services.verifying import verify
from statemachines.errors import MoveRefused, MoveUnknown, PolicyVersionUnknown
from statemachines.registry import VERSIONS
from statemachines.vocabulary import Role
from tests.amended import FIRST, SECOND, amend
from tests.offices import on, people_around_a_pupil
from tests.services.test_corrections import PLAN, views

POLICY = "graduated_approach"
OPENED, ASSESSED, PROVIDED = date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 9)
MIGRATED, LATER = date(2026, 9, 21), date(2026, 9, 22)
TABLES = ("processes", "history", "contents", "clocks", "rungs", "tasks", "outbox", "pupil_details")


@pytest.fixture
def administrator(around):
    return Actor(person=around.manager, role=Role.ADMINISTRATOR)


@pytest.fixture
def planned(open_case, move, senco, around):
    opened = open_case(OPENED)
    move(opened.process, "finish assessment", senco, ASSESSED, views(around))
    move(opened.process, "start provision", senco, PROVIDED, PLAN)
    return opened.process


@pytest.fixture
def beside(office, planned):
    """Open a second case, of another pupil, and return both in the order of their references."""
    others = people_around_a_pupil(office)
    content = {"concern": "is often away", "year_group": "5", "primary_need": "SLCN"}
    by = Actor(person=others.senco, role=Role.SENCO)
    ask = Ask(move="open case", content=content, by=by, when=on(OPENED))
    second = open_for_pupil(office, others.pupil, POLICY, owner=others.caseworker, ask=ask)
    return sorted((planned, second.process))


@pytest.fixture
def run(office, administrator):
    def migrate_all(**more):
        return list(migrate(office, POLICY, by=administrator, when=on(MIGRATED), **more))

    return migrate_all


def reading(office, process):
    with office.engine.connect() as connection:
        return casebook.read(connection, process_key(process))


def everything(owner_engine):
    with owner_engine.connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f"select * from {table}")).all()))
            for table in TABLES
        }


def test_a_migrated_process_stands_where_the_migration_says_and_its_clocks_run_on(
    office, planned, run, monkeypatch
):
    before = reading(office, planned)
    amend(monkeypatch)

    (done,) = run()

    after = reading(office, planned)
    assert (done.process, done.from_state, done.to_state) == (planned, "do", "providing")
    assert (done.from_version, done.to_version, done.refused) == (1, 2, "")
    assert done.before == done.after != ()
    assert (after.dossier.state, after.dossier.policy_version) == ("providing", 2)
    assert [line.policy_version for line in after.dossier.lines] == [1, 1, 1, 2]
    assert dict(after.clocks) == dict(before.clocks) != {}


def test_after_a_migration_history_and_clocks_verify(office, planned, run, monkeypatch):
    amend(monkeypatch)

    run()

    assert verify(office).faults == ()
    assert verify_clocks(office).differences == ()
    assert [
        e.words for e in chronology(office, planned.partition("/")[0]) if "polic" in e.words
    ] == ["policy migrated · now providing"]


def test_a_process_that_was_not_migrated_keeps_the_version_it_began_under(
    office, planned, move, senco, monkeypatch
):
    amend(monkeypatch)

    reviewed = move(planned, "begin review", senco, LATER, {"reason": "asked for"})

    assert (reviewed.state, reviewed.policy_version) == ("review", 1)
    assert verify_clocks(office).differences == ()
    offered = {option.move.name for option in _options(office, planned, senco)}
    assert "finish assessment" not in offered
    assert "continue unchanged" in offered


def _options(office, process, by):
    found = options(office, process_key(process), person=by.person, roles=[by.role], on=LATER)
    return found.options


def test_after_a_migration_the_moves_are_those_of_the_new_version(
    office, planned, run, move, senco, monkeypatch
):
    amend(monkeypatch)
    run()

    with pytest.raises(MoveUnknown):
        move(planned, "finish assessment", senco, LATER, {})
    reviewed = move(planned, "begin review", senco, LATER, {"reason": "asked for"})

    assert (reviewed.state, reviewed.policy_version) == ("review", 2)
    assert verify_clocks(office).differences == ()


def test_a_move_from_before_the_migration_may_still_be_recorded_late(
    office, planned, run, move, caseworker, monkeypatch
):
    amend(monkeypatch)
    run()

    late = move(planned, "log contact", caseworker, ASSESSED, {"channel": "phone", "said": "yes"})

    assert (late.state, late.policy_version) == ("providing", 2)
    assert verify_clocks(office).differences == ()


def test_a_line_from_before_the_migration_can_still_be_put_right(
    office, planned, run, move, senco, monkeypatch
):
    amend(monkeypatch)
    run()
    right = {"line": 3, "reason": "a slip", "right_values": {"review_on": "2026-11-27"}}

    move(planned, "correct", senco, LATER, right)

    found = reading(office, planned)
    assert found.dossier.state == "providing"
    assert {"2026-11-27"} <= {row[5] for row in found.clocks.values()}
    assert verify(office).faults == ()
    assert verify_clocks(office).differences == ()


def test_where_a_line_before_it_never_happened_the_migration_leads_on_from_where_it_stood(
    office, planned, run, move, senco, monkeypatch
):
    amend(monkeypatch)
    run()

    corrected = move(
        planned, "correct", senco, LATER, {"line": 3, "reason": "a slip", "did_not_happen": True}
    )

    assert corrected.state == "planning"
    assert verify(office).faults == ()
    assert verify_clocks(office).differences == ()


def test_a_migration_itself_is_not_put_right(planned, run, move, around, monkeypatch):
    amend(monkeypatch)
    run()
    manager = Actor(person=around.manager, role=Role.MANAGER)

    with pytest.raises(MoveRefused, match="a migration stands as it was made"):
        move(planned, "correct", manager, LATER,
             {"line": 4, "reason": "no", "did_not_happen": True})  # fmt: skip


def test_a_dry_run_tells_the_same_and_writes_nothing(owner_engine, beside, run, monkeypatch):
    amend(monkeypatch)
    before = everything(owner_engine)

    foreseen = run(dry_run=True)

    assert everything(owner_engine) == before
    assert [one.process for one in foreseen] == beside
    assert run() == foreseen
    assert everything(owner_engine) != before


def test_migrating_twice_is_once(owner_engine, beside, run, monkeypatch):
    amend(monkeypatch)
    first = run()
    after = everything(owner_engine)

    assert len(first) == len(beside)
    assert run() == []
    assert everything(owner_engine) == after


def test_what_is_killed_half_way_is_finished_by_the_next_run(office, beside, run, monkeypatch):
    amend(monkeypatch)
    looked_at = []

    def killed_at_the_second(process, *_):
        looked_at.append(process)
        if len(looked_at) == len(beside):
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(migrating, "_refuse_to_move", killed_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            run()
    versions = [reading(office, process).dossier.policy_version for process in beside]

    left = run()

    assert versions == [2, 1]
    assert [one.process for one in left] == beside[1:]
    assert all(reading(office, process).dossier.policy_version == 2 for process in beside)
    assert verify(office).faults == ()
    assert verify_clocks(office).differences == ()


@pytest.mark.usefixtures("beside")
def test_one_that_would_move_a_clock_is_refused_and_stops_no_other(
    office, owner_engine, run, planned, monkeypatch
):
    amend(monkeypatch)
    moved = text("update clocks set due_on = due_on - 1 where process_id = :process")
    with owner_engine.begin() as connection:
        connection.execute(moved, {"process": reading(office, planned).dossier.process_id})

    done = {one.process: one for one in run()}

    assert "would not stay as it is" in done[planned].refused
    assert (done[planned].from_state, done[planned].to_state) == ("do", "do")
    assert reading(office, planned).dossier.policy_version == 1
    assert [one.refused for name, one in done.items() if name != planned] == [""]


@pytest.mark.usefixtures("planned")
def test_where_no_migration_is_declared_every_process_behind_is_refused(run, monkeypatch):
    amend(monkeypatch, migrates=False)

    (refused,) = run()

    assert refused.refused.startswith("no migration of graduated_approach leads from version 1 to")


def test_nobody_migrates_by_hand_what_nobody_declared(planned, move, administrator):
    content = {"from_version": 1, "to_version": 2, "because": "it looks better"}

    with pytest.raises(MoveRefused, match="no migration from there to version 2 is declared"):
        move(planned, "migrate", administrator, LATER, content)


def test_only_an_administrator_or_a_data_loader_migrates(
    planned, move, caseworker, administrator, monkeypatch
):
    amend(monkeypatch)
    content = {"from_version": 1, "to_version": 2, "because": "it is declared"}

    with pytest.raises(MoveRefused, match="only these may: administrator, data loader"):
        move(planned, "migrate", caseworker, LATER, content)
    with pytest.raises(MoveRefused, match="the process is at version 1"):
        move(planned, "migrate", administrator, LATER, {**content, "from_version": 2})

    assert move(planned, "migrate", administrator, LATER, content).state == "providing"


def test_a_migration_whose_reason_was_erased_is_still_read(
    office, planned, run, move, senco, monkeypatch
):
    amend(monkeypatch)
    run()
    with office.engine.begin() as connection:
        connection.execute(
            text("select erase_content(id, 4, :by, 'order of a court') from processes"),
            {"by": senco.person},
        )

    move(planned, "correct", senco, LATER, {"line": 3, "reason": "no", "did_not_happen": True})

    assert reading(office, planned).dossier.state == "planning"
    assert verify(office).faults == ()
    assert verify_clocks(office).differences == ()


def test_as_it_was_before_it_was_migrated_a_process_stands_in_its_old_state(
    office, planned, run, monkeypatch
):
    amend(monkeypatch)
    run()
    process = reading(office, planned).dossier.process_id

    with office.engine.connect() as connection:
        (then,) = processes_then(office, connection, [process], Then(on=PROVIDED))
        (now,) = processes_then(office, connection, [process], Then(on=MIGRATED))
        recorded_by = datetime.combine(LATER, datetime.min.time(), tzinfo=UTC) - timedelta(days=5)
        known = Then(on=LATER, recorded_by=recorded_by)
        (as_known,) = processes_then(office, connection, [process], known)

    assert (then.state.name, now.state.name, as_known.state.name) == ("do", "providing", "do")
    assert [c.identity for c in then.clocks if c.due_on] == [
        c.identity for c in now.clocks if c.due_on and c.started_on <= PROVIDED
    ]


@pytest.mark.usefixtures("beside")
def test_the_versions_in_use_are_counted(office, run, monkeypatch):
    amend(monkeypatch)
    before = _in_use(office)

    run()

    assert before == {1: (2, False, 2), 2: (0, True, None)}
    assert _in_use(office) == {1: (0, False, 2), 2: (2, True, None)}


def _in_use(office):
    listed = [one for one in versions_in_use(office) if one.policy == POLICY]
    return {one.version: (one.processes, one.newest, one.leads_to) for one in listed}


def test_a_process_of_a_version_that_is_gone_is_refused_in_one_sentence(
    planned, move, caseworker, monkeypatch
):
    amend(monkeypatch)
    monkeypatch.delitem(VERSIONS, (POLICY, FIRST.version))

    with pytest.raises(PolicyVersionUnknown, match="has no version 1 here, only 2"):
        move(planned, "log contact", caseworker, LATER, {"channel": "phone", "said": "yes"})


def test_an_unknown_policy_is_not_migrated(office, administrator):
    with pytest.raises(NameUnknown):
        list(migrate(office, "divination", by=administrator, when=on(MIGRATED)))


@pytest.mark.usefixtures("planned")
def test_the_database_lets_no_other_line_change_the_version(office):
    line = text(
        "insert into history (authority_id, process_id, number, move, event, from_state, to_state,"
        " waits_for, cycle, occurred_on, recorded_at, person_id, role, policy_version, historic,"
        " content_digest) select authority_id, process_id, 4, move, 'contact_logged', to_state,"
        " to_state, waits_for, cycle, occurred_on, recorded_at, person_id, role, 2, false,"
        " content_digest from history where number = 3"
    )

    with (
        pytest.raises(Exception, match="the process was at version 1 of its policy"),
        office.engine.begin() as connection,
    ):
        connection.execute(line)


def test_the_second_version_is_another_policy_with_the_same_clocks():
    assert SECOND.version == FIRST.version + 1
    assert {state.name for state in SECOND.states} != {state.name for state in FIRST.states}
