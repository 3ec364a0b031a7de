"""Calendar months: the same day of a later month, or the last day of one too short for it."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """Return the day that corresponds to `day`, so many months later.

    Source:
        Interpretation Act 1978 Sch 1; Dodds v Walker [1981] 1 WLR 1027.
    """
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
