"""What was so on a past day, and what had been recorded by a past moment: every list that tells."""

import json
from datetime import date

import pytest

from pathway.persistence import tasks
from pathway.persistence.tasks import NewTask
from tests.cli.running import done, pathway
from tests.offices import NOON

ASSESSMENT = "ehc_needs_assessment"


@pytest.fixture
def decided(opened, known):
    """An assessment asked for on 7 September and decided on 5 October, as was recorded at first.

    On 12 October the day of the decision was put right: it had been the 2nd. A contact of
    20 September was recorded on the 19th of October.
    """
    case = opened("2026-09-01")
    done(
        "case", "open", known.pupil, "--policy", ASSESSMENT, "--at", "2026-09-07",
        "--as", known.caseworker, "--set", "source=1", "--set", "requester=Mo Ther",
    )  # fmt: skip

    def told(day):
        return json.dumps([{"person": str(one), "on": day} for one in (known.mother, known.father)])

    move(
        case, "decide to assess", "2026-10-05", "--as", known.manager, "--role", "decision_maker",
        "--set", f"notified={told('2026-10-05')}",
    )  # fmt: skip
    move(
        case, "correct", "2026-10-12", "--as", known.manager, "--set", "line=2",
        "--set", "happened_on=2026-10-02", "--set", f"right_values.notified={told('2026-10-02')}",
        "--set", "reason=read off the wrong letter",
    )  # fmt: skip
    contact(case, known, "2026-10-19", "how it goes")
    contact(case, known, "2026-09-20", "when it will be decided")
    return case


def move(case, name, day, *words):
    done("case", "move", f"{case}/{ASSESSMENT}", name, "--at", day, *words)


def contact(case, known, day, about):
    move(
        case, "log contact", day, "--as", known.caseworker, "--set", "channel=phone",
        "--set", f"said={about}",
    )  # fmt: skip


def state(case, *as_at):
    found = {one["process"]: one for one in done("case", "show", case, *as_at)["processes"]}
    return found[f"{ASSESSMENT}/1"]["state"] if f"{ASSESSMENT}/1" in found else None


STATES = {
    ("--at", "2026-09-06"): None,
    ("--at", "2026-09-07"): "requested",
    ("--at", "2026-10-01"): "requested",
    ("--at", "2026-10-03"): "assessing",
    ("--at", "2026-10-03", "--as-recorded-at", "2026-10-06"): "requested",
    ("--at", "2026-10-06", "--as-recorded-at", "2026-10-06"): "assessing",
    ("--as-recorded-at", "2026-10-04"): "requested",
    ("--as-recorded-at", "2026-10-05T13:30"): "assessing",
    ("--as-recorded-at", "2026-09-01"): None,
    (): "assessing",
}


def test_a_case_stood_where_it_stood_and_was_known_to_stand_where_it_was_known_to(decided):
    assert {as_at: state(decided, *as_at) for as_at in STATES} == STATES


def test_a_case_as_it_was_has_the_dates_of_then(decided):
    def dates(*as_at):
        return {one["rule"] for one in done("clocks", "show", decided, *as_at)}

    assert "EHC-02" in dates("--at", "2026-10-01")
    assert "EHC-02" not in dates("--at", "2026-10-02")
    assert "EHC-02" in dates("--at", "2026-10-02", "--as-recorded-at", "2026-10-04")
    assert "EHC-04" in dates("--at", "2026-10-02")
    assert {one["rule"] for one in done("case", "show", decided, "--at", "2026-10-01")["clocks"]} \
        == dates("--at", "2026-10-01")  # fmt: skip


def lines(case, *as_at):
    told = done("case", "history", f"{case}/{ASSESSMENT}", *as_at)
    return [(one["event"], one["occurred_on"]) for one in told]


REQUEST = ("request_received", "2026-09-07")
RECORDED = ("assessment_agreed", "2026-10-05")
RIGHT = ("assessment_agreed", "2026-10-02")
LATE = ("contact_logged", "2026-09-20")


