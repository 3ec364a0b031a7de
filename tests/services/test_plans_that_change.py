"""Plans that move, are reassessed, cease, and meet a new phase, through engine and database.

The dates named E28, E32 and so on are the worked examples of the table of rules.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from pathway.services.enforcing import enforce
from pathway.services.office import Actor
from pathway.services.scheduling import schedule_reviews
from statemachines.errors import MoveRefused
from statemachines.vocabulary import Role
from tests.offices import people_around_a_pupil
from tests.services.brought_in import bring_in
from tests.services.told_clocks import begin_in, clocks_of, due, open_one, running
from tests.statemachines.examples.rights import RIGHTS

NEW_YEARS_EVE = date(2026, 12, 31)
TRANSFERRED = date(2027, 1, 6)


@pytest.fixture
def decides(around):
    return Actor(person=around.manager, role=Role.DECISION_MAKER)


@pytest.fixture
def plan(office, around):
    def maintained(**more):
        day = date(2026, 3, 9)
        said = {"state": "maintained", "plan_made_on": day, **more}
        return bring_in(office, around, "ehc_plan", day, **said).process

    return maintained


@pytest.fixture
def transferred(office, around, caseworker):
    return open_one(
        office, around, "ehc_plan", "transfer in", caseworker, TRANSFERRED,
        section_i="setting", urn="123456", setting_name="Hill School", from_authority="841",
        plan_made_on=date(2024, 3, 9), last_reviewed_on=date(2026, 3, 9),
    ).process  # fmt: skip


def both(around, day):
    return [{"person": around.mother, "on": day}, {"person": around.father, "on": day}]


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def states(office):
    asked = text("select policy, kind, state from processes order by policy, occurrence")
    with office.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(asked)]


def reviews(office):
    return [(kind, state) for policy, kind, state in states(office) if policy == "annual_review"]


class TestTransfers:
    def test_the_new_authority_owes_its_letter_in_six_weeks_and_its_review_by_the_later_day(
        self, office, transferred
    ):
        by = due(office, transferred)

        assert by["TRF-02"] == TRANSFERRED
        assert by["TRF-03"] == date(2027, 2, 17), "E35"
        assert by["TRF-04"] == date(2027, 4, 5), "three months from the transfer end later"

    def test_the_twelve_months_that_ran_elsewhere_are_not_shown_as_ours(self, office, transferred):
        assert {"AR-01", "AR-02", "AR-03"}.isdisjoint(running(office, transferred))

    @pytest.mark.usefixtures("transferred")
    def test_the_review_after_a_transfer_is_opened_like_any_other(self, office):
        schedule_reviews(office, at=noon(TRANSFERRED), now=noon(TRANSFERRED))

        assert ("ehc_plan", None, "maintained") in states(office)
        assert len(reviews(office)) == 1

    def test_the_review_that_was_due_does_not_move_its_own_day(
        self, office, transferred, move, caseworker
    ):
        met, decided = date(2027, 3, 8), date(2027, 3, 22)
        said = {"reviewed_on": met, "decided_on": decided, "outcome": "maintain"}

        move(transferred, "record review", caseworker, decided, said)

        [kept] = [c for c in clocks_of(office, transferred) if c.rule == "TRF-04"]
        assert (kept.due_on, kept.met) == (date(2027, 4, 5), True)
        assert due(office, transferred)["AR-02"] == date(2028, 3, 7)

    def test_telling_the_family_meets_the_duty(self, office, transferred, around, move, caseworker):
        day = date(2027, 1, 20)
        said = {"notified": both(around, day), "will_assess": False, "review_by": "2027-04-05"}

        move(transferred, "tell family of transfer", caseworker, day, said)

        assert "TRF-03" not in running(office, transferred)

    def test_the_old_authority_has_fifteen_working_days_from_its_own_awareness(
        self, office, plan, move, caseworker
    ):
        process, aware = plan(), date(2026, 12, 14)
        move(process, "learn of move", caseworker, aware, {"moves_on": "2026-12-16"})
        by = due(office, process)["TRF-01"]

        gone = move(
            process, "transfer out", caseworker, TRANSFERRED,
            {"to_authority": "841", "moved_on": "2026-12-16"},
        )  # fmt: skip

        assert by == date(2027, 1, 6), "E34"
        assert gone.state == "transferred_out"
        assert {c.rule: c.met for c in clocks_of(office, process)}["TRF-01"]

    def test_a_move_that_brings_another_care_board_has_a_clock_until_the_day_of_the_move(
        self, office, plan, move, caseworker
    ):
        process, aware = plan(), date(2026, 9, 1)
        moves = {"moves_on": "2027-01-16", "another_board": True, "board_aware_on": "2026-09-01"}

        move(process, "learn of move", caseworker, aware, moves)

        by = due(office, process)
        assert by["TRF-05"] == by["TRF-01"] == date(2027, 1, 16)

    def test_a_new_care_board_that_cannot_arrange_it_asks_and_an_early_review_opens(
        self, office, plan, move, caseworker
    ):
        process, aware = plan(), date(2026, 12, 14)
        move(process, "change care board", caseworker, aware, {"new_board": "North"})
        move(
            process, "find provision impracticable", caseworker, aware,
            {"provision": "hydrotherapy"},
        )  # fmt: skip
        by = due(office, process)

        move(process, "care board asks for review", caseworker, aware, {"reasons": "no pool"})

        assert by["TRF-05.within"] == by["TRF-06"] == date(2027, 1, 6)
        assert reviews(office) == [("early", "scheduled")]


class TestReassessment:
    def test_a_request_is_decided_in_fifteen_days_and_a_reassessment_begins(
        self, office, plan, around, move, caseworker, decides
    ):
        process, day = plan(), date(2026, 10, 1)
        move(process, "request reassessment", caseworker, date(2026, 9, 20), {"requester": "M"})

        done = move(
            process, "decide on reassessment", decides, day,
            {"agreed": True, "notified": both(around, day)},
        )  # fmt: skip

        [begun] = done.followed
        assert ("ehc_needs_assessment", "reassessment", "assessing") in states(office)
        assert due(office, begun.process)["AR-22"] == date(2027, 1, 7)

    def test_the_answer_is_due_on_a_boxing_day_that_is_a_saturday(
        self, office, plan, move, caseworker
    ):
        process = plan()

        move(process, "request reassessment", caseworker, date(2026, 12, 11), {"requester": "M"})

        assert due(office, process)["AR-21"] == date(2026, 12, 26), "E32"


class TestCeasing:
    @pytest.fixture
    def ceasing(self, plan, around, move, caseworker, decides):
        process = plan()
        move(process, "consider ceasing", decides, date(2026, 12, 1), {"reason": "all achieved"})
        move(
            process, "consult on ceasing", caseworker, date(2026, 12, 14),
            {"consulted": both(around, date(2026, 12, 14)), "head_consulted_on": "2026-12-10"},
        )  # fmt: skip
        move(
            process, "notify ceasing", decides, NEW_YEARS_EVE,
            {
                "notified": both(around, NEW_YEARS_EVE), "reasons": "needs are met without",
                "cease_ground": "no_longer_necessary", "cease_reason": 2, **RIGHTS,
            },
        )  # fmt: skip
        return process

    def test_no_notice_goes_out_before_family_and_head_were_consulted(
        self, plan, around, move, decides
    ):
        process = plan()
        move(process, "consider ceasing", decides, date(2026, 12, 1), {"reason": "achieved"})

        with pytest.raises(MoveRefused, match="have not been consulted since"):
            move(
                process, "notify ceasing", decides, NEW_YEARS_EVE,
                {
                    "notified": both(around, NEW_YEARS_EVE), "reasons": "r",
                    "cease_ground": "no_longer_necessary", **RIGHTS,
                },
            )  # fmt: skip

    def test_a_plan_is_maintained_while_there_is_time_to_appeal_and_then_time_ends_it(
        self, office, ceasing
    ):
        by = due(office, ceasing)["AR-24"]
        enforce(office, at=noon(by), now=noon(by))
        still = states(office)

        after = noon(by + timedelta(days=1))
        enforce(office, at=after, now=after)

        assert by == date(2027, 3, 1), "E37"
        assert ("ehc_plan", None, "ceasing") in still
        assert ("ehc_plan", None, "ceased") in states(office)

    def test_nobody_ends_it_by_hand_before(self, ceasing, move, caseworker):
        with pytest.raises(MoveRefused, match="there is still time to appeal"):
            move(ceasing, "end plan", caseworker, date(2027, 3, 1))

    def test_everything_of_a_maintained_plan_goes_on_meanwhile(
        self, office, ceasing, move, caseworker
    ):
        move(ceasing, "confirm provision", caseworker, date(2027, 1, 8))

        assert "AR-01" in running(office, ceasing)

    def test_a_certificate_gives_a_month_more(self, office, ceasing, move, caseworker):
        move(ceasing, "record certificate", caseworker, date(2027, 2, 10))

        assert due(office, ceasing)["AR-24"] == date(2027, 3, 10)

    def test_an_appeal_holds_time_back_until_it_is_decided(self, office, ceasing, move, caseworker):
        move(ceasing, "record appeal", caseworker, date(2027, 2, 10))
        long_after = noon(date(2027, 6, 1))
        enforce(office, at=long_after, now=long_after)
        meanwhile = states(office)

        ended = move(
            ceasing, "end plan", caseworker, date(2027, 6, 2), {"appeal_decided_on": "2027-06-01"}
        )

        assert ("ehc_plan", None, "ceasing") in meanwhile
        assert ended.state == "ceased"

    def test_the_notice_opens_a_dispute_in_which_the_same_time_runs(self, office, ceasing):
        dispute = f"{ceasing.partition('/')[0]}/dispute/1"

        assert ("dispute", "cease", "open_window") in states(office)
        assert due(office, dispute)["MED-01"] == date(2027, 2, 28)

    def test_an_appeal_that_is_dismissed_ends_the_plan_at_once(
        self, office, ceasing, move, caseworker
    ):
        dispute, day = f"{ceasing.partition('/')[0]}/dispute/1", date(2027, 5, 20)
        move(dispute, "register appeal", caseworker, date(2027, 2, 10))

        move(dispute, "record order", caseworker, day, {"orders": ["dismiss_cease"]})

        ended = {c.rule: c.settled_on for c in clocks_of(office, ceasing)}["AR-24"]
        assert ("ehc_plan", None, "ceased") in states(office)
        assert ended == day

    def test_an_appeal_that_succeeds_keeps_the_plan(self, office, ceasing, move, caseworker):
        dispute = f"{ceasing.partition('/')[0]}/dispute/1"
        move(dispute, "register appeal", caseworker, date(2027, 2, 10))

        move(dispute, "record order", caseworker, date(2027, 5, 20), {"orders": ["maintain"]})

        assert ("ehc_plan", None, "maintained") in states(office)

    def test_a_plan_that_is_kept_is_maintained_as_before(self, office, ceasing, move, decides):
        kept = move(ceasing, "keep plan", decides, date(2027, 1, 15), {"by": "agreement"})

        assert kept.state == "maintained"
        assert "AR-24" not in running(office, ceasing)


class TestAgesAndPhases:
    IN_JULY = date(2026, 7, 8)

    def test_a_move_to_secondary_school_is_found_a_year_ahead_and_its_review_opened(
        self, office, plan
    ):
        process = plan(plan_made_on=date(2023, 3, 9), last_reviewed_on=date(2026, 3, 2))

        schedule_reviews(office, at=noon(self.IN_JULY), now=noon(self.IN_JULY))

        by = due(office, process)
        assert by["AR-16.2027"] == date(2027, 2, 14), "E28"
        assert by["AR-16.meeting.2027"] == date(2026, 11, 22), "E30"
        assert reviews(office) == [("phase_transfer", "scheduled")]

    def test_a_move_to_another_college_has_five_months_and_is_recorded_by_staff(
        self, office, plan, move, caseworker
    ):
        process = plan()

        move(process, "find phase transfer", caseworker, self.IN_JULY, {"moves_on": "2027-09-01"})

        [by] = [c for c in clocks_of(office, process) if c.rule == "AR-18"]
        assert (by.due_on, by.safe_on) == (date(2027, 4, 1), date(2027, 3, 31))

    def test_once_found_it_is_not_found_again(self, office, plan):
        process = plan()
        for day in (self.IN_JULY, self.IN_JULY + timedelta(days=1)):
            schedule_reviews(office, at=noon(day), now=noon(day))

        assert sum(c.rule == "AR-16.2027" for c in clocks_of(office, process)) == 1

    def test_the_move_after_year_11_has_until_the_end_of_march(self, office):
        around = people_around_a_pupil(office, born_on=date(2011, 5, 3))
        made = date(2026, 3, 9)
        process = bring_in(
            office, around, "ehc_plan", made, state="maintained", plan_made_on=made
        ).process

        schedule_reviews(office, at=noon(self.IN_JULY), now=noon(self.IN_JULY))

        assert due(office, process)["AR-17.2027"] == date(2027, 3, 30), "E29"

    def test_whoever_is_taught_below_their_year_moves_on_a_year_later(
        self, office, plan, move, caseworker
    ):
        process = plan()
        taught = {"from_on": "2025-09-01", "year_group": "4"}
        move(process, "change details", caseworker, date(2026, 3, 10), taught)

        schedule_reviews(office, at=noon(self.IN_JULY), now=noon(self.IN_JULY))

        assert "AR-16.2027" not in due(office, process)

    def test_what_was_missed_before_a_plan_was_brought_in_is_shown_as_missed(self, office, around):
        loaded = date(2027, 3, 1)
        process = bring_in(
            office, around, "ehc_plan", loaded, state="maintained", plan_made_on=date(2023, 3, 9)
        ).process

        schedule_reviews(office, at=noon(loaded), now=noon(loaded))

        assert due(office, process)["AR-16.2027"] == date(2027, 2, 14)

    def test_a_plan_first_made_after_the_day_has_nothing_to_be_amended_by_it(self, office, around):
        made = date(2027, 3, 1)
        process = bring_in(
            office, around, "ehc_plan", made, state="maintained", plan_made_on=made
        ).process

        schedule_reviews(office, at=noon(made), now=noon(made))

        assert "AR-16.2027" not in due(office, process)

    def test_a_plan_that_names_the_next_school_in_time_meets_the_duty(
        self, office, plan, move, caseworker
    ):
        process = plan()
        schedule_reviews(office, at=noon(self.IN_JULY), now=noon(self.IN_JULY))

        named = {"urn": "654321", "from_on": "2027-09-01"}
        move(process, "name phase setting", caseworker, date(2027, 2, 12), named)

        assert {c.rule: c.met for c in clocks_of(office, process)}["AR-16.2027"]

    def test_a_child_under_five_is_looked_at_between_three_and_six_months(self, office):
        around = people_around_a_pupil(office, born_on=date(2024, 2, 3))
        made = date(2026, 10, 15)
        process = bring_in(
            office, around, "ehc_plan", made, state="maintained", plan_made_on=made
        ).process
        by = due(office, process)

        at = noon(date(2027, 1, 15))
        schedule_reviews(office, at=at, now=at)

        assert by["AR-15"] == date(2027, 1, 15), "E19"
        assert by["AR-15.latest"] == date(2027, 4, 15)
        assert reviews(office) == [("under_five", "scheduled")]

    def test_no_day_is_set_for_a_child_under_five_on_which_the_child_is_five(self, office):
        around = people_around_a_pupil(office, born_on=date(2021, 12, 1))
        made = date(2026, 6, 15)

        process = bring_in(
            office, around, "ehc_plan", made, state="maintained", plan_made_on=made
        ).process

        by = due(office, process)
        assert by["AR-15"] == date(2026, 9, 15)
        assert "AR-15.latest" not in by, "15 December would be after the fifth birthday"

    def test_a_child_who_starts_school_next_year_is_reviewed_for_that(self, office):
        around = people_around_a_pupil(office, born_on=date(2023, 2, 3))
        made = date(2026, 10, 15)
        bring_in(office, around, "ehc_plan", made, state="maintained", plan_made_on=made)

        at = noon(date(2027, 1, 15))
        schedule_reviews(office, at=at, now=at)

        assert reviews(office) == [("phase_transfer", "scheduled")]

    def test_a_streamlined_look_at_a_child_under_five_starts_the_range_anew(self, office, move):
        around = people_around_a_pupil(office, born_on=date(2023, 2, 3))
        made, seen = date(2026, 10, 15), date(2027, 1, 14)
        works = Actor(person=around.caseworker, role=Role.CASEWORKER)
        process = bring_in(
            office, around, "ehc_plan", made, state="maintained", plan_made_on=made
        ).process

        move(process, "review under five", works, seen, {"seen": "by the nursery"})

        assert due(office, process)["AR-15"] == date(2027, 4, 14)
        assert due(office, process)["AR-01"] == date(2027, 10, 14), "the twelve months run on"


class TestOrders:
    def test_a_plan_that_the_tribunal_ordered_is_sent_without_a_notice(
        self, office, plan, around, decides
    ):
        process, day = plan(), date(2026, 12, 14)

        sent = begin_in(
            office, process, "plan_amendment", "send plan as ordered", decides, day,
            section_i="ordered", setting_name="Vale School", sent=both(around, day),
        )  # fmt: skip

        assert sent.state == "final_sent"
        assert running(office, sent.process) == set()
        assert [one.move for one in sent.followed] == ["record version"]


class TestReviews:
    def test_an_early_review_is_answered_and_can_be_declined_with_reasons(
        self, office, around, move, caseworker
    ):
        mother = Actor(person=around.mother, role=Role.FAMILY)
        review = open_one(
            office, around, "annual_review", "ask for an early review", mother, date(2026, 11, 2)
        ).process
        by = due(office, review)["AR-19.reply"]

        said = {"answer": "not_held", "reasons": "the yearly one is next week"}
        answered = move(review, "answer early request", caseworker, date(2026, 11, 9), said)

        assert by == date(2026, 11, 17)
        assert answered.state == "declined"
        assert running(office, review) == set()

    def test_a_review_that_decides_to_cease_gives_the_notice_in_the_plan(
        self, office, plan, around, move, decides
    ):
        process, met, decided = plan(), date(2026, 12, 7), NEW_YEARS_EVE
        review = bring_in(
            office, around, "annual_review", met, state="deciding", held_on=met
        ).process

        move(
            review, "decide", decides, decided,
            {
                "outcome": "cease", "notified": both(around, decided), "reasons": "achieved",
                "family_consulted_on": "2026-12-14", "head_consulted_on": "2026-12-10",
                "cease_reason": 2, **RIGHTS,
            },
        )  # fmt: skip

        assert ("ehc_plan", None, "ceasing") in states(office)
        assert ("dispute", "cease", "open_window") in states(office)
        assert due(office, process)["AR-24"] == date(2027, 3, 1)
