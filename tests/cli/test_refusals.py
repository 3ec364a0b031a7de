"""What bad input gets: one sentence that says what, where and what to do now, and nothing done."""

import json
from datetime import UTC, date, datetime

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from pathway.cli.desk import Desk
from pathway.domain.errors import CalendarRunsOut, DayUnreadable, FutureNotRecorded
from pathway.environment import settings
from pathway.errors import DatabaseBusy, DatabaseFull, DatabaseUnreachable
from pathway.persistence.faults import in_plain_words, told
from pathway.services.acting import on_day
from tests.cli.running import done, pathway
from tests.offices import people_around_a_pupil

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def one_sentence(ran, *, code=1):
    assert ran.code == code
    assert ran.out == ""
    (sentence,) = [line for line in ran.err.splitlines() if not line.startswith("acting as")]
    return sentence


def swapped(reference):
    return reference[1] + reference[0] + reference[2:]


def test_a_mistyped_reference_is_known_by_its_check_character(opened):
    case = opened()
    other = swapped(case) if case[0] != case[1] else f"{case[:-1]}{'2' if case[-1] != '2' else '3'}"

    sentence = one_sentence(pathway("case", "show", other))

    assert sentence == (
        "the reference is mistyped: its last character does not agree with the rest; copy it from "
        "`pathway case list`"
    )


def test_a_reference_may_be_written_with_small_letters_and_without_hyphens(opened):
    case = opened()

    shown = done("case", "show", case.lower().replace("-", " "))

    assert shown["case"]["reference"] == case


def test_an_unknown_case_is_told_so(opened):
    opened()

    sentence = one_sentence(pathway("case", "show", "2222-2222-2"))

    assert sentence == "there is no case 2222-2222-2; list them with `pathway case list`"


def test_an_unknown_move_is_told_with_the_nearest(opened):
    case = opened()

    sentence = one_sentence(pathway("case", "move", case, "finish assesment"))

    assert "has no move 'finish assesment'; did you mean finish assessment" in sentence


def test_an_unknown_move_of_a_case_with_several_processes_is_told_with_the_nearest(opened, known):
    case = opened()
    done("case", "open", known.pupil, "--policy", "complaint", "--at", "2026-09-08",
         "--as", known.caseworker, "--set", "about=a letter came late",
         "--set", "complainant_in_words=the mother")  # fmt: skip

    sentence = one_sentence(pathway("case", "move", case, "finish assesment"))

    assert f"nothing that is open in case {case} has a move 'finish assesment'" in sentence
    assert "did you mean finish assessment" in sentence
    assert f"{case}/graduated_approach/1" in sentence


def test_a_move_of_another_state_says_where_the_process_stands(opened):
    case = opened()

    sentence = one_sentence(pathway("case", "move", case, "begin review"))

    told = f"the move 'begin review' cannot be made now: {case}/graduated_approach/1 is in assess"
    assert told in sentence


def test_a_sentence_about_a_state_ends_before_what_to_do_now(opened):
    sentence = one_sentence(pathway("case", "move", opened(), "begin review"))

    assert "hears pupil and parents.); see what can be done with `pathway case moves " in sentence


def test_what_came_from_standard_input_is_called_so(opened):
    sentence = one_sentence(pathway("case", "move", opened(), "close", "--form", "-"))

    assert sentence.startswith("standard input fills no form (it is not JSON")


@pytest.mark.usefixtures("environment")
def test_an_authority_that_the_department_does_not_list_needs_a_name():
    sentence = one_sentence(pathway("authority", "open", "--code", "999"))

    assert sentence == "the Department lists no authority 999; give its name with --name"


def test_roles_are_named_in_words(opened):
    case = opened()

    moves = {one["move"]: one for one in done("case", "moves", case, "--role", "senco")["moves"]}

    assert moves["disclose"]["because"] == ["only these may: business support, caseworker"]