def test_a_history_tells_what_had_happened_as_corrections_leave_it(decided):
    assert lines(decided, "--at", "2026-09-19") == [REQUEST]
    assert lines(decided, "--at", "2026-10-04") == [REQUEST, LATE, RIGHT]


def test_a_history_tells_what_had_been_recorded_mistakes_and_all(decided):
    assert lines(decided, "--as-recorded-at", "2026-10-11") == [REQUEST, RECORDED]
    assert lines(decided, "--as-recorded-at", "2026-10-13") == [
        REQUEST, RECORDED, ("corrected", "2026-10-12")
    ]  # fmt: skip
    assert LATE in lines(decided, "--as-recorded-at", "2026-10-19")


def test_a_history_tells_what_was_thought_to_have_happened(decided):
    both = ("--at", "2026-10-04", "--as-recorded-at", "2026-10-06")

    assert lines(decided, *both) == [REQUEST]
    assert lines(decided, *both[2:], "--at", "2026-10-05") == [REQUEST, RECORDED]


def test_a_case_is_told_as_it_could_have_been_told_then(decided):
    def told(*as_at):
        found = done("case", "chronology", decided, *as_at)
        words = [one["words"].partition(" · ")[0] for one in found if one["process"]]
        return words, sum(one["what"] == "letter" for one in found)

    before, letters = told("--at", "2026-10-04")
    known, letters_known = told("--as-recorded-at", "2026-10-04")
    _, all_letters = told()

    assert before == ["case opened", "request received", "contact logged", "assessment agreed"]
    assert known == ["case opened", "request received"]
    assert 0 < letters == letters_known < all_letters


def story(case, *as_at):
    told = done("case", "chronology", case, *as_at)
    return {one["line"]: one for one in told if one["process"].startswith(ASSESSMENT)}


def test_what_was_put_right_is_marked_as_soon_as_that_was_recorded(decided):
    def seen(*as_at):
        found = story(decided, *as_at)[2]
        return found["on"], found["mark"]["put_right_by"]

    assert seen() == ("2026-10-05", [3])
    assert seen("--as-recorded-at", "2026-10-13") == ("2026-10-05", [3])
    assert seen("--as-recorded-at", "2026-10-06") == ("2026-10-05", [])
    assert seen("--at", "2026-10-04") == ("2026-10-02", [])


def test_a_correction_is_told_with_what_it_changed_in_which_line(decided, known):
    right = story(decided)[3]
    shown = " ".join(pathway("case", "chronology", decided).out.split())

    assert (right["words"], right["mark"]["corrects"]) == ("corrected line 2", 2)
    assert right["mark"]["changes"][0] == {"what": "day", "was": "2026-10-05", "now": "2026-10-02"}
    assert {one["what"] for one in right["mark"]["changes"]} == {"day", "notified"}
    assert "day was 2026-10-05, is 2026-10-02; notified was (person: Mo Ther" in shown
    assert str(known.mother) not in shown


def test_what_was_annulled_is_marked_and_not_told_as_if_it_had_happened(decided, known):
    move(
        decided, "correct", "2026-10-20", "--as", known.manager, "--set", "line=4",
        "--set", "did_not_happen=yes", "--set", "reason=another child",
    )  # fmt: skip

    shown = " ".join(pathway("case", "chronology", decided).out.split())
    told = story(decided)

    assert told[4]["mark"]["annulled_by"] == 6
    assert told[6]["mark"]["annuls"]
    assert "ANNULLED by line 6: contact logged" in shown
    assert "corrected line 4 · it did not happen" in shown
    assert 4 not in story(decided, "--at", "2026-10-20")
    assert story(decided, "--as-recorded-at", "2026-10-19T23:00")[4]["mark"]["annulled_by"] is None


def marks_in_history(case, *as_at):
    told = done("case", "history", f"{case}/{ASSESSMENT}", *as_at)
    return {one["number"]: one["mark"] for one in told}


