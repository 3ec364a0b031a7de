"""The governing board and the independent review panel.

Source:
    SI 2012/1033 regs 6 to 8, 15 to 17, 24 to 26 and Sch 1.
"""

from statemachines import exclusion_forms as form
from statemachines import exclusion_guards as ask
from statemachines.events import Event
from statemachines.exclusion_states import (
    CONSIDERED,
    EVERY_STATE,
    REINSTATED,
    REVIEW_PANEL,
    UNDER_WAY,
)
from statemachines.grammar import Choice, Move, Reach, must
from statemachines.vocabulary import Audience, Readers, Role

SCHOOL_OR_OFFICE = frozenset({Role.HEADTEACHER, Role.CASEWORKER})
FAMILY = frozenset({Role.FAMILY, Role.REPRESENTATIVE})
SCHOOL_AND_CASEWORKER = frozenset({Audience.SCHOOL, Audience.CASEWORKER})
EVERYONE_CONCERNED = SCHOOL_AND_CASEWORKER | {Audience.FAMILY}
FAMILY_AND_OFFICE = frozenset({Audience.FAMILY, Audience.CASEWORKER})

STANDS_OR_NOT = Choice(
    "outcome", (CONSIDERED, REINSTATED),
    leading={"kept": CONSIDERED, "upheld": CONSIDERED, "reinstated": REINSTATED},
)  # fmt: skip

BOARD_AND_PANEL = (
    Move(
        name="make representations", source=Reach.ANY,
        by=FAMILY | SCHOOL_OR_OFFICE,
        event=Event.EXCLUSION_REPRESENTATIONS_MADE, form=form.RepresentationsMade,
        readers=Readers.FAMILY,
        law=must("SI 2012/1033 regs 6, 15, 24 (EXC-04, EXC-05): never gated"),
        when=(ask.it_is_of_this_chain,), tells=SCHOOL_AND_CASEWORKER,
    ),
    Move(
        name="consider suspension", source=UNDER_WAY - {REVIEW_PANEL}, target=STANDS_OR_NOT,
        by=SCHOOL_OR_OFFICE,
        event=Event.REINSTATEMENT_CONSIDERED, form=form.SuspensionConsidered,
        law=must("SI 2012/1033 regs 6, 15, 24 (EXC-03 to EXC-05)"),
        when=(ask.it_is_of_this_chain, ask.it_is_a_suspension, ask.the_board_may_reinstate),
        tells=FAMILY_AND_OFFICE,
    ),
    Move(
        name="consider permanent exclusion",
        source=UNDER_WAY - {REVIEW_PANEL}, target=STANDS_OR_NOT,
        by=SCHOOL_OR_OFFICE,
        event=Event.REINSTATEMENT_CONSIDERED, form=form.PermanentConsidered,
        law=must("SI 2012/1033 regs 6, 15, 24 (EXC-03)"),
        when=(
            ask.it_is_of_this_chain,
            ask.it_is_permanent,
            ask.the_notice_tells_of_the_review,
        ),
        tells=FAMILY_AND_OFFICE,
    ),
    Move(
        name="apply for review", source=EVERY_STATE, target=REVIEW_PANEL,
        by=FAMILY | {Role.CASEWORKER},
        event=Event.PANEL_REVIEW_REQUESTED, form=form.ReviewAppliedFor,
        readers=Readers.FAMILY,
        law=must("SI 2012/1033 Sch 1 para 2(1) (EXC-07)"),
        when=(ask.it_is_of_this_chain, ask.it_is_permanent), tells=SCHOOL_AND_CASEWORKER,
    ),
    Move(
        name="convene panel", source=frozenset({REVIEW_PANEL}),
        by=frozenset({Role.CASEWORKER}), event=Event.PANEL_CONVENED, form=form.PanelConvened,
        law=must("SI 2012/1033 Sch 1 para 1 (EXC-08)"), when=(ask.it_is_of_this_chain,),
        tells=EVERYONE_CONCERNED,
    ),
    Move(
        name="panel decides", source=frozenset({REVIEW_PANEL}),
        target=Choice(
            "outcome", (CONSIDERED, REVIEW_PANEL),
            leading={
                form.PanelOutcome.UPHELD: CONSIDERED,
                form.PanelOutcome.RECOMMENDED: REVIEW_PANEL,
                form.PanelOutcome.QUASHED: REVIEW_PANEL,
            },
        ),
        by=frozenset({Role.CASEWORKER}),
        event=Event.PANEL_DECISION_NOTIFIED, form=form.PanelDecided,
        law=must("EA 2002 s.51A(4); SI 2012/1033 regs 7, 16, 25"),
        when=(ask.it_is_of_this_chain,), tells=EVERYONE_CONCERNED,
    ),
    Move(
        name="reconsider", source=frozenset({REVIEW_PANEL}), target=STANDS_OR_NOT,
        by=SCHOOL_OR_OFFICE, event=Event.BOARD_RECONSIDERED, form=form.BoardReconsidered,
        law=must("SI 2012/1033 regs 8, 17, 26 (EXC-09): within ten school days"),
        when=(ask.it_is_of_this_chain,), tells=FAMILY_AND_OFFICE,
    ),
)  # fmt: skip
