"""Due dates a second, beside bare date arithmetic and beside deriving whole processes.

Run with `python -m benchmarks.due_dates`. One process, explanations off.
"""

from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter
from uuid import UUID

from benchmarks.figures import Figure, at_least, table
from pathway.domain.calendars import BankHolidays, Calendars, SchoolCalendar
from pathway.domain.clocks import reckon
from pathway.domain.course import Course, Subject
from pathway.domain.rules.law import Prepared
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.starts import Start, starts
from pathway.domain.sums import add_up
from statemachines.events import Event, Happening

SECONDS = 1.0
FIRST = date(2026, 9, 7)
TERMS = (
    (date(2026, 9, 2), date(2026, 12, 18)),
    (date(2027, 1, 4), date(2027, 3, 25)),
    (date(2027, 4, 12), date(2027, 7, 21)),
)
CLOSURES = ((date(2026, 10, 26), date(2026, 10, 30)),)
PARENTS = UUID(int=1), UUID(int=2)


def a_second_of(work: Callable[[], int]) -> float:
    """Return how many a second `work` does, which says how many it did."""
    done, began = 0, perf_counter()
    while (took := perf_counter() - began) < SECONDS:
        done += work()
    return done / took


def bare() -> int:
    """Add days and take the weekday: what any due date costs at least."""
    for n in range(1000):
        due = FIRST + timedelta(140 + n % 7)
        due.weekday()
    return 1000


def due_dates() -> int:
    """Date each rule's clock from its start."""
    for _ in range(20):
        for ready, start, course in STARTS:
            total = add_up(ready, start, course, CALENDARS, LAW)
            if total.due:
                CALENDARS.bank_holidays.last_working_day(total.due)
    return 20 * len(STARTS)


def whole_clocks() -> int:
    """Derive whole clocks, settlement and all."""
    return sum(len(derive(SHORT)) for _ in range(20))


def processes() -> int:
    """Derive every clock of a process with sixty events."""
    for _ in range(20):
        derive(SIXTY)
    return 20


def derive(happenings: list[Happening]) -> tuple[object, ...]:
    """Derive the clocks of an assessment, without explanations."""
    return reckon(happenings, SUBJECT, LAW, CALENDARS, FIRST).clocks


def sixty_events() -> list[Happening]:
    """Return an assessment with eight advisers, two parents and much correspondence."""
    told = [(Event.REQUEST_RECEIVED, 0), (Event.FAMILY_CONSULTED, 5), (Event.BODIES_NOTIFIED, 6)]
    told += [(Event.PANEL_RECOMMENDED, 28), (Event.ASSESSMENT_AGREED, 35)]
    found = [
        Happening(event, FIRST + timedelta(n), line) for line, (event, n) in enumerate(told, 1)
    ]
    for n in range(8):
        said = {"adviser": f"adviser {n}", "kind": "health"}
        for event, day in (
            (Event.ADVICE_REQUESTED, 36),
            (Event.ADVICE_REQUEST_RECEIVED_BY_BODY, 38),
            (Event.ADVICE_RECEIVED, 70 + n),
        ):
            found.append(Happening(event, FIRST + timedelta(day), len(found) + 1, None, said))
    found += [Happening(Event.CONTACT_LOGGED, FIRST + timedelta(n), 30 + n) for n in range(23)]
    found.append(Happening(Event.ISSUE_AGREED, FIRST + timedelta(84), 60))
    found.append(Happening(Event.DRAFT_SENT, FIRST + timedelta(90), 61))
    found += [Happening(Event.DRAFT_SERVED, FIRST + timedelta(92), 61, one) for one in PARENTS]
    found.append(Happening(Event.FINAL_PLAN_SENT, FIRST + timedelta(138), 62))
    found.append(Happening(Event.FINAL_PLAN_RIGHTS_TOLD, FIRST + timedelta(138), 62))
    return found


LAW = statute_book()
SUBJECT = Subject(process="ehc_needs_assessment")
CALENDARS = Calendars(BankHolidays.shipped(), SchoolCalendar("the school", TERMS, CLOSURES))
SHORT = [Happening(Event.REQUEST_RECEIVED, FIRST, 1)]
SIXTY = sixty_events()


def every_start() -> list[tuple[Prepared, Start, Course]]:
    """Return one start of every rule that gives a date here."""
    found: list[tuple[Prepared, Start, Course]] = []
    for ready in LAW.starting(None):
        event = ready.rule.starts.when[0].event
        needs = [Happening(needed, FIRST, 2) for needed in ready.rule.starts.needs]
        course = Course([Happening(event, FIRST + timedelta(60), 1), *needs])
        found += [(ready, start, course) for start in starts(ready, course)]
    return found


STARTS = every_start()


def measure() -> list[Figure]:
    """Measure each kind of work, beside bare date arithmetic."""
    floor = a_second_of(bare)
    kinds = (
        (due_dates, f"due dates, {len(STARTS)} rules", at_least(50_000, "/s")),
        (whole_clocks, "whole clocks, settlement and all", None),
        (processes, f"processes of {len(SIXTY)} events, {len(derive(SIXTY))} clocks", None),
    )
    return [
        Figure(what=what, measured=a_second_of(work), unit="/s", floor=floor, aim=aim)
        for work, what, aim in kinds
    ]


if __name__ == "__main__":
    print(table(measure()))
