"""Outsiders act and read for the pupils who are theirs, and hear nothing of any other case."""

import pickle
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from pathway.domain.errors import OutOfReach
from pathway.domain.identifiers import new_reference
from pathway.domain.marks import UNMARKED, Change
from pathway.persistence import register
from pathway.persistence.tables.authorities import Person, Setting
from pathway.persistence.tables.pupils import Link, PupilDetail
from pathway.services.advance import Ask, advance, begin
from pathway.services.asking import options
from pathway.services.casefiles import Wanted, history, list_cases, open_file
from pathway.services.casekeys import process_key
from pathway.services.chronology import NOT_FOR_YOU, chronology
from pathway.services.explaining import Seen, explain
from pathway.services.finding import process_meant
from pathway.services.making import target
from pathway.services.office import Actor
from pathway.services.reaching import Reader
from statemachines.vocabulary import OUTSIDERS, Role
from tests.offices import NOON, on
from tests.statemachines.examples.placement import PROPOSED

DAY = date(2026, 9, 14)
SINCE = date(2026, 1, 5)
CONTACT = {"channel": "phone", "said": "all is well"}
CONCERN = {"concern": "bruises on both arms"}
NO_CASE = new_reference(b"0123456789")


@pytest.fixture
def enter(office):
    def enter_rows(*rows):
        with office.engine.begin() as connection:
            register.enter(connection, rows)

    return enter_rows


@pytest.fixture
def school(office, enter):
    place = Setting(
        authority_id=office.authority_id, name="Elm School", kind="school", urn="990001"
    )
    enter(place)
    return place.id


@pytest.fixture
def somebody(office, around, enter):
    def one(role, *, linked_as=None, works_at=None, until_on=None, may_be_told=True):
        person = Person(
            authority_id=office.authority_id, name=f"Some {role}", roles=[role.value],
            setting_id=works_at,
        )  # fmt: skip
        enter(person)
        if linked_as:
            enter(
                Link(
                    authority_id=office.authority_id, pupil_id=around.pupil, person_id=person.id,
                    relationship="something", audience=linked_as, from_on=SINCE,
                    until_on=until_on, may_be_told=may_be_told,
                )
            )  # fmt: skip
        return Actor(person=person.id, role=role)

    return one


@pytest.fixture
def on_roll(office, around, enter):
    def at(setting, *, from_on=SINCE):
        enter(
            PupilDetail(
                authority_id=office.authority_id, pupil_id=around.pupil, kind="school",
                value=str(setting), from_on=from_on, recorded_at=NOON,
            )
        )  # fmt: skip

    return at


@pytest.fixture
def ask_for_review(office, open_case):
    """Ask in somebody's name for what everyone may ask for, in the case of the pupil."""
    case = open_case().process.split("/", 1)[0]

    def ask_for(by, *, case=case, when=on(DAY), **more):  # noqa: B008  nobody changes it
        ask = Ask(move="ask for an early review", content={}, by=by, when=when, **more)
        return begin(office, case, "annual_review", ask)

    return ask_for


def reader(by, day=DAY):
    return Reader(by.person, frozenset({by.role}), day)


def said(refused):
    return str(refused.value)


@pytest.mark.parametrize("role", sorted(OUTSIDERS))
def test_an_outsider_who_is_not_linked_moves_no_case_and_hears_of_none(
    office, ask_for_review, somebody, role
):
    stranger = somebody(role)

    with pytest.raises(OutOfReach) as theirs_or_not:
        ask_for_review(stranger)
    with pytest.raises(OutOfReach) as no_case:
        ask_for_review(stranger, case=NO_CASE)

    assert said(theirs_or_not) == said(no_case)
    assert str(pickle.loads(pickle.dumps(theirs_or_not.value))) == said(no_case)
    assert [line.move for line in history(office, _case(office))] == ["open case"]


def _case(office):
    (listed,) = list_cases(office, Wanted(policy="graduated_approach"), today=DAY)
    return listed.reference


