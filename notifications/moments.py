"""Moments as this package takes them: aware, or not at all."""

from datetime import datetime

from notifications.errors import MomentNaive


def aware(moment: datetime) -> datetime:
    """Return the moment as it is given.

    Raises:
        MomentNaive: it has no time zone, and the database would guess one.
    """
    if moment.tzinfo is None:
        raise MomentNaive(moment)
    return moment
