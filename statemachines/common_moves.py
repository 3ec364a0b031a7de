"""The moves that every process has, declared once and made part of every policy."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from statemachines.details_changed import DetailsChanged
from statemachines.events import Event
from statemachines.forms import Declares, Form, NamedInLetters, Needed, Says
from statemachines.grammar import (
    EVERY_OTHER,
    NOT_BEGUN,
    Choice,
    Consequence,
    Guard,
    Move,
    Reach,
    guard,
    must,
    practice,
    should,
)
from statemachines.situation import Lookup, Situation
from statemachines.vocabulary import EVERYONE, STAFF, Audience, Readers, Role

RAISE_CONCERN = "raise concern"
"""The move that is never refused to anybody."""

MIGRATE = "migrate"
"""The move that takes a process to another version of its policy: it leads, whatever the state, to
the state that a declared migration gives for it."""


class ContactLogged(Form):
    """Who was spoken to, how, what was said and what was promised."""

    person: UUID | None = Field(None, description="who was spoken to, if they are on the case")
    channel: Literal["phone", "e-mail", "post", "meeting", "message"] = Field(description="how")
    said: Needed = Field(description="what was said")
    promised: str = Field("", description="what was promised")
    promised_by: UUID | None = Field(None, description="who promised it")


class ConcernRaised(Form):
    """A concern about a child's safety; read by the safeguarding audience and nobody else."""

    concern: Needed = Field(description="what gives rise to concern")
    told: str = Field("", description="who was told at once")


class DelayTold(Form):
    """An honest word to the family: what is late, why, and when they hear next."""

    late_step: Needed = Field(description="which step is late")
    honest_reason: Needed = Field(description="why, in words the family would accept as true")
    next_update_on: Annotated[date, NamedInLetters()] = Field(
        description="the day by which the family hears again"
    )


class HandedOver(Form):
    """Who holds the case from now on."""

    new_owner: Annotated[UUID, Says("caseworker")] = Field(description="who takes it over")
    cover_until: Annotated[date | None, NamedInLetters()] = Field(
        None, description="the last day, where it is only cover"
    )
    family_told_on: date | None = Field(None, description="the day on which the family was told")
    managers_reason: str = Field("", description="why, where the new owner is over their limit")
    over_limit: bool = Field(default=False, description="whether the new owner is over their limit")


class SchoolChanged(Form):
    """The school whose roll the pupil is on, from a day."""

    school: Annotated[UUID, Says("school")] = Field(description="the new school")
    from_on: date = Field(description="the first day on its roll")


class Disclosed(Form):
    """What was shown to whom, for what purpose, on what footing."""

    document: Needed = Field(description="what was shown")
    recipient: UUID = Field(description="to whom")
    purpose: Needed = Field(description="for what purpose")
    footing: Needed = Field(description="the consent, or the exception relied on")
    link_confirmed: bool = Field(
        description="the recipient's link and flags were shown and are right"
    )


class Corrected(Form):
    """What an earlier line should have said, or that what it says did not happen."""

    line: int = Field(ge=1, description="the number of the line that was wrong")
    right_values: dict[str, Any] = Field(
        default_factory=dict, description="the fields that were wrong, with the right values"
    )
    happened_on: date | None = Field(None, description="the right day, where the day was wrong")
    did_not_happen: bool = Field(default=False, description="whether it did not happen at all")
    reason: Needed = Field(description="how the mistake came about")


class DeathRecorded(Form):
    """The death of the pupil. Every letter and every process of the pupil stops."""

    died_on: date = Field(description="the day of death")
    may_be_told: tuple[UUID, ...] = Field((), description="who may be told")


class BroughtIn(Form):
    """An old record taken over: where it came from, and where the process stood."""

    source: Needed = Field(description="the system or file it comes from")
    state: str = Field(description="the state in which the process stood")
    cycle: int = Field(1, ge=1, description="the cycle it was in")
    originally_opened_on: Annotated[date | None, Declares(Event.BROUGHT_IN)] = Field(
        None, description="when it was first opened"
    )


class PolicyMigrated(Form):
    """From which version of its policy to which a process is taken, and why."""

    from_version: int = Field(ge=1, description="the version that it was at")
    to_version: int = Field(ge=1, description="the version that it is at from now on")
    because: Needed = Field(description="why it is not left at the version it began under")


@guard("the new owner is over their limit, and no manager has said why")
def the_new_owner_has_room(s: Situation[HandedOver]) -> bool:
    return not s.form.over_limit or (s.role is Role.MANAGER and bool(s.form.managers_reason))


@guard("the recipient's link to the pupil and its flags have not been confirmed")
def the_recipient_is_confirmed(s: Situation[Disclosed]) -> bool:
    return s.form.link_confirmed


@guard("nothing is put right: give right values, the right day, or say that it did not happen")
def something_is_put_right(s: Situation[Corrected]) -> bool:
    return bool(s.form.right_values or s.form.happened_on or s.form.did_not_happen)


@guard("there is no such line to correct, or it has been annulled")
def the_line_is_there(s: Situation[Corrected]) -> bool:
    return any(line.number == s.form.line for line in s.record.lines)


@guard("a correction is not put right in part; say that it did not happen, and make the right one")
def a_correction_is_only_annulled(s: Situation[Corrected]) -> bool:
    corrections = {line.number for line in s.record.of(Event.CORRECTED)}
    return s.form.did_not_happen or s.form.line not in corrections


