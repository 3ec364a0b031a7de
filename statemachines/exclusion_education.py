"""Education while a pupil is excluded: arranged, announced, begun, and over with the return.

Source:
    EIA 2006 s.100 and s.104; Education Act 1996 s.19(3A) and (3B); SI 2007/1870 regs 3 to 7.
"""

from statemachines import exclusion_forms as form
from statemachines import exclusion_guards as ask
from statemachines.events import Event
from statemachines.exclusion_exemptions import EXEMPTION
from statemachines.exclusion_states import (
    ARRANGING,
    BEFORE_EDUCATION,
    CONSIDERED,
    NOTIFIED,
    PROVIDED,
    REVIEW_PANEL,
    UNDER_WAY,
)
from statemachines.grammar import Move, must
from statemachines.vocabulary import Audience, Readers, Role

SCHOOL_OR_OFFICE = frozenset({Role.HEADTEACHER, Role.CASEWORKER})
FROM_THE_SIXTH_DAY = must("EIA 2006 s.100; EA 1996 s.19(3A); SI 2007/1870 regs 3, 4 (AP-02, AP-03)")
NOTICE = must("SI 2007/1870 regs 6, 7 (AP-04): by the first day, or 48 hours ahead")
FAMILY_AND_OFFICE = frozenset({Audience.FAMILY, Audience.CASEWORKER})
SCHOOL_AND_CASEWORKER = frozenset({Audience.SCHOOL, Audience.CASEWORKER})

EDUCATION = (
    Move(
        name="arrange education", source=frozenset({NOTIFIED}), target=ARRANGING,
        by=SCHOOL_OR_OFFICE,
        event=Event.EXCLUSION_EDUCATION_ARRANGED, form=form.EducationArranged,
        law=FROM_THE_SIXTH_DAY, tells=FAMILY_AND_OFFICE,
    ),
    Move(
        name="arrange education", source=UNDER_WAY - {NOTIFIED},
        by=SCHOOL_OR_OFFICE,
        event=Event.EXCLUSION_EDUCATION_ARRANGED, form=form.EducationArranged,
        law=FROM_THE_SIXTH_DAY, tells=FAMILY_AND_OFFICE,
    ),
    Move(
        name="give notice of education", source=UNDER_WAY,
        by=SCHOOL_OR_OFFICE,
        event=Event.EXCLUSION_EDUCATION_NOTICE_GIVEN, form=form.EducationNotice,
        readers=Readers.FAMILY,
        law=NOTICE,
    ),
    Move(
        name="start education", source=BEFORE_EDUCATION, target=PROVIDED,
        by=SCHOOL_OR_OFFICE | {Role.PROVIDER, Role.CLOCK},
        event=Event.EXCLUSION_EDUCATION_STARTED, form=form.EducationStarted,
        readers=Readers.FAMILY,
        law=FROM_THE_SIXTH_DAY, when=(ask.the_pupil_is_out_that_day,),
        tells=SCHOOL_AND_CASEWORKER,
    ),
    Move(
        name="start education", source=frozenset({PROVIDED, CONSIDERED, REVIEW_PANEL}),
        by=SCHOOL_OR_OFFICE | {Role.PROVIDER, Role.CLOCK},
        event=Event.EXCLUSION_EDUCATION_STARTED, form=form.EducationStarted,
        readers=Readers.FAMILY,
        law=FROM_THE_SIXTH_DAY, when=(ask.the_pupil_is_out_that_day,),
        tells=SCHOOL_AND_CASEWORKER,
    ),
    EXEMPTION,
    Move(
        name="pupil returns", source=UNDER_WAY,
        by=SCHOOL_OR_OFFICE | {Role.SENCO}, event=Event.BACK_AT_SCHOOL, form=form.PupilReturned,
        readers=Readers.FAMILY,
        law=must("EA 2002 s.51A: a suspension is for a fixed period; then the pupil returns"),
        tells=frozenset({Audience.CASEWORKER}),
    ),
)  # fmt: skip
