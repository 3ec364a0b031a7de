"""As at which past moment a command looks, if it is past."""

from datetime import date, datetime

from pathway.cli.desk import Desk
from pathway.cli.readers import reader_of
from pathway.cli.screen import progress
from pathway.persistence.reading import LineRow
from pathway.persistence.reading_list import ListedProcess
from pathway.services.as_it_was import Then, cases_then, is_over
from pathway.services.casefiles import CaseFile, Wanted, history, list_cases, open_file
from pathway.services.files_then import file_then, history_then, recorded


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


def lines_as_at(here: Desk, named: str, person: str, at: str, as_recorded_at: str) -> list[LineRow]:
    """List the lines of a case or a process: as they were recorded, or as they stood on a day.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider looks, and the case is none of theirs.
        NothingBegun: the case has no such process.
    """
    then, reader = then_of(here, at, as_recorded_at), reader_of(here, person, here.day(""))
    if then is not None and at:
        return history_then(here.office, named, then=then, reader=reader)
    lines = history(here.office, named, reader)
    return recorded(lines, then.recorded_by) if then else lines
