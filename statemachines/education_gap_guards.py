"""The questions that the moves of a gap in education ask."""

from statemachines.education_gap_forms import GapCause, GapRaised, GapRefused, Hours
from statemachines.forms import Form
from statemachines.grammar import AnySituation, guard
from statemachines.situation import Situation


def cause_of(s: AnySituation) -> GapCause | None:
    """Return why there is no education, as it was said when the gap was raised."""
    lines = s.record.lines
    return lines[0].form.entries().get("cause") if lines else None


@guard("the child would have been educated after the day on which we learnt that it was not")
def education_ended_before_it_was_raised(s: Situation[GapRaised]) -> bool:
    return s.form.last_educated_on is None or s.form.last_educated_on <= s.on


@guard(
    "less than full time is lawful only where health makes full time not in the child's interests"
)
def less_than_full_time_is_for_health(s: Situation[Hours]) -> bool:
    return s.form.full_time or (s.form.less_for_health and bool(s.form.less_because))


@guard("nothing says that the family was told how to complain")
def the_family_knows_how_to_complain(s: Situation[GapRefused]) -> bool:
    return s.form.complaint_told


@guard("it was not raised for a suspended placement, or a placement is still suspended")
def no_placement_is_suspended_any_more(s: Situation[Form]) -> bool:
    by_placement = cause_of(s) is GapCause.SUSPENDED_PLACEMENT
    return by_placement and not s.standing("placement", "suspended")
