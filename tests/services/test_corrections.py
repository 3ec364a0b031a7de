"""Corrections: who may make them, what they reach, and that mistakes in them can be undone."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import text

from pathway.domain.history import fold
from pathway.persistence import casebook
from pathway.services.advance import Ask, begin
from pathway.services.casekeys import process_key
from pathway.services.office import Actor
from pathway.services.registering import open_for_pupil
from pathway.services.scheduling import schedule_reviews
from pathway.services.verifying import verify
from statemachines.errors import FormIncomplete, MoveRefused
from statemachines.events import Event
from statemachines.registry import policy
from statemachines.vocabulary import Role
from tests.offices import on

PLAN = {
    "outcomes": [{"aim": "reads a page aloud", "measure": "twenty words without help"}],
    "provision": [
        {"what": "paired reading", "who": "TA", "how_often": "daily", "how_long": "20 minutes"}
    ],
    "review_on": "2026-11-20",
}
LETTERS_OF_AN_OPENING = 2
"""To each parent; they wait until the death that was none is taken back."""

BROUGHT_IN = {
    "source": "an older system",
    "state": "active",
    "originally_opened_on": "2026-09-07",
    "kind": "tuition",
    "legal_basis": "section_19",
    "starts_on": "2026-09-14",
    "ends_on": "2026-10-09",
    "started_on": "2026-09-14",
}


def rows(office, query):
    with office.engine.connect() as connection:
        return connection.execute(text(query)).all()


def dossier(office, process):
    with office.engine.connect() as connection:
        return casebook.read(connection, process_key(process)).dossier


def record(office, process):
    found = dossier(office, process)
    return fold(policy(found.policy), found.lines).record


def erase(office, by, *, line, process="graduated_approach"):
    query = text(
        "select erase_content(id, :line, :by, 'order of a court') from processes"
        " where policy = :policy"
    )
    with office.engine.begin() as connection:
        connection.execute(query, {"line": line, "by": by, "policy": process})


def views(around):
    return {
        "strengths": "counts well",
        "needs": "reads slowly",
        "pupils_view": {"words": "I like sums"},
        "parents_views": [
            {"person": str(around.mother), "words": "yes"},
            {"person": str(around.father), "missing_because": "away at sea"},
        ],
    }


@pytest.fixture
def manager(around):
    return Actor(person=around.manager, role=Role.MANAGER)


@pytest.fixture
def father(around):
    return Actor(person=around.father, role=Role.FAMILY)


@pytest.fixture
def correct(move, senco):
    def correct_one(process, line, day, *, by=senco, **said):
        return move(process, "correct", by, day, {"line": line, "reason": "a mistake", **said})

    return correct_one


@pytest.fixture
def assessed(open_case, move, senco, around):
    opened = open_case()
    move(opened.process, "finish assessment", senco, date(2026, 9, 8), views(around))
    return opened.process


@pytest.fixture
def planned(assessed, move, senco):
    move(assessed, "start provision", senco, date(2026, 9, 9), PLAN)
    return assessed


@pytest.fixture
def brought_in(office, open_case, around):
    case = open_case().process.split("/", 1)[0]
    loader = Actor(person=around.manager, role=Role.DATA_LOADER)
    ask = Ask(
        move="bring in", content=BROUGHT_IN, by=loader, when=on(date(2026, 9, 14)), historic=True
    )
    return begin(office, case, "placement", ask).process


def test_only_who_may_make_a_move_and_a_manager_may_correct_it(
    office, planned, correct, father, manager
):
    with pytest.raises(MoveRefused, match="only these may correct 'start provision'"):
        correct(planned, 3, date(2026, 9, 10), by=father, did_not_happen=True)

    corrected = correct(planned, 3, date(2026, 9, 10), by=manager, did_not_happen=True)

    assert corrected.state == "plan"
    assert rows(office, "select state from processes") == [("plan",)]


def test_who_may_not_correct_a_line_may_not_annul_its_correction_either(planned, correct, father):
    correct(planned, 3, date(2026, 9, 10), did_not_happen=True)

    with pytest.raises(MoveRefused, match="only these may correct 'start provision'"):
        correct(planned, 4, date(2026, 9, 11), by=father, did_not_happen=True)


def test_the_reasons_against_a_correction_come_together(planned, correct, father):
    with pytest.raises(MoveRefused) as refusal:
        correct(planned, 3, date(2026, 9, 10), by=father)

    assert len(refusal.value.because) == 2


@pytest.mark.parametrize(
    ("day", "because"),
    [(date(2030, 1, 1), "is still to come"), (date(2020, 1, 1), "came into its present state")],
)
def test_a_line_is_put_on_no_day_on_which_it_could_not_have_been_made(
    assessed, correct, day, because
):
    with pytest.raises(MoveRefused, match=rf"line 2 \(finish assessment\) .*{because}"):
        correct(assessed, 2, date(2026, 9, 9), happened_on=day)


def test_a_line_may_be_put_on_any_day_by_which_it_is_corrected(office, assessed, correct):
    correct(assessed, 2, date(2026, 9, 10), happened_on=date(2026, 9, 9))

    assert record(office, assessed).lines[1].on == date(2026, 9, 9)


def test_a_correction_may_not_blank_what_a_line_needs(planned, correct):
    with pytest.raises(MoveRefused, match=r"line 2 \(finish assessment\) would become unlawful"):
        correct(planned, 2, date(2026, 9, 10), right_values={"parents_views": []})

    with pytest.raises(FormIncomplete, match="strengths"):
        correct(planned, 2, date(2026, 9, 10), right_values={"strengths": None})


def test_a_history_is_unwound_from_its_end(office, planned, correct):
    for line in (3, 2, 1):
        correct(planned, line, date(2026, 9, 10), did_not_happen=True)

    assert rows(office, "select state, cycle from processes") == [("not_begun", 0)]


def test_a_line_that_was_put_right_may_still_be_annulled(office, open_case, move, correct, senco):
    process = open_case().process
    move(process, "hold review meeting", senco, date(2026, 9, 8), {"pupils_words": "no"})
    correct(process, 2, date(2026, 9, 9), right_values={"pupils_words": "yes"})

    correct(process, 2, date(2026, 9, 10), did_not_happen=True)

    assert [line.move for line in record(office, process).lines] == [
        "open case", "correct", "correct"
    ]  # fmt: skip


def test_to_annul_an_annulment_brings_the_line_back_with_what_was_put_right_in_it(
    office, open_case, move, correct, senco
):
    process = open_case().process
    move(process, "hold review meeting", senco, date(2026, 9, 8), {"pupils_words": "no"})
    correct(process, 2, date(2026, 9, 9), right_values={"pupils_words": "yes"})
    correct(process, 2, date(2026, 9, 9), did_not_happen=True)

    correct(process, 4, date(2026, 9, 10), did_not_happen=True)

    held = record(office, process).lines[1]
    assert (held.number, held.form.pupils_words) == (2, "yes")


def test_to_annul_an_annulment_brings_the_state_back(office, planned, correct):
    correct(planned, 3, date(2026, 9, 10), did_not_happen=True)

    undone = correct(planned, 4, date(2026, 9, 11), did_not_happen=True)

    assert undone.state == "do"
    assert [line.number for line in record(office, planned).lines] == [1, 2, 3, 5]


def test_an_annulment_stands_where_the_process_has_gone_on_without_the_line(
    planned, correct, move, senco
):
    correct(planned, 3, date(2026, 9, 10), did_not_happen=True)
    move(planned, "start provision", senco, date(2026, 9, 10), PLAN)

    with pytest.raises(MoveRefused, match=r"line 5 \(start provision\) would become unlawful"):
        correct(planned, 4, date(2026, 9, 11), did_not_happen=True)


def test_a_correction_is_annulled_whole(planned, correct):
    correct(planned, 3, date(2026, 9, 10), right_values={"note": "by the new teacher"})

    with pytest.raises(MoveRefused, match="a correction is not put right in part"):
        correct(planned, 4, date(2026, 9, 10), right_values={"line": 2})


def test_a_case_that_was_opened_by_mistake_leaves_room_for_another(office, open_case, correct):
    process = open_case().process
    correct(process, 1, date(2026, 9, 9), did_not_happen=True)

    open_case(date(2026, 9, 10))

    states = rows(office, "select occurrence, state from processes order by occurrence")
    assert states == [(1, "not_begun"), (2, "assess")]


def test_a_review_that_was_scheduled_by_mistake_does_not_keep_the_next_from_being_scheduled(
    office, open_case, correct, around, caseworker
):
    case = open_case().process.split("/", 1)[0]
    plan = {"source": "a list", "state": "maintained", "plan_made_on": "2025-12-01"}
    loader = Actor(person=around.manager, role=Role.DATA_LOADER)
    begun = on(date(2026, 9, 8))
    begin(
        office, case, "ehc_plan",
        Ask(move="bring in", content=plan, by=loader, when=begun, historic=True),
    )  # fmt: skip
    scheduled = Ask(move="schedule", content={"due_on": "2026-11-30"}, by=caseworker, when=begun)
    review = begin(office, case, "annual_review", scheduled).process
    correct(review, 1, date(2026, 9, 9), by=caseworker, did_not_happen=True)

    later = on(date(2026, 10, 20)).recorded_at
    opened = schedule_reviews(office, at=later, now=later).opened

    assert len(opened) == 1


def test_of_two_details_from_one_day_the_one_recorded_later_tells(
    office, open_case, move, caseworker
):
    process = open_case().process
    for day, group in ((date(2026, 9, 8), "4"), (date(2026, 9, 9), "6")):
        content = {"from_on": "2026-09-08", "year_group": group}
        move(process, "change details", caseworker, day, content)

    subject = dossier(office, process).subject

    assert subject.detail("year_group", date(2026, 9, 10)) == "6"


def test_an_erased_opening_lets_the_case_go_on(office, open_case, move, senco, around, correct):
    process = open_case().process
    move(process, "hold review meeting", senco, date(2026, 9, 8))
    correct(process, 1, date(2026, 9, 8), right_values={"concern": "reads without joy"})

    erase(office, around.senco, line=1)

    move(process, "finish assessment", senco, date(2026, 9, 9), views(around))
    assert move(process, "start provision", senco, date(2026, 9, 10), PLAN).state == "do"
    assert correct(process, 2, date(2026, 9, 10), did_not_happen=True).state == "do"


def test_an_erased_line_can_be_put_on_its_right_day_and_be_annulled(
    office, planned, correct, around
):
    erase(office, around.senco, line=3)

    correct(planned, 3, date(2026, 9, 10), happened_on=date(2026, 9, 10), right_values=PLAN)
    moved = record(office, planned).lines[2].on
    annulled = correct(planned, 3, date(2026, 9, 11), did_not_happen=True)

    assert moved == date(2026, 9, 10)
    assert annulled.state == "plan"


def test_an_erased_correction_keeps_what_it_did_but_not_what_it_said(
    office, planned, correct, around
):
    correct(planned, 3, date(2026, 9, 10), did_not_happen=True)
    correct(planned, 2, date(2026, 9, 10), right_values={"needs": "spells slowly"})

    for line in (4, 5):
        erase(office, around.senco, line=line)

    left = rows(office, "select content::text, salt from contents where number in (4, 5)")
    unwound = correct(planned, 2, date(2026, 9, 11), did_not_happen=True)
    assert unwound.state == "assess"
    assert not any("spells" in content or "a mistake" in content or salt for content, salt in left)
    assert verify(office).faults == ()


def test_a_placement_whose_terms_are_erased_still_moves(office, brought_in, move, around, manager):
    erase(office, around.manager, line=1, process="placement")

    ended = {"ends_on": "2026-10-23", "reason": "not ready", "reintegration_plan": "a term more"}
    extended = move(brought_in, "extend", manager, date(2026, 10, 1), ended)

    assert extended.version == 2


def test_an_annulled_change_of_details_is_forgotten_and_one_put_right_counts_as_put_right(
    office, open_case, move, correct, caseworker
):
    process = open_case().process
    for day, group in ((date(2026, 9, 8), "6"), (date(2026, 9, 10), "9")):
        content = {"from_on": day.isoformat(), "year_group": group}
        move(process, "change details", caseworker, day, content)

    correct(process, 2, date(2026, 9, 11), by=caseworker, right_values={"year_group": "7"})
    correct(process, 3, date(2026, 9, 11), by=caseworker, did_not_happen=True)

    subject = dossier(office, process).subject
    assert subject.detail("year_group", date(2026, 9, 12)) == "7"
    assert subject.detail("year_group", date(2026, 9, 7)) == "5"


def test_to_annul_the_annulment_of_a_change_of_details_makes_it_so_again(
    office, open_case, move, correct, caseworker
):
    process = open_case().process
    content = {"from_on": "2026-09-08", "year_group": "6"}
    move(process, "change details", caseworker, date(2026, 9, 8), content)
    correct(process, 2, date(2026, 9, 9), by=caseworker, did_not_happen=True)

    correct(process, 3, date(2026, 9, 9), by=caseworker, did_not_happen=True)

    subject = dossier(office, process).subject
    assert subject.detail("year_group", date(2026, 9, 10)) == "6"


def test_details_that_are_put_right_are_added_and_none_is_changed(
    office, open_case, move, correct, caseworker
):
    process = open_case().process
    content = {"from_on": "2026-09-08", "year_group": "6"}
    move(process, "change details", caseworker, date(2026, 9, 8), content)
    before = set(rows(office, "select * from pupil_details"))

    correct(process, 2, date(2026, 9, 9), by=caseworker, right_values={"year_group": "7"})

    assert before < set(rows(office, "select * from pupil_details"))


@pytest.fixture
def colleague(office, around):
    person = uuid4()
    query = text(
        "insert into people (authority_id, id, name, email, roles, districts)"
        " select authority_id, :id, 'Col League', 'col@people.example', roles, districts"
        " from people where id = :like"
    )
    with office.engine.begin() as connection:
        connection.execute(query, {"id": person, "like": around.caseworker})
    return person


@pytest.fixture
def handed_over(open_case, move, manager, colleague):
    process = open_case().process
    move(process, "hand over", manager, date(2026, 9, 8), {"new_owner": str(colleague)})
    return process


def test_a_hand_over_that_did_not_happen_leaves_the_case_with_its_first_owner(
    office, handed_over, correct, manager, around
):
    correct(handed_over, 2, date(2026, 9, 9), by=manager, did_not_happen=True)

    assert rows(office, "select owner_id from cases") == [(around.caseworker,)]


def test_a_hand_over_is_put_right_to_a_caseworker_only(
    office, handed_over, correct, manager, around
):
    mother, caseworker = ({"new_owner": str(who)} for who in (around.mother, around.caseworker))

    with pytest.raises(MoveRefused, match="the new owner is no caseworker"):
        correct(handed_over, 2, date(2026, 9, 9), by=manager, right_values=mother)
    correct(handed_over, 2, date(2026, 9, 9), by=manager, right_values=caseworker)

    assert rows(office, "select owner_id from cases") == [(around.caseworker,)]


def test_after_a_death_that_was_no_death_letters_go_out_again(
    office, open_case, move, correct, caseworker
):
    process = open_case().process
    move(process, "record death", caseworker, date(2026, 9, 9), {"died_on": "2026-09-08"})

    correct(process, 2, date(2026, 9, 10), by=caseworker, did_not_happen=True)
    tell = {"late_step": "the plan", "honest_reason": "illness", "next_update_on": "2026-10-01"}
    move(process, "tell of delay", caseworker, date(2026, 9, 11), tell)

    waiting = rows(office, "select count(*) from outbox where withdrawn_at is null")
    assert rows(office, "select died_on from pupils") == [(None,)]
    assert waiting == [(LETTERS_OF_AN_OPENING + 2,)]
    assert rows(office, "select count(*) from clocks where settled_on is null") != [(0,)]


def test_a_death_that_was_no_death_is_taken_back_in_every_process_of_the_case(
    office, brought_in, move, correct, caseworker
):
    case = brought_in.split("/", 1)[0]
    first = f"{case}/graduated_approach/1"
    move(first, "record death", caseworker, date(2026, 9, 15), {"died_on": "2026-09-14"})

    correct(brought_in, 2, date(2026, 9, 16), by=caseworker, did_not_happen=True)

    assert rows(office, "select died_on from pupils") == [(None,)]
    assert [line.move for line in record(office, first).lines] == ["open case", "correct"]


def test_a_day_of_death_is_put_right(office, open_case, move, correct, caseworker):
    process = open_case().process
    move(process, "record death", caseworker, date(2026, 9, 9), {"died_on": "2026-09-08"})

    right = {"died_on": "2026-09-07"}
    correct(process, 2, date(2026, 9, 10), by=caseworker, right_values=right)

    assert rows(office, "select died_on from pupils") == [(date(2026, 9, 7),)]


def deaths(office):
    """Return, by policy, the days of death that its process records."""
    query = (
        "select p.policy, c.reference || '/' || p.policy || '/' || p.occurrence"
        " from processes p join cases c on c.id = p.case_id"
    )
    return {
        name: [line.form.died_on for line in record(office, process).of(Event.DEATH_RECORDED)]
        for name, process in rows(office, query)
    }


def test_a_day_of_death_put_right_is_put_right_in_every_process_of_the_case(
    office, brought_in, move, correct, caseworker
):
    move(brought_in, "record death", caseworker, date(2026, 9, 15), {"died_on": "2026-09-14"})

    right = {"died_on": "2026-09-13"}
    correct(brought_in, 2, date(2026, 9, 16), by=caseworker, right_values=right)

    day = date(2026, 9, 13)
    assert deaths(office) == {"graduated_approach": [day], "placement": [day]}
    assert rows(office, "select died_on from pupils") == [(day,)]


def test_a_death_that_was_one_after_all_is_so_again_in_every_process_of_the_case(
    office, brought_in, move, correct, caseworker
):
    move(brought_in, "record death", caseworker, date(2026, 9, 15), {"died_on": "2026-09-14"})
    correct(brought_in, 2, date(2026, 9, 16), by=caseworker, did_not_happen=True)

    correct(brought_in, 3, date(2026, 9, 17), by=caseworker, did_not_happen=True)

    day = date(2026, 9, 14)
    assert deaths(office) == {"graduated_approach": [day], "placement": [day]}
    assert rows(office, "select died_on from pupils") == [(day,)]
    assert rows(office, "select count(*) from outbox where withdrawn_at is null") == [(0,)]


def test_what_a_death_stopped_by_mistake_goes_on(office, open_case, move, correct, caseworker):
    with office.engine.begin() as connection:
        connection.execute(text("update links set channel = 'post' where relationship = 'mother'"))
    process = open_case().process
    errands = rows(office, "select key from tasks where ended_at is null")
    move(process, "record death", caseworker, date(2026, 9, 9), {"died_on": "2026-09-08"})
    stopped = rows(office, "select count(*) from outbox where withdrawn_at is not null")

    correct(process, 2, date(2026, 9, 10), by=caseworker, did_not_happen=True)

    tasks = rows(office, "select key, reason from tasks where ended_at is null")
    (told,) = [reason for key, reason in tasks if (key,) not in errands]
    assert errands
    assert stopped != [(0,)]
    assert rows(office, "select count(*) from outbox where withdrawn_at is not null") == [(0,)]
    assert {key for (key,) in errands} <= {key for key, _ in tasks}
    assert "recorded as having died, by mistake" in told


def test_a_case_whose_opening_was_annulled_by_mistake_is_as_it_was(
    office, open_case, move, correct, senco
):
    process = open_case().process
    before = rows(office, "select rule_id, due_on from clocks order by 1")
    correct(process, 1, date(2026, 9, 9), did_not_happen=True)
    annulled = rows(office, "select state, waits_for from processes")

    correct(process, 2, date(2026, 9, 10), did_not_happen=True)

    assert annulled == [("not_begun", "nobody")]
    assert rows(office, "select state, waits_for from processes") == [("assess", "school")]
    assert rows(office, "select rule_id, due_on from clocks order by 1") == before
    move(process, "log contact", senco, date(2026, 9, 10), {"channel": "phone", "said": "sorry"})
    assert verify(office).faults == ()


def test_before_it_is_opened_a_process_has_nothing_to_correct(office, around, senco):
    ask = Ask(
        move="correct", content={"line": 1, "did_not_happen": True, "reason": "no"}, by=senco,
        when=on(date(2026, 9, 8)),
    )  # fmt: skip

    with pytest.raises(MoveRefused, match="there is no such line to correct"):
        open_for_pupil(office, around.pupil, "graduated_approach", owner=around.caseworker, ask=ask)

    assert rows(office, "select count(*) from cases") == [(0,)]


def test_a_kind_put_right_is_the_kind_of_the_process_and_of_its_clocks(
    office, request_assessment, correct, caseworker
):
    process = request_assessment(date(2026, 9, 8))
    kind = "select kind from processes where policy = 'ehc_needs_assessment'"
    clocks = "select rule_id from clocks where rule_id = 'EHC-02'"
    before = rows(office, clocks)

    correct(process, 1, date(2026, 9, 9), by=caseworker, right_values={"kind": "reassessment"})
    put_right = rows(office, kind), rows(office, clocks)
    correct(process, 2, date(2026, 9, 9), by=caseworker, did_not_happen=True)

    assert put_right == ([("reassessment",)], [])
    assert (rows(office, kind), rows(office, clocks)) == ([("assessment",)], before)


def test_the_state_in_which_an_old_record_stood_is_put_right(office, brought_in, correct, manager):
    corrected = correct(
        brought_in, 1, date(2026, 9, 15), by=manager, right_values={"state": "ended"}
    )

    assert corrected.state == "ended"
    assert rows(office, "select state from processes where policy = 'placement'") == [("ended",)]
