"""Published and simulated figures side by side, with what each of them means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pathway.domain.synthetic import tally
from pathway.domain.synthetic.facts import Entry, Measured
from pathway.domain.synthetic.published import Figures

SHARE, FEW = 0.02, 3
"""A count may be off by two in a hundred, or by three."""

ONE_POINT = 1.0
"""A rate may be off by one percentage point."""

COUNTS = {
    "plans before": ("Plans in force, a year before", "on the earlier census day"),
    "plans": ("Plans in force", "on the census day, whoever made them"),
    "new plans": ("New plans", "begun in the year, after an assessment here"),
    "requests": ("Requests", "for an assessment, received in the year"),
    "agreed": ("– agreed", "of those, decided by the end of the year: will assess"),
    "refused": ("– refused", "of those, decided by the end of the year: will not assess"),
    "outstanding": ("– outstanding", "of those, not decided by the end of the year"),
    "withdrawn": ("– withdrawn", "of those, taken back before a decision"),
    "decisions": (
        "Decisions whether to assess",
        "notified in the year, whenever the request was received",
    ),
    "assessments issued": ("Assessments ended with a plan", "issued in the year"),
    "assessments not issued": ("Assessments ended without a plan", "notified in the year"),
    "timed": ("Plans timed", "issued in the year from a request here, without a dispute"),
    "timed, not exempt": ("Plans timed, not exempt", "of those, without an exemption"),
    "reviews expected": ("Reviews expected", "plans in force that began before the year"),
    "met": ("– with a meeting recorded", "of those, the latest meeting, whenever it was"),
    "met before": ("– – held before the year", "so that the review is overdue"),
    "met in": ("– – held in the year", ""),
    "met after": ("– – held since", "between the end of the year and the census"),
    "amend": ("– decided to amend", "by outcome of that latest review"),
    "maintain": ("– decided to maintain", "by outcome of that latest review"),
    "cease": ("– decided to cease", "by outcome of that latest review"),
    "no outcome": ("– no outcome recorded", "a meeting, and no decision yet"),
    "decided before": ("– decided before the year", "by the day the family was told"),
    "decided in": ("– decided in the year", "by the day the family was told"),
    "decided after": ("– decided since", "up to the day the survey was returned"),
    "ceased": ("Plans ceased", "really ended in the year"),
}
"""Each count: what it is called, and what it means."""

RATES = (
    ("refused", "requests", "Refused to assess", "of the requests received in the year"),
    ("in six weeks", "decisions", "Decided within six weeks", "of the year's decisions, 42 days"),
    (
        "in twenty weeks, not exempt",
        "timed, not exempt",
        "Issued within 20 weeks, not exempt",
        "of the plans timed without an exemption, 140 days from request to plan",
    ),
    (
        "in twenty weeks",
        "timed",
        "Issued within 20 weeks, all",
        "of all plans timed, 140 days from request to plan",
    ),
    (
        "over a year, not exempt",
        "timed, not exempt",
        "Issued after 52 weeks, not exempt",
        "of the plans timed without an exemption, more than 364 days",
    ),
    ("over a year", "timed", "Issued after 52 weeks, all", "of all plans timed, over 364 days"),
    (
        "not issued in sixteen weeks",
        "assessments not issued",
        "Refused to issue within 16 weeks",
        "of the assessments that ended without a plan, 112 days from the request",
    ),
    (
        "in four weeks",
        "decided",
        "Review decided within four weeks",
        "of the latest reviews with a dated decision, 28 days from the meeting",
    ),
)
"""Each rate: of what, in what, its name, and what it means."""

PARTS = {
    "plans by age": ("Plans, age {}", "in force, by age on the 31 August before"),
    "plans by sex": ("Plans, sex {}", "in force"),
    "plans by need": ("Plans, need {}", "in force, by primary need"),
    "plans by year": ("Plans, begun in {}", "in force, by the calendar year they began in"),
    "new plans by sex": ("New plans, sex {}", "begun in the year"),
    "new plans by need": ("New plans, need {}", "begun in the year, by primary need"),
    "requests by age": (
        "Requests, age {}",
        "by age on the day of receipt; 2 and under, 20 and over",
    ),
    "requests by sex": ("Requests, sex {}", "received in the year"),
    "ceased by reason": ("Ceased: {}", "really ended in the year, by SEN2's reasons"),
}
"""Each breakdown: what a part of it is called, and what it means."""

REASONS = {
    "1": "maximum age", "2": "needs met without a plan", "3": "higher education",
    "4": "paid employment", "5": "moved to another authority", "6": "no longer engages",
    "7": "moved outside England", "8": "died", "9": "other",
}  # fmt: skip
"""SEN2's reasons for ceasing, in words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of one authority.

    Attributes:
        measure: what is counted.
        definition: what it means, printed beside the figure.
        unit: empty for counts, `%` for rates.
        published: the Department's figure.
        simulated: the same, counted among the synthetic lives.
    """

    measure: str
    definition: str
    unit: str
    published: float
    simulated: float

    @property
    def difference(self) -> float:
        """Simulated less published: lives, or percentage points."""
        return self.simulated - self.published

    @property
    def within_tolerance(self) -> bool:
        """Whether the difference is as small as it has to be."""
        if self.unit == "%":
            return abs(self.difference) <= ONE_POINT
        return abs(self.difference) <= max(FEW, SHARE * abs(self.published))


def surveyed(figures: Figures, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield what the survey could know of a life, in the same order.

    Meetings count up to the census, all else up to the day of the return; of lives that are told
    on, what came later is nobody's figure.
    """
    for entry in entries:
        last = figures.census_on if entry.move == "hold meeting" else figures.returned_by
        if entry.on <= last:
            yield entry


def compare(figures: Figures, lives: Iterable[Measured]) -> list[Row]:
    """Compare the published figures of an authority with what was simulated.

    Args:
        figures: what was published.
        lives: the facts of each synthetic life.

    Returns:
        Counts first, then rates, then the breakdowns.
    """
    wanted, found = tally.published(figures), tally.simulated(figures, lives)
    return [*_counts(wanted, found), *_rates(wanted, found), *_parts(wanted, found)]


def strays(rows: Sequence[Row]) -> list[Row]:
    """List the rows whose difference is too large."""
    return [row for row in rows if not row.within_tolerance]


def _counts(wanted: tally.Tally, found: tally.Tally) -> Iterator[Row]:
    for what, (name, definition) in COUNTS.items():
        yield Row(name, definition, "", wanted[what, ""], found[what, ""])


def _rates(wanted: tally.Tally, found: tally.Tally) -> Iterator[Row]:
    for part, whole, name, definition in RATES:
        yield Row(name, definition, "%", _rate(wanted, part, whole), _rate(found, part, whole))


def _rate(counts: tally.Tally, part: str, whole: str) -> float:
    return 100 * counts[part, ""] / counts[whole, ""] if counts[whole, ""] else 0.0


def _parts(wanted: tally.Tally, found: tally.Tally) -> Iterator[Row]:
    for what, (name, definition) in PARTS.items():
        parts = {part for group, part in (*wanted, *found) if group == what}
        for part in sorted(parts, key=lambda p: (p.isdigit(), int(p) if p.isdigit() else 0, p)):
            key = (what, part)
            called = REASONS[part] if what == "ceased by reason" else part
            yield Row(name.format(called), definition, "", wanted[key], found[key])