@pytest.mark.parametrize(
    ("role", "linked_as"),
    [
        (Role.FAMILY, "family"), (Role.FAMILY, "young_person"),
        (Role.REPRESENTATIVE, "representative"), (Role.HEADTEACHER, "school"),
        (Role.SENCO, "school"), (Role.PROFESSIONAL, "professional"),
        (Role.PROFESSIONAL, "safeguarding"), (Role.VIRTUAL_SCHOOL, "professional"),
        (Role.PROVIDER, "provider"),
    ],
)  # fmt: skip
def test_an_outsider_who_is_linked_reaches_the_case(ask_for_review, somebody, role, linked_as):
    assert ask_for_review(somebody(role, linked_as=linked_as)).state == "scheduled"


@pytest.mark.parametrize(
    ("role", "linked_as"), [(Role.SENCO, "family"), (Role.FAMILY, "school"),
                            (Role.PROFESSIONAL, "provider")],
)  # fmt: skip
def test_a_link_opens_the_case_in_its_own_role_alone(ask_for_review, somebody, role, linked_as):
    with pytest.raises(OutOfReach):
        ask_for_review(somebody(role, linked_as=linked_as))


def test_a_link_that_has_ended_opens_nothing_whatever_day_the_move_is_dated(
    ask_for_review, somebody
):
    before = somebody(Role.FAMILY, linked_as="family", until_on=date(2026, 9, 11))

    late = replace(on(date(2026, 9, 10)), recorded_at=on(DAY).recorded_at)

    with pytest.raises(OutOfReach):
        ask_for_review(before)
    with pytest.raises(OutOfReach):
        ask_for_review(before, when=late)


@pytest.mark.parametrize("role", [Role.SENCO, Role.HEADTEACHER])
def test_a_school_reaches_those_on_its_roll(ask_for_review, somebody, school, on_roll, role):
    on_roll(school)

    assert ask_for_review(somebody(role, works_at=school)).state == "scheduled"


def test_a_school_no_longer_reaches_those_who_have_left_its_roll(
    ask_for_review, somebody, school, on_roll
):
    on_roll(school)
    on_roll(uuid4(), from_on=date(2026, 9, 14))
    senco = somebody(Role.SENCO, works_at=school)

    assert ask_for_review(senco, when=on(date(2026, 9, 11))).state == "scheduled"
    with pytest.raises(OutOfReach):
        ask_for_review(senco)


def test_a_professional_does_not_reach_the_pupils_of_a_school_by_working_there(
    ask_for_review, somebody, school, on_roll
):
    on_roll(school)

    with pytest.raises(OutOfReach):
        ask_for_review(somebody(Role.PROFESSIONAL, works_at=school))


def test_who_is_asked_for_a_place_reaches_that_placement_and_nothing_else_of_the_case(
    office, open_case, move, caseworker, somebody, school
):
    case = open_case().process.split("/", 1)[0]
    process = _consulting(office, case, caseworker, urn="990001")
    provider = somebody(Role.PROVIDER, works_at=school)
    answer = {"provider": "Elm", "offers": True}

    done = move(process, "provider answers", provider, DAY, answer)
    read = history(office, case, reader(provider))

    assert done.state == "consulting"
    assert {line.policy for line in read} == {"placement"}
    assert [one.name for one in open_file(office, case, reader(provider)).processes] == [
        "placement/1"
    ]
    with pytest.raises(OutOfReach):
        move(f"{case}/graduated_approach/1", "correct", provider, DAY,
             {"line": 1, "did_not_happen": True, "reason": "no"})  # fmt: skip


def test_a_provider_that_was_not_asked_reaches_no_placement(
    office, open_case, move, caseworker, somebody, school
):
    case = open_case().process.split("/", 1)[0]
    process = _consulting(office, case, caseworker, urn="990002")
    provider = somebody(Role.PROVIDER, works_at=school)

    with pytest.raises(OutOfReach):
        move(process, "provider answers", provider, DAY, {"provider": "Elm", "offers": True})
    with pytest.raises(OutOfReach):
        history(office, case, reader(provider))


