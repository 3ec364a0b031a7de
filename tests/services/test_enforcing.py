from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import text

from pathway.services.advance import Ask, advance, begin
from pathway.services.casekeys import process_key
from pathway.services.enforcing import enforce, enforced_until
from pathway.services.office import Actor
from pathway.services.rebuilding import verify_clocks
from statemachines.annual_review_forms import Invitee
from statemachines.vocabulary import Role
from tests.offices import on
from tests.services.brought_in import brought_in_placement

PLAN = {
    "outcomes": [{"aim": "reads a page aloud", "measure": "twenty words without help"}],
    "provision": [
        {"what": "paired reading", "who": "TA", "how_often": "daily", "how_long": "20 minutes"}
    ],
    "review_on": "2026-11-20",
}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def sweep(office, day: date):
    return enforce(office, at=noon(day), now=noon(day))


def rows(office, query):
    with office.engine.connect() as connection:
        return connection.execute(text(query)).all()


def started(open_case, move, senco, around):
    opened = open_case()
    views = {
        "strengths": "counts well",
        "needs": "reads slowly",
        "pupils_view": {"words": "I like sums"},
        "parents_views": [
            {"person": str(around.mother), "words": "yes"},
            {"person": str(around.father), "words": "yes"},
        ],
    }
    move(opened.process, "finish assessment", senco, date(2026, 9, 8), views)
    return move(opened.process, "start provision", senco, date(2026, 9, 9), PLAN)


def test_with_nothing_due_a_sweep_does_nothing_and_says_it_ended(office, open_case):
    open_case()

    swept = sweep(office, date(2026, 9, 7))

    assert (swept.moved, swept.alerted.letters) == ((), 0)
    assert enforced_until(office) == noon(date(2026, 9, 7))


def test_time_begins_the_review_on_the_day_agreed_and_not_before(
    office, open_case, move, senco, around
):
    case = started(open_case, move, senco, around)

    before = sweep(office, date(2026, 11, 19))
    then = sweep(office, date(2026, 11, 20))

    assert before.moved == ()
    assert then.moved == (case.process,)
    assert rows(office, "select state from processes") == [("review",)]
    assert rows(office, "select role from history where move = 'begin review'") == [("clock",)]


def test_time_asks_for_a_move_only_where_the_policy_has_it_from_the_state_at_hand(
    office, open_case, move, senco, around
):
    case = started(open_case, move, senco, around)
    asked = {"tried": "paired reading for two months", "asked": "a look at phonics"}
    move(case.process, "escalate to specialist", senco, date(2026, 10, 12), asked)

    swept = sweep(office, date(2026, 11, 20))

    assert (swept.moved, swept.refused, swept.failed) == ((), (), ())
    due = rows(office, "select makes_on, settled_on from clocks where rule_id = 'SS-04'")
    assert due == [(date(2026, 11, 20), None)]


def test_what_time_waits_for_it_makes_once_the_process_is_where_it_may(
    office, open_case, move, senco, around
):
    case = started(open_case, move, senco, around)
    asked = {"tried": "paired reading for two months", "asked": "a look at phonics"}
    move(case.process, "escalate to specialist", senco, date(2026, 10, 12), asked)
    sweep(office, date(2026, 11, 20))
    advice = {"advice": "letter sounds first", "from_whom": "the specialist teacher"}
    move(case.process, "act on advice", senco, date(2026, 11, 23), advice)
    move(
        case.process,
        "start provision",
        senco,
        date(2026, 11, 24),
        {**PLAN, "review_on": "2027-01-22"},
    )

    early, then = sweep(office, date(2026, 11, 25)), sweep(office, date(2027, 1, 22))

    assert (early.moved, then.moved) == ((), (case.process,))


def test_an_alert_is_given_once_however_often_one_sweeps(office, open_case, move, senco, around):
    started(open_case, move, senco, around)

    first = sweep(office, date(2026, 10, 30))
    again = sweep(office, date(2026, 10, 30))

    assert first.alerted.letters > 0
    assert again.alerted.letters == 0
    given = rows(office, "select rung from rungs where rule_id = 'SS-04' and not passed_over")
    assert given == [("3w",)]


