"""What an authority has set itself, in its pack; no law gives a figure for any of it.

A figure that nobody has set gives no date, and one that is ours is told as a placeholder.
"""

from functools import partial

from pathway.domain.counting.own_weeks import OwnWeeks
from pathway.domain.ladder import ladder
from pathway.domain.rules.rule import Kind, Rule, When, starts_on
from pathway.domain.rules.sources import SEND_LAW
from statemachines.events import Event
from statemachines.vocabulary import Force, WaitingFor

CASE = ("graduated_approach",)
GONE = When(Event.CLOSED, "reason", ("moved", "left", "died"))
AWAY_AGAIN = (Event.PLACED_IN_AP, Event.REINTEGRATION_BROKE_DOWN)
NTH = ("first", "second", "third")
"""The weeks after which it is asked whether a return has held, as a form names them."""

own = partial(
    Rule,
    citation="local: what the authority has set itself; no law gives a figure",
    force=Force.LOCAL,
    kind=Kind.TARGET,
    processes=CASE,
    valid_from=SEND_LAW,
)


def _return_holds(nth: int) -> Rule:
    return own(
        id=f"OWN-02.{NTH[nth]}",
        sentence=f"The {NTH[nth]} time since the return to school, it is asked whether the return "
        "has held.",
        starts=starts_on(Event.REINTEGRATION_COMPLETED, called="returned_to_school"),
        counting=OwnWeeks("reintegration.sustained_return_weeks", nth),
        met_by=(When(Event.RETURN_CHECKED, "time", (NTH[nth],)),),
        ended_by=(*AWAY_AGAIN, GONE),
        owner=WaitingFor.SCHOOL,
        ladder=ladder("1w, 0, overdue 5wd"),
    )


RULES = (
    own(
        id="OWN-01",
        sentence="Specialists answer within the weeks that the authority has set itself.",
        starts=starts_on(
            Event.ESCALATED,
            When(Event.REINTEGRATION_BROKE_DOWN, "leads_to", ("specialist",)),
            called="escalated_to_specialists",
        ),
        counting=OwnWeeks("graduated_approach.specialist_response_weeks"),
        met_by=(Event.ADVICE_ACTED_ON,),
        ended_by=(Event.CLOSED, Event.CLOSED_NEEDS_MET, Event.PLACED_IN_AP),
        owner=WaitingFor.AUTHORITY,
        ladder=ladder("2w, 1w, 0, overdue 5wd"),
        note="Settled once the school acts on what they advised. The alerts are practice.",
    ),
    *(_return_holds(nth) for nth in range(len(NTH))),
)
