"""Whether our date and the Ombudsman's are the same, as far as the published days can tell."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from pathway.domain.oracle.reading import Asked
from pathway.domain.oracle.timeline import Lateness, Window

HALF_A_WEEK, HALF_A_MONTH = 3.5, 15.5
"""In days: a lateness of so many weeks or months is stated to the nearest one."""


class Verdict(StrEnum):
    """What comes of holding our date against the Ombudsman's."""

    SAME = "same"  #: the same day, or what the published months allow
    DIFFERENT = "different"
    UNDECIDED = "undecided"  #: the published days allow both
    SILENT = "silent"  #: the source does not say whether it was late
    NO_CLOCK = "no clock"  #: our clock should run and does not, or has no date
    NOT_ASKED = "not asked"  #: something is missing, and what it is is listed


FAILED = frozenset({Verdict.DIFFERENT, Verdict.NO_CLOCK})
"""What speaks against our dates."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and the difference in days where both dates are known to the day."""

    verdict: Verdict
    days: int | None = None


def judge(asked: Asked, ours: Window | None) -> Judged:
    """Hold our due date against what the Ombudsman found.

    Args:
        asked: the question.
        ours: our due dates for the first and the last day on which time can have begun to run;
            None where no clock of ours has a date.

    Returns:
        The verdict; the days are ours less the Ombudsman's.
    """
    if not asked.can_be_asked:
        return Judged(Verdict.NOT_ASKED)
    if ours is None:
        return Judged(Verdict.NO_CLOCK)
    if asked.due is None or asked.implied:
        silent = asked.late is None and not asked.implied
        return Judged(Verdict.SILENT if silent else _lateness(asked, ours))
    return Judged(_by_date(asked, ours, asked.due), _days(ours, asked.due))


def _by_date(asked: Asked, ours: Window, due: Window) -> Verdict:
    if not ours.overlaps(due) or _lateness(asked, ours) is Verdict.DIFFERENT:
        return Verdict.DIFFERENT
    return Verdict.SAME


def _days(ours: Window, due: Window) -> int | None:
    exact = ours.is_exact and due.is_exact
    return (ours.earliest - due.earliest).days if exact else None


def _lateness(asked: Asked, ours: Window) -> Verdict:
    if asked.done is None or asked.late is None:
        return Verdict.UNDECIDED
    if asked.late_by is not None:
        return _of(same=_as_late_as_stated(asked.late_by, ours, asked.done))
    return _whether_late(asked.done, ours, late=asked.late)


def _of(*, same: bool) -> Verdict:
    return Verdict.SAME if same else Verdict.DIFFERENT


def _as_late_as_stated(late_by: Lateness, ours: Window, done: Window) -> bool:
    slack = HALF_A_WEEK if late_by.unit == "weeks" else HALF_A_MONTH
    least = (done.earliest - ours.latest) / timedelta(1) - slack
    most = (done.latest - ours.earliest) / timedelta(1) + slack
    return least <= late_by.days <= most


def _whether_late(done: Window, ours: Window, *, late: bool) -> Verdict:
    if done.earliest > ours.latest:
        return _of(same=late)
    if done.latest <= ours.earliest:
        return _of(same=not late)
    return Verdict.UNDECIDED
