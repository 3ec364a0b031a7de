"""Why the dates are what they are that families are alerted to, for a batch of clocks at once.

The officers and settings that are alerted work by the rule, and find the chain beside the case; a
family is told it in the letter. Only of those clocks is the history read.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection

from pathway.domain.calendars import Calendars
from pathway.domain.dates_explained import DateExplained, explained
from pathway.domain.history import fold
from pathway.domain.projection import key_of, reckoned_of
from pathway.domain.rules.statute_book import statute_book
from pathway.domain.versions import policy_of
from pathway.persistence import reading_clocks
from pathway.persistence.due import DueRung
from pathway.persistence.reading_clocks import Drawn
from pathway.services.ladders import Ladder
from pathway.services.office import Office, When
from pathway.services.schooling import calendars_by_process
from statemachines.vocabulary import Audience


class Reasons:
    """What explains the dates of a batch of clocks to families.

    Args:
        office: the authority.
        connection: of the authority.
        acts: the moment.
        clocks: those that are alerted about, each with what is due of its ladder.
    """

    def __init__(
        self,
        office: Office,
        connection: Connection,
        acts: When,
        clocks: Collection[tuple[DueRung, Ladder]],
    ) -> None:
        self._office, self._today = office, acts.on
        told = [row for row, ladder in clocks if _is_for_family(row, ladder)]
        self._told = frozenset(map(_key, told))
        wanted = list({row.process_id for row in told})
        self._drawn: dict[UUID, Drawn] = {}
        self._days: dict[UUID, Calendars] = {}
        if wanted:
            drawn = reading_clocks.read(connection, wanted)
            self._drawn = {one.dossier.process_id: one for one in drawn}
            self._days |= calendars_by_process(office, connection, wanted)

    def of(self, row: DueRung) -> DateExplained | None:
        """Explain the date of a clock; None where no family is told of it.

        Raises:
            FormIncomplete: what was recorded in the process cannot be read.
            RuleUnknown: nobody knows its rule.
        """
        if not self._told or _key(row) not in self._told:
            return None
        dossier = self._drawn[row.process_id].dossier
        days = self._days.get(row.process_id, self._office.calendars)
        reckoned = reckoned_of(
            days,
            dossier,
            fold(policy_of(dossier), dossier.lines),
            on=self._today,
            only={statute_book().rule(row.rule_id).id},
        )
        key = (row.rule_id, row.started_by, str(row.party))
        told = explained(days, reckoned, [one for one in reckoned.clocks if key_of(one) == key])
        return told[0] if told else None


def _key(row: DueRung) -> tuple[UUID, str, int, UUID]:
    """Return what makes a clock this one among all of an authority."""
    return row.process_id, row.rule_id, row.started_by, row.party


def _is_for_family(row: DueRung, ladder: Ladder) -> bool:
    once = ladder.alerts.once
    return once is not None and row.due_on is not None and Audience.FAMILY in once.to
