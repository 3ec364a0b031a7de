from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from pathway.domain.errors import CaseMovedMeanwhile, KeyUsedDifferently
from pathway.services.advance import Ask, advance
from pathway.services.casekeys import process_key
from pathway.services.registering import open_for_pupil
from statemachines.errors import FormIncomplete, MoveRefused
from tests.offices import on


def rows(office, query):
    with office.engine.connect() as connection:
        return connection.execute(text(query)).all()


def test_an_opened_case_has_its_line_its_clocks_and_its_letters(office, open_case):
    opened = open_case()

    assert (opened.state, opened.cycle, opened.version) == ("assess", 1, 1)
    assert rows(office, "select move, from_state, to_state from history") == [
        ("open case", "not_begun", "assess")
    ]
    assert rows(office, "select rule_id from clocks where rule_id like 'SS-05%'") != []
    assert {r.recipient for r in rows(office, "select recipient from outbox")} == {
        "mo@people.example",
        "fa@people.example",
    }


def test_a_refused_move_says_everything_that_stands_against_it_and_writes_nothing(
    office, open_case, move, senco
):
    opened = open_case()
    before = rows(office, "select count(*) from outbox")

    with pytest.raises(MoveRefused) as refusal:
        move(
            opened.process,
            "finish assessment",
            senco,
            date(2026, 9, 8),
            {"strengths": "counts well", "needs": "reads slowly"},
        )

    assert len(refusal.value.because) == 2
    assert rows(office, "select count(*) from history") == [(1,)]
    assert rows(office, "select count(*) from outbox") == before


def test_a_wrong_field_is_named_with_what_was_expected(open_case, move, senco):
    opened = open_case()

    with pytest.raises(FormIncomplete) as fault:
        move(opened.process, "finish assessment", senco, date(2026, 9, 8), {"strength": "typo"})

    assert {where for where, _ in fault.value.faults} == {"strengths", "needs", "strength"}


def test_the_same_key_with_the_same_content_is_made_once(office, open_case):
    first = open_case(idempotency_key="k1")
    again = open_case(idempotency_key="k1")

    assert again.repeated
    assert again.version == first.version
    assert rows(office, "select count(*) from history") == [(1,)]


def test_the_same_key_with_another_content_is_refused(open_case, move, senco):
    opened = open_case(idempotency_key="k1")

    with pytest.raises(KeyUsedDifferently):
        move(opened.process, "hold review meeting", senco, date(2026, 9, 8), idempotency_key="k1")


def test_a_page_that_is_out_of_date_is_told_so(open_case, move, senco):
    opened = open_case()
    move(opened.process, "hold review meeting", senco, date(2026, 9, 8), expected_version=1)

    with pytest.raises(CaseMovedMeanwhile, match="version 2, not 1"):
        move(opened.process, "hold review meeting", senco, date(2026, 9, 9), expected_version=1)


def test_a_change_of_state_may_not_precede_the_last_one_but_other_moves_may_come_late(
    open_case, move, senco
):
    opened = open_case(date(2026, 9, 7))
    late = move(opened.process, "hold review meeting", senco, date(2026, 9, 1))

    with pytest.raises(MoveRefused, match="came into its present state on 2026-09-07"):
        move(
            opened.process,
            "close",
            senco,
            date(2026, 9, 1),
            {"reason": "moved"},
        )

    assert late.version == 2


