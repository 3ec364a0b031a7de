"""The one vocabulary of what happens. Every clock starts and settles on a dated event.

An event is a past participle with a date of its own. *Sent*, *served*, *received* and *notified*
are different events and never stand for one another. An event may be dated ahead: a review agreed
for the third of March is dated the third of March on the day it is agreed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID


class Event(StrEnum):
    """Something that happened, or was agreed to happen, on a day."""

    # What every process has.
    CONTACT_LOGGED = "contact_logged"
    CONCERN_RAISED = "concern_raised"
    DELAY_TOLD = "delay_told"
    HANDED_OVER = "handed_over"
    DETAILS_CHANGED = "details_changed"
    SCHOOL_CHANGED = "school_changed"
    DISCLOSED = "disclosed"
    CORRECTED = "corrected"
    DEATH_RECORDED = "death_recorded"
    BROUGHT_IN = "brought_in"
    POLICY_MIGRATED = "policy_migrated"

    # The graduated approach.
    CASE_OPENED = "case_opened"
    ASSESSMENT_FINISHED = "assessment_finished"
    PROVISION_STARTED = "provision_started"
    REVIEW_AGREED_FOR = "review_agreed_for"  #: dated on the day agreed for the review
    PARENT_TOLD_OF_PROVISION = "parent_told_of_provision"  #: one a parent
    PARENTS_TOLD = "parents_told"  #: that parents were told of provision was written down
    REVIEW_MEETING_HELD = "review_meeting_held"
    ANNUAL_REPORT_SENT = "annual_report_sent"
    REVIEW_BEGUN = "review_begun"
    PLAN_CONTINUED = "plan_continued"
    CYCLE_STARTED = "cycle_started"
    PLAN_REVISED = "plan_revised"
    PLACED_IN_AP = "placed_in_ap"
    AP_ENDED_UNPLANNED = "ap_ended_unplanned"
    REINTEGRATION_BEGUN = "reintegration_begun"
    REINTEGRATION_COMPLETED = "reintegration_completed"
    REINTEGRATION_BROKE_DOWN = "reintegration_broke_down"
    RETURN_CHECKED = "return_checked"  #: it was asked whether the return to school has held
    ESCALATED = "escalated"
    ADVICE_ACTED_ON = "advice_acted_on"
    NEEDS_ASSESSMENT_REQUESTED = "needs_assessment_requested"  #: seen from the pupil's case
    CLOSED_NEEDS_MET = "closed_needs_met"
    CLOSED = "closed"
    REOPENED = "reopened"
    SCHOOL_YEAR_STARTS = "school_year_starts"  #: derived: each school year in which a case is open
    TURNS_TWO = "turns_two"  #: dated on the second birthday
    TWO_YEAR_CHECK_DONE = "two_year_check_done"

    # A placement.
    PLACEMENT_PROPOSED = "placement_proposed"
    CHECKLIST_ANSWERED = "checklist_answered"
    PROVIDER_CONSULTED = "provider_consulted"
    PROVIDER_ANSWERED = "provider_answered"
    NO_PLACE_FOUND = "no_place_found"
    PLACEMENT_APPROVED = "placement_approved"
    PLACEMENT_STARTS_ON = "placement_starts_on"  #: dated on the first day agreed
    PLACEMENT_ENDS_ON = "placement_ends_on"  #: dated on the last day agreed
    OFFSITE_NOTICE_GIVEN = "offsite_notice_given"
    PLACEMENT_STARTED = "placement_started"
    ATTENDANCE_RECORDED = "attendance_recorded"
    PROVIDER_VISITED = "provider_visited"
    PROVIDER_CHALLENGED = "provider_challenged"
    PLACEMENT_REVIEW_INVITED = "placement_review_invited"
    PLACEMENT_REVIEW_SET_FOR = "placement_review_set_for"  #: dated on the day of the meeting
    PLACEMENT_REVIEWED = "placement_reviewed"
    PLACEMENT_REVIEW_OUTCOME_SENT = "placement_review_outcome_sent"
    PLACEMENT_REVIEW_REQUESTED = "placement_review_requested"
    PLACEMENT_EXTENDED = "placement_extended"
    PLACEMENT_OVERRAN = "placement_overran"
    PLACEMENT_SUSPENDED = "placement_suspended"
    PLACEMENT_RESUMED = "placement_resumed"
    PLACEMENT_ENDED = "placement_ended"
    PLACEMENT_CANCELLED = "placement_cancelled"
    AUTHORITY_TOLD_OF_PLACEMENT = "authority_told_of_placement"

    # A gap in education, and absence through illness.
    GAP_RAISED = "gap_raised"  #: the authority learnt that a child is without suitable education
    GAP_TAKEN_UP = "gap_taken_up"  #: the authority has begun to look into it
    GAP_ACCEPTED = "gap_accepted"  #: the authority will arrange education
    GAP_REFUSED = "gap_refused"
    GAP_REVIEWED = "gap_reviewed"
    GAP_RECONSIDERED = "gap_reconsidered"
    WILL_MISS_FIFTEEN_DAYS = "will_miss_fifteen_days"  #: it became clear that they will be missed
    SICKNESS_ABSENCE_BEGAN = "sickness_absence_began"  #: dated on its first school day
    SICKNESS_RETURN_MADE = "sickness_return_made"
    UNAUTHORISED_ABSENCE_BEGAN = "unauthorised_absence_began"  #: dated on its first school day
    ATTENDANCE_RETURN_MADE = "attendance_return_made"
    BACK_AT_SCHOOL = "back_at_school"
    EDUCATION_ARRANGED = "education_arranged"
    EDUCATION_BROKE_OFF = "education_broke_off"
    GAP_ENDED = "gap_ended"

    # An exclusion.
    EXCLUSION_DECIDED = "exclusion_decided"
    EXCLUSION_REPORTED = "exclusion_reported"  #: by whoever knows of one that nobody recorded
    OTHERS_TOLD_OF_EXCLUSION = "others_told_of_exclusion"  #: social worker and virtual school
    SIXTH_DAY_FORESEEN = "sixth_day_foreseen"  #: derived: dated as the suspension that reaches it
    BOARD_TO_BE_TOLD_AT_ONCE = "board_to_be_told_at_once"  #: derived, on the day of the decision
    BOARD_TO_BE_TOLD_IN_TERM = "board_to_be_told_in_term"  #: derived, likewise
    BOARD_MUST_CONSIDER = "board_must_consider"  #: derived, on the day the board was told
    BOARD_CONSIDERS_IF_ASKED = "board_considers_if_asked"  #: derived, likewise
    BOARD_HEARS_PARENT = "board_hears_parent"  #: derived: a parent spoke, it cannot reinstate
    EXCLUSION_EDUCATION_ARRANGED = "exclusion_education_arranged"
    SUSPENSION_CHAIN_BEGAN = "suspension_chain_began"  #: first school day of unbroken suspensions
    PERMANENT_EXCLUSION_BEGAN = "permanent_exclusion_began"  #: dated on its first day
    PARENT_TOLD_OF_EXCLUSION = "parent_told_of_exclusion"
    BOARD_TOLD_OF_EXCLUSION = "board_told_of_exclusion"  #: the board received the notice
    AUTHORITY_TOLD_OF_EXCLUSION = "authority_told_of_exclusion"
    EXCLUSION_EDUCATION_NOTICE_GIVEN = "exclusion_education_notice_given"
    EXCLUSION_EDUCATION_STARTS_ON = "exclusion_education_starts_on"  #: dated on its first day
    EXCLUSION_EDUCATION_STARTED = "exclusion_education_started"
    EXCLUSION_REPRESENTATIONS_MADE = "exclusion_representations_made"
    EXAM_FALLS_ON = "exam_falls_on"  #: the day of an examination that would be missed
    REINSTATEMENT_CONSIDERED = "reinstatement_considered"
    BOARD_DECISION_NOTIFIED = "board_decision_notified"
    PANEL_REVIEW_REQUESTED = "panel_review_requested"
    PANEL_CONVENED = "panel_convened"
    PANEL_DECISION_NOTIFIED = "panel_decision_notified"
    BOARD_RECONSIDERED = "board_reconsidered"
    EXCLUSION_CANCELLED = "exclusion_cancelled"
    EXCLUSION_ENDED = "exclusion_ended"

    # An EHC needs assessment.
    REQUEST_RECEIVED = "request_received"
    BROUGHT_TO_ATTENTION = "brought_to_attention"
    START_CONFIRMED = "start_confirmed"  #: a named officer says on which day the clock started
    FAMILY_CONSULTED = "family_consulted"
    VIEWS_INVITED = "views_invited"  #: one for each person told that they may express views
    BODIES_NOTIFIED = "bodies_notified"
    PANEL_RECOMMENDED = "panel_recommended"
    ASSESSMENT_AGREED = "assessment_agreed"
    ASSESSMENT_REFUSED = "assessment_refused"
    ADVICE_REQUESTED = "advice_requested"
    ADVICE_REQUEST_RECEIVED_BY_BODY = "advice_request_received_by_body"
    ADVICE_REUSED = "advice_reused"
    ADVICE_RECEIVED = "advice_received"
    ADVISER_EXEMPTED = "adviser_exempted"
    EXEMPTION_RECORDED = "exemption_recorded"
    ISSUE_AGREED = "issue_agreed"
    ISSUE_REFUSED = "issue_refused"
    DRAFT_SENT = "draft_sent"
    DRAFT_SERVED = "draft_served"  #: one for each person on whom the draft was served
    REPRESENTATIONS_RECEIVED = "representations_received"
    REPRESENTATIONS_FINISHED = "representations_finished"
    SETTING_CONSULTED = "setting_consulted"
    SETTING_ANSWERED = "setting_answered"
    FINAL_PLAN_SENT = "final_plan_sent"
    FINAL_PLAN_RIGHTS_TOLD = "final_plan_rights_told"
    REFUSAL_REVERSED = "refusal_reversed"  #: by agreement, without an order of the Tribunal
    ASSESSMENT_START_NOTIFIED = "assessment_start_notified"  #: after an order or an agreement
    REQUEST_WITHDRAWN = "request_withdrawn"
    MOVED_OUT = "moved_out"

    # An EHC plan.
    PLAN_MADE = "plan_made"
    PLAN_VERSION_SENT = "plan_version_sent"
    SETTING_NAMED = "setting_named"
    SETTING_ATTENDED = "setting_attended"
    PROVISION_RECORDED = "provision_recorded"
    PROVISION_SECURED = "provision_secured"
    ADMITTED = "admitted"
    BUDGET_RECORDED = "budget_recorded"
    HOME_EDUCATION_RECORDED = "home_education_recorded"
    AMENDMENT_OPENED = "amendment_opened"
    PLAN_REVIEWED = "plan_reviewed"  #: dated on the day from which the next twelve months run
    REVIEW_COMPLETED = "review_completed"
    PLAN_CEASED = "plan_ceased"  #: dated on the day on which the plan really ends
    UNDER_FIVE_REVIEWED = "under_five_reviewed"
    EARLY_REVIEW_ANSWERED = "early_review_answered"
    PHASE_TRANSFERS_ON = "phase_transfers_on"  #: first day of the new phase, not post-16
    PHASE_TRANSFER_FOUND = "phase_transfer_found"  #: from the year group, a year ahead
    PHASE_SETTING_NAMED = "phase_setting_named"  #: the amended plan names the next phase's setting
    POST_16_TRANSFERS_ON = "post_16_transfers_on"  #: first day after secondary school
    POST_16_MOVES_ON = "post_16_moves_on"  #: first day at another post-16 institution
    REASSESSMENT_REQUESTED = "reassessment_requested"
    REASSESSMENT_DECIDED = "reassessment_decided"
    CEASE_CONSIDERED = "cease_considered"
    CEASE_CONSULTED = "cease_consulted"  #: the family and the head were consulted
    CEASE_NOTIFIED = "cease_notified"
    PLAN_KEPT = "plan_kept"
    FAMILY_MOVES_ON = "family_moves_on"  #: dated on the day of the move to another authority
    MOVE_BECAME_KNOWN = "move_became_known"  #: the old authority became aware of it
    PLAN_TRANSFERRED_OUT = "plan_transferred_out"
    PLAN_TRANSFERRED_IN = "plan_transferred_in"
    FAMILY_TOLD_OF_TRANSFER = "family_told_of_transfer"
    COMMISSIONER_CHANGED = "commissioner_changed"  #: another integrated care board is responsible
    OLD_BOARD_LEARNT_OF_MOVE = "old_board_learnt_of_move"  #: to another authority
    OLD_BOARD_LEARNT_OF_CHANGE = "old_board_learnt_of_change"  #: for any other reason than a move
    NEW_BOARD_LEARNT_OF_CHANGE = "new_board_learnt_of_change"
    COMMISSIONER_TOLD = "commissioner_told"
    PROVISION_FOUND_IMPRACTICABLE = "provision_found_impracticable"  #: by the new care board
    REVIEW_ASKED_BY_COMMISSIONER = "review_asked_by_commissioner"

    # An amendment of a plan.
    AMENDMENT_NOTICE_SENT = "amendment_notice_sent"
    AMENDMENT_NOTICE_SERVED = "amendment_notice_served"  #: one for each person served
    AMENDED_PLAN_SENT = "amended_plan_sent"
    AMENDMENT_DECLINED = "amendment_declined"

    # An annual review.
    REVIEW_SCHEDULED = "review_scheduled"
    TERM_STARTS = "term_starts"  #: dated on the first day of the term in which the review falls
    REVIEW_LIST_GIVEN = "review_list_given"  #: the heads were given the term's review list
    EARLY_REVIEW_REQUESTED = "early_review_requested"
    REVIEW_INVITED = "review_invited"
    REVIEW_MEETING_SET_FOR = "review_meeting_set_for"  #: dated on the day of the meeting
    REVIEW_ADVICE_CIRCULATED = "review_advice_circulated"
    REVIEW_HELD = "review_held"
    REVIEW_REPORT_SENT = "review_report_sent"
    REVIEW_PASSED_ON = "review_passed_on"
    REVIEW_DECIDED = "review_decided"
    REVIEW_POSTPONED = "review_postponed"

    # A dispute.
    APPEALABLE_NOTICE_SENT = "appealable_notice_sent"
    MEDIATION_ADVISER_CONTACTED = "mediation_adviser_contacted"
    MEDIATION_DECLINED = "mediation_declined"  #: the family told the adviser
    MEDIATION_REQUESTED = "mediation_requested"  #: the family told the authority
    HEALTH_ISSUES_RAISED = "health_issues_raised"  #: the family wants mediation on health provision
    COMMISSIONER_TOLD_OF_MEDIATION = "commissioner_told_of_mediation"
    MEDIATION_ARRANGED = "mediation_arranged"
    MEDIATION_NOT_ARRANGED = "mediation_not_arranged"  #: the adviser was told that it cannot be
    MEDIATION_CONCLUDED = "mediation_concluded"
    MEDIATION_CERTIFICATE_ISSUED = "mediation_certificate_issued"
    MEDIATION_AGREED = "mediation_agreed"  #: the agreement was written down
    AGREEMENT_CARRIED_OUT = "agreement_carried_out"
    AUTHORITY_TOLD_OF_AGREEMENT = "authority_told_of_agreement"
    APPEAL_LODGED = "appeal_lodged"
    APPEAL_SENT_TO_AUTHORITY = "appeal_sent_to_authority"
    APPEAL_ANSWERED = "appeal_answered"
    HEARING_SET = "hearing_set"
    HEARING_SET_FOR = "hearing_set_for"  #: dated on the day of the hearing
    BUNDLE_DIRECTED_FOR = "bundle_directed_for"  #: dated on the day the Tribunal gave for it
    BUNDLE_SENT = "bundle_sent"
    APPEAL_WITHDRAWN = "appeal_withdrawn"
    APPEAL_REINSTATED = "appeal_reinstated"
    APPEAL_DISMISSED = "appeal_dismissed"
    APPEAL_CONCEDED = "appeal_conceded"  #: the authority told the Tribunal that it does not oppose
    DISCRIMINATION_OCCURRED = "discrimination_occurred"
    DISCRIMINATION_CLAIM_MADE = "discrimination_claim_made"
    ORDER_MADE = "order_made"
    CONSENT_ORDER_MADE = "consent_order_made"  #: the Tribunal ordered what both sides agreed
    ORDER_COMPLIED_WITH = "order_complied_with"
    RECOMMENDATION_MADE = "recommendation_made"
    RECOMMENDATION_ANSWERED = "recommendation_answered"
    RECOMMENDATION_ANSWER_COPIED = "recommendation_answer_copied"  #: to the Secretary of State
    DISAGREEMENT_RESOLUTION_REQUESTED = "disagreement_resolution_requested"
    WINDOW_LAPSED = "window_lapsed"  #: the time to appeal is over, and nobody has appealed
    DISPUTE_SETTLED = "dispute_settled"  #: by agreement, without an order
    DISPUTE_WITHDRAWN = "dispute_withdrawn"
    DISPUTE_FINISHED = "dispute_finished"  #: what was ordered or agreed has been done

    # A complaint.
    COMPLAINT_RECEIVED = "complaint_received"
    MATTER_BECAME_KNOWN = "matter_became_known"  #: to whoever complains of it
    COMPLAINT_ACKNOWLEDGED = "complaint_acknowledged"
    COMPLAINT_EXTENDED = "complaint_extended"  #: whoever complains was told that it takes longer
    COMPLAINT_ANSWER_SET_FOR = "complaint_answer_set_for"  #: dated on the day promised instead
    COMPLAINT_ANSWERED = "complaint_answered"  #: at stage one
    COMPLAINT_ESCALATED = "complaint_escalated"  #: stage two was asked for
    STAGE_TWO_ACKNOWLEDGED = "stage_two_acknowledged"
    STAGE_TWO_EXTENDED = "stage_two_extended"
    STAGE_TWO_ANSWER_SET_FOR = "stage_two_answer_set_for"  #: dated on the day promised instead
    STAGE_TWO_ANSWERED = "stage_two_answered"
    TAKEN_TO_OMBUDSMAN = "taken_to_ombudsman"
    OMBUDSMAN_ENQUIRED = "ombudsman_enquired"
    ENQUIRY_SET_FOR = "enquiry_set_for"  #: dated on the day by which the Ombudsman wants an answer
    ENQUIRY_ANSWERED = "enquiry_answered"
    OMBUDSMAN_DECIDED = "ombudsman_decided"
    OMBUDSMAN_REPORT_RECEIVED = "ombudsman_report_received"  #: a public report
    REPORT_NOTICE_PUBLISHED = "report_notice_published"
    OMBUDSMAN_TOLD_OF_ACTION = "ombudsman_told_of_action"
    REMEDY_AGREED = "remedy_agreed"
    REMEDY_SET_FOR = "remedy_set_for"  #: dated on the day by which a remedy is to be carried out
    REMEDY_CARRIED_OUT = "remedy_carried_out"
    COMPLAINT_WITHDRAWN = "complaint_withdrawn"
    COMPLAINT_CLOSED = "complaint_closed"

    # What only proposals count from; no law does, and nothing records it.
    KEY_STAGE_ENDS = "key_stage_ends"


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated event of one process, as a clock sees it.

    A line of history gives one happening for its own event and one for each date field of its
    form that declares an event.

    Attributes:
        event: what happened.
        on: the civil date (Europe/London) on which it happened or is agreed to happen.
        line: the number of the history line it comes from, from 1 within its process.
        party: the person it happened to or for, where that matters (each rights holder has clocks
            of his own); None where it concerns the whole process.
        said: the content of the form it comes from, as validated; empty where there is none.
    """

    event: Event
    on: date
    line: int = 0
    party: UUID | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
