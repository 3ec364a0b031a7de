import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from pathway.persistence.seats import engine_for
from pathway.services.verifying import anchor, read_anchors, verify
from tests.offices import NOON


def by_hand(engine, statement, **values):
    with engine.begin() as connection:
        return connection.execute(text(statement), values)


@pytest.fixture
def seatless(database, office):
    engines = (
        create_engine(database.app_url),
        engine_for(database.app_url, office.authority_id, "a wrong secret"),
    )
    yield engines
    for engine in engines:
        engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "update history set move = 'x'",
        "delete from history",
        "update contents set content = '{}'",
        "delete from contents",
        "update processes set state = 'closed'",
        "update processes set tip = decode(repeat('00', 32), 'hex')",
        "delete from rungs",
        "select secret from seat_secret",
        "alter table history disable trigger all",
        "set session authorization pathway_owner",
    ],
)
def test_plain_sql_of_the_application_changes_no_line(office, open_case, statement):
    open_case()

    with pytest.raises(ProgrammingError):
        by_hand(office.engine, statement)

    assert verify(office).faults == ()


LINE = (
    "insert into history (authority_id, process_id, number, move, event, from_state, to_state,"
    " waits_for, cycle, occurred_on, recorded_at, person_id, role, policy_version, historic,"
    " content_digest, prior) select authority_id, process_id, {number}, 'close', 'closed',"
    " '{state}', 'closed', 'nobody', 1, '2026-09-08', {at}, person_id, role, 1, false,"
    " content_digest, {prior} from history"
)


@pytest.mark.parametrize(
    ("number", "state", "at", "prior"),
    [
        (1, "assess", "recorded_at", "null"),
        (3, "assess", "recorded_at", "null"),
        (2, "plan", "recorded_at", "null"),
        (2, "assess", "recorded_at - interval '1 day'", "null"),
        (2, "assess", "recorded_at", "decode(repeat('11', 32), 'hex')"),
    ],
    ids=["not after the tip", "a gap", "from another state", "recorded earlier", "another tip"],
)
def test_a_line_that_is_not_tip_plus_one_is_refused(office, open_case, number, state, at, prior):
    open_case()

    with pytest.raises(DBAPIError):
        by_hand(office.engine, LINE.format(number=number, state=state, at=at, prior=prior))


LINES = (
    "insert into history (authority_id, process_id, number, move, event, from_state, to_state,"
    " waits_for, cycle, occurred_on, recorded_at, person_id, role, policy_version, historic,"
    " content_digest) select h.authority_id, h.process_id, l.number, 'x', 'x', l.from_state,"
    " l.to_state, 'x', 1,"
    " h.occurred_on, h.recorded_at + l.later, h.person_id, h.role, 1, false, h.content_digest"
    " from history h, (values {lines}) as l (number, from_state, to_state, later)"
)


def test_lines_written_together_are_chained_one_to_the_other(office, open_case):
    open_case()
    several = (
        "(2, 'assess', 'plan', interval '0'), (3, 'plan', 'do', interval '1 s'),"
        " (4, 'do', 'review', interval '1 s')"
    )

    by_hand(office.engine, LINES.format(lines=several))

    assert by_hand(office.engine, "select state, version from processes").all() == [("review", 4)]
    faults = verify(office).faults
    assert {fault.what for fault in faults} == {"its content is gone without an erasure"}


@pytest.mark.parametrize(
    "lines",
    [
        "(3, 'plan', 'do', interval '0'), (2, 'assess', 'plan', interval '0')",
        "(2, 'assess', 'plan', interval '0'), (4, 'plan', 'do', interval '0')",
        "(2, 'assess', 'plan', interval '0'), (3, 'assess', 'do', interval '0')",
        "(2, 'assess', 'plan', interval '1 s'), (3, 'plan', 'do', interval '0')",
        "(2, 'assess', 'plan', interval '0'), (2, 'assess', 'do', interval '0')",
    ],
    ids=["the later first", "a gap", "from another state", "recorded earlier", "twice one number"],
)
def test_lines_written_together_that_do_not_follow_each_other_are_refused(office, open_case, lines):
    open_case()

    with pytest.raises(DBAPIError):
        by_hand(office.engine, LINES.format(lines=lines))

    assert by_hand(office.engine, "select state, version from processes").all() == [("assess", 1)]


def test_a_content_that_the_line_did_not_seal_is_refused(office, open_case):
    open_case()
    by_hand(office.engine, LINE.format(number=2, state="assess", at="recorded_at", prior="null"))

    with pytest.raises(DBAPIError, match="not what the line sealed"):
        by_hand(
            office.engine,
            "insert into contents select authority_id, process_id, 2, salt, form, form_version,"
            ' \'{"reason": "forged"}\' from contents',
        )


@pytest.mark.parametrize(
    ("tampering", "what"),
    [
        ("update history set occurred_on = occurred_on - 1", "the line is not what was sealed"),
        ("update contents set content = '{}'", "its content is not what was sealed"),
        ("delete from contents", "its content is gone without an erasure"),
        (
            "update history set hash = decode(repeat('11', 32), 'hex')",
            "the line is not what was sealed",
        ),
    ],
)
def test_verification_names_the_line_that_an_owner_changed(
    office, open_case, owner_engine, tampering, what
):
    opened = open_case()
    by_hand(owner_engine, tampering)

    faults = verify(office).faults

    assert (opened.process, 1, what) in {(f.process, f.line, f.what) for f in faults}


def test_an_erased_content_still_verifies(office, open_case, around):
    open_case()
    by_hand(
        office.engine,
        "select erase_content(process_id, number, :person, 'UK GDPR Art. 17') from history",
        person=around.caseworker,
    )

    found = verify(office)

    assert (found.faults, found.erased, found.lines) == ((), 1, 1)


