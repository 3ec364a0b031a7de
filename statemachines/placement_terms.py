"""What a placement is made of: its kind, its basis, its provider, what must be asked before it."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from statemachines.forms import Needed, Part


class Kind(StrEnum):
    """What kind of place it is; an authority's pack says how long each may last."""

    ASSESSMENT_HUB = "assessment_hub"
    ALTERNATIVE_PROVISION = "alternative_provision"
    OFF_SITE_DIRECTION = "off_site_direction"
    HOME_AND_HOSPITAL = "home_and_hospital"
    SIXTH_DAY = "sixth_day"
    TUITION = "tuition"
    PART_TIME_TIMETABLE = "part_time_timetable"
    RESOURCED_PROVISION = "resourced_provision"
    OUT_OF_AREA = "out_of_area"


class LegalBasis(StrEnum):
    """What the placement rests on."""

    SCHOOLS_DIRECTION = "schools_direction"  #: EA 2002 s.29A
    SECTION_19 = "section_19"  #: Education Act 1996
    EXCLUSION = "exclusion"  #: EIA 2006 s.100; Education Act 1996 s.19(3A)
    PLAN = "plan"  #: an EHC plan names it
    ORDER = "order"  #: a court or tribunal requires it


class CommissionedBy(StrEnum):
    """Who arranges and answers for the placement."""

    AUTHORITY = "authority"
    SCHOOL = "school"


class CensusReason(StrEnum):
    """Why it was commissioned, as the AP census and the school census ask, in words.

    The letters of the returns could not be established (sources disagree or hide them); the
    returns translate these words. A permanent exclusion outranks a health reason.
    """

    NAMED_ON_A_PLAN = "named_on_a_plan"
    PERMANENT_EXCLUSION = "permanent_exclusion"
    PHYSICAL_HEALTH = "physical_health"
    MENTAL_HEALTH = "mental_health"
    NEW_ARRIVAL_WITHOUT_A_PLACE = "new_arrival_without_a_place"
    PREGNANCY_OR_CHILDCARE = "pregnancy_or_childcare"
    OFF_SITE_DIRECTION_FOR_BEHAVIOUR = "off_site_direction_for_behaviour"
    SUSPENSION_OF_MORE_THAN_FIVE_DAYS = "suspension_of_more_than_five_days"
    OTHER = "other"


class ProviderType(StrEnum):
    """What a provider is that has neither a URN nor a UKPRN, by the codes of the AP census."""

    NFE = "NFE"  #: further education that no authority maintains
    OOT = "OOT"  #: one-on-one tuition
    OTH = "OTH"  #: another unregistered provider
    WBP = "WBP"  #: a work-based placement


class ChecklistItem(StrEnum):
    """What to consider before commissioning alternative provision, by heading."""

    PUPIL_AND_FAMILY = "pupil_and_family"
    TRANSPORT = "transport"
    AIM = "aim"
    LENGTH = "length"
    CURRICULUM = "curriculum"
    OUTCOMES = "outcomes"
    PROVIDER = "provider"


class Destination(StrEnum):
    """Where the pupil goes when a placement ends."""

    HOME_SCHOOL = "home_school"
    OTHER_MAINSTREAM = "other_mainstream"
    SPECIALIST = "specialist"
    ANOTHER_PLACEMENT = "another_placement"
    POST_16 = "post_16"
    LEFT = "left"


class Provider(Part):
    """Who provides the place: exactly one of URN, UKPRN and type identifies it, beside its name."""

    name: Needed = Field(description="the name by which this placement knows the provider")
    urn: str | None = Field(None, pattern=r"^\d{6}$", description="its URN, six digits")
    ukprn: str | None = Field(None, pattern=r"^\d{8}$", description="its UKPRN, eight digits")
    type: ProviderType | None = Field(None, description="its type, where it has neither number")

    @model_validator(mode="after")
    def _is_identified_once(self) -> Self:
        if [self.urn, self.ukprn, self.type].count(None) != 2:  # noqa: PLR2004  two of the three
            raise ValueError("give exactly one of urn, ukprn and type")
        return self


class Outcomes(Part):
    """What success will look like at the end, under the four headings of the guidance."""

    attendance: str = Field("", description="what is to become of attendance")
    attitude: str = Field("", description="what is to become of attitude")
    attainment: str = Field("", description="what is to become of attainment")
    behaviour: str = Field("", description="what is to become of behaviour")


class Registration(Part):
    """The count that shows whether the provider has to be a registered school, this pupil in it.

    Source:
        Education Act 1996 s.463 (AP-24): full-time education for five pupils of compulsory school
        age, or for one with an EHC plan or looked after.
    """

    registered: bool = Field(description="whether it is registered, or a state school")
    pupils_full_time: int = Field(
        0, ge=0, description="pupils of compulsory school age it would teach full time"
    )
    with_plan_or_looked_after: int = Field(
        0, ge=0, description="how many of those have an EHC plan or are looked after"
    )

    @property
    def is_lawful(self) -> bool:
        """Whether it is registered, or need not be."""
        full, special = self.pupils_full_time, self.with_plan_or_looked_after
        return self.registered or (full < FULL_TIME_PUPILS_OF_A_SCHOOL and special == 0)


FULL_TIME_PUPILS_OF_A_SCHOOL = 5
"""From so many pupils taught full time on, a provider is a school (Education Act 1996 s.463)."""


class Section34(Part):
    """Who agreed that a child without a plan is admitted to a special school.

    Source:
        CFA 2014 s.34(5), read at legislation.gov.uk: for the purposes of an EHC needs assessment
        the authority, the head, the parent or young person, and everyone whose advice it requires;
        s.34(7), after a change of circumstances, the first three (that list was not read).
    """

    authority_agrees: bool = Field(description="the authority agrees")
    head_agrees: bool = Field(description="the head of the special school agrees")
    family_agrees: bool = Field(description="the parent or young person agrees")
    for_an_assessment: bool = Field(
        default=False, description="whether it is for an EHC needs assessment"
    )
    advisers_agree: bool = Field(
        default=False, description="everyone whose advice the assessment requires agrees"
    )

    @property
    def is_agreed(self) -> bool:
        """Whether everyone whose agreement is needed has given it."""
        everyone = self.authority_agrees and self.head_agrees and self.family_agrees
        return everyone and (self.advisers_agree or not self.for_an_assessment)


class DirectionNotice(Part):
    """What the notice of an off-site direction has to say.

    Source:
        SI 2010/1156 reg 3(4) (AP-06).
    """

    address: Needed = Field(description="the address at which the pupil is educated")
    report_to: Needed = Field(description="the person to whom the pupil reports")
    days: int = Field(ge=1, description="the number of days")
    reasons_and_objectives: Needed = Field(description="the reasons and the objectives")
    session_times: Needed = Field(description="the times of the sessions")


class CodeCount(Part):
    """Sessions of one attendance code."""

    code: str = Field(
        pattern=r"^[A-Z#/\\][0-9]?$", description="the code of SI 2024/208, as in D, B, K, C2 or I"
    )
    sessions: int = Field(ge=0, description="how many sessions")


class Progress(Part):
    """How it goes with one outcome of the placement."""

    outcome: Needed = Field(description="which outcome, as in 'attendance'")
    words: Needed = Field(description="how it goes")


def refuse_an_end_before_the_start(start: date, end: date | None) -> None:
    """Refuse a span of days that ends before it starts; a span without an end is none.

    Raises:
        ValueError: which a form turns into a fault of its own.
    """
    if end is not None and end < start:
        raise ValueError(f"it ends on {end}, before it starts on {start}")