def test_of_alerts_missed_together_the_last_is_given_and_the_others_are_passed_over(
    office, open_case, move, senco, around
):
    started(open_case, move, senco, around)

    sweep(office, date(2026, 11, 16))

    ledger = rows(
        office, "select rung, passed_over from rungs where rule_id = 'SS-04' order by day"
    )
    assert ledger == [("3w", True), ("1w", False)]


def test_a_case_that_can_not_be_moved_stops_no_other(
    office, open_case, move, senco, around, owner_engine
):
    case = started(open_case, move, senco, around)
    with owner_engine.begin() as connection:
        connection.execute(text('update contents set content = \'{"review_on": "nonsense"}\''))

    swept = sweep(office, date(2026, 11, 20))

    assert [process for process, _ in swept.failed] == [case.process]
    assert enforced_until(office) is not None


def test_a_pupil_who_died_is_alerted_about_to_nobody(
    office, open_case, move, senco, around, caseworker
):
    case = started(open_case, move, senco, around)
    move(case.process, "record death", caseworker, date(2026, 9, 10), {"died_on": "2026-09-10"})

    swept = sweep(office, date(2026, 11, 20))

    assert (swept.moved, swept.alerted.letters) == ((), 0)


def test_days_are_londons_on_both_sides_of_the_clock_change(office):
    before_midnight = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    after_the_change = datetime(2026, 10, 25, 23, 30, tzinfo=UTC)

    assert office.legal_day(before_midnight) == date(2026, 10, 25)
    assert office.legal_day(after_the_change) == date(2026, 10, 25)
    assert on(date(2026, 10, 25)).on == date(2026, 10, 25)


def placement_state(office):
    return rows(office, "select state from processes where policy = 'placement'")[0][0]


def test_a_plan_continued_on_the_day_time_began_its_review_is_reviewed_again(
    office, open_case, move, senco, around
):
    case = started(open_case, move, senco, around)
    sweep(office, date(2026, 11, 20))
    again = {"ratings": [{"outcome": 1, "reached": "met"}], "review_on": "2027-01-15"}
    move(case.process, "continue unchanged", senco, date(2026, 11, 20), again)

    before = sweep(office, date(2027, 1, 14))
    then = sweep(office, date(2027, 1, 15))

    assert before.moved == ()
    assert then.moved == (case.process,)


def test_a_placement_extended_on_the_day_it_overran_overruns_again(office, open_case, move, around):
    placement = brought_in_placement(office, around, open_case())
    sweep(office, date(2026, 10, 10))
    manager = Actor(person=around.manager, role=Role.MANAGER)
    longer = {"ends_on": "2026-10-23", "reason": "not ready", "reintegration_plan": "mornings"}
    move(placement.process, "extend", manager, date(2026, 10, 10), longer)

    before = sweep(office, date(2026, 10, 23))
    then = sweep(office, date(2026, 10, 24))

    assert before.moved == ()
    assert then.moved == (placement.process,)
    assert placement_state(office) == "overrun"


def test_a_placement_resumed_past_its_last_day_overruns_again(office, open_case, move, around):
    placement = brought_in_placement(office, around, open_case())
    sweep(office, date(2026, 10, 10))
    manager = Actor(person=around.manager, role=Role.MANAGER)
    why = {"concern": "a bruise", "who_was_told": "the lead for safeguarding"}
    move(placement.process, "suspend", manager, date(2026, 10, 12), why)
    settled = {"concern_settled": True, "how": "it was a fall"}
    move(placement.process, "resume", manager, date(2026, 10, 14), settled)

    then = sweep(office, date(2026, 10, 14))
    afterwards = sweep(office, date(2026, 10, 15))

    assert then.moved == (placement.process,)
    assert afterwards.moved == ()
    assert placement_state(office) == "overrun"


