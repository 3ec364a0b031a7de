"""Column types that refuse what must never be stored."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class NaiveMoment(ValueError):
    """A moment without a zone was about to be stored."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self.moment = moment

    def __str__(self) -> str:
        return f"{self.moment.isoformat()} has no zone; give an aware moment, in UTC"


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored as `timestamptz` and read back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone.

        Raises:
            NaiveMoment: the moment has no zone.
        """
        del dialect
        if value is not None and value.tzinfo is None:
            raise NaiveMoment(value)
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC)