def test_another_open_case_is_named(opened, known):
    case = opened()
    done("case", "move", case, "close", "--at", "2026-09-14", "--as", known.caseworker,
         "--set", "reason=moved")  # fmt: skip
    done("case", "open", known.pupil, "--at", "2026-09-15", "--as", known.senco,
         "--set", "concern=again", "--set", "year_group=5",
         "--set", "primary_need=SLCN")  # fmt: skip

    sentence = one_sentence(
        pathway("case", "move", f"{case}/graduated_approach/1", "reopen", "--at", "2026-09-16",
                "--as", known.caseworker, "--set", "reason=back")
    )  # fmt: skip

    assert f"has another open case, {case}/graduated_approach/2; go on with that one" in sentence


def test_what_is_not_opened_is_said_to_stand_nowhere(known):
    sentence = one_sentence(
        pathway("case", "open", known.pupil, "--as", known.mother, "--set", "concern=c",
                "--set", "year_group=5", "--set", "primary_need=SLCN")
    )  # fmt: skip

    assert sentence == "the move 'open case' cannot be made: only these may: caseworker, senco"


def test_an_unknown_state_is_told_with_the_nearest(opened):
    opened()

    sentence = one_sentence(pathway("case", "list", "--state", "reviewe"))

    assert sentence.startswith("there is no state 'reviewe'; did you mean review")


def test_an_unknown_rule_is_told_with_the_nearest(opened):
    case = opened()

    assert "did you mean SS-05" in one_sentence(pathway("clocks", "explain", case, "SS-0555"))


def test_a_wrong_field_is_named_with_what_was_expected(opened):
    case = opened()
    wrong = ("--set", "strenghts=counts", "--set", "pupils_view.wrods=x", "--set", "needs=reads")

    sentence = one_sentence(pathway("case", "move", case, "finish assessment", *wrong))

    assert "strenghts: the form has no such field; did you mean strengths" in sentence
    assert "strengths is missing: expected text (what the pupil does well)" in sentence
    assert "pupils_view.wrods: the form has no such field; did you mean words" in sentence


def test_wrong_fields_do_not_hide_what_stands_against_the_move_besides(opened, known):
    case = opened("2026-09-07")

    sentence = one_sentence(
        pathway("case", "move", case, "finish assessment", "--at", "2026-09-01", "--as",
                known.manager, "--set", "strengths=a", "--set", 'parents_views=[{"words": "x"}]')
    )  # fmt: skip

    fields, _, besides = sentence.partition("; and besides: ")
    assert "needs is missing: expected text (what the pupil finds hard)" in fields
    assert "parents_views.0.person is missing" in fields
    assert besides.split("; ") == [
        "only these may: caseworker, senco",
        "the pupil's views are not recorded, nor why they could not be had",
        "the process came into its present state on 2026-09-07, after 2026-09-01",
    ]  # of the parents' views nothing can be said yet


def test_wrong_fields_of_an_opening_move_do_not_hide_what_stands_against_it_besides(opened, known):
    case = opened("2026-09-07")
    before = done("case", "show", case)

    sentence = one_sentence(
        pathway("case", "open", known.pupil, "--at", "2026-09-08", "--as", known.manager,
                "--set", "concern=reads slowly", "--set", "primary_need=SLCN",
                "--set", "year_group=5", "--set", "cocnern=x")
    )  # fmt: skip

    fields, _, besides = sentence.partition("; and besides: ")
    assert "cocnern: the form has no such field; did you mean concern" in fields
    assert besides.split("; ")[0] == "only these may: caseworker, senco"
    assert "go on with that one" in besides
    assert done("case", "show", case) == before


def test_wrong_fields_open_no_file_for_a_pupil_who_has_none(known):
    wrong = (
        "--set",
        "concern=reads slowly",
        "--set",
        "primary_need=SLCN",
        "--set",
        "year_group=99",
    )

    one_sentence(pathway("case", "open", known.pupil, "--as", known.senco, *wrong))

    assert done("case", "list") == []


def test_a_wrong_field_tells_an_outsider_nothing_of_a_pupil_who_is_not_theirs(opened, known, here):
    opened("2026-09-07")
    stranger = people_around_a_pupil(here).senco

    sentence = one_sentence(
        pathway("case", "open", known.pupil, "--as", stranger, "--set", "cocnern=x")
    )

    assert "let the authority enter the link" in sentence
    assert "go on with that one" not in sentence


