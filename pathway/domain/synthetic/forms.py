"""What the simulated moves record: the only file of the simulation that knows the fields of forms.

All text says plainly that it is invented. A form that changes is changed here; the file is long so
that there is one such place, and it holds nothing but contents, process after process.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pathway.domain.synthetic.places import Place
from pathway.domain.synthetic.tally import CEASE_REASONS

Content = Mapping[str, Any]

INVENTED = "Invented for a simulation."


def told(people: Iterable[UUID], on: date) -> list[Content]:
    """Say that something reached each of some people on one day."""
    return [{"person": person, "on": on} for person in people]


# An EHC needs assessment.


def request_received(source: int, requester: str) -> Content:
    """Fill the form of *receive request*."""
    return {"source": source, "requester": requester, "reason": INVENTED}


def family_consulted(people: Iterable[UUID], on: date) -> Content:
    """Fill the form of *consult family*."""
    return {"consulted": told(people, on), "views": INVENTED}


def bodies_notified() -> Content:
    """Fill the form of *notify bodies*."""
    return {"bodies": ["health", "social_care", "school"]}


def panel_recommended(recommendation: str) -> Content:
    """Fill the form of *panel recommends*."""
    return {"recommendation": recommendation, "reasons": INVENTED}


def notified(people: Iterable[UUID], on: date) -> Content:
    """Fill the form of *decide to assess*."""
    return {"notified": told(people, on)}


def refused(people: Iterable[UUID], on: date) -> Content:
    """Fill the form of *refuse to assess* and *refuse to issue*."""
    return {
        "notified": told(people, on),
        "reasons": INVENTED,
        "appeal_right_told": True,
        "time_limits_told": True,
        "mediation_told": True,
        "advice_and_support_told": True,
    }


def advice_asked(adviser: str, kind: str, received_on: date) -> Content:
    """Fill the form of *ask for advice*."""
    return {"adviser": adviser, "kind": kind, "received_by_body_on": received_on}


def advice_received(adviser: str, kind: str) -> Content:
    """Fill the form of *advice received*."""
    return {"adviser": adviser, "kind": kind, "summary": INVENTED}


def exemption_recorded(people: Iterable[UUID], on: date) -> Content:
    """Fill the form of *record exemption*: exceptional personal circumstances."""
    return {
        "limb": "13(3)(c)",
        "evidence": INVENTED,
        "impractical_because": INVENTED,
        "family_told": told(people, on),
    }


def issue_agreed() -> Content:
    """Fill the form of *decide to issue*."""
    return {"reasons": INVENTED}


def draft_served(people: Iterable[UUID], on: date) -> Content:
    """Fill the form of *issue draft*."""
    return {"served": told(people, on)}


def represented(person: UUID, finished_on: date | None) -> Content:
    """Fill the form of *representations*, with the day from which nothing more comes, if any."""
    finished = told((person,), finished_on) if finished_on else []
    return {"person": person, "representations": INVENTED, "finished": finished}


def consulted(place: Place) -> Content:
    """Fill the form of *consult a setting*."""
    return _identified(place)


def answered(place: Place) -> Content:
    """Fill the form of *setting answers*."""
    return {**_identified(place), "answer": "offer", "reasons": INVENTED}


def final_plan(place: Place, need: str | None, people: Iterable[UUID], on: date) -> Content:
    """Fill the form of *issue final plan*."""
    return {
        **section_i(place, need),
        "sent": told(people, on),
        "setting_sent_on": on,
        "commissioning_body_sent_on": on,
        "rights_told_on": on,
    }


def withdrawn() -> Content:
    """Fill the form of *withdraw*."""
    return {"by_whom": "the family", "reason": INVENTED}


def assessment_brought_in(state: str, opened_on: date, agreed_on: date, why: str) -> Content:
    """Fill the form of *bring in* of an assessment whose earlier moves are not told here."""
    return {
        "source": why,
        "state": state,
        "originally_opened_on": opened_on,
        "assessment_agreed_on": agreed_on,
    }


def section_i(place: Place, need: str | None) -> Content:
    """Fill section I: a particular setting, education elsewhere, or a type of setting."""
    needs = {"primary_need": need}
    if place.urn:
        unit = {"resourced_provision": place.kind == "unit"}
        return {**_identified(place), **needs, **unit, "section_i": "setting"}
    if place.setting_type == "OLA":
        return {**needs, "section_i": "elsewhere", "setting_type": "OLA"}
    return {**needs, "section_i": "type", "type_of_setting": "mainstream school"}


def _identified(place: Place) -> Content:
    if place.urn:
        return {"urn": place.urn, "setting_name": place.name}
    return {"setting_type": place.setting_type, "setting_name": place.name}


# The graduated approach.

OUTCOMES = (
    {"aim": "joins in for a whole lesson", "measure": "counted each week by the class teacher"},
    {"aim": "asks for help in words", "measure": "noted each day for two weeks"},
)
PROVISION = (
    {
        "what": "small group work",
        "who": "a teaching assistant",
        "how_often": "three times a week",
        "how_long": "twenty minutes",
    },
)
LAST = len(OUTCOMES)


def case_opened(place: Place, year_group: str, need: str | None) -> Content:
    """Fill the form of *open case*."""
    return {
        "concern": INVENTED,
        "home_school": place.id if place.urn else None,
        "year_group": year_group,
        "primary_need": need or "NSA",
    }


def assessment_finished(parents: Iterable[UUID]) -> Content:
    """Fill the form of *finish assessment*."""
    return {
        "strengths": INVENTED,
        "needs": INVENTED,
        "pupils_view": {"words": INVENTED},
        "parents_views": [{"person": parent, "words": INVENTED} for parent in parents],
    }


def provision_started(parents: Iterable[UUID], on: date, review_on: date) -> Content:
    """Fill the form of *start provision*."""
    return {
        "outcomes": OUTCOMES,
        "provision": PROVISION,
        "review_on": review_on,
        "parents_told": told(parents, on),
    }


def review_meeting_held() -> Content:
    """Fill the form of *hold review meeting*."""
    return {"pupils_words": INVENTED, "parents_words": INVENTED}


def rated(reached: str) -> list[Content]:
    """Rate every outcome alike, save the last one where not everything was met."""
    last = "met" if reached == "met" else "not_met"
    return [{"outcome": n, "reached": last if n == LAST else reached} for n in range(1, LAST + 1)]


def continued(review_on: date) -> Content:
    """Fill the form of *continue unchanged*."""
    return {"ratings": rated("partly_met"), "review_on": review_on}


def changed() -> Content:
    """Fill the form of *start another cycle* and *revise the plan*."""
    return {"ratings": rated("partly_met"), "what_changes": INVENTED}


def annual_report_sent(parents: Iterable[UUID], on: date) -> Content:
    """Fill the form of *send annual report*."""
    return {"sent": told(parents, on)}


def return_checked(time: str) -> Content:
    """Fill the form of *check the return*: it has held."""
    return {"time": time, "holds": True, "said": INVENTED}


def escalated() -> Content:
    """Fill the form of *escalate to specialist*."""
    return {"tried": INVENTED, "asked": INVENTED}


def advice_acted_on() -> Content:
    """Fill the form of *act on advice*."""
    return {"advice": INVENTED, "from_whom": "an invented specialist teacher"}


def needs_assessment_requested(source: int, requester: str) -> Content:
    """Fill the form of *request EHC needs assessment*."""
    return {"source": source, "requester": requester}


def closed_needs_met(parents: Iterable[UUID], on: date) -> Content:
    """Fill the form of *close, needs met*."""
    return {"ratings": rated("met"), "parents_told": told(parents, on)}


def closed(reason: str) -> Content:
    """Fill the form of *close*."""
    return {"reason": reason}


def placed_in_ap(placement: object) -> Content:
    """Fill the form of *place in temporary AP*."""
    return {"placement": placement}


def reintegration_begun(parents: Iterable[UUID], starts_on: date, check_on: date) -> Content:
    """Fill the form of *begin reintegration*."""
    return {
        "starts_on": starts_on,
        "stages": [{"from_on": starts_on, "sessions_a_week": 6, "support": INVENTED}],
        "measures": ["attends the sessions agreed"],
        "check_dates": [check_on],
        "attendance_share": 0.8,
        "home_school": {"answer": "agrees"},
        "pupil": {"answer": "agrees"},
        "parents": [{"person": parent, "answer": "agrees"} for parent in parents],
    }


def reintegration_completed(offered: int, attended: int) -> Content:
    """Fill the form of *complete reintegration*."""
    return {
        "measures": [{"measure": 1, "met": True}],
        "sessions_offered": offered,
        "sessions_attended": attended,
    }


# A placement.


def placement_proposed(starts_on: date, ends_on: date) -> Content:
    """Fill the form of *propose*: a place in a hub of the authority."""
    return {
        "kind": "assessment_hub",
        "legal_basis": "section_19",
        "commissioned_by": "authority",
        "reason": "other",
        "aim": INVENTED,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "sessions_a_week": 10,
        "full_time": True,
        "outcomes": {"attendance": INVENTED},
    }


def placement_approved(place: Place, starts_on: date, ends_on: date) -> Content:
    """Fill the form of *approve*: not bought, at a registered provider."""
    return {
        "provider": {"name": place.name, "urn": place.urn},
        "starts_on": starts_on,
        "ends_on": ends_on,
        "bought": False,
        "safeguarding_valid_until": ends_on.replace(year=ends_on.year + 1, day=1),
        "registration": {"registered": True},
    }


def attendance_recorded(from_on: date, to_on: date, offered: int, attended: int) -> Content:
    """Fill the form of *record attendance*."""
    return {"from_on": from_on, "to_on": to_on, "offered": offered, "attended": attended}


def placement_reviewed() -> Content:
    """Fill the form of *review* of a placement."""
    return {"continues": True, "pupils_words": INVENTED}


def placement_extended(ends_on: date) -> Content:
    """Fill the form of *extend*."""
    return {
        "ends_on": ends_on,
        "reason": INVENTED,
        "reintegration_plan": INVENTED,
        "managers_reason": INVENTED,
    }


def placement_ended() -> Content:
    """Fill the form of *end* of a placement."""
    return {"destination": "home_school", "outcomes": {"attendance": INVENTED}}


# An EHC plan.


def plan_brought_in(made_on: date, last_reviewed_on: date | None, source: str) -> Content:
    """Fill the form of *bring in* of a plan that is in force."""
    return {
        "source": source,
        "state": "maintained",
        "originally_opened_on": made_on,
        "plan_made_on": made_on,
        "last_reviewed_on": last_reviewed_on,
    }


def ceased_plan_brought_in(made_on: date, ceased_on: date, reason: str, source: str) -> Content:
    """Fill the form of *bring in* of a plan that has ended."""
    return {
        **plan_brought_in(made_on, None, source),
        "state": "ceased",
        "ceased_on": ceased_on,
        "cease_reason": CEASE_REASONS[reason],
    }


def finished_assessment_brought_in(received_on: date, agreed_on: date, source: str) -> Content:
    """Fill the form of *bring in* of an assessment that ended in a plan."""
    return {
        "source": source,
        "state": "plan_issued",
        "originally_opened_on": received_on,
        "request_received_on": received_on,
        "assessment_agreed_on": agreed_on,
    }


def admitted(place: Place) -> Content:
    """Fill the form of *record admission*."""
    return _identified(place)


def under_five_reviewed() -> Content:
    """Fill the form of *review under five*: nothing is to be changed."""
    return {"seen": INVENTED, "outcome": "no_change"}


def phase_transfer_found(field: str, on: date) -> Content:
    """Fill the form of *find phase transfer*; `field` says of which kind it is."""
    return {field: on}


def phase_setting_named(place: Place, from_on: date) -> Content:
    """Fill the form of *name phase setting*."""
    return {**_identified(place), "from_on": from_on}


def plan_ended(reason: str) -> Content:
    """Fill the form of *end plan*, after notice or at the age limit."""
    return {"cease_reason": CEASE_REASONS[reason]}


# An annual review, and the amendment that follows it.

ADULTHOOD = (
    "education", "employment", "housing", "independence", "health", "continuing_care",
)  # fmt: skip


def review_scheduled(due_on: date, place: Place) -> Content:
    """Fill the form of *schedule*."""
    return {"due_on": due_on, "arranged_by": "school" if place.urn else "authority"}


def review_opened(due_on: date, place: Place, kind: str, term_starts_on: date | None) -> Content:
    """Fill the form of *schedule* as time fills it: of a kind, and on the list of a term."""
    return {
        **review_scheduled(due_on, place),
        "kind": kind,
        "term_starts_on": term_starts_on,
    }


def review_list_given() -> Content:
    """Fill the form of *give review list*."""
    return {"given_to": "the head (invented)"}


def review_advice_circulated() -> Content:
    """Fill the form of *circulate advice*."""
    return {"advice": INVENTED, "circulated_to": "everyone invited"}


def review_invited(people: Iterable[UUID], on: date, meeting_on: date) -> Content:
    """Fill the form of *invite*."""
    return {"meeting_on": meeting_on, "invited": told(people, on)}


def review_held(people: Iterable[UUID], transfer: str = "") -> Content:
    """Fill the form of *hold meeting*: preparation for adulthood is considered at any age.

    Before a transfer to another phase, `transfer` says what comes next.
    """
    return {
        "came": list(people),
        **({"transfer": transfer} if transfer else {}),
        "family_views": INVENTED,
        "pupils_views": INVENTED,
        "progress": INVENTED,
        "adulthood": ADULTHOOD,
    }


def review_reported(people: Iterable[UUID], on: date, recommends: str) -> Content:
    """Fill the form of *send report*."""
    return {"sent": told(people, on), "recommends": recommends}


def review_decided(people: Iterable[UUID], on: date, outcome: str) -> Content:
    """Fill the form of *decide*, with all that its outcome asks for."""
    reached = tuple(people)
    content = {**refused(reached, on), "outcome": outcome}
    if outcome == "amend":
        notice = {"amendments": INVENTED, "evidence": INVENTED}
        return {**content, **notice, "notice_sent_on": on, "served": told(reached, on)}
    if outcome == "cease":
        return {**content, "family_consulted_on": on, "head_consulted_on": on}
    return content


def review_brought_in(
    met_on: date, decided_on: date | None, outcome: str | None, source: str
) -> Content:
    """Fill the form of *bring in* of a review that is completed."""
    return {
        "source": source,
        "state": "completed",
        "originally_opened_on": met_on,
        "held_on": met_on,
        "decided_on": decided_on,
        "outcome": outcome,
    }


def amended_plan(people: Iterable[UUID], on: date, next_phase_from: date | None = None) -> Content:
    """Fill the form of *send final*; before a transfer, it names the setting of the next phase."""
    return {
        "sent": told(people, on),
        "sections": INVENTED,
        "commissioning_body_sent_on": on,
        "rights_told_on": on,
        **({"next_phase_from": next_phase_from} if next_phase_from else {}),
    }
