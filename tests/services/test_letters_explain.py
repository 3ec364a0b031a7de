"""A letter that names a date tells how it was counted, in the words of every other explanation."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from pathway.persistence import due
from pathway.services.alert_reasons import Reasons
from pathway.services.alerting import alert
from pathway.services.explaining import Seen, explain
from pathway.services.ladders import Ladders
from pathway.services.office import Actor
from statemachines.vocabulary import Audience, Role
from tests.offices import on, people_around_a_pupil
from tests.services.told_clocks import open_one
from tests.statemachines.examples.rights import RIGHTS

RECEIVED, DUE = date(2026, 9, 7), "19 October 2026"
MOTHER, OWNER = "mo@people.example", "cas@people.example"
CHECK_US = (
    "You need not read this: it is here so that you can check us. MUST means that the law requires "
    "it. The history is that of the case, where each line has a number."
)
ABOUT_THE_PUPIL = ("Canary", "Quillfeather", "Quill", "SLCN", "2016", "3 May", "UN8", "speech")


def letters(office, process):
    """Return the letters about a process, by whom they went to; the last to each."""
    query = "select recipient, body_text from outbox where key like :key order by posted_at"
    with office.engine.connect() as connection:
        return dict(connection.execute(text(query), {"key": f"{process}/%"}).all())


def briefly(explanation):
    """Leave out what is for those who work by a rule: grounds of exemption, and notes."""
    besides = ("Note: ", "The limit is disapplied under", "It can be disapplied only")
    return [step for step in explanation if not step.startswith(besides)]


def explained(office, process, rule):
    (one, *_) = explain(office, process.split("/")[0], rule, seen=Seen(today=RECEIVED))
    return one


def test_each_date_has_the_steps_that_explain_gives_numbered_and_in_order(office, requested):
    sent = letters(office, requested)[MOTHER]

    for rule in ("EHC-02", "EHC-05", "EHC-04"):
        steps = briefly(explained(office, requested, rule).clock.explanation)
        numbered = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
        assert f"\n{numbered}\n" in sent
        assert len(steps) > 4
    assert "SI 2014/1530 reg 5(1), (3)" in sent


def test_neither_notes_nor_grounds_of_exemption_are_told(office, requested):
    sent = letters(office, requested)[MOTHER]

    assert "exceptional personal circumstances" not in sent
    assert "Note:" not in sent


def test_a_family_hears_of_its_rights_once_and_until_when_and_nobody_else_does(office, requested):
    sent = letters(office, requested)
    rights = [str(right) for right in explained(office, requested, "EHC-02").rights]

    assert (
        f"If {DUE} is missed, this is open to the family:\n- {rights[0]}\n- {rights[1]}\n"
        in (sent[MOTHER])
    )
    assert "in time at least until Tuesday 19 October 2027" in sent[MOTHER]
    assert [sent[MOTHER].count(right) for right in rights] == [1] * len(rights)
    assert (
        f"If 28 December 2026 is missed, the same is open to the family as for {DUE}"
        in (sent[MOTHER])
    )


def test_whoever_is_not_family_hears_how_the_dates_were_counted_and_of_no_rights(
    office, around, senco
):
    asked = {"requester": "school", "source": "2"}
    process = open_one(
        office, around, "ehc_needs_assessment", "receive request", senco, RECEIVED, **asked
    ).process

    sent = letters(office, process)[OWNER]

    assert "How these dates were counted" in sent
    assert "open to the family" not in sent


def test_reasons_say_nothing_of_who_the_pupil_is(office, requested):
    for sent in letters(office, requested).values():
        reasons = sent.partition("were counted")[2]
        assert reasons
        assert [word for word in ABOUT_THE_PUPIL if word in reasons] == []


def test_a_school_with_a_calendar_of_its_own_is_not_named(keeping_its_own, around, caseworker):
    said = {"excluded_from": date(2026, 12, 11), "reasons": "a knife"}
    chain = open_one(
        keeping_its_own, around, "exclusion", "exclude permanently", caseworker,
        date(2026, 12, 11), **said,
    ).process  # fmt: skip

    sent = letters(keeping_its_own, chain)[MOTHER]

    assert "the calendar is that of the pupil's school." in sent
    assert "Ash Lane" not in sent
    assert "knife" not in sent


def test_a_figure_that_a_form_gives_of_an_illness_stays_in_the_case(office, around, caseworker):
    said = {"cause": "illness", "ill_since": date(2026, 11, 30), "ill_days_before": 11}
    gap = open_one(
        office, around, "education_gap", "raise gap", caseworker, date(2026, 11, 30), **said
    ).process

    sent = letters(office, gap)[MOTHER]
    steps = explained(office, gap, "AP-18").clock.explanation
    assert any("11 school days came before" in step for step in steps)
    assert "3 December 2026: " in sent
    assert "came before" not in sent


def test_a_date_that_gives_a_birthday_away_is_in_no_letter(office, senco):
    toddler = people_around_a_pupil(office, born_on=date(2024, 5, 10))
    concern = {"concern": "says few words", "year_group": "E2", "primary_need": "SLCN"}
    by = replace(senco, person=toddler.senco)
    case = open_one(
        office, toddler, "graduated_approach", "open case", by, RECEIVED, **concern
    ).process

    sent = letters(office, case)[MOTHER]
    assert explained(office, case, "SS-10").clock.due_on == date(2027, 5, 9)
    assert "May 2027" not in sent
    assert "birthday" not in sent


@pytest.fixture
def refused(around, requested, move):
    """A refusal to assess, from which each parent has a time of their own to appeal."""
    parents = (around.mother, around.father)
    said = {
        "notified": [{"person": one, "on": RECEIVED} for one in parents],
        "reasons": "the school can meet it",
        **RIGHTS,
    }
    by = Actor(person=around.manager, role=Role.DECISION_MAKER)
    move(requested, "refuse to assess", by, RECEIVED, said)
    return f"{requested.partition('/')[0]}/dispute/1"


def test_a_reminder_to_the_family_tells_how_its_day_was_counted(office, refused):
    alert(office, at=on(date(2026, 10, 12)).recorded_at)

    sent = letters(office, refused)[MOTHER]
    clock = explained(office, refused, "MED-01").clock
    numbered = "\n".join(f"{n}. {step}" for n, step in enumerate(briefly(clock.explanation), 1))
    assert "until the end of 7 November 2026" in sent
    assert f"How this date was counted\n{CHECK_US}\n\n7 November 2026\n{numbered}\n" in sent
    assert "Appeal all the same, and ask in the same letter for more time" in sent
    assert [word for word in ABOUT_THE_PUPIL if word in sent] == []


def test_an_alert_to_an_officer_names_the_rule_and_its_law(office, requested):
    alert(office, at=on(date(2026, 10, 12)).recorded_at)

    sent = letters(office, requested)[OWNER]
    assert (
        "- The authority notifies its decision whether to assess, with reasons and rights where it "
        "refuses. (EHC-02, SI 2014/1530 reg 5(1), (3))\n"
    ) in sent
    assert "open to the family" not in sent


def test_an_officer_is_told_the_rule_alone_where_a_family_is_alerted_in_the_same_process(
    office, refused
):
    acts = on(date(2026, 10, 12))
    with office.engine.begin() as connection:
        rows = due.claim_rungs(connection, today=acts.on, limit=50)
        hers, his = (row for row in rows if row.rule_id == "MED-01" and row.process == refused)
        family = Ladders(office.calendars, acts.on).of(hers)
        once = family.alerts.once._replace(to=(Audience.CASEWORKER,))
        officer = family._replace(alerts=family.alerts._replace(once=once))

        reasons = Reasons(office, connection, acts, [(hers, family), (his, officer)])

        assert reasons.of(hers) is not None
        assert reasons.of(his) is None
