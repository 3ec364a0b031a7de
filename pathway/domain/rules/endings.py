"""What ends the duties of an assessment or a plan undone, wherever they run."""

from statemachines.events import Event

PLAN_OVER = (Event.PLAN_CEASED, Event.PLAN_TRANSFERRED_OUT)
"""The plan has ended, or another authority maintains it: CFA 2014 s.45; SI 2014/1530 reg 15."""

GONE = (Event.REQUEST_WITHDRAWN, Event.MOVED_OUT, *PLAN_OVER)
"""Nobody asks for the assessment any more, or the plan is over that it was to look at anew."""
