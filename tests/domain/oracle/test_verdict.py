from dataclasses import replace
from datetime import date
from itertools import count
from uuid import UUID, uuid4

import pytest

from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.dossier import Officer, Subject
from pathway.domain.enquiry import enquire
from pathway.domain.moving import Asked as AskedFor
from pathway.domain.oracle.limits import TWENTY_WEEKS
from pathway.domain.oracle.meaning import Need
from pathway.domain.oracle.moves import script
from pathway.domain.oracle.reading import Asked, questions
from pathway.domain.oracle.timeline import Lateness, Window, timelines
from pathway.domain.oracle.verdict import Verdict, judge
from pathway.domain.projection import project
from pathway.domain.rehearsal import Rehearsal
from pathway.domain.rules.statute_book import statute_book
from pathway.packs.loading import load_pack
from statemachines.settings import LocalSettings

TODAY = date(2026, 11, 22)
PACK = load_pack("default")
CALENDARS = Calendars(
    BankHolidays.shipped(), PACK.arrangements(TODAY).calendar.school_calendar(PACK.title)
)
ASKED = [(timeline, asked) for timeline in timelines() for asked in questions(timeline)]
CAN_BE_ASKED = [(timeline, asked) for timeline, asked in ASKED if asked.can_be_asked]
EXACT = {
    ("bucks-25-018-823", "EHC-08"),
    ("leeds-25-018-809", "EHC-04"),
    ("leeds-25-018-809", "EHC-08"),
    ("wnorthants-25-006-076", "EHC-08"),
    ("essex-25-007-473", "EHC-08.no_plan_after_reversal"),
    ("essex-25-007-473", "EHC-08.final_after_reversal"),
    ("ipsea-faq-appeal-xmas", "APP-01"),
}


def _ours(timeline, asked):
    limit = asked.limit
    only = limit.starts if limit.alone else None
    return Window(
        *(
            _due(rehearsed(timeline, latest=latest, only=only), limit.policy, limit.rule)
            for latest in (False, True)
        )
    )


@pytest.mark.parametrize(
    ("timeline", "asked"), CAN_BE_ASKED, ids=[f"{t.id}: {a.limit.rule}" for t, a in CAN_BE_ASKED]
)
def test_our_rules_come_to_the_ombudsmans_dates(timeline, asked):
    judged = judge(asked, _ours(timeline, asked))

    assert judged.verdict is not Verdict.DIFFERENT
    if (timeline.id, asked.limit.rule) in EXACT:
        assert judged.verdict is Verdict.SAME
        assert judged.days == 0


def test_how_much_the_timelines_prove_is_known():
    verdicts = [
        judge(asked, _ours(timeline, asked) if asked.can_be_asked else None)
        for timeline, asked in ASKED
    ]

    counted = {verdict: sum(j.verdict is verdict for j in verdicts) for verdict in Verdict}
    assert counted == {
        Verdict.SAME: 28,
        Verdict.DIFFERENT: 0,
        Verdict.UNDECIDED: 3,
        Verdict.SILENT: 2,
        Verdict.NO_CLOCK: 0,
        Verdict.NOT_ASKED: 3,
    }


def rehearsed(timeline, *, latest, only=None):
    ids = (UUID(int=n, version=4) for n in count(1))
    officer = Officer(id=uuid4(), name="Cas Worker", email=None)
    subject = Subject(pupil_id=uuid4(), born_on=date(2014, 3, 1), died_on=None)
    case = Rehearsal(next(ids), "TEST", officer, subject, lambda _: LocalSettings(), ids)
    for step in script(timeline, only=only).steps:
        on = step.window.latest if latest else step.window.earliest
        asked = AskedFor(
            move=step.way.move, content=step.content(on), on=on, today=date(2026, 11, 22),
            person=officer.id, role=step.way.role, historic=True,
        )  # fmt: skip
        if step.way.opens:
            case.begin(step.way.policy, asked)
        else:
            case.move((step.way.policy, 1), asked)
    return case


def _due(case, policy, rule):
    key = (policy, 1)
    projection = project(
        CALENDARS, case.dossier(key), case.processes[key].after, on=date(2026, 11, 22), fired={},
        old_beside=(),
    )  # fmt: skip
    return next(clock.due_on for clock in projection.clocks if clock.rule_id == rule)


def _alone(asked):
    """Whether one event gives the date, by a rule that counts no school days."""
    return asked.limit.rule not in {"APP-01", "AP-03"}


@pytest.mark.parametrize("latest", [False, True])
def test_the_steps_of_a_timeline_come_to_the_date_that_the_rule_gives_alone(latest):
    for timeline, asked in ((t, a) for t, a in CAN_BE_ASKED if _alone(a)):
        case = rehearsed(timeline, latest=latest)
        started = asked.started.latest if latest else asked.started.earliest

        due_on = _due(case, asked.limit.policy, asked.limit.rule)
        days = {asked.limit.event.value: started}
        assert due_on == enquire(asked.limit.rule, days, statute_book(), CALENDARS).due_on


def _question(**said):
    day = date(2025, 7, 30)
    known = {"due": None, "late_by": None, "late": None, "done": None} | said
    started = Window(date(2025, 3, 12), date(2025, 3, 12))
    return Asked(TWENTY_WEEKS, "final plan", started, needs=(), **known), Window(day, day)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        pytest.param(
            {"due": Window(date(2025, 7, 29), date(2025, 7, 29))}, Verdict.DIFFERENT,
            id="the Ombudsman has another day",
        ),
        pytest.param(
            {"due": Window(date(2025, 7, 1), date(2025, 7, 31))}, Verdict.SAME,
            id="our day lies in the Ombudsman's month",
        ),
        pytest.param(
            {
                "late": True,
                "late_by": Lateness(amount=10, unit="weeks"),
                "done": Window(date(2025, 8, 13), date(2025, 8, 13)),
            },
            Verdict.DIFFERENT, id="two weeks late is not ten",
        ),
        pytest.param(
            {"late": True, "done": Window(date(2025, 7, 30), date(2025, 7, 30))},
            Verdict.DIFFERENT, id="found late, and in time by our date",
        ),
        pytest.param(
            {"late": True, "done": Window(date(2025, 7, 31), date(2025, 7, 31))}, Verdict.SAME,
            id="found late, and a day late by our date",
        ),
        pytest.param(
            {"late": True, "done": Window(date(2025, 7, 1), date(2025, 8, 31))}, Verdict.UNDECIDED,
            id="done in a month that holds our date",
        ),
        pytest.param({"done": Window(date(2025, 8, 1), date(2025, 8, 1))}, Verdict.SILENT,
                     id="nobody said that it was late"),
    ],
)  # fmt: skip
def test_a_verdict_says_no_more_than_the_published_days_can_tell(said, verdict):
    asked, ours = _question(**said)

    assert judge(asked, ours).verdict is verdict


def test_a_clock_that_should_run_and_does_not_speaks_against_us():
    asked, _ = _question(due=Window(date(2025, 7, 30), date(2025, 7, 30)))

    assert judge(asked, None).verdict is Verdict.NO_CLOCK


def test_a_question_for_which_something_is_missing_is_not_asked():
    asked, ours = _question(due=Window(date(2025, 7, 30), date(2025, 7, 30)))

    assert judge(replace(asked, needs=(Need.DISPUTE,)), ours).verdict is Verdict.NOT_ASKED