def test_who_may_not_be_told_of_a_pupil_reads_nothing_that_is_known_of_them(opened, known):
    opened("2026-09-07")
    placed = ("case", "open", known.pupil, "--policy", "graduated_approach", "--as", known.senco)
    told = pathway(*placed).err
    link = ("link", "change", known.pupil, known.senco, "--not-told", "--why", "a court order")
    pathway(*link, "--as", known.caseworker)

    assert "taken from what is known of the pupil" in told
    assert "taken from what is known of the pupil" not in pathway(*placed).err


def test_who_may_not_be_told_of_a_pupil_is_refused_without_a_word_of_the_case(opened, known):
    case = opened("2026-09-07")
    link = ("link", "change", known.pupil, known.senco, "--not-told", "--why", "a court order")
    pathway(*link, "--as", known.caseworker)
    opens = ("case", "open", known.pupil, "--as", known.senco, "--set", "concern=reads slowly",
             "--set", "primary_need=SLCN")  # fmt: skip

    right = one_sentence(pathway(*opens, "--set", "year_group=5"))
    wrong = one_sentence(pathway(*opens, "--set", "year_group=99"))

    assert case not in right + wrong
    assert "another open case" not in right + wrong
    assert wrong.startswith("the form is not complete: year_group:")


def test_a_refused_move_gives_every_reason_and_leaves_the_case_as_it_was(opened):
    case = opened()
    before = done("case", "history", case)

    sentence = one_sentence(
        pathway("case", "move", case, "finish assessment", "--at", "2026-09-14",
                "--set", "strengths=a", "--set", "needs=b")
    )  # fmt: skip

    assert "the pupil's views are not recorded" in sentence
    assert "not each parent's views are recorded" in sentence
    assert done("case", "history", case) == before


def test_a_day_before_the_state_was_reached_is_refused(opened):
    case = opened("2026-09-07")

    sentence = one_sentence(
        pathway("case", "move", case, "escalate to specialist", "--at", "2026-09-01",
                "--set", "tried=a", "--set", "asked=b", "--set", "went_ahead_because=c")
    )  # fmt: skip

    assert "the process came into its present state on 2026-09-07, after 2026-09-01" in sentence


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("soon", "--at: 'soon' cannot be read as a day"),
        (
            "06/09/2027",
            "--at: '06/09/2027' could be 6 September or 9 June; write 2027-09-06 or 2027-06-09",
        ),
        ("6/9/2027 14:30", "6 September or 9 June; write 2027-09-06T14:30 or 2027-06-09T14:30"),
        ("16/09/2027 14:30", "'16/09/2027 14:30' cannot be read as a day; write it as 2026-09-07"),
        ("13/13/2027", "'13/13/2027' cannot be read as a day; write it as 2026-09-07"),
        ("00/09/2027", "'00/09/2027' cannot be read as a day; write it as 2026-09-07"),
        ("2026-09-07T25:00", "--at: '2026-09-07T25:00' cannot be read as a day"),
        ("2026-10-25T01:30", "the clocks change over it"),
        ("2026-03-29T01:30", "the clocks change over it"),
    ],
)
def test_a_day_that_cannot_be_read_is_named(opened, said, expected):
    case = opened()

    assert expected in one_sentence(pathway("case", "move", case, "close", "--at", said))


AFTER_ALL_CALENDARS = "2999-01-01"
MOVE = ("close", "--set", "reason=moved")


