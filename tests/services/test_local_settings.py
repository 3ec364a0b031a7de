"""What an authority has settled for itself holds from a day: a move is judged by its own day."""

from dataclasses import replace
from datetime import date
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy import text

from pathway.domain.dossier import Officer
from pathway.domain.moving import Asked
from pathway.domain.rehearsal import Rehearsal
from pathway.persistence import casebook
from pathway.services.advance import Ask, advance
from pathway.services.asking import options
from pathway.services.casekeys import process_key
from pathway.services.registering import open_for_pupil
from statemachines.errors import MoveRefused
from statemachines.policy import SWITCHED_OFF
from statemachines.settings import LocalSettings
from statemachines.vocabulary import Audience, Role
from tests.offices import on

SHORTENED_ON = date(2026, 10, 1)
OUTCOMES = {
    "outcomes": [{"aim": "reads a page aloud", "measure": "twenty words without help"}],
    "provision": [
        {"what": "paired reading", "who": "TA", "how_often": "daily", "how_long": "20 minutes"}
    ],
}


def twelve_weeks_and_later_six(day):
    return LocalSettings(longest_cycle_weeks=12 if day < SHORTENED_ON else 6)


@pytest.fixture
def office(office):
    return replace(office, local=twelve_weeks_and_later_six)


@pytest.fixture
def planned(open_case, move, around, senco):
    views = {
        "strengths": "counts well",
        "needs": "reads slowly",
        "pupils_view": {"words": "I like sums"},
        "parents_views": [
            {"person": str(around.mother), "words": "yes"},
            {"person": str(around.father), "missing_because": "away at sea"},
        ],
    }
    process = open_case().process
    move(process, "finish assessment", senco, date(2026, 9, 10), views)
    return process


def starting(day, review_on, **more):
    return {"content": OUTCOMES | {"review_on": review_on.isoformat()}, "when": on(day), **more}


def test_a_late_move_is_judged_by_what_was_settled_on_its_day(office, planned, senco):
    recorded_late = replace(on(date(2026, 9, 14)), recorded_at=on(date(2026, 10, 9)).recorded_at)
    asked = starting(date(2026, 9, 14), date(2026, 11, 20)) | {"when": recorded_late}

    done = advance(office, process_key(planned), Ask(move="start provision", by=senco, **asked))

    assert done.state == "do"


def test_a_move_after_a_change_is_judged_by_the_change(office, planned, senco):
    asked = starting(SHORTENED_ON, date(2026, 11, 20))

    with pytest.raises(MoveRefused):
        advance(office, process_key(planned), Ask(move="start provision", by=senco, **asked))


def test_a_correction_asks_each_line_by_what_was_settled_on_its_day(office, planned, senco, move):
    asked = starting(date(2026, 9, 14), date(2026, 11, 20))
    advance(office, process_key(planned), Ask(move="start provision", by=senco, **asked))
    wrong = {"line": 3, "happened_on": "2026-10-02", "reason": "a slip"}

    with pytest.raises(MoveRefused, match="would become unlawful"):
        move(planned, "correct", senco, date(2026, 10, 9), wrong)
    done = move(planned, "correct", senco, date(2026, 10, 9), wrong | {"happened_on": "2026-09-15"})

    assert done.state == "do"


def test_an_old_record_in_memory_is_judged_by_what_was_settled_on_its_day(
    office, planned, around, senco
):
    with office.engine.connect() as connection:
        before = casebook.read(connection, process_key(planned)).dossier
    owner = Officer(id=around.caseworker, name="Cas Worker", email=None)
    ids = (UUID(int=n) for n in count(1))
    case = Rehearsal(before.case_id, before.reference, owner, before.subject, office.local, ids)
    known = {"person": senco.person, "role": Role.SENCO, "historic": True}
    today = date(2026, 12, 1)
    for line in before.lines:
        asked = Asked(move=line.move, content=line.content, on=line.on, today=today, **known)
        key = ("graduated_approach", 1)
        if case.processes:
            case.move(key, asked)
        else:
            case.begin("graduated_approach", asked)

    content = starting(date(2026, 9, 14), date(2026, 11, 20))["content"]
    started = Asked(
        move="start provision", content=content, on=date(2026, 9, 14), today=today, **known
    )
    case.move(key, started)

    assert case.processes[key].after.state == "do"


def test_what_can_be_done_is_told_by_what_is_settled_on_the_day(office, around, senco):
    reopened = replace(
        office, local=lambda day: LocalSettings(reopen_within_weeks=1 if day.year < 2027 else 100)
    )
    opened = open_for_pupil(
        reopened, around.pupil, "graduated_approach", owner=around.caseworker,
        ask=Ask(move="open case", by=senco, when=on(date(2026, 9, 7)), content={
            "concern": "reads slowly", "year_group": "5", "primary_need": "SLCN"}),
    )  # fmt: skip
    closing = Ask(
        move="close", content={"reason": "moved"}, when=on(date(2026, 9, 14)),
        by=replace(senco, person=around.caseworker, role=Role.CASEWORKER),
    )  # fmt: skip
    advance(reopened, process_key(opened.process), closing)

    def against(day):
        listed = options(
            reopened, process_key(opened.process), person=senco.person, roles=[Role.SENCO], on=day
        )
        return next(one.because for one in listed.options if one.move.name == "reopen")

    assert against(date(2026, 11, 2))
    assert against(date(2027, 1, 4)) == ()


def all_but(policy):
    return lambda _: LocalSettings(switched_off=frozenset({policy}))


def test_a_process_that_is_switched_off_is_not_opened_and_one_sentence_says_so(
    office, around, senco
):
    off = replace(office, local=all_but("graduated_approach"))
    content = {"concern": "reads slowly", "year_group": "5", "primary_need": "SLCN"}
    ask = Ask(move="open case", by=senco, when=on(date(2026, 9, 7)), content=content)

    with pytest.raises(MoveRefused) as refusal:
        open_for_pupil(off, around.pupil, "graduated_approach", owner=around.caseworker, ask=ask)

    assert refusal.value.because == (SWITCHED_OFF,)


def test_a_process_that_runs_goes_on_when_it_is_switched_off(office, open_case, senco):
    process = process_key(open_case().process)
    off = replace(office, local=all_but("graduated_approach"))
    said = {"channel": "phone", "said": "called"}
    logged = Ask(move="log contact", by=senco, when=on(date(2026, 9, 8)), content=said)

    assert advance(off, process, logged).state == "assess"


def test_a_letter_has_the_words_that_the_authority_has_settled(office, around, senco):
    own = {"case_opened": {Audience.FAMILY: "We have opened a file, and will ring you."}}
    content = {"concern": "reads slowly", "year_group": "5", "primary_need": "SLCN"}
    ask = Ask(move="open case", by=senco, when=on(date(2026, 9, 7)), content=content)

    open_for_pupil(
        replace(office, wording=own), around.pupil, "graduated_approach",
        owner=around.caseworker, ask=ask,
    )  # fmt: skip

    with office.engine.connect() as connection:
        bodies = connection.execute(text("select recipient, body_text from outbox")).all()
    worded = {one.recipient for one in bodies if "and will ring you" in one.body_text}
    assert worded == {"mo@people.example", "fa@people.example"}
