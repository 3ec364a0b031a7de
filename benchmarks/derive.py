"""Deriving every clock of a process of sixty events, beside the least that takes.

The floor sets sixty events out by kind, each kind in order, and adds one span to one day for each
clock. No clocks are told apart, nothing settles, no calendar is asked. One process, explanations
off.
"""

from collections import defaultdict
from datetime import timedelta
from operator import attrgetter
from statistics import median

from benchmarks.due_dates import FIRST, SIXTY, derive
from benchmarks.figures import Figure, at_least, seconds, table
from statemachines.events import Event, Happening

ROUNDS = 15
AT_ONCE = 300
AIM = 5_000
EVENTS = [*SIXTY, *(Happening(Event.CONTACT_LOGGED, FIRST, 63 + n) for n in range(60 - len(SIXTY)))]
CLOCKS = len(derive(EVENTS))
BY_DAY = attrgetter("on", "line")


def ours() -> None:
    """Derive every clock of a number of processes."""
    for _ in range(AT_ONCE):
        derive(EVENTS)


def least() -> None:
    """Set the events of as many processes out by kind, and add up as many days."""
    for _ in range(AT_ONCE):
        kinds: defaultdict[Event, list[Happening]] = defaultdict(list)
        for event in EVENTS:
            kinds[event.event].append(event)
        for found in kinds.values():
            found.sort(key=BY_DAY)
        for n in range(CLOCKS):
            (EVENTS[n].on + timedelta(weeks=6)).weekday()


def measure() -> list[Figure]:
    """Derive and do the least in turn, and return how many processes a second."""
    rates = [(AT_ONCE / seconds(ours), AT_ONCE / seconds(least)) for _ in range(ROUNDS)]
    engine, floor = (median(each) for each in zip(*rates, strict=True))
    return [
        Figure(
            what=f"processes of {len(EVENTS)} events, {CLOCKS} clocks derived",
            measured=engine,
            unit="/s",
            floor=floor,
            aim=at_least(AIM, "/s"),
        )
    ]


if __name__ == "__main__":
    print(table(measure()))