@pytest.mark.parametrize(
    "words",
    [
        ("case", "move", "CASE", *MOVE, "--at", AFTER_ALL_CALENDARS),
        ("case", "move", "CASE", *MOVE, "--at", "2999-01-01T10:00"),
        ("sweep", "--at", AFTER_ALL_CALENDARS),
        ("case", "show", "CASE", "--at", AFTER_ALL_CALENDARS),
        ("case", "show", "CASE", "--as-recorded-at", "9999-12-31"),
        ("case", "list", "--at", AFTER_ALL_CALENDARS),
        ("case", "moves", "CASE", "--at", AFTER_ALL_CALENDARS),
        ("clocks", "show", "CASE", "--at", AFTER_ALL_CALENDARS),
        ("letters", "list", "--at", "9999-12-31"),
        ("tasks", "list", "--at", "9999-12-31"),
        ("report", "deadlines", "--at", AFTER_ALL_CALENDARS),
        ("report", "time-in-state", "--at", AFTER_ALL_CALENDARS),
        ("report", "timeliness", "--at", AFTER_ALL_CALENDARS),
    ],
    ids=" ".join,
)
def test_a_day_beyond_every_calendar_is_refused(opened, words):
    case = opened()

    sentence = one_sentence(pathway(*(case if word == "CASE" else word for word in words)))

    assert sentence.startswith(
        "the bank holidays of England and Wales: known from 2012-01-01 to 2028-12-31, not "
    )
    assert sentence.endswith(
        "; take a day that is known, or bring the calendar up to date and ask again"
    )


BEFORE_ALL_RECORDS = "0001-01-01"
SAID = ("--set", "channel=phone", "--set", "said=hello")


@pytest.mark.parametrize(
    "words",
    [
        ("case", "move", "CASE", "log contact", *SAID, "--at", BEFORE_ALL_RECORDS),
        ("case", "move", "CASE", "log contact", *SAID, "--at", "1926-09-07T10:00"),
        ("sweep", "--at", BEFORE_ALL_RECORDS),
        ("case", "show", "CASE", "--at", BEFORE_ALL_RECORDS),
        ("case", "show", "CASE", "--as-recorded-at", BEFORE_ALL_RECORDS),
        ("case", "show", "CASE", "--as-recorded-at", "1926-09-07T10:00"),
        ("case", "list", "--at", BEFORE_ALL_RECORDS),
        ("case", "moves", "CASE", "--at", BEFORE_ALL_RECORDS),
        ("letters", "list", "--at", BEFORE_ALL_RECORDS),
        ("report", "deadlines", "--at", BEFORE_ALL_RECORDS),
        ("report", "time-in-state", "--at", BEFORE_ALL_RECORDS),
    ],
    ids=" ".join,
)
def test_a_day_before_all_records_is_refused(opened, here, known, owner_of_kept, words):
    case = opened()
    owner_of_kept(f"update authorities set synthetic = false where id = '{here.authority_id}'")

    ran = pathway(*(case if word == "CASE" else word for word in words), *_by(words, known))

    assert one_sentence(ran).endswith(
        " lies before all that is on record here, which begins on 2007-09-01; check the year"
    )


def _by(words, known):
    return ("--as", known.caseworker) if words[1] == "move" else ()


def test_a_move_before_the_pupil_was_born_is_refused(opened, known):
    case = opened()
    note = ("case", "move", case, "log contact", *SAID, "--as", known.caseworker)

    sentence = one_sentence(pathway(*note, "--at", "2016-05-02"))

    assert sentence.endswith("the pupil was not born yet on 2016-05-02")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("1026-09-08", "the pupil was not born yet on 1026-09-08"),
        ("2026-09-11", "2026-09-11 is still to come; record it when it has happened"),
        ("2926-09-08", "the pupil is older than 30 on 2926-09-08; check the year"),
    ],
)
def test_a_form_that_says_somebody_was_told_on_an_impossible_day_is_refused(
    opened, known, day, reason
):
    case = opened()

    sentence = one_sentence(
        pathway("case", "move", case, "tell parents of provision", "--at", "2026-09-10", "--as",
                known.senco, "--set", "parents_told.0.person=Mo Ther",
                "--set", f"parents_told.0.on={day}")
    )  # fmt: skip

    assert f"parents_told.0.on: {reason}" in sentence


