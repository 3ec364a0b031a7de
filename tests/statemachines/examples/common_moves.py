"""The moves that every process has: situations for their guards, and their forms filled."""

from datetime import timedelta

from statemachines import common_moves as common
from statemachines.details_changed import DetailsChanged
from statemachines.events import Event
from statemachines.forms import Form
from statemachines.situation import Line
from statemachines.vocabulary import Role
from tests.statemachines.examples.given import MANAGER, MONDAY, MOTHER, SCHOOL, asked

HANDED_OVER = common.HandedOver(new_owner=MANAGER)
OVER_LIMIT = common.HandedOver(new_owner=MANAGER, over_limit=True, managers_reason="short-staffed")
DISCLOSED = common.Disclosed(
    document="the plan", recipient=MOTHER, purpose="to read it", footing="hers", link_confirmed=True
)
CORRECTED = common.Corrected(line=1, right_values={"said": "no"}, reason="misheard")
DEATH = common.DeathRecorded(died_on=MONDAY)
THE_LINE = Line(
    number=1, move="log contact", event=Event.CONTACT_LOGGED, on=MONDAY, state="", cycle=1,
    person=MANAGER, role=Role.MANAGER, form=common.ContactLogged(channel="phone", said="yes"),
)  # fmt: skip
A_CORRECTION = THE_LINE._replace(move="correct", event=Event.CORRECTED, form=CORRECTED)
MIGRATED = common.PolicyMigrated(from_version=1, to_version=2, because="the law has changed")
A_MIGRATION = THE_LINE._replace(move="migrate", event=Event.POLICY_MIGRATED, form=MIGRATED)
A_DEATH = THE_LINE._replace(move="record death", event=Event.DEATH_RECORDED, form=DEATH)

GUARDS = {
    common.the_new_owner_has_room: (
        asked(OVER_LIMIT, role=Role.MANAGER),
        asked(OVER_LIMIT, role=Role.CASEWORKER),
    ),
    common.the_recipient_is_confirmed: (
        asked(DISCLOSED),
        asked(DISCLOSED.model_copy(update={"link_confirmed": False})),
    ),
    common.something_is_put_right: (
        asked(CORRECTED),
        asked(common.Corrected(line=1, reason="none")),
    ),
    common.the_line_is_there: (asked(CORRECTED, THE_LINE), asked(CORRECTED)),
    common.a_correction_is_only_annulled: (
        asked(CORRECTED, THE_LINE),
        asked(CORRECTED, A_CORRECTION),
    ),
    common.a_migration_is_left_alone: (
        asked(CORRECTED, THE_LINE),
        asked(CORRECTED, A_MIGRATION),
    ),
    common.the_day_of_death_can_be: (
        asked(DEATH),
        asked(common.DeathRecorded(died_on=MONDAY + timedelta(days=1))),
    ),
    common.no_death_is_recorded: (asked(DEATH, THE_LINE), asked(DEATH, A_DEATH)),
}

FORMS = {
    Form: Form(note="seen"),
    common.ContactLogged: common.ContactLogged(person=MOTHER, channel="phone", said="thank you"),
    common.ConcernRaised: common.ConcernRaised(concern="bruises", told="the safeguarding lead"),
    common.DelayTold: common.DelayTold(
        late_step="the plan", honest_reason="nobody to write it", next_update_on=MONDAY
    ),
    common.HandedOver: HANDED_OVER,
    DetailsChanged: DetailsChanged(from_on=MONDAY, year_group="5"),
    common.SchoolChanged: common.SchoolChanged(school=SCHOOL, from_on=MONDAY),
    common.Disclosed: DISCLOSED,
    common.Corrected: CORRECTED,
    common.DeathRecorded: DEATH,
    common.PolicyMigrated: MIGRATED,
    common.BroughtIn: common.BroughtIn(source="an older system", state="somewhere"),
}
