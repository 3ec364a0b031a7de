"""Who the pupil of a row is: name, birth date, numbers, and the parents the row names."""

from collections.abc import Iterator
from datetime import date

from pathway.domain.codes import UpnUnknown, upn_unknown_called
from pathway.domain.identifiers import Upn, check_uln, check_upn, upn_questions
from pathway.domain.pupil_file.cells import Cells
from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.contacts import read_email, read_phone
from pathway.domain.pupil_file.dates import WrittenDay, read_day
from pathway.domain.pupil_file.rows import Numbers, Parent
from pathway.domain.pupil_file.wording import fault_of_name
from pathway.domain.school_ages import age_on

TOO_OLD = 26  #: nobody who has turned it can have a plan: s.46 CFA 2014 ends with the year of 25
LAST_AGE = 25
SCHOOL_AGE = 6  #: UN1 is for those under it
SIXTEEN = 16  #: UN9 is for those who have reached it

_PARENTS = (
    (Column.PARENT_NAME, Column.PARENT_EMAIL, Column.PARENT_PHONE),
    (Column.PARENT_2_NAME, Column.PARENT_2_EMAIL, Column.PARENT_2_PHONE),
)


def read_name(cells: Cells, column: Column) -> str:
    """Return a name that must be there; whatever is wrong with it is noted."""
    text = cells.text(column)
    if not text:
        cells.error(column, "is missing; every pupil needs one")
    elif fault := fault_of_name(text):
        cells.error(column, fault)
    elif any(c.isdigit() for c in text):
        cells.query(column, "holds a digit; is it a name?")
    return text


def read_birth_date(cells: Cells, today: date) -> WrittenDay:
    """Return the birth date that must be there, and what it shows of the file's order of dates."""
    text = cells.entry(Column.BORN_ON)
    if not text:
        cells.error(Column.BORN_ON, "is missing; every pupil needs one")
        return WrittenDay()
    written = read_day(text, today=today)
    if written.day is None:
        cells.error(Column.BORN_ON, written.why_not or "")
    else:
        _judge_age(cells, written.day, today)
    return written


def _judge_age(cells: Cells, born_on: date, today: date) -> None:
    if fault := fault_of_birth_date(born_on, today):
        cells.error(Column.BORN_ON, fault)
    elif age_on(today, born_on) == LAST_AGE:
        cells.query(Column.BORN_ON, "makes the pupil 25; is support to go on?")


def fault_of_birth_date(born_on: date, today: date) -> str | None:
    """Say why no pupil is entered with a birth date; None where one may be."""
    if born_on > today:
        return "is still to come"
    age = age_on(today, born_on)
    if age >= TOO_OLD:
        return f"makes the pupil {age}; support ends with the academic year of 25"
    return None


def read_numbers(cells: Cells, born_on: date | None, today: date) -> Numbers:
    """Return the pupil's numbers, or the reason for having none."""
    reason, written_as_upn = _read_reason(cells)
    upn = None if written_as_upn else cells.checked(Column.UPN, check_upn)
    uln = cells.checked(Column.ULN, check_uln)
    if upn:
        _ask_about_upn(cells, upn, born_on, today)
    has_number = bool(cells.entry(Column.UPN)) and not written_as_upn
    if reason and (has_number or cells.entry(Column.ULN)):
        cells.query(
            Column.UPN_UNKNOWN,
            f"{reason.value} says why there is no number, and there is one; the number is kept",
        )
        reason = None
    elif reason:
        _ask_about_reason(cells, reason, born_on, today)
    elif not (has_number or cells.entry(Column.ULN) or cells.entry(Column.UPN_UNKNOWN)):
        cells.error(Column.UPN, _nothing_given(born_on, today))
    return Numbers(upn=upn, upn_unknown=reason, uln=uln)


def _read_reason(cells: Cells) -> tuple[UpnUnknown | None, bool]:
    """Return the reason, and whether it stood where the UPN should be."""
    text = cells.entry(Column.UPN_UNKNOWN)
    if not text:
        reason = upn_unknown_called(cells.entry(Column.UPN))
        return reason, reason is not None
    reason = upn_unknown_called(text)
    if reason is None:
        cells.error(Column.UPN_UNKNOWN, "is none of the reasons UN1 to UN10")
    return reason, False


def _ask_about_upn(cells: Cells, upn: Upn, born_on: date | None, today: date) -> None:
    if upn.temporary:
        cells.query(Column.UPN, "is temporary; replace it as soon as the pupil's own is known")
    for question in upn_questions(upn, born_on=born_on, today=today):
        cells.query(Column.UPN, question)


def _ask_about_reason(cells: Cells, reason: UpnUnknown, born_on: date | None, today: date) -> None:
    if not reason.in_sen2:
        cells.query(Column.UPN_UNKNOWN, f"{reason.value} is a reason that SEN2 does not accept")
    if born_on is None:
        return
    age = age_on(today, born_on)
    if reason is UpnUnknown.UN1 and age >= SCHOOL_AGE:
        cells.query(Column.UPN_UNKNOWN, f"UN1 is for children under 6; this one is {age}")
    if reason is UpnUnknown.UN9 and age < SIXTEEN:
        cells.query(Column.UPN_UNKNOWN, f"UN9 is for young people; this one is {age}")


def _nothing_given(born_on: date | None, today: date) -> str:
    young = born_on is not None and age_on(today, born_on) < SCHOOL_AGE
    hint = "for a child under 6 who has none yet: UN1" if young else "UN1 to UN10"
    return f"is missing; give the UPN, the ULN or the reason why there is none ({hint})"


def read_parents(cells: Cells) -> Iterator[Parent]:
    """Yield the parents whom the row names."""
    for columns in _PARENTS:
        name, email, phone = (cells.entry(column) for column in columns)
        if not (name or email or phone):
            continue
        if not name:
            cells.error(columns[0], "is missing, though there is an address or a number")
        elif fault := fault_of_name(name):
            cells.error(columns[0], fault)
        yield Parent(
            name=name,
            email=read_email(cells, columns[1]),
            phone=read_phone(cells, columns[2]),
        )