def test_a_correction_cannot_say_so_either(opened, known):
    case = opened()
    told = [{"person": str(known.mother), "on": "2026-09-10"}]
    done("case", "move", case, "tell parents of provision", "--at", "2026-09-10", "--as",
         known.senco, "--set", f"parents_told={json.dumps(told)}")  # fmt: skip
    wrong = json.dumps({"parents_told": [told[0] | {"on": "1026-09-10"}]})

    sentence = one_sentence(
        pathway("case", "move", case, "correct", "--at", "2026-09-11", "--as", known.senco,
                "--set", "line=2", "--set", "reason=mistyped", "--set", f"right_values={wrong}")
    )  # fmt: skip

    assert sentence.endswith(
        "line 2 (tell parents of provision) would become unlawful: parents_told.0.on: the pupil "
        "was not born yet on 1026-09-10"
    )


def test_a_correction_takes_people_by_name_as_the_form_does(opened, known):
    case = opened()
    done("case", "move", case, "tell parents of provision", "--at", "2026-09-10", "--as",
         known.senco, "--set", "parents_told.0.person=Mo Ther",
         "--set", "parents_told.0.on=2026-09-10")  # fmt: skip
    right = json.dumps({"parents_told": [{"person": "Fa Ther", "on": "2026-09-10"}]})

    put_right = done(
        "case", "move", case, "correct", "--at", "2026-09-11", "--as", known.senco,
        "--set", "line=2", "--set", "reason=the other parent", "--set", f"right_values={right}",
    )  # fmt: skip

    assert put_right["version"] == 3
    assert str(known.father) in str(done("case", "history", case, "--as", "Mae Manager"))


@pytest.fixture
def refused_right_values(opened, known):
    """What is said to a correction of whom the parents told were, by its right values."""
    case = opened()
    done("case", "move", case, "tell parents of provision", "--at", "2026-09-10", "--as",
         known.senco, "--set", "parents_told.0.person=Mo Ther",
         "--set", "parents_told.0.on=2026-09-10")  # fmt: skip

    def refused(values, line=2):
        return one_sentence(
            pathway("case", "move", case, "correct", "--at", "2026-09-11", "--as", known.senco,
                    "--set", f"line={line}", "--set", "reason=the other parent",
                    "--set", f"right_values={json.dumps(values)}")
        )  # fmt: skip

    return refused


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (
            {"parents_told": [{"person": "Nobo Dy", "on": "2026-09-10"}]},
            "right_values.parents_told.0.person: there is none of that name or id here",
        ),
        (
            {"parents_told": [{"person": "Fa Ther", "on": "the tenth"}]},
            "right_values.parents_told.0.on: expected a day, as 2026-09-07",
        ),
        ({"parents_tolt": []}, "right_values.parents_tolt: the form has no such field; did you"),
    ],
)
def test_a_wrong_right_value_is_told_as_the_form_itself_tells_it(
    refused_right_values, values, told
):
    sentence = refused_right_values(values)

    assert told in sentence
    assert "UUID" not in sentence


def test_what_is_right_already_is_not_asked_for_again_by_a_wrong_right_value(refused_right_values):
    sentence = refused_right_values({"year_group": "Year five"}, line=1)

    assert "right_values.year_group: expected one of E1" in sentence
    assert "concern" not in sentence


def test_a_day_that_is_agreed_may_lie_ahead(opened, known):
    case = opened()

    met = done("case", "move", case, "hold review meeting", "--at", "2026-09-10", "--as",
               known.senco, "--set", "next_meeting_on=2027-03-01")  # fmt: skip

    assert met["version"] == 2


def test_the_last_known_bank_holiday_bounds_what_is_ahead_and_never_today(here):
    early, later = date(2028, 12, 31), date(2029, 1, 2)

    assert on_day(here, early, now=NOON).on == early
    assert on_day(here, later, now=datetime(2029, 1, 2, 9, tzinfo=UTC)).on == later
    with pytest.raises(CalendarRunsOut):
        on_day(here, later, now=NOON)


@pytest.mark.parametrize("said", ["9999-12-31T23:59-14:00", "0001-01-01T00:00+00:00"])
def test_a_moment_that_no_calendar_holds_is_refused(opened, said):
    case = opened()

    assert f"--at: {said!r} cannot be read" in one_sentence(
        pathway("case", "move", case, *MOVE, "--at", said)
    )


