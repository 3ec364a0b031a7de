"""A chain of exclusions: all those of one pupil in one school year, counted together.

The first notice opens it; each further one goes into it. What the governing board has to do, and
from when education is due, follows from the days counted along the chain by the school's own
calendar. What has happened is recorded whether or not it was lawful.

Source:
    Education Act 2002 s.51A; SI 2012/1033; EIA 2006 s.100; Education Act 1996 s.19(3A); SI
    2007/1870; Suspension and permanent exclusion (statutory guidance, DfE).
"""

from statemachines import exclusion_forms as form
from statemachines import exclusion_guards as ask
from statemachines.common_moves import common_moves
from statemachines.events import Event
from statemachines.exclusion_board import BOARD_AND_PANEL
from statemachines.exclusion_education import EDUCATION
from statemachines.exclusion_states import (
    CANCELLED,
    CLOSED,
    CONSIDERED,
    EVERY_STATE,
    NOT_CONSIDERED,
    NOTIFIED,
    REINSTATED,
    STATES,
)
from statemachines.grammar import NOT_BEGUN, Move, Reach, must, practice, should
from statemachines.in_force import EXCLUSIONS
from statemachines.policy import Policy
from statemachines.vocabulary import Audience, Readers, Role

SCHOOL_OR_OFFICE = frozenset({Role.HEADTEACHER, Role.CASEWORKER})
WHO_HEARS_OF_IT = SCHOOL_OR_OFFICE | {
    Role.FAMILY, Role.REPRESENTATIVE, Role.VIRTUAL_SCHOOL, Role.PROFESSIONAL, Role.SENCO,
}  # fmt: skip
FAMILY_AND_OFFICE = frozenset({Audience.FAMILY, Audience.CASEWORKER})
ALL_WHO_ANSWER = FAMILY_AND_OFFICE | {Audience.PROFESSIONAL}
SCHOOL_AND_CASEWORKER = frozenset({Audience.SCHOOL, Audience.CASEWORKER})

OPENING = (ask.no_chain_of_this_year_is_there,)
FURTHER = (ask.it_lies_in_the_year_of_the_chain, ask.it_overlaps_no_other)
THE_HEAD_MAY = must("EA 2002 s.51A; SI 2012/1033 regs 4, 5, 13, 14, 22, 23 (EXC-01, 02, 06)")
TOLD = must(
    "SI 2012/1033 regs 5, 14 and 23 (EXC-01, EXC-02): without delay; the board, of short ones,"
    " once a term"
)

NOTICES = tuple(
    Move(
        name=name, source=source, target=NOTIFIED,
        by=SCHOOL_OR_OFFICE, event=Event.EXCLUSION_DECIDED, form=filled,
        law=THE_HEAD_MAY, when=when, advised=advised, tells=ALL_WHO_ANSWER,
    )
    for name, filled, advised in (
        ("suspend", form.Suspension, (ask.the_year_stays_within_45_days,)),
        ("exclude permanently", form.PermanentExclusion, (ask.an_early_review_was_considered,)),
    )
    for source, when in ((frozenset({NOT_BEGUN}), OPENING), (EVERY_STATE, FURTHER))
)  # fmt: skip
"""The first of a school year opens the chain, each further one goes into it, from any state."""

REPORTS = (
    Move(
        name="report exclusion", source=frozenset({NOT_BEGUN}), target=NOTIFIED,
        by=WHO_HEARS_OF_IT, event=Event.EXCLUSION_REPORTED, form=form.ExclusionReported,
        readers=Readers.FAMILY,
        law=should("Suspension and permanent exclusion (DfE), EA 2002 s.51A: no exclusion is "
                   "lawful that is not notified; whoever knows of one may say so"),
        tells=SCHOOL_AND_CASEWORKER,
    ),
    Move(
        name="report exclusion", source=Reach.ANY,
        by=WHO_HEARS_OF_IT, event=Event.EXCLUSION_REPORTED, form=form.ExclusionReported,
        readers=Readers.FAMILY,
        law=should("Suspension and permanent exclusion (DfE), EA 2002 s.51A: no exclusion is "
                   "lawful that is not notified; whoever knows of one may say so"),
        tells=SCHOOL_AND_CASEWORKER,
    ),
)  # fmt: skip

TELLING = (
    Move(
        name="tell parents", source=Reach.ANY,
        by=SCHOOL_OR_OFFICE, event=Event.PARENT_TOLD_OF_EXCLUSION, form=form.ParentsTold,
        readers=Readers.FAMILY,
        law=TOLD,
        when=(
            ask.it_is_of_this_chain,
            ask.every_parent_is_told,
            ask.it_is_dated_when_the_last_was_told,
        ),
    ),
    Move(
        name="tell board", source=Reach.ANY,
        by=SCHOOL_OR_OFFICE, event=Event.BOARD_TOLD_OF_EXCLUSION, form=form.BoardTold,
        law=TOLD, when=(ask.it_is_of_this_chain,),
    ),
    Move(
        name="tell authority", source=Reach.ANY,
        by=SCHOOL_OR_OFFICE, event=Event.AUTHORITY_TOLD_OF_EXCLUSION, form=form.AuthorityTold,
        law=TOLD, when=(ask.it_is_of_this_chain,),
    ),
    Move(
        name="tell social worker and virtual school", source=Reach.ANY,
        by=SCHOOL_OR_OFFICE, event=Event.OTHERS_TOLD_OF_EXCLUSION, form=form.OthersTold,
        law=should("Suspension and permanent exclusion (DfE): without delay, where there are any"),
        when=(ask.it_is_of_this_chain,),
    ),
)  # fmt: skip

ITS_END = (
    Move(
        name="cancel", source=NOT_CONSIDERED, target=CANCELLED,
        by=SCHOOL_OR_OFFICE, event=Event.EXCLUSION_CANCELLED, form=form.ExclusionCancelled,
        law=should("Suspension and permanent exclusion (DfE): before the board has considered it"),
        when=(ask.it_is_of_this_chain, ask.the_board_has_not_considered_it),
        tells=FAMILY_AND_OFFICE,
    ),
    Move(
        name="close", source=NOT_CONSIDERED | {CONSIDERED, CANCELLED, REINSTATED}, target=CLOSED,
        by=SCHOOL_OR_OFFICE, event=Event.EXCLUSION_ENDED, form=form.ChainClosed,
        law=practice("a chain rests once every duty in it is done; another exclusion reopens it"),
        when=(ask.the_board_has_done_its_part, ask.the_time_to_apply_is_over),
        advised=(ask.the_virtual_school_knows,),
    ),
)  # fmt: skip

EXCLUSION = Policy(
    name="exclusion",
    version=1,
    valid_from=EXCLUSIONS,
    title="Exclusion",
    law="Education Act 2002 s.51A; SI 2012/1033; EIA 2006 s.100; SI 2007/1870",
    states=STATES,
    moves=(
        *NOTICES,
        *REPORTS,
        *TELLING,
        *EDUCATION,
        *BOARD_AND_PANEL,
        *ITS_END,
        *common_moves(form.ExclusionBroughtIn),
    ),
)
