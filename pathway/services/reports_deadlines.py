"""Report the open deadlines by who answers for them: what is overdue first, then what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pkgutil import resolve_name
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.rules.statute_book import statute_book
from pathway.persistence import reading_deadlines
from pathway.persistence.reading_deadlines import OpenDeadline
from pathway.services.office import Office
from pathway.services.then import Then

DEFINITION = """\
Open deadlines as at {today}: dates of deadlines and targets up to {until} that have neither been
met nor ended and are not disapplied. Floors, which are only waited for, are left out. A date is
overdue on the days after it. Each belongs to whoever holds the case as at the time of asking."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One open date, with what its rule says.

    Attributes:
        days: how many days are left; negative where it is overdue.
    """

    deadline: OpenDeadline
    sentence: str
    force: str
    days: int

    @property
    def is_overdue(self) -> bool:
        """Whether the date is past."""
        return self.days < 0


@dataclass(frozen=True, slots=True)
class OwedBy:
    """The open dates of the cases that one person holds."""

    owner: str
    owner_id: UUID
    owed: tuple[Owed, ...]

    @property
    def overdue(self) -> int:
        """How many are overdue."""
        return sum(one.is_overdue for one in self.owed)


@dataclass(frozen=True, slots=True)
class DeadlineReport:
    """What is owed, by whom, and what was counted."""

    today: date
    until: date
    owners: tuple[OwedBy, ...]

    @property
    def definition(self) -> str:
        """What was counted, in words."""
        return DEFINITION.format(today=self.today, until=self.until)


def deadlines(
    office: Office,
    *,
    today: date,
    ahead: timedelta,
    owner: UUID | None = None,
    then: Then | None = None,
) -> DeadlineReport:
    """List what is owed by owner: those with most overdue first.

    Args:
        office: the authority.
        today: the civil day of looking.
        ahead: how far ahead dates are listed.
        owner: only the cases of this person.
        then: as at which past moment; what the clocks say now, if none.
    """
    until = today + ahead
    if then is not None:
        # Drawing the past takes every policy; what is open now is read, so it is found by name.
        drawn = resolve_name("pathway.services.deadlines_then:deadlines_then")
        found: Sequence[OpenDeadline] = drawn(office, then=then, until=until, owner=owner)
    else:
        with office.engine.connect() as connection:
            found = reading_deadlines.open_deadlines(connection, until=until, owner=owner)
            found = _as_they_bind(connection, found)
    grouped = [
        _of_owner(list(rows), today) for _, rows in groupby(found, key=lambda row: row.owner_id)
    ]
    return DeadlineReport(today, until, tuple(sorted(grouped, key=lambda one: -one.overdue)))


def _as_they_bind(connection: Connection, found: Sequence[OpenDeadline]) -> Sequence[OpenDeadline]:
    """Return the dates with the force of those where it is not the rule alone that says it.

    Only for those is a history read, and the policies with it.
    """
    asked = [one for one in found if statute_book().rule(one.rule_id).force_by]
    if not asked:
        return found
    bound = resolve_name("pathway.services.duties:as_they_bind")(connection, asked)
    instead = dict(zip(asked, bound, strict=True))
    return [instead.get(one, one) for one in found]


def _of_owner(rows: Sequence[OpenDeadline], today: date) -> OwedBy:
    return OwedBy(rows[0].owner, rows[0].owner_id, tuple(_owed(row, today) for row in rows))


def _owed(row: OpenDeadline, today: date) -> Owed:
    rule = statute_book().rule(row.rule_id)
    force = row.force or rule.force
    return Owed(row, rule.sentence, force.value, (row.due_on - today).days)