def test_a_moment_without_a_zone_is_londons(here):
    at_desk = Desk(here, settings(), NOON)

    assert at_desk.when("2026-07-01T00:30").recorded_at == datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert at_desk.when("2026-07-01T00:30").on.isoformat() == "2026-07-01"
    assert at_desk.when("2026-07-01T00:30+00:00").at == datetime(2026, 7, 1, 0, 30, tzinfo=UTC)


def test_a_day_alone_has_no_moment_and_is_recorded_at_its_noon_where_time_moves(here):
    when = Desk(here, settings(), NOON).when("2026-07-01")

    assert when.at is None
    assert when.recorded_at == datetime(2026, 7, 1, 11, tzinfo=UTC)


def test_today_is_no_day_ahead_even_before_noon(here):
    early = datetime(2026, 11, 22, 7, tzinfo=UTC)

    assert on_day(here, early.date(), now=early).recorded_at == early


def test_two_who_move_the_same_process_do_not_both_win(opened, known):
    case = opened()
    first = ("case", "move", case, "log contact", "--expect-version", 1, "--as", known.caseworker,
             "--set", "channel=phone", "--set", "said=hello", "--at", "2026-09-08")  # fmt: skip
    assert pathway(*first).code == 0

    sentence = one_sentence(pathway(*first))

    assert "is at version 2, not 1: somebody moved it meanwhile; look again and retry" in sentence


def test_a_key_makes_a_move_once(opened, known):
    case = opened()
    asked = ("case", "move", case, "log contact", "--key", "k1", "--as", known.caseworker,
             "--set", "channel=phone", "--set", "said=hello", "--at", "2026-09-08")  # fmt: skip
    done(*asked)

    again = done(*asked)

    assert again["repeated"]
    assert len(done("case", "history", case)) == 2
    assert "was used for another move" in one_sentence(pathway(*asked[:-2], "--at", "2026-09-09"))


def finishing(case, known):
    """Asks for a move that changes the state, with all that its guards want, under a key."""
    views = [{"person": str(one), "words": "yes"} for one in (known.mother, known.father)]
    return (
        "case", "move", case, "finish assessment", "--at", "2026-09-14", "--key", "k2",
        "--as", known.senco, "--set", "strengths=counts", "--set", "needs=reads with effort",
        "--set", "pupils_view.words=I like maths", "--set", f"parents_views={json.dumps(views)}",
    )  # fmt: skip


def test_a_move_that_changes_the_state_is_repeated_under_its_key_without_happening_again(
    opened, known
):
    case = opened()
    assert done(*finishing(case, known))["state"] == "plan"

    again = pathway(*finishing(case, known))

    assert again.code == 0, again.err
    assert "was made under this key already; nothing happened again" in again.out
    assert len(done("case", "history", case)) == 2


def test_a_key_is_refused_for_another_move_and_another_process(opened, known):
    case = opened()
    done(*finishing(case, known))

    another_move = pathway("case", "move", case, "begin review", "--key", "k2")
    another_process = pathway(*finishing(f"{case}/placement", known))

    used = "the key 'k2' was used for another move already; use a new key"
    assert one_sentence(another_move) == one_sentence(another_process) == used


@pytest.mark.usefixtures("environment")
def test_nobody_stands_in_for_people_of_a_real_authority():
    ran = pathway("authority", "open", "--code", "998", "--name", "Realshire")
    assert ran.code == 0, ran.err
    pupil = done("pupil", "add", "--surname", "Quill", "--forename", "Ada", "--born", "2016-05-03",
                 "--upn-unknown", "UN8", "--authority", "998")  # fmt: skip

    sentence = one_sentence(pathway("case", "open", pupil["id"], "--authority", "998"))

    assert sentence.startswith("nobody is said to act (caseworker, senco may)")


def test_somebody_may_not_act_in_a_role_that_is_not_theirs(opened, known):
    case = opened()

    sentence = one_sentence(
        pathway("case", "move", case, "close", "--as", known.senco, "--role", "manager",
                "--set", "reason=moved")
    )  # fmt: skip

    assert sentence == "Sen Co is not a manager; they may act as senco"


