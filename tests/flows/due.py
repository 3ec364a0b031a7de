"""Something that is due, for tests of what happens unattended."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text

from pathway import clock
from pathway.services.advance import Advanced
from pathway.services.office import LONDON, Office
from tests.offices import people_around_a_pupil
from tests.services.brought_in import bring_in


def today() -> date:
    return clock.now().astimezone(LONDON).date()


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def overdue_placement(office: Office, *, on: date | None = None) -> Advanced:
    """Bring in a placement, of another pupil each time, whose last day was the day before `on`."""
    until = (on or today()) - timedelta(days=1)
    since = until - timedelta(days=20)
    return bring_in(
        office, people_around_a_pupil(office), "placement", since,
        state="active", kind="assessment_hub", legal_basis="section_19",
        starts_on=since, ends_on=until, started_on=since,
    )  # fmt: skip


def states(office: Office, policy: str = "placement") -> list[str]:
    asked = text("select state from processes where policy = :policy order by id")
    with office.engine.connect() as connection:
        return list(connection.execute(asked, {"policy": policy}).scalars())
