"""Cases as they are or, where a command looks as at a past moment, as they were."""

from collections.abc import Mapping
from datetime import date

from pathway.cli.desk import Desk
from pathway.cli.past import then_of
from pathway.cli.readers import reader_of
from pathway.cli.screen import progress
from pathway.domain.marks import Mark
from pathway.persistence.reading import LineRow
from pathway.persistence.reading_list import ListedProcess
from pathway.services.as_it_was import cases_then
from pathway.services.casefiles import CaseFile, Wanted, list_cases, marked_history, open_file
from pathway.services.chronology import Entry, chronology
from pathway.services.files_then import chronology_then, file_then, history_then
from pathway.services.lines_read import Place


def cases_as_at(
    here: Desk, wanted: Wanted, at: str, as_recorded_at: str
) -> tuple[list[ListedProcess], date]:
    """List processes as they are or were, and say as at which day.

    Raises:
        NameUnknown: there is no such state or policy.
        RoleUnfit: an outsider asks for the past.
    """
    then, today = then_of(here, at, as_recorded_at), here.day(at)
    reader = reader_of(here, "", today)
    if then is None:
        return list_cases(here.office, wanted, today=today, reader=reader), today
    with progress("processes") as bar:
        found = cases_then(here.office, wanted, then=then, reader=reader, progress=bar.at)
    return found, then.on


def file_as_at(
    here: Desk, ref: str, person: str, at: str, as_recorded_at: str
) -> tuple[CaseFile, date]:
    """Return a case as it is or was, and say as at which day.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
    """
    then, today = then_of(here, at, as_recorded_at), here.day(at)
    reader = reader_of(here, person, today)
    if then is None:
        return open_file(here.office, ref, reader), today
    return file_then(here.office, ref, then=then, reader=reader), then.on


def days_as_at(here: Desk, ref: str, person: str, at: str, as_recorded_at: str) -> list[Entry]:
    """Tell a case in the order of its days: as it was recorded, or as it stood on a day.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
    """
    then, reader = then_of(here, at, as_recorded_at), reader_of(here, person, here.day(""))
    if then is not None and at:
        return chronology_then(here.office, ref, then=then, reader=reader)
    known = then.recorded_by if then else None
    return chronology(here.office, ref, reader, recorded_by=known)


def lines_as_at(
    here: Desk, named: str, person: str, at: str, as_recorded_at: str
) -> tuple[list[LineRow], Mapping[Place, Mark]]:
    """List the lines of a case or a process: as they were recorded, or as they stood on a day.

    Those that were recorded come with their marks; those of a day stand, and have none.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
        NothingBegun: the case has no such process.
    """
    then, reader = then_of(here, at, as_recorded_at), reader_of(here, person, here.day(""))
    if then is not None and at:
        return history_then(here.office, named, then=then, reader=reader), {}
    known = then.recorded_by if then else None
    return marked_history(here.office, named, reader, recorded_by=known)