def test_a_history_cut_off_at_the_end_shows_against_its_anchor(
    office, open_case, owner_engine, move, senco
):
    opened = open_case()
    move(opened.process, "hold review meeting", senco, NOON.date())
    anchors = read_anchors(anchor(office, at=NOON))
    by_hand(owner_engine, "delete from contents where number = 2")
    by_hand(owner_engine, "delete from clocks")
    by_hand(owner_engine, "delete from history where number = 2")
    by_hand(
        owner_engine,
        "update processes set version = 1, tip = (select hash from history where number = 1)",
    )

    unanchored, anchored = verify(office), verify(office, anchors=anchors)

    assert unanchored.faults == ()
    assert [f.what for f in anchored.faults] == ["the line was anchored and is gone"]


def test_one_authority_sees_nothing_of_another(other_office, open_case):
    open_case()

    for table in ("pupils", "cases", "processes", "history", "contents", "clocks", "outbox"):
        seen = by_hand(other_office.engine, f"select count(*) from {table}").scalar_one()
        assert seen == 0, table
    for view in ("details_that_hold", "dossiers"):
        seen = by_hand(other_office.engine, f"select count(*) from {view}").scalar_one()
        assert seen == 0, view


def test_a_dossier_is_shown_to_nobody_who_took_no_seat(database, open_case):
    open_case()
    engine = create_engine(database.app_url)

    assert by_hand(engine, "select count(*) from dossiers").scalar_one() == 0

    engine.dispose()


def test_one_authority_writes_nothing_for_another(office, other_office, open_case):
    open_case()

    with pytest.raises(ProgrammingError, match="row-level security"):
        by_hand(
            other_office.engine,
            "insert into pupils (authority_id, id, given_name, family_name, born_on, restricted,"
            " upn_unknown) values (:a, gen_random_uuid(), 'x', 'y', '2016-01-01', false, 'UN8')",
            a=office.authority_id,
        )
    touched = by_hand(other_office.engine, "update cases set owner_id = owner_id").rowcount
    assert touched == 0


def test_claiming_another_authority_by_hand_gives_nothing_without_its_seal(
    office, other_office, open_case
):
    open_case()

    with other_office.engine.begin() as connection:
        connection.execute(
            text("select set_config('pathway.seat', :seat, true)"),
            {"seat": f"{office.authority_id}:0000"},
        )
        seen = connection.execute(text("select count(*) from cases")).scalar_one()

    assert seen == 0


def test_a_connection_without_a_true_seat_sees_nothing(open_case, seatless):
    open_case()

    for engine in seatless:
        assert by_hand(engine, "select count(*) from cases").scalar_one() == 0


def test_an_insert_that_comes_to_nothing_moves_no_process(office, open_case):
    open_case(idempotency_key="used")
    statement = (
        "insert into history (authority_id, process_id, number, move, event, from_state, to_state,"
        " waits_for, cycle, occurred_on, recorded_at, person_id, role, policy_version, historic,"
        " content_digest, idempotency_key) select authority_id, process_id, 2, 'close', 'closed',"
        " 'assess', 'closed', 'nobody', 1, '2026-09-08', recorded_at, person_id, role, 1, false,"
        " content_digest, 'used' from history on conflict do nothing"
    )

    by_hand(office.engine, statement)

    assert by_hand(office.engine, "select state, version from processes").all() == [("assess", 1)]
    assert verify(office).faults == ()


def test_what_was_erased_is_not_put_back(office, open_case, around):
    open_case()
    kept = by_hand(office.engine, "select * from contents").mappings().one()
    by_hand(
        office.engine,
        "select erase_content(process_id, number, :person, 'UK GDPR Art. 17') from history",
        person=around.caseworker,
    )

    with pytest.raises(DBAPIError, match="not what the line sealed"):
        by_hand(
            office.engine,
            "insert into contents values (:a, :p, :n, :salt, :form, :version, cast(:c as json))",
            a=kept["authority_id"],
            p=kept["process_id"],
            n=kept["number"],
            salt=kept["salt"],
            form=kept["form"],
            version=kept["form_version"],
            c="{}",
        )


@pytest.mark.parametrize(
    ("person", "ground"), [(None, "UK GDPR Art. 17"), ("caseworker", " ")], ids=["who", "why"]
)
def test_an_erasure_says_who_decided_it_and_on_what_ground(
    office, open_case, around, person, ground
):
    open_case()
    by = getattr(around, person) if person else office.authority_id

    with pytest.raises(DBAPIError):
        by_hand(
            office.engine,
            "select erase_content(process_id, number, :person, :ground) from history",
            person=by,
            ground=ground,
        )


def test_another_authoritys_process_is_as_if_it_were_not_there(office, other_office, open_case):
    open_case()
    with office.engine.connect() as connection:
        process = connection.execute(text("select id from processes")).scalar_one()

    with pytest.raises(DBAPIError, match="row-level security"):
        by_hand(
            other_office.engine,
            "insert into history (authority_id, process_id, number, move, event, from_state,"
            " to_state, waits_for, cycle, occurred_on, recorded_at, person_id, role,"
            " policy_version, historic, content_digest) values (:a, :p, 1, 'x', 'x', 'x', 'x',"
            " 'x', 1, '2026-09-08', now(), :p, 'senco', 1, false, sha256('x'))",
            a=office.authority_id,
            p=process,
        )


def test_an_error_of_the_database_shows_no_values(office, open_case):
    open_case()

    with pytest.raises(DBAPIError) as fault:
        by_hand(office.engine, "insert into tasks (key) values (:key)", key="Canary Quillfeather")

    assert "Quillfeather" not in str(fault.value)
