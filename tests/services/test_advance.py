from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import text

from pathway.domain.errors import CaseMovedMeanwhile, KeyUsedDifferently
from pathway.services.advance import Ask, advance
from pathway.services.casekeys import process_key
from pathway.services.office import When
from pathway.services.office import when as moment
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


@pytest.fixture
def log_contact(office, open_case, senco):
    process = process_key(open_case().process)

    def logged(when):
        said = {"channel": "phone", "said": "her mother called back"}
        ask = Ask(move="log contact", content=said, by=senco, when=when, idempotency_key="k1")
        return advance(office, process, ask)

    return logged


EVENING, NEXT_MORNING = datetime(2026, 9, 8, 21, tzinfo=UTC), datetime(2026, 9, 9, 6, tzinfo=UTC)


def test_who_asks_again_on_the_next_day_and_named_no_day_is_told_what_came_of_the_first(
    office, log_contact
):
    first = log_contact(moment(office, now=EVENING))

    again = log_contact(moment(office, now=NEXT_MORNING))

    assert (again.repeated, again.version) == (True, first.version)
    assert rows(office, "select occurred_on from history where number = 2") == [(date(2026, 9, 8),)]


def test_who_names_another_day_under_the_same_key_is_refused(office, log_contact):
    log_contact(moment(office, now=EVENING))

    with pytest.raises(KeyUsedDifferently):
        log_contact(on(date(2026, 9, 9)))


def test_what_was_first_asked_for_a_day_of_before_is_not_the_same_without_a_day(
    office, log_contact
):
    log_contact(When(on=date(2026, 9, 7), at=None, recorded_at=EVENING))

    with pytest.raises(KeyUsedDifferently):
        log_contact(moment(office, now=NEXT_MORNING))


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


def test_on_a_real_authority_whoever_took_the_time_first_may_come_second(
    office, open_case, senco, move
):
    opened = open_case()
    moved = move(opened.process, "hold review meeting", senco, date(2026, 9, 9))
    real = replace(office, synthetic=False)
    earlier = When(on=date(2026, 9, 8), at=None, recorded_at=datetime(2026, 9, 8, 9, tzinfo=UTC))

    ask = Ask(move="hold review meeting", content={}, by=senco, when=earlier)
    late = advance(real, process_key(opened.process), ask)

    assert (moved.version, late.version) == (2, 3)
    recorded = rows(office, "select recorded_at from history order by number")
    assert recorded == sorted(recorded)


def test_the_same_key_twice_at_once_opens_one_case_and_both_hear_of_it(office, around, senco):
    together = Barrier(3)
    outcomes = []

    def open_one() -> None:
        together.wait()
        content = {"concern": "c", "year_group": "5", "primary_need": "SLCN"}
        ask = Ask(
            move="open case",
            content=content,
            by=senco,
            when=on(date(2026, 9, 7)),
            idempotency_key="one asking",
        )
        outcomes.append(
            open_for_pupil(
                office, around.pupil, "graduated_approach", owner=around.caseworker, ask=ask
            ).repeated
        )

    people = [Thread(target=open_one) for _ in range(3)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sorted(outcomes) == [False, True, True]


def test_a_letter_goes_to_those_who_are_linked_when_it_is_written(
    office, around, open_case, caseworker
):
    opened = open_case(date(2026, 9, 7))
    with office.engine.begin() as connection:
        connection.execute(
            text("update links set until_on = '2026-09-10' where person_id = :p"),
            {"p": around.father},
        )
        connection.execute(text("update outbox set sent_at = posted_at"))

    late = When(on=date(2026, 9, 9), at=None, recorded_at=datetime(2026, 9, 20, 9, tzinfo=UTC))
    ask = Ask(
        move="tell of delay",
        content={
            "late_step": "the assessment",
            "honest_reason": "nobody was free",
            "next_update_on": "2026-10-01",
        },
        by=caseworker,
        when=late,
    )
    advance(office, process_key(opened.process), ask)

    written = rows(office, "select recipient from outbox where sent_at is null")
    assert written == [("mo@people.example",)]


def test_somebody_who_has_left_gets_no_letter_and_an_owner_who_left_is_answered_for(
    office, around, open_case, move, caseworker
):
    opened = open_case()
    with office.engine.begin() as connection:
        connection.execute(
            text("update people set left_on = '2026-09-07' where id = any(:gone)"),
            {"gone": [around.caseworker, around.father]},
        )
        connection.execute(text("update outbox set sent_at = posted_at"))

    content = {
        "late_step": "the assessment",
        "honest_reason": "nobody was free",
        "next_update_on": "2026-10-01",
    }
    move(opened.process, "tell of delay", caseworker, date(2026, 9, 9), content)

    written = rows(office, "select recipient from outbox where sent_at is null")
    assert written == [("mo@people.example",)]


def test_a_case_is_handed_over_to_a_caseworker_who_then_hears_of_it(
    office, open_case, move, caseworker
):
    opened = open_case()
    successor = uuid4()
    with office.engine.begin() as connection:
        connection.execute(
            text(
                "insert into people (authority_id, id, name, email, roles) values"
                " (:a, :id, 'Suc Cessor', 'suc@people.example', '{caseworker}')"
            ),
            {"a": office.authority_id, "id": successor},
        )
        connection.execute(text("update outbox set sent_at = posted_at"))

    move(opened.process, "hand over", caseworker, date(2026, 9, 9), {"new_owner": str(successor)})

    assert rows(office, "select owner_id from cases") == [(successor,)]
    written = rows(office, "select recipient, body_text from outbox where sent_at is null")
    assert [recipient for recipient, _ in written] == ["suc@people.example"]
    assert "Suc Cessor" in written[0][1]


@pytest.mark.parametrize("to", ["mother", None], ids=["a parent", "nobody known"])
def test_a_case_is_handed_over_to_no_one_but_a_caseworker(
    office, around, open_case, move, caseworker, to
):
    opened = open_case()
    new_owner = getattr(around, to) if to else uuid4()

    with pytest.raises(MoveRefused, match="no caseworker of the authority"):
        move(
            opened.process,
            "hand over",
            caseworker,
            date(2026, 9, 9),
            {"new_owner": str(new_owner)},
        )

    assert rows(office, "select owner_id from cases") == [(around.caseworker,)]


def test_a_death_ends_the_errands_of_telling_somebody(office, around, open_case, move, caseworker):
    with office.engine.begin() as connection:
        connection.execute(
            text("update people set email = null where id = :p"), {"p": around.father}
        )
    opened = open_case()

    move(opened.process, "record death", caseworker, date(2026, 9, 9), {"died_on": "2026-09-08"})

    assert rows(office, "select count(*) from tasks where ended_at is null") == [(0,)]


@pytest.mark.parametrize("died_on", ["2031-01-01", "2015-01-01"], ids=["to come", "before birth"])
def test_a_death_on_a_day_that_can_not_be_is_refused(open_case, move, caseworker, died_on):
    opened = open_case()

    with pytest.raises(MoveRefused, match="day of death"):
        move(opened.process, "record death", caseworker, date(2026, 9, 9), {"died_on": died_on})