OF_TIME = "the clock is the engine's own role, in which time acts by itself; no person has it"


@pytest.mark.parametrize(
    "words",
    [
        ("people", "add", "--name", "Tick Tock"),
        ("people", "change", "Cas Worker"),
        ("people", "list"),
        ("case", "moves", "K7QM-3XWD-T"),
        ("case", "move", "K7QM-3XWD-T", "close"),
        ("policies", "migrate"),
    ],
    ids=" ".join,
)
def test_the_role_of_time_is_neither_offered_nor_taken(known, words):
    offered = pathway(*words[:2], "--help").out
    ran = pathway(*words, "--role", "Clock")

    assert "|administrator" in offered
    assert "clock" not in offered
    assert ran.code == 2
    assert OF_TIME in " ".join(ran.err.split())
    assert known.caseworker


def test_who_was_given_the_role_of_time_acts_in_their_others_alone(known, owner_of_kept):
    opening = ("case", "open", known.pupil, "--as", known.senco, "--set", "concern=c")
    given = f"update people set roles = '{{%s}}' where id = '{known.senco}'"

    owner_of_kept(given % "clock,senco")
    besides = pathway(*opening)
    owner_of_kept(given % "clock")
    alone = pathway(*opening)

    assert "year_group is missing" in besides.err
    assert one_sentence(alone) == (
        f"{OF_TIME}: give Sen Co another with `pathway people change {known.senco}`"
    )


def test_a_role_that_is_none_is_told_with_those_there_are(known):
    ran = pathway("people", "list", "--role", "wizard")

    assert ran.code == 2
    assert "'wizard' is no role; there are family, representative," in " ".join(ran.err.split())
    assert known.caseworker


def test_what_time_alone_does_is_not_said_to_be_somebodys(opened):
    shown = pathway("case", "moves", opened(), "--all").out

    assert "clock)" not in shown


def test_misuse_ends_with_two_and_shows_how_it_is_used():
    ran = pathway("case", "move", "--yesterday")

    assert ran.code == 2
    assert "Usage: pathway case move" in ran.err


def test_a_database_that_does_not_answer_is_one_sentence(monkeypatch):
    monkeypatch.setenv("PATHWAY_DATABASE_URL", "postgresql+psycopg://x@127.0.0.1:1/none")
    monkeypatch.setenv("PATHWAY_SECRET", "a secret")

    sentence = one_sentence(pathway("case", "list"))

    assert sentence.startswith("the database does not answer (")
    assert sentence.endswith("; see that it runs, then try again")


def test_a_database_that_goes_away_is_one_sentence(here):
    end = text("select pg_terminate_backend(pg_backend_pid())")

    with (
        pytest.raises(DatabaseUnreachable, match="does not answer"),
        in_plain_words(),
        here.engine.begin() as connection,
    ):
        connection.execute(end)


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (psycopg.errors.DiskFull, DatabaseFull),
        (psycopg.errors.DeadlockDetected, DatabaseBusy),
        (psycopg.errors.AdminShutdown, DatabaseUnreachable),
    ],
)
def test_what_a_database_says_is_told_by_what_can_be_done(fault, refusal):
    said = told(OperationalError("select", {}, fault("so it is")))

    assert type(said) is refusal
    assert "so it is" in str(said)


def test_an_authority_that_is_not_there_is_told_with_those_that_are(here):
    sentence = one_sentence(pathway("case", "list", "--authority", "777"))

    assert sentence.startswith("there is no authority 777; there are ")
    assert here.code in sentence


def test_the_future_of_a_real_authority_is_refused_by_the_day(here):
    real = type(here)(**{name: getattr(here, name) for name in here.__slots__} | REAL)

    with pytest.raises(FutureNotRecorded):
        on_day(real, NOON.date().replace(day=23), now=NOON)


REAL = {"synthetic": False}


def test_days_that_could_be_two_are_not_guessed(here):
    with pytest.raises(DayUnreadable):
        Desk(here, settings(), NOON).day("05/06/2026")