def _consulting(office, case, by, *, urn):
    content = PROPOSED.model_dump(mode="json")
    ask = Ask(move="propose", content=content, by=by, when=on(date(2026, 9, 8)))
    process = begin(office, case, "placement", ask).process
    asked = {"provider": {"name": "Elm", "urn": urn}, "reply_by": "2026-09-21"}
    ask = Ask(move="consult provider", content=asked, by=by, when=on(date(2026, 9, 9)))
    advance(office, process_key(process), ask)
    return process


def test_a_concern_is_refused_to_nobody(office, open_case, move, somebody):
    process = open_case().process

    move(process, "raise concern", somebody(Role.PROFESSIONAL), DAY, CONCERN)

    assert len(history(office, process)) == 2


def test_an_old_record_names_whoever_was_there_then(ask_for_review, somebody):
    before = somebody(Role.FAMILY, linked_as="family", until_on=date(2026, 9, 11))
    loaded = replace(on(date(2026, 9, 10)), recorded_at=on(DAY).recorded_at)

    assert ask_for_review(before, when=loaded, historic=True).state == "scheduled"


def test_nobody_hears_what_could_be_done_in_a_case_not_theirs(office, open_case, somebody):
    key = process_key(open_case().process)
    stranger, parent = somebody(Role.SENCO), somebody(Role.FAMILY, linked_as="family")

    with pytest.raises(OutOfReach):
        options(office, key, person=stranger.person, roles=[Role.SENCO], on=DAY)
    theirs = options(office, key, person=parent.person, roles=[Role.SENCO, Role.FAMILY], on=DAY)

    assert {option.role for option in theirs.options} == {Role.FAMILY}


@pytest.mark.parametrize(
    "look",
    [
        open_file,
        history,
        chronology,
        lambda office, case, by: process_meant(office, case, reader=by),
        lambda office, case, by: explain(office, case, seen=Seen(today=DAY, reader=by)),
        lambda office, case, by: target(office, case, "close", reader=by),
    ],
    ids=["file", "history", "chronology", "process", "dates", "target"],
)
def test_who_reads_a_case_not_theirs_hears_the_same_as_of_none(office, open_case, somebody, look):
    case = open_case().process.split("/", 1)[0]
    stranger = reader(somebody(Role.SENCO))

    with pytest.raises(OutOfReach) as there_is_one:
        look(office, case, stranger)
    with pytest.raises(OutOfReach) as there_is_none:
        look(office, NO_CASE, stranger)

    assert said(there_is_one) == said(there_is_none)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DATA_LOADER])
def test_who_keeps_accounts_or_loads_reads_no_case(office, open_case, somebody, role):
    case = open_case().process

    with pytest.raises(OutOfReach):
        history(office, case, reader(somebody(role)))


def test_an_outsider_lists_the_cases_of_their_own_pupils(
    office, open_case, somebody, school, on_roll
):
    open_case()
    on_roll(school)
    people = {
        "linked": somebody(Role.PROFESSIONAL, linked_as="professional"),
        "at the school": somebody(Role.SENCO, works_at=school),
        "officer": somebody(Role.CASEWORKER),
        "stranger": somebody(Role.SENCO),
        "not to be told": somebody(Role.FAMILY, linked_as="family", may_be_told=False),
    }

    listed = {
        who: len(list_cases(office, Wanted(), today=DAY, reader=reader(by)))
        for who, by in people.items()
    }

    assert listed == {
        "linked": 1, "at the school": 1, "officer": 1, "stranger": 0, "not to be told": 0,
    }  # fmt: skip


def test_an_outsider_sees_of_the_people_around_the_pupil_themselves_alone(
    office, open_case, around
):
    case = open_case().process.split("/", 1)[0]
    mother = Reader(around.mother, frozenset({Role.FAMILY}), DAY)

    theirs, ours = open_file(office, case, mother), open_file(office, case)

    assert [link.id for link in theirs.links] == [around.mother]
    assert len(ours.links) == 3


