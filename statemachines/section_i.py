"""Section I of a plan: which setting it names, whom that had to be asked of, and what was refused.

Source:
    CFA 2014 ss.38 to 40, 43(1) and 61; SI 2014/1530 reg 22(1) and 27(1) carry ss.39 and 40 over to
    amended plans and to plans after a reassessment.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field

from statemachines.events import Event
from statemachines.forms import Form
from statemachines.grammar import Move, State, guard, must, should
from statemachines.section_g import SetsOutHealth
from statemachines.sen2 import NeedCode, Residential, SettingType
from statemachines.situation import Situation
from statemachines.vocabulary import Audience, Role

OTHER_AUTHORITY = r"^(\d{3})?$"
"""The three-digit number of another authority, or nothing."""


def has_a_number(said: Mapping[str, Any]) -> bool:
    """Tell whether a setting has more than a type: no setting type is one of section 38(3)."""
    return said.get("setting_type") is None


BOUND = (
    "whether the setting is one that section 38(3) lets a family ask for: the same are bound by "
    "section 43 to admit; if left out, whether it has no setting type"
)


class SettingIdentified(Form):
    """A setting, by exactly one of URN, UKPRN and setting type, as SEN2 wants it."""

    urn: str | None = Field(None, pattern=r"^\d{6}$", description="its URN, six digits")
    ukprn: str | None = Field(None, pattern=r"^\d{8}$", description="its UKPRN, eight digits")
    setting_type: SettingType | None = Field(
        None, description="its SEN2 setting type, where it has neither a URN nor a UKPRN"
    )
    setting_name: str = Field("", description="its name")

    def names_some_setting(self) -> bool:
        """Tell whether anything says which setting it is."""
        return bool(self.urn or self.ukprn or self.setting_type or self.setting_name)

    def is_the_same_as(self, other: "SettingIdentified") -> bool:
        """Tell whether both are one setting: by number where both have it, then by name or type."""
        for mine, theirs in ((self.urn, other.urn), (self.ukprn, other.ukprn)):
            if mine and theirs:
                return mine == theirs
        if self.setting_name and other.setting_name:
            return self.setting_name.casefold() == other.setting_name.casefold()
        return self.setting_type is not None and self.setting_type is other.setting_type


class SettingConsulted(SettingIdentified):
    """A setting that was asked whether it should be named, with the draft plan sent to it."""

    other_authority: str = Field(
        "",
        pattern=OTHER_AUTHORITY,
        description="number of another authority that maintains it and was consulted as well",
    )


class Answer(StrEnum):
    """What a setting says to being named."""

    OFFER = "offer"
    OBJECTION = "objection"
    NO_VIEW = "no_view"


class SettingAnswered(SettingIdentified):
    """The answer of a setting that was consulted."""

    answer: Answer = Field(description="whether it offers a place, objects, or has no view")
    reasons: str = Field("", description="what it says")


class SectionINames(StrEnum):
    """What section I of a plan says."""

    SETTING = "setting"  #: a particular school or other institution
    TYPE = "type"  #: a type of setting and no particular one
    ELSEWHERE = "elsewhere"  #: education elsewhere than in a school or college, CFA s.61
    ORDERED = "ordered"  #: what the Tribunal ordered
    UNCHANGED = "unchanged"  #: what the plan said before


class SectionI(SettingIdentified):
    """Section I of a plan, with the needs it is written for."""

    section_i: SectionINames = Field(description="what section I of the plan says")
    type_of_setting: str = Field("", description="the type of setting, where only a type is named")
    in_s38_3: bool = Field(default_factory=has_a_number, description=BOUND)
    sen_unit: bool = Field(default=False, description="whether it is in the setting's SEN unit")
    resourced_provision: bool = Field(
        default=False, description="whether it is in the setting's resourced provision"
    )
    residential: Residential | None = Field(
        None, description="A for 38 to 51 weeks a year, B for 52; empty where it is not residential"
    )
    primary_need: NeedCode | None = Field(None, description="the first type of need, by its code")
    secondary_need: NeedCode | None = Field(
        None, description="the second type of need, by its code"
    )

    def section_i_fields(self) -> Mapping[str, Any]:
        """Return what another form that carries section I has to be filled with."""
        return {name: self.entries()[name] for name in _SECTION_I_FIELDS}

    def names_a_setting_on(self, day: date) -> date | None:
        """Return `day` where a particular setting is named, and None where none is."""
        named = self.section_i is SectionINames.SETTING
        return day if named or self.urn or self.ukprn else None


_SECTION_I_FIELDS = tuple(name for name in SectionI.model_fields if name not in Form.model_fields)


class GroundOfRefusal(StrEnum):
    """Why the setting a family asked for is not named."""

    UNSUITABLE = "unsuitable"  #: for the age, ability, aptitude or needs: s.39(4)(a)
    EFFICIENT_EDUCATION = "efficient_education"  #: of others: s.39(4)(b)(i)
    EFFICIENT_RESOURCES = "efficient_resources"  #: s.39(4)(b)(ii)
    OUTSIDE_S38_3 = "outside_s38_3"  #: not a setting that s.38(3) lets a family ask for


class SectionIDecided(SectionI, SetsOutHealth):
    """Section I as a final plan settles it, and whether there is anything in section G."""

    other_authority: str = Field(
        "",
        pattern=OTHER_AUTHORITY,
        description="number of another authority that maintains the setting",
    )
    refused_ground: GroundOfRefusal | None = Field(
        None, description="the ground of section 39(4), where a setting asked for is not named"
    )
    refused_reasons: str = Field("", description="why a setting asked for is not named")


@guard("the setting is identified by none, or by more than one, of URN, UKPRN and setting type")
def the_setting_is_identified_once(s: Situation[SettingIdentified]) -> bool:
    return _identified_once(s.form)


@guard("nobody consulted this setting")
def the_setting_had_been_consulted(s: Situation[SettingIdentified]) -> bool:
    return bool(_consultations_of(s))


@guard(
    "section I names a particular setting, and it is identified by none, or by more than one, "
    "of URN, UKPRN and setting type"
)
def the_setting_named_is_identified_once(s: Situation[SectionIDecided]) -> bool:
    return not _names_a_setting(s) or _identified_once(s.form)


@guard("the setting that section I names has not been consulted")
def the_setting_named_was_consulted(s: Situation[SectionIDecided]) -> bool:
    return not _names_a_setting(s) or bool(_consultations_of(s))


@guard("the other authority that maintains the setting has not been consulted")
def the_other_authority_was_consulted(s: Situation[SectionIDecided]) -> bool:
    asked = {consulted.other_authority for consulted in _consultations_of(s)}
    return not (_names_a_setting(s) and s.form.other_authority) or s.form.other_authority in asked


@guard("the setting is outside section 38(3), and it has not offered a place")
def a_setting_outside_s38_3_has_offered(s: Situation[SectionIDecided]) -> bool:
    return not _names_a_setting(s) or s.form.in_s38_3 or _last_answer(s) is Answer.OFFER


@guard("a setting that was asked for is not named, and no ground of section 39(4) is given")
def a_refused_setting_has_its_ground(s: Situation[SectionIDecided]) -> bool:
    return not _refuses_a_setting(s) or s.form.refused_ground is not None


@guard("a setting that was asked for is not named, and no reasons are given")
def a_refused_setting_has_its_reasons(s: Situation[SectionIDecided]) -> bool:
    return not _refuses_a_setting(s) or bool(s.form.refused_reasons)


SECTION_I_IS_LAWFUL = (
    the_setting_named_is_identified_once,
    the_setting_named_was_consulted,
    the_other_authority_was_consulted,
    a_setting_outside_s38_3_has_offered,
    a_refused_setting_has_its_ground,
    a_refused_setting_has_its_reasons,
)
"""What a final plan must satisfy about the setting; an order of the Tribunal asks none of it."""


def consultation_moves(source: frozenset[State]) -> tuple[Move, ...]:
    """Return the moves by which settings are consulted and answer, made from `source`."""
    return (
        Move(
            name="consult a setting", source=source, by=frozenset({Role.CASEWORKER}),
            event=Event.SETTING_CONSULTED, form=SettingConsulted,
            law=must("CFA 2014 ss.39(2) and 40(3)"),
            when=(the_setting_is_identified_once,),
            tells=frozenset({Audience.SCHOOL}),
        ),
        Move(
            name="setting answers", source=source, by=frozenset({Role.CASEWORKER}),
            event=Event.SETTING_ANSWERED, form=SettingAnswered,
            law=should("SEND Code of Practice 2015, 9.83"),
            when=(the_setting_is_identified_once,), advised=(the_setting_had_been_consulted,),
        ),
    )  # fmt: skip


def _identified_once(form: SettingIdentified) -> bool:
    return [form.urn, form.ukprn, form.setting_type].count(None) == 2  # noqa: PLR2004 two of three


def _names_a_setting(s: Situation[SectionIDecided]) -> bool:
    return s.form.section_i is SectionINames.SETTING


def _consultations_of(s: Situation[Any]) -> list[SettingConsulted]:
    forms = (line.form for line in s.record.of(Event.SETTING_CONSULTED))
    consulted = (form for form in forms if isinstance(form, SettingConsulted))
    return [form for form in consulted if form.is_the_same_as(s.form)]


def _last_answer(s: Situation[SectionIDecided]) -> Answer | None:
    forms = (line.form for line in reversed(s.record.of(Event.SETTING_ANSWERED)))
    answered = (form for form in forms if isinstance(form, SettingAnswered))
    return next((form.answer for form in answered if form.is_the_same_as(s.form)), None)


def _refuses_a_setting(s: Situation[SectionIDecided]) -> bool:
    if s.form.section_i is SectionINames.ORDERED:
        return False
    return any(not wish.is_the_same_as(s.form) for wish in _settings_asked_for(s))


def _settings_asked_for(s: Situation[Any]) -> list[SettingIdentified]:
    """List the settings that families ask for, each person's last wish counting."""
    wishes: dict[object, SettingIdentified] = {}
    for line in s.record.of(Event.REPRESENTATIONS_RECEIVED):
        if isinstance(line.form, SettingIdentified) and line.form.names_some_setting():
            wishes[line.form.entries().get("person")] = line.form
    return list(wishes.values())
