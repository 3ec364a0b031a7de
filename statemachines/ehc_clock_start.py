"""From which day the clock of an EHC needs assessment runs.

Source:
    SI 2014/1530 reg 5(1): receiving a request, or becoming responsible under CFA 2014 s.24. The
    regulations do not say which governs where both exist: the earlier one does, unless a named
    officer confirms the other. Both dates are kept.
"""

from collections.abc import Iterable

from statemachines.events import Event, Happening

STARTS = frozenset({Event.REQUEST_RECEIVED, Event.BROUGHT_TO_ATTENTION})
"""What may start the clock; an officer confirms the day of one of them."""


def starts(happenings: Iterable[Happening]) -> list[Happening]:
    """List what may start the clock, the earliest first."""
    return sorted((event for event in happenings if event.event in STARTS), key=lambda e: e.on)


def clock_start(happenings: Iterable[Happening]) -> Happening | None:
    """Return the request, or the bringing to attention, from whose day time runs.

    Returns:
        The one on the day an officer last confirmed; without that, the earliest; None where
        neither has happened.
    """
    known = list(happenings)
    possible = starts(known)
    confirmed = [event.on for event in known if event.event is Event.START_CONFIRMED][-1:]
    return next((event for event in possible if event.on in confirmed), next(iter(possible), None))
