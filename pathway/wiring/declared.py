"""All that is declared in files, read once before anything starts: rules, days, policies, packs."""

from pathlib import Path

from pathway.domain.calendars import BankHolidays
from pathway.domain.rules.statute_book import statute_book
from pathway.environment import Settings
from pathway.packs.loading import load_packs


def see_that_all_can_be_read(chosen: Settings) -> None:
    """Read everything that is declared, so that what is wrong is told before anything starts.

    Policies and their migrations are read when they are imported.

    Raises:
        RuleFileUnreadable: a file of rules cannot be read.
        RuleMalformed: a rule cannot be law.
        CalendarMalformed: the list of bank holidays has a hole.
        PackFolderMissing: the folder of packs is not there.
        PackMalformed: a pack is wrong, or two speak for one authority on one day.
    """
    statute_book()
    BankHolidays.shipped()
    load_packs(folder=Path(chosen.packs) if chosen.packs else None)