def test_a_history_marks_what_was_put_right_as_the_chronology_does(decided, known):
    marked = marks_in_history(decided)
    shown = " ".join(pathway("case", "history", decided).out.split())

    assert marked == {number: one["mark"] for number, one in story(decided).items()}
    assert (marked[2]["put_right_by"], marked[3]["corrects"]) == ([3], 2)
    assert "assessment agreed · put right by line 3" in shown
    assert "corrected line 2 · day was 2026-10-05, is 2026-10-02; notified was (person: Mo" in shown
    assert str(known.mother) not in shown
    assert marks_in_history(decided, "--as-recorded-at", "2026-10-06")[2]["put_right_by"] == []
    assert marks_in_history(decided, "--at", "2026-10-04")[2]["put_right_by"] == []


def test_a_history_marks_what_was_annulled(decided, known):
    move(
        decided, "correct", "2026-10-20", "--as", known.manager, "--set", "line=4",
        "--set", "did_not_happen=yes", "--set", "reason=another child",
    )  # fmt: skip

    shown = " ".join(pathway("case", "history", f"{decided}/{ASSESSMENT}").out.split())

    assert marks_in_history(decided)[4]["annulled_by"] == 6
    assert "ANNULLED by line 6: contact logged" in shown
    assert "corrected line 4 · it did not happen" in shown


def test_what_an_outsider_may_not_read_now_is_not_told_of_the_past(decided, known):
    told = done("case", "history", decided, "--at", "2026-10-04", "--as", known.mother)

    assert [one["content"] for one in told if one["withheld"]] == [None] * len(
        [one for one in told if one["withheld"]]
    )
    assert "phone" not in json.dumps(told)


def test_tasks_are_listed_as_they_stood(here, known):
    asked = NewTask(
        key="t", about="", owner=known.caseworker, reason="ring the school", due_on=date(2026, 9, 9)
    )
    with here.engine.begin() as connection:
        tasks.add(connection, here.authority_id, [asked], made_at=NOON)
    (task,) = done("tasks", "list")
    done("tasks", "end", task["id"], "--how", "rang", "--at", "2026-09-10")

    def standing(*as_at):
        return [one["reason"] for one in done("tasks", "list", *as_at)]

    assert standing() == standing("--at", "2026-09-10") == standing("--at", "2026-09-06") == []
    assert standing("--at", "2026-09-09") == ["ring the school"]
    assert standing("--as-recorded-at", "2026-09-10T11:30") == ["ring the school"]
    assert standing("--as-recorded-at", "2026-09-07T12:00") == []


PLACEMENT = {
    "kind": "assessment_hub",
    "legal_basis": "section_19",
    "commissioned_by": "authority",
    "reason": "other",
    "aim": "find out what makes the classroom so hard",
    "pupil_wants": {"words": "To build things."},
    "starts_on": "2026-10-05",
    "ends_on": "2026-11-13",
    "sessions_a_week": 10,
    "full_time": True,
    "outcomes": {"attendance": "every session"},
}