def test_once_the_report_of_a_review_is_sent_the_authority_has_the_case_the_day_after(
    office, open_case, move, senco, caseworker, around
):
    case = open_case().process.split("/")[0]
    ask = Ask(
        move="schedule",
        content={"due_on": "2026-12-01"},
        by=caseworker,
        when=on(date(2026, 9, 8)),
    )
    review = begin(office, case, "annual_review", ask)
    parents = [{"person": str(p), "on": "2026-09-09"} for p in (around.mother, around.father)]
    invited = {
        "meeting_on": "2026-10-01",
        "invited": parents,
        "also_invited": [one.value for one in Invitee],
    }
    move(review.process, "invite", senco, date(2026, 9, 9), invited)
    move(review.process, "hold meeting", senco, date(2026, 10, 1))
    sent = [{**parent, "on": "2026-10-05"} for parent in parents]
    move(review.process, "send report", senco, date(2026, 10, 5), {"sent": sent})

    on_the_day = sweep(office, date(2026, 10, 5))
    day_after = sweep(office, date(2026, 10, 6))

    assert on_the_day.moved == ()
    assert day_after.moved == (review.process,)
    assert sweep(office, date(2026, 10, 16)).moved == ()


def test_an_old_note_that_is_added_does_not_silence_the_alerts_of_a_live_case(
    office, open_case, move, senco, caseworker, around
):
    case = started(open_case, move, senco, around)
    note = {"channel": "phone", "said": "found in the old file"}
    when = replace(on(date(2026, 9, 10)), recorded_at=noon(date(2026, 11, 13)))
    ask = Ask(move="log contact", content=note, by=caseworker, when=when, historic=True)
    advance(office, process_key(case.process), ask)

    sweep(office, date(2026, 11, 13))

    ledger = rows(
        office, "select rung, passed_over from rungs where rule_id = 'SS-04' order by day"
    )
    assert ledger == [("3w", True), ("1w", False)]


def test_of_a_clock_that_got_a_later_date_people_hear_anew_and_the_ledger_says_so(
    office, request_assessment, move, caseworker
):
    assessment = request_assessment(date(2026, 9, 8))
    sweep(office, date(2026, 9, 29))
    later = {"line": 1, "happened_on": "2026-09-28", "reason": "the letter came later"}
    move(assessment, "correct", caseworker, date(2026, 9, 30), later)

    sweep(office, date(2026, 10, 19))

    ledger = rows(office, "select rung, day from rungs where rule_id = 'EHC-02' order by day")
    letters = rows(office, "select key from outbox where key like '%EHC-02%'")
    assert ledger == [("3w", date(2026, 9, 29)), ("3w", date(2026, 10, 19))]
    assert len(letters) == len(ledger)


def school_years(office):
    found = "select rule_id from clocks where rule_id like 'SS-06.%' order by rule_id"
    return [rule for (rule,) in rows(office, found)]


def test_a_case_that_nobody_moves_has_the_clocks_of_later_school_years_too(office, open_case):
    open_case()
    before = school_years(office)

    sweep(office, date(2028, 9, 10))

    assert before == ["SS-06.2026", "SS-06.2027"]
    assert school_years(office) == ["SS-06.2026", "SS-06.2027", "SS-06.2028", "SS-06.2029"]
    assert verify_clocks(office).differences == ()


def test_clocks_are_drawn_anew_once_a_quarter_and_no_sooner(office, open_case):
    open_case()
    drawn = "select projected_on from processes"

    sweep(office, date(2026, 12, 6))
    young = rows(office, drawn)
    sweep(office, date(2026, 12, 7))
    old = rows(office, drawn)
    sweep(office, date(2027, 2, 1))

    assert (young, old) == ([(None,)], [(date(2026, 12, 7),)])
    assert rows(office, drawn) == old


def test_a_case_that_is_closed_is_not_drawn_anew(office, open_case, move, caseworker):
    case = open_case()
    move(case.process, "close", caseworker, date(2026, 9, 8), {"reason": "moved"})

    sweep(office, date(2028, 9, 10))

    assert rows(office, "select projected_on from processes") == [(None,)]


def test_a_history_that_can_not_be_read_stops_no_other_from_being_drawn_anew(
    office, open_case, owner_engine
):
    case = open_case()
    with owner_engine.begin() as connection:
        connection.execute(text("update history set move = 'no such move'"))

    swept = sweep(office, date(2028, 9, 10))

    assert swept.failed[0] == (case.process, "its clocks were not drawn anew: MoveUnknown")
    assert enforced_until(office) == noon(date(2028, 9, 10))