def test_a_parent_sees_the_letters_to_them_and_no_others(office, open_case, around):
    case = open_case().process.split("/", 1)[0]
    mother = Reader(around.mother, frozenset({Role.FAMILY}), DAY)

    told = [entry.who for entry in chronology(office, case, mother) if entry.what == "letter"]

    assert told == ["to Mo Ther"]


@pytest.fixture
def with_a_concern(open_case, move, senco):
    """A case in which the SENCO has raised a concern and put its words right."""
    process = open_case().process
    move(process, "raise concern", senco, DAY, CONCERN)
    right = {"line": 2, "right_values": {"concern": "a bruise on one arm"}, "reason": "misheard"}
    move(process, "correct", senco, DAY, right)
    return process


def told_of(office, process, by):
    return [line.content and dict(line.content) for line in history(office, process, by)[1:]]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.AUDITOR, Role.PANEL])
def test_a_concern_is_a_line_that_most_may_not_read(office, with_a_concern, somebody, role):
    by = reader(somebody(role))

    lines = history(office, with_a_concern, by)[1:]

    assert [(line.occurred_on, line.content, line.person, line.move, line.event, line.role)
            for line in lines] == [(DAY, None, None, "", "", "")] * 2  # fmt: skip
    assert all(line.withheld for line in lines)
    words = [entry.words for entry in chronology(office, with_a_concern.split("/")[0], by)]
    assert words.count(NOT_FOR_YOU) == 2
    assert "bruise" not in str(chronology(office, with_a_concern.split("/")[0], by))


def marked(office, process, by):
    told = chronology(office, process.split("/")[0], by)
    return {entry.line: entry.mark for entry in told if entry.line}


def test_what_a_concern_said_before_it_was_put_right_is_told_to_whom_it_may_be(
    office, with_a_concern, somebody, around
):
    manager = Reader(around.manager, frozenset({Role.MANAGER}), DAY)

    told = marked(office, with_a_concern, manager)
    kept = marked(office, with_a_concern, reader(somebody(Role.CASEWORKER)))

    assert told[2].put_right_by == (3,)
    assert told[3].changes == (Change("concern", CONCERN["concern"], "a bruise on one arm"),)
    assert kept[2] == kept[3] == UNMARKED


def test_who_may_correct_a_line_but_not_read_it_is_not_told_what_it_said(
    office, with_a_concern, move, around
):
    by = Actor(person=around.caseworker, role=Role.CASEWORKER)
    right = {"line": 2, "right_values": {"concern": "a bruise, faded"}, "reason": "seen again"}
    move(with_a_concern, "correct", by, DAY, right)

    told = marked(office, with_a_concern, Reader(by.person, frozenset({by.role}), DAY))

    assert (told[4].corrects, told[4].changes) == (2, ())
    assert told[2] == UNMARKED


def test_a_concern_is_not_shown_where_nobody_says_who_reads(office, with_a_concern):
    assert told_of(office, with_a_concern, None) == [None, None]


def test_the_safeguarding_audience_and_who_raised_it_read_a_concern(
    office, with_a_concern, somebody, around
):
    lead = somebody(Role.HEADTEACHER, linked_as="safeguarding")
    readers = (
        reader(lead),
        Reader(around.manager, frozenset({Role.MANAGER}), DAY),
        Reader(around.senco, frozenset({Role.SENCO}), DAY),
    )

    for by in readers:
        concern, right = told_of(office, with_a_concern, by)
        assert concern["concern"] == CONCERN["concern"]
        assert right["right_values"] == {"concern": "a bruise on one arm"}


def test_a_family_reads_what_it_is_told_of_and_not_what_professionals_note(
    office, open_case, move, caseworker, around
):
    process = open_case().process
    move(process, "log contact", caseworker, DAY, CONTACT)
    mother = Reader(around.mother, frozenset({Role.FAMILY}), DAY)
    senco = Reader(around.senco, frozenset({Role.SENCO}), DAY)

    assert [line.withheld for line in history(office, process, mother)] == [False, True]
    assert [line.withheld for line in history(office, process, senco)] == [False, False]