def test_placements_are_listed_and_shown_as_they_were(opened, known):
    case = opened("2026-09-01")
    told = json.dumps(PLACEMENT | {"views": [{"person": "Mo Ther", "words": "If he comes back."}]})
    propose = [f"{name}={json.dumps(value)}" for name, value in json.loads(told).items()]
    by = ("--as", known.caseworker)
    done(
        "placement", "propose", case, "--at", "2026-09-14", *by,
        *(word for field in propose for word in ("--set", field.replace('="', "=").rstrip('"'))),
    )  # fmt: skip
    cancel = ("--at", "2026-09-21", *by, "--set", "reason=he is well at school")
    done("placement", "move", case, "cancel", *cancel)

    def listed(*as_at):
        return [one["state"] for one in done("placement", "list", *as_at)]

    def shown(*as_at):
        told = done("placement", "show", f"{case}/placement/1", *as_at)
        states = [one["state"] for one in told["processes"]]
        return states, [one["event"] for one in told.get("lines", ())]

    assert (listed(), listed("--at", "2026-09-20")) == ([], ["proposed"])
    assert listed("--at", "2026-09-13") == listed("--as-recorded-at", "2026-09-13") == []
    assert listed("--as-recorded-at", "2026-09-20") == ["proposed"]
    assert shown("--at", "2026-09-20") == (["proposed"], ["placement_proposed"])
    assert shown("--as-recorded-at", "2026-09-20") == shown("--at", "2026-09-20")
    assert shown("--at", "2026-09-13") == ([], [])
    assert shown()[0] == ["cancelled"]

    right = ("--set", "line=2", "--set", "happened_on=2026-09-18", "--set", "reason=a slip")
    done("placement", "move", case, "correct", "--at", "2026-09-22", *by, *right)
    lines = done("placement", "show", f"{case}/placement/1")["lines"]
    assert [one["mark"]["put_right_by"] for one in lines] == [[], [3], []]
    assert "put right by line 3" in pathway("placement", "show", f"{case}/placement/1").out


def test_letters_are_listed_as_they_stood(decided):
    def keys(*as_at):
        return {one["key"] for one in done("letters", "list", "--case", decided, *as_at)}

    assert keys("--at", "2026-08-31") == set()
    assert set() < keys("--at", "2026-09-30") < keys()
    assert keys("--as-recorded-at", "2026-09-30") == keys("--at", "2026-09-30")


def judged(*as_at):
    found = done("report", "timeliness", "--from", "2026-09-01", "--to", "2026-10-31", *as_at)
    (duty,) = [one for one in found["duties"] if one["rule"] == "EHC-02"]
    return duty["ended"], duty["in_time"]


@pytest.mark.usefixtures("decided")
def test_timeliness_is_judged_by_what_was_so_or_was_known():
    assert judged() == (1, 1)
    assert judged("--at", "2026-10-01") == (0, 0)
    assert judged("--at", "2026-10-03") == (1, 1)
    assert judged("--at", "2026-10-03", "--as-recorded-at", "2026-10-06") == (0, 0)
    assert judged("--as-recorded-at", "2026-10-04") == (0, 0)
    assert judged("--as-recorded-at", "2026-10-06") == (1, 1)


@pytest.mark.usefixtures("decided")
def test_lists_and_deadlines_of_a_day_that_the_authoritys_time_has_left_behind_are_of_then():
    def standing(*as_at):
        return [one["state"] for one in done("case", "list", "--policy", ASSESSMENT, *as_at)]

    assert standing("--at", "2026-10-03") == ["assessing"]
    assert standing("--at", "2026-10-03", "--as-recorded-at", "2026-10-06") == ["requested"]


def test_a_pupil_is_shown_as_was_so_or_was_recorded(known):
    def needs(*as_at):
        told = done("pupil", "show", known.pupil, *as_at)["details"]
        return [one["value"] for one in told if one["kind"] == "primary_need"]

    assert needs("--at", "2025-08-31") == []
    assert needs("--at", "2025-09-01") == ["SLCN"]
    assert needs("--at", "2025-09-01", "--as-recorded-at", "2026-09-06") == []
    assert needs("--as-recorded-at", "2026-09-07T14:00") == ["SLCN"]


def test_a_moment_that_cannot_be_read_is_refused_in_a_sentence(decided):
    ran = pathway("case", "show", decided, "--as-recorded-at", "last week")

    assert ran.code == 1
    assert "--as-recorded-at: 'last week' cannot be read as a day" in ran.err

    ran = pathway("case", "show", decided, "--as-recorded-at", "06/09/2027 14:30")

    assert ran.code == 1
    assert "--as-recorded-at: '06/09/2027 14:30' could be 6 September or 9 June" in ran.err