def test_of_two_people_who_move_one_process_one_wins_and_the_other_is_told(
    office, open_case, senco
):
    opened = open_case()
    together = Barrier(2)
    outcomes = []

    def close() -> None:
        together.wait()
        ask = Ask(
            move="hold review meeting",
            content={},
            by=senco,
            when=on(date(2026, 9, 8)),
            expected_version=1,
        )
        try:
            outcomes.append(advance(office, process_key(opened.process), ask).version)
        except CaseMovedMeanwhile as told:
            outcomes.append(told.version)

    people = [Thread(target=close) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert outcomes == [2, 2]
    assert rows(office, "select count(*) from history") == [(2,)]


def test_a_guard_about_a_sibling_can_not_be_raced_past(office, around, senco):
    together = Barrier(4)
    outcomes = []

    def open_one() -> None:
        together.wait()
        content = {"concern": "c", "year_group": "5", "primary_need": "SLCN"}
        ask = Ask(move="open case", content=content, by=senco, when=on(date(2026, 9, 7)))
        try:
            open_for_pupil(
                office, around.pupil, "graduated_approach", owner=around.caseworker, ask=ask
            )
            outcomes.append("opened")
        except MoveRefused:
            outcomes.append("refused")

    people = [Thread(target=open_one) for _ in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sorted(outcomes) == ["opened", "refused", "refused", "refused"]
    assert rows(office, "select count(*) from processes") == [(1,)]


def test_a_broken_letter_takes_the_move_back(office, open_case, monkeypatch):
    monkeypatch.setattr("pathway.services.letters_owed.WAITED_FOR", {})

    with pytest.raises(KeyError):
        open_case()

    assert rows(office, "select count(*) from history") == [(0,)]
    assert rows(office, "select count(*) from cases") == [(0,)]


def test_a_person_who_may_not_be_told_gets_no_letter(office, around, open_case):
    with office.engine.begin() as connection:
        connection.execute(
            text("update links set may_be_told = false where person_id = :p"), {"p": around.father}
        )

    open_case()

    assert rows(office, "select recipient from outbox") == [("mo@people.example",)]


def test_a_person_without_an_address_becomes_a_task_for_someone(office, around, open_case):
    with office.engine.begin() as connection:
        connection.execute(
            text("update people set email = null where id = :p"), {"p": around.father}
        )

    open_case()

    tasks = rows(office, "select owner_id, due_on, ended_at from tasks")
    assert tasks == [(around.caseworker, date(2026, 9, 9), None)]


def test_no_letter_names_the_child(office, open_case):
    open_case()

    words = rows(office, "select subject || body_text || body_html from outbox")
    for (said,) in words:
        assert "Canary" not in said
        assert "Quillfeather" not in said
        assert "SLCN" not in said


def test_a_correction_counts_as_having_been_right_at_first(office, open_case, move, senco):
    opened = open_case()
    move(opened.process, "hold review meeting", senco, date(2026, 9, 8), {"pupils_words": "no"})

    move(
        opened.process,
        "correct",
        senco,
        date(2026, 9, 9),
        {"line": 2, "right_values": {"pupils_words": "yes"}, "reason": "misheard"},
    )

    assert rows(office, "select count(*) from history") == [(3,)]


def test_a_correction_that_would_make_a_later_line_unlawful_is_refused(
    office, open_case, move, senco, around
):
    opened = open_case()
    views = {
        "strengths": "counts well",
        "needs": "reads slowly",
        "pupils_view": {"words": "I like sums"},
        "parents_views": [
            {"person": str(around.mother), "words": "yes"},
            {"person": str(around.father), "missing_because": "away at sea"},
        ],
    }
    move(opened.process, "finish assessment", senco, date(2026, 9, 8), views)

    with pytest.raises(MoveRefused, match=r"line 2 \(finish assessment\) would become"):
        move(
            opened.process,
            "correct",
            senco,
            date(2026, 9, 9),
            {"line": 1, "did_not_happen": True, "reason": "wrong pupil"},
        )

    assert rows(office, "select state from processes") == [("plan",)]


def test_a_death_stops_every_letter_of_the_pupil(office, open_case, move, caseworker, senco):
    opened = open_case()

    move(opened.process, "record death", caseworker, date(2026, 9, 9), {"died_on": "2026-09-08"})
    move(opened.process, "hold review meeting", senco, date(2026, 9, 10))

    waiting = rows(office, "select count(*) from outbox where withdrawn_at is null")
    running = rows(office, "select rule_id from clocks where settled_on is null")
    assert waiting == [(0,)]
    assert running == []