@guard("a migration stands as it was made; only a later migration changes the version again")
def a_migration_is_left_alone(s: Situation[Corrected]) -> bool:
    migrations = {line.number for line in s.record.of(Event.POLICY_MIGRATED)}
    return s.form.line not in migrations


@guard("the day of death is still to come, or before the pupil was born")
def the_day_of_death_can_be(s: Situation[DeathRecorded]) -> bool:
    born_on = s.lookup(Lookup.BORN_ON)
    return isinstance(born_on, date) and born_on <= s.form.died_on <= s.today


@guard("the death of the pupil is recorded here already")
def no_death_is_recorded(s: Situation[DeathRecorded]) -> bool:
    return not s.record.has(Event.DEATH_RECORDED)


def common_moves(brought_in: type[BroughtIn] = BroughtIn) -> tuple[Move, ...]:
    """Return the moves of every policy.

    Args:
        brought_in: the form with which old records of this policy are taken over; a policy whose
            clocks start on more than the opening extends it with the dates it needs.
    """
    return (
        Move(
            name="log contact", source=Reach.ANY, by=STAFF | {Role.SENCO, Role.HEADTEACHER},
            event=Event.CONTACT_LOGGED, form=ContactLogged,
            law=practice("a promise nobody wrote down is kept by chance"),
        ),
        Move(
            name=RAISE_CONCERN, source=Reach.ANY, by=EVERYONE,
            event=Event.CONCERN_RAISED, form=ConcernRaised, readers=Readers.SAFEGUARDING,
            law=should("Keeping children safe in education: anyone may refer; never blocked"),
        ),
        Move(
            name="tell of delay", source=Reach.ANY, by=frozenset({Role.CASEWORKER, Role.MANAGER}),
            event=Event.DELAY_TOLD, form=DelayTold,
            law=practice("families ask for honest reasons and the next date"),
            tells=frozenset({Audience.FAMILY}),
        ),
        Move(
            name="hand over", source=Reach.ANY, by=frozenset({Role.MANAGER, Role.CASEWORKER}),
            event=Event.HANDED_OVER, form=HandedOver,
            law=practice("a case is never without an owner"),
            when=(the_new_owner_has_room,), tells=frozenset({Audience.CASEWORKER}),
        ),
        Move(
            name="change details", source=Reach.ANY,
            by=frozenset({Role.CASEWORKER, Role.BUSINESS_SUPPORT, Role.SENCO}),
            event=Event.DETAILS_CHANGED, form=DetailsChanged,
            law=must("UK GDPR Art. 5(1)(d): personal data are kept accurate"),
        ),
        Move(
            name="change school", source=Reach.ANY,
            by=frozenset({Role.CASEWORKER, Role.BUSINESS_SUPPORT, Role.SENCO}),
            event=Event.SCHOOL_CHANGED, form=SchoolChanged,
            law=must("UK GDPR Art. 5(1)(d): personal data are kept accurate"),
        ),
        Move(
            name="disclose", source=Reach.ANY,
            by=frozenset({Role.CASEWORKER, Role.BUSINESS_SUPPORT}),
            event=Event.DISCLOSED, form=Disclosed, readers=Readers.AUTHORITY,
            law=must("SI 2014/1530 reg 17: a plan is not disclosed without consent but for listed "
                     "purposes"),
            when=(the_recipient_is_confirmed,),
        ),
        Move(
            name="correct", source=Reach.EVER, by=EVERYONE | {Role.DATA_LOADER},
            event=Event.CORRECTED, form=Corrected,
            law=must("UK GDPR Art. 16: inaccurate personal data are put right"),
            when=(
                something_is_put_right, the_line_is_there, a_correction_is_only_annulled,
                a_migration_is_left_alone,
            ),
        ),
        Move(
            name="record death", source=Reach.ANY,
            by=frozenset({Role.CASEWORKER, Role.MANAGER, Role.CLOCK}),
            event=Event.DEATH_RECORDED, form=DeathRecorded,
            law=practice("no letter may reach a bereaved family"),
            when=(the_day_of_death_can_be, no_death_is_recorded),
            then=(
                Consequence(EVERY_OTHER, "record death", lambda s: s.form.model_dump()),
            ),
        ),
        Move(
            name="bring in", source=frozenset({NOT_BEGUN}), target=Choice("state", Reach.ANY),
            by=frozenset({Role.DATA_LOADER}), event=Event.BROUGHT_IN, form=brought_in,
            law=practice("records of an earlier system keep their dates; SEN2 calls them H"),
            historic=True,
        ),
        Move(
            name=MIGRATE, source=Reach.EVER,
            by=frozenset({Role.ADMINISTRATOR, Role.DATA_LOADER}),
            event=Event.POLICY_MIGRATED, form=PolicyMigrated, readers=Readers.AUTHORITY,
            law=practice("a process keeps the version of its policy that it began under, and what "
                         "else is to hold for it is written down; no clock starts again"),
        ),
    )  # fmt: skip


COMMON_GUARDS: tuple[Guard[Any], ...] = (
    the_new_owner_has_room,
    the_recipient_is_confirmed,
    something_is_put_right,
    the_line_is_there,
    a_correction_is_only_annulled,
    a_migration_is_left_alone,
    the_day_of_death_can_be,
    no_death_is_recorded,
)
"""The guards above, so that a test can ask each of them to say yes and no."""
