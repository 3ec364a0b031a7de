"""Who may not be told of a pupil is told of nothing, however many links they have."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import text

from pathway.domain.errors import OutOfReach
from pathway.persistence import register
from pathway.persistence.tables.authorities import Person
from pathway.persistence.tables.pupils import Link
from pathway.services.advance import Ask, advance
from pathway.services.casefiles import Wanted, list_cases, open_file
from pathway.services.casekeys import process_key
from pathway.services.enforcing import enforce
from pathway.services.errors import RoleUnfit
from pathway.services.import_matching import Order
from pathway.services.importing import import_pupils
from pathway.services.link_errors import LinkAmbiguous, LinkedAlready, NothingToChange, NotLinked
from pathway.services.linking import (
    NewLink,
    add_link,
    change_link,
    end_link,
)
from pathway.services.links_kept import link_meant, list_links
from pathway.services.office import Actor, When
from pathway.services.pupils import pupil_then
from pathway.services.reaching import Reader
from statemachines.vocabulary import Role
from tests.offices import BORN_ON, NOON, on
from tests.services.brought_in import bring_in

DAY = date(2026, 9, 7)
LATER = date(2026, 9, 21)


def rows(office, query, **values):
    with office.engine.connect() as connection:
        return connection.execute(text(query), values).all()


def told(office):
    """Who gets a letter that has not been stopped, and every task there is."""
    letters = "select recipient from outbox where withdrawn_at is null order by recipient"
    return [to for (to,) in rows(office, letters)]


def errands(office):
    return [why for (why,) in rows(office, "select reason from tasks where ended_at is null")]


def enter(office, *entries):
    with office.engine.begin() as connection:
        register.enter(connection, entries)


def link_of(office, around, person, day=DAY):
    return link_meant(office, around.pupil, person, on=day, said="").link.id


@pytest.fixture
def manager(around):
    return Actor(person=around.manager, role=Role.MANAGER)


@pytest.fixture
def again(office, around):
    """Links the father once more, as an older database may have it."""

    def link(**more):
        values = {"relationship": "father", "audience": "family", "from_on": BORN_ON, **more}
        enter(
            office,
            Link(
                authority_id=office.authority_id, pupil_id=around.pupil, person_id=around.father,
                **values,
            ),
        )  # fmt: skip

    return link


@pytest.fixture
def forbid(office, around, caseworker):
    def one(person, day=DAY, **changes):
        return change_link(
            office, around.pupil, link_of(office, around, person, day),
            changes or {"may_be_told": False}, by=caseworker, when=on(day), why="a court order",
        )  # fmt: skip

    return one


@pytest.mark.parametrize("audience", ["family", "representative", "school", "professional"])
def test_of_several_links_the_one_that_forbids_to_tell_wins(
    office, around, open_case, again, audience
):
    again(may_be_told=False, audience=audience)

    opened = open_case()
    enforce(office, at=on(date(2026, 12, 1)).recorded_at, now=on(date(2026, 12, 1)).recorded_at)

    assert "mo@people.example" in told(office)
    assert "fa@people.example" not in told(office)
    assert not any("Fa Ther" in why for why in errands(office))
    reader = Reader(around.father, frozenset({Role.FAMILY}), DAY)
    with pytest.raises(OutOfReach):
        open_file(office, opened.process.split("/")[0], reader)
    assert list_cases(office, Wanted(), today=DAY, reader=reader) == []


def test_a_prohibition_that_is_over_forbids_nothing_any_more(office, open_case, again):
    again(may_be_told=False, until_on=date(2026, 9, 6))

    open_case()

    assert "fa@people.example" in told(office)


@pytest.mark.usefixtures("around")
def test_who_works_here_and_may_not_be_told_does_not_read_the_case(office, around, open_case):
    case = open_case().process.split("/")[0]
    enter(
        office,
        Link(
            authority_id=office.authority_id, pupil_id=around.pupil, person_id=around.manager,
            relationship="aunt", audience="family", may_be_told=False, from_on=BORN_ON,
        ),
    )  # fmt: skip
    reader = Reader(around.manager, frozenset({Role.MANAGER}), DAY)

    with pytest.raises(OutOfReach):
        open_file(office, case, reader)

    assert list_cases(office, Wanted(), today=DAY, reader=reader) == []


def test_a_second_link_of_one_person_is_refused_and_says_how_to_change_the_first(office, around):
    new = NewLink(
        person=around.father, relationship="father", audience="family", channel="e-mail",
        parental_responsibility=True, may_be_told=False,
    )  # fmt: skip

    with pytest.raises(LinkedAlready) as refused:
        add_link(office, around.pupil, new, born_on=BORN_ON, by=None, when=on(DAY))

    assert f"pathway link change {around.pupil} {around.father}" in str(refused.value)
    assert f"pathway link end {around.pupil} {around.father}" in str(refused.value)
    assert len(list_links(office, around.pupil)) == 3


def test_what_waits_for_somebody_is_stopped_when_they_may_not_be_told(
    office, around, open_case, forbid
):
    open_case()
    assert "fa@people.example" in told(office)

    forbid(around.father)

    assert "fa@people.example" not in told(office)
    assert "mo@people.example" in told(office)


def test_an_errand_to_tell_somebody_ends_when_they_may_not_be_told(
    office, around, open_case, forbid
):
    with office.engine.begin() as connection:
        connection.execute(
            text("update links set channel = 'post' where person_id = any(:both)"),
            {"both": [around.father, around.mother]},
        )
    open_case()

    forbid(around.father)

    assert errands(office) == ["tell Mo Ther by post: case opened"]


def test_of_what_is_recorded_late_nobody_hears_who_may_not_be_told_now(
    office, around, open_case, forbid, senco
):
    opened = open_case()
    forbid(around.father, LATER)
    late = When(on=date(2026, 9, 10), at=None, recorded_at=on(LATER).recorded_at)
    words = {"pupils_words": "I like it", "parents_words": "so do we"}

    advance(
        office,
        process_key(opened.process),
        Ask(move="hold review meeting", content=words, by=senco, when=late),
    )

    letters = "select recipient from outbox where key like :two order by recipient"
    assert rows(office, letters, two=f"{opened.process}/2/%") == [("mo@people.example",)]


def test_nobody_is_written_to_at_an_address_that_is_shared_with_who_may_not_be_told(
    office, around, open_case, forbid
):
    aunt = uuid4()
    enter(
        office,
        Person(
            authority_id=office.authority_id, id=aunt, name="Au Nt", email="FA@people.example",
            roles=["family"],
        ),
        Link(
            authority_id=office.authority_id, pupil_id=around.pupil, person_id=aunt,
            relationship="aunt", audience="family", from_on=BORN_ON,
        ),
    )  # fmt: skip
    open_case()

    forbid(around.father)

    assert not {"fa@people.example", "FA@people.example"} & set(told(office))
    (errand,) = errands(office)
    assert "tell in another way" in errand


def test_only_a_manager_lets_somebody_be_told_again(office, around, forbid, caseworker, manager):
    forbid(around.father)
    link = link_of(office, around, around.father)
    again = {"may_be_told": True}

    with pytest.raises(RoleUnfit, match="manager"):
        change_link(
            office, around.pupil, link, again, by=caseworker, when=on(LATER), why="it is over"
        )
    with pytest.raises(RoleUnfit, match="manager"):
        end_link(office, around.pupil, link, by=caseworker, when=on(LATER), why="it is over")

    change_link(office, around.pupil, link, again, by=manager, when=on(LATER), why="order lifted")


def test_a_link_that_changes_keeps_what_was_so_before(office, around, forbid):
    forbid(around.father, LATER)

    kept = [
        (one.link.may_be_told, one.link.from_on, one.link.until_on, one.link.why_ended)
        for one in list_links(office, around.pupil)
        if one.link.person_id == around.father
    ]
    assert kept == [
        (True, date(2025, 9, 1), date(2026, 9, 20), "a court order"),
        (False, LATER, None, None),
    ]
    _, before = pupil_then(office, around.pupil, on=DAY, recorded_by=None)
    assert [one.may_be_told for one in before if one.id == around.father] == [True]


def test_a_link_that_ends_on_its_first_day_never_held_and_is_kept(office, around, caseworker):
    link = link_of(office, around, around.father)

    end_link(
        office, around.pupil, link, by=caseworker, when=on(date(2025, 9, 1)), why="another family"
    )

    (kept,) = (k for k in list_links(office, around.pupil) if k.link.id == link)
    assert kept.never_held
    _, then = pupil_then(office, around.pupil, on=DAY, recorded_by=None)
    assert around.father not in {one.id for one in then}
    with pytest.raises(NotLinked):
        link_of(office, around, around.father)


def test_who_is_linked_no_more_gets_no_letter_and_may_be_linked_again(
    office, around, open_case, caseworker
):
    link = link_of(office, around, around.father)
    end_link(office, around.pupil, link, by=caseworker, when=on(DAY), why="moved abroad")

    open_case()

    assert "fa@people.example" not in told(office)
    new = NewLink(
        person=around.father, relationship="father", audience="family", channel="post",
        parental_responsibility=True, may_be_told=True,
    )  # fmt: skip
    add_link(office, around.pupil, new, born_on=BORN_ON, by=None, when=on(LATER))
    last = list_links(office, around.pupil)[-1].link
    assert (last.person_id, last.from_on) == (around.father, LATER)


def test_no_file_brings_back_a_link_that_ended(office, caseworker):
    def load():
        head = "UPN,Surname,Forename,DOB,Year Group,Parent 1 Name,Parent 1 Email\n"
        line = "G001900121001,Quill,Ada,03/05/2016,5,Bea Quill,bea@quill.example\n"
        return import_pupils(
            office, (head + line).encode(), on=DAY, recorded_at=NOON, by=None, order=Order()
        )

    assert load().made["links"] == 1
    ((pupil, person),) = rows(
        office, "select k.pupil_id, k.person_id from links k join people p"
        " on p.authority_id = k.authority_id and p.id = k.person_id where p.name = 'Bea Quill'",
    )  # fmt: skip
    link = link_meant(office, pupil, person, on=DAY, said="").link.id
    end_link(office, pupil, link, by=caseworker, when=on(DAY), why="not the mother")

    again = load()

    assert again.made.get("links", 0) == 0
    assert len(list_links(office, pupil)) == 1


def test_who_entered_a_link_and_who_changed_it_stays_on_record(office, around, manager):
    new = NewLink(
        person=around.manager, relationship="aunt", audience="family", channel="post",
        parental_responsibility=False, may_be_told=True,
    )  # fmt: skip
    link = add_link(office, around.pupil, new, born_on=BORN_ON, by=around.senco, when=on(DAY))

    change_link(
        office, around.pupil, link, {"channel": "phone"}, by=manager, when=on(LATER), why="moved"
    )

    kept = [k.link for k in list_links(office, around.pupil) if k.link.person_id == around.manager]
    assert [(one.recorded_at, one.recorded_by) for one in kept] == [
        (on(DAY).recorded_at, around.senco),
        (on(LATER).recorded_at, around.manager),
    ]


def test_what_would_change_nothing_is_refused(around, forbid):
    with pytest.raises(NothingToChange):
        forbid(around.father, may_be_told=True)


def test_two_links_are_told_apart_by_their_ids(office, around, again):
    again(may_be_told=False)

    with pytest.raises(LinkAmbiguous) as refused:
        link_of(office, around, around.father)

    for link in refused.value.links:
        assert any(str(kept.link.id) == link for kept in list_links(office, around.pupil))


def test_who_may_not_be_invited_hears_of_no_invitation_and_of_the_rest(
    office, around, move, forbid, senco
):
    forbid(around.father, date(2026, 9, 1), may_be_invited=False)
    review = bring_in(office, around, "annual_review", date(2026, 9, 7), state="scheduled")
    both = [
        {"person": str(person), "on": "2026-09-09"} for person in (around.mother, around.father)
    ]

    move(
        review.process, "invite", senco, date(2026, 9, 9),
        {"meeting_on": "2026-09-28", "invited": both},
    )  # fmt: skip
    move(
        review.process, "postpone", senco, date(2026, 9, 10),
        {"reason": "illness", "new_date": "2026-10-05"},
    )  # fmt: skip

    letters = "select recipient, subject from outbox where recipient in (:mo, :fa) order by 1, key"
    to = [name for name, _ in rows(office, letters, mo="mo@people.example", fa="fa@people.example")]
    assert to == ["fa@people.example", "mo@people.example", "mo@people.example"]


def test_letters_that_a_death_stopped_stay_stopped_for_who_may_not_be_told(
    office, around, open_case, move, forbid, manager
):
    opened = open_case()
    died = move(
        opened.process, "record death", manager, date(2026, 9, 8), {"died_on": "2026-09-08"}
    )
    forbid(around.father, date(2026, 9, 9))

    move(
        opened.process, "correct", manager, date(2026, 9, 10),
        {"line": died.version, "did_not_happen": True, "reason": "another child"},
    )  # fmt: skip

    assert "mo@people.example" in told(office)
    assert "fa@people.example" not in told(office)
