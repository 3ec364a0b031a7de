"""What time it is: the only place that asks. Doors ask it; everyone else is given the answer."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)
