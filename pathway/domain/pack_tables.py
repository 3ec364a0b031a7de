"""The tables of an authority's pack, each in its typed form.

Nothing here is law. A figure that nobody set is None, and then nothing is asked; a figure that is
ours and not the authority's own is marked a placeholder beside these tables, in `pack.Origin`.
"""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pathway.domain.errors import CalendarMalformed
from pathway.domain.pack_values import (
    Address,
    ContractKind,
    Count,
    Days,
    Email,
    Flag,
    LetterName,
    Phase,
    Reviewed,
    RuleId,
    Share,
    Span,
    Text,
    Weeks,
)
from pathway.domain.school_calendar import SchoolCalendar
from statemachines.events import Event
from statemachines.placement_terms import Kind
from statemachines.vocabulary import Audience, Role


class Table(BaseModel):
    """A table of a pack: no key but its own, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GraduatedApproach(Table):
    """Assess, plan, do, review. No law gives a figure for any of it (SEND Code 6.44 to 6.64).

    Attributes:
        longest_cycle_weeks: the longest time from the start of provision to its agreed review.
        cycles_before_specialist: finished cycles asked for before escalation to specialists.
        specialist_response_weeks: how soon specialists answer.
        reopen_within_weeks: how long after closing a case may be reopened.
    """

    longest_cycle_weeks: Weeks | None = None
    cycles_before_specialist: Count | None = None
    specialist_response_weeks: Weeks | None = None
    reopen_within_weeks: Weeks | None = None


class Reintegration(Table):
    """The return to school.

    Attributes:
        attendance_share: share (over 0, up to 1) of the sessions offered that has to be attended.
        sustained_return_weeks: how many weeks after the return it is asked whether it has held;
            three times at most.
    """

    attendance_share: Share | None = None
    sustained_return_weeks: Annotated[tuple[Weeks, ...], Field(max_length=3)] = ()


class PlacementTerms(Table):
    """One kind of placement as the authority runs it.

    Attributes:
        title: what the authority calls it.
        phases: the phases that it is for; empty for all.
        longest_weeks: the longest agreed stay.
        extensions: how many extensions are allowed without a manager's reason.
        extended_by: the roles that may extend.
        reviewed: how often at the least.
        notice_school_days: how many school days before the start notice is given.
        notice_hours: how many hours before the start notice is given, where it is so counted.
        end_date_required: whether an end must be agreed before it begins.
        reintegration_expected: whether it aims at a return to the home school.
        allocated_by: who gives out the places, where that is settled.
    """

    title: Text
    phases: tuple[Phase, ...] = ()
    longest_weeks: Weeks | None = None
    extensions: Count | None = None
    extended_by: tuple[Role, ...] = ()
    reviewed: Reviewed | None = None
    notice_school_days: Count | None = None
    notice_hours: Count | None = None
    end_date_required: Flag = False
    reintegration_expected: Flag = False
    allocated_by: Text | None = None


def _asked_by_law(on: bool) -> bool:  # noqa: FBT001  one value, as Pydantic hands it over
    if not on:
        raise ValueError("the law asks for it, so it cannot be switched off")
    return on


AskedByLaw = Annotated[Flag, AfterValidator(_asked_by_law)]


class Processes(Table):
    """Which processes are switched on; a process that is off is not opened.

    What the law asks for is always on. What it does not ask for is off where nothing is said.
    """

    graduated_approach: Flag = False
    placement: Flag = False
    ehc_needs_assessment: AskedByLaw = True
    ehc_plan: AskedByLaw = True
    plan_amendment: AskedByLaw = True
    annual_review: AskedByLaw = True
    dispute: AskedByLaw = True
    exclusion: AskedByLaw = True
    education_gap: AskedByLaw = True
    provider_assurance: Flag = False
    contract: Flag = False
    complaint: Flag = False
    district_referral: Flag = False

    def off(self) -> frozenset[str]:
        """Return the names of the processes that are switched off."""
        return frozenset(name for name, on in self if not on)


class Limit(Table):
    """Up to where somebody may approve. What is None has no limit.

    Attributes:
        up_to_pounds: the highest sum at a time.
        up_to_a_year: how many approvals of one kind a year.
    """

    up_to_pounds: Count | None = None
    up_to_a_year: Count | None = None

    def covers(self, *, pounds: float, earlier_this_year: int = 0) -> bool:
        """Tell whether one more approval of so many pounds is within the limit."""
        within_sum = self.up_to_pounds is None or pounds <= self.up_to_pounds
        return within_sum and (self.up_to_a_year is None or earlier_this_year < self.up_to_a_year)


class Team(Table):
    """A team that works in a district."""

    title: Text
    email: Email | None = None


class District(Table):
    """A district, its teams, and what it may spend in a year."""

    title: Text
    teams: Mapping[Text, Team] = {}
    yearly_pounds: Count | None = None


class DistrictReferral(Table):
    """The enhanced pathway: who decides, and what is asked for before.

    Attributes:
        decided_by: the role that decides on enhanced support.
        finished_cycles: how many finished cycles are asked for.
        funding_allocated_by: the role that allocates funding to the districts.
    """

    decided_by: Role
    finished_cycles: Count | None = None
    funding_allocated_by: Role | None = None


class Contract(Table):
    """An agreement under which places or support are bought."""

    title: Text
    kind: ContractKind
    covers: tuple[Kind, ...] = ()
    review_every_months: Days | None = None


class Band(Table):
    """A band of top-up funding."""

    title: Text
    yearly_pounds: Count | None = None


class Complaints(Table):
    """How soon a complaint is dealt with, in working days."""

    acknowledged_within: Days | None = None
    stage_one_within: Days | None = None
    stage_two_within: Days | None = None


class Communication(Table):
    """What the authority promises families.

    Attributes:
        update_when_late_every_days: how often they hear of a step that is late, in calendar days.
        answer_within_working_days: how soon they are answered.
        told_of_new_worker: whether they are told when somebody else takes over their case.
    """

    update_when_late_every_days: Days | None = None
    answer_within_working_days: Days | None = None
    told_of_new_worker: Flag = True


class Priority(Table):
    """A priority of the authority's strategy, and by what it is measured.

    Attributes:
        rules: the rules of time whose keeping is counted.
        events: the events that are counted.
    """

    title: Text
    rules: tuple[RuleId, ...] = ()
    events: tuple[Event, ...] = ()


class Letters(Table):
    """From whom letters come, and where their links lead.

    Attributes:
        sender: the name under which they go out.
        email: the address from which they go out.
        contact: how a reader reaches the authority, in words.
        link: the address of the web pages, to which a reference is added.
        wording: words of the authority's own in place of ours, by the event of a move and by the
            audience; plain paragraphs, nothing is put into them.
        words_kept_days: for how many days after it went out the words of a letter are kept; where
            nobody has settled it they are kept, as a figure of ours must not erase a record.
    """

    sender: Text
    email: Email
    contact: Text
    link: Address
    wording: Mapping[LetterName, Mapping[Audience, Text]] = {}
    words_kept_days: Days | None = None


class TermDates(Table):
    """The calendar of schools that have none of their own.

    Attributes:
        terms: first and last day with pupils of each term, in order.
        closures: spans inside terms without pupils.
    """

    terms: Annotated[tuple[Span, ...], Field(min_length=1)]
    closures: tuple[Span, ...] = ()

    @model_validator(mode="after")
    def _is_a_calendar(self) -> Self:
        try:
            self.school_calendar("the school calendar")
        except CalendarMalformed as wrong:
            raise ValueError(f"{wrong.where}: {wrong.wrong}") from wrong
        for first, last in self.closures:
            if not any(begins <= first and last <= ends for begins, ends in self.terms):
                raise ValueError(f"the closure from {first} to {last} lies in no term")
        return self

    def school_calendar(self, name: str) -> SchoolCalendar:
        """Return the calendar that school days are counted by.

        Args:
            name: whose calendar it is, as an error would name it.
        """
        return SchoolCalendar(name, self.terms, self.closures)

    def plain(self) -> dict[str, list[list[str]]]:
        """Return it as JSON holds it: `{"terms": [[first, last], …], "closures": […]}`."""
        return {
            "terms": [[day.isoformat() for day in span] for span in self.terms],
            "closures": [[day.isoformat() for day in span] for span in self.closures],
        }
