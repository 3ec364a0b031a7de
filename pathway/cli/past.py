"""As at which past moment a command looks, if it is past."""

from datetime import datetime

from pathway.cli.desk import Desk
from pathway.services.then import Then, is_over


def then_of(here: Desk, at: str, as_recorded_at: str = "") -> Then | None:
    """Return the past moment as at which one looks; None where it is the present.

    Args:
        here: where the command works.
        at: the day, or blank: today, or the day of what was recorded last, where that is later.
        as_recorded_at: a moment, a day, or blank for all that was recorded.

    Raises:
        DayUnreadable: it is neither a day nor a moment.
    """
    on, known = here.day(at), here.recorded_by(as_recorded_at)
    if known is not None:
        return Then(on=on if at else max(on, here.office.legal_day(known)), recorded_by=known)
    over = bool(at) and is_over(here.office, on, today=here.day(""))
    return Then(on=on) if over else None


def end_of(here: Desk, at: str, as_recorded_at: str = "") -> datetime | None:
    """Return the moment as at which one looks, for what is recorded as it happens.

    Args:
        here: where the command works.
        at: a day, whose end is meant, or blank.
        as_recorded_at: a moment, a day, or blank; where both are given the earlier one holds.

    Raises:
        DayUnreadable: it is neither a day nor a moment.
    """
    asked = (at, as_recorded_at)
    moments = [moment for said in asked if (moment := here.recorded_by(said)) is not None]
    return min(moments, default=None)
