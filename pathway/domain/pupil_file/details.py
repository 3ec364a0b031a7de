"""What a row says about the pupil beside who it is: codes, school, year group, needs."""

import re
from collections.abc import Mapping
from datetime import date

from pathway.domain.codes import Need, Sex, ethnicity_called, need_called, sex_called
from pathway.domain.codes.wording import plain
from pathway.domain.identifiers import check_laestab, check_urn
from pathway.domain.pupil_file.cells import Cells
from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.rows import School
from pathway.domain.pupil_file.wording import fault_of_text
from pathway.domain.school_ages import curriculum_year
from statemachines.year_groups import YearGroup

FAR_OUT_OF_COHORT = 2  #: years between year group and age from which it is asked about
_ETHNICITY_CODE = re.compile(r"[A-Z]{4}")
_SLIPS = {"CNHE": "CHNE"}  #: found in a published data dictionary, and copied from there
_YEAR_WORDS = re.compile(r"(?:nationalcurriculum|nc)?(?:year|yr|y)?(?:group)?(?:0(?=\d))?")
_YEAR_NAMES: Mapping[str, YearGroup] = {
    "reception": YearGroup.R,
    "rec": YearGroup.R,
    "yr": YearGroup.R,
    "receptionyear": YearGroup.R,
    "nursery": YearGroup.N2,
    "nursery1": YearGroup.N1,
    "nursery2": YearGroup.N2,
    "0": YearGroup.R,
} | {group.value.casefold(): group for group in YearGroup}


def read_sex(cells: Cells) -> Sex | None:
    """Return the sex; "not known" is no answer."""
    text = cells.entry(Column.SEX)
    sex = sex_called(text)
    if text and sex is None and text.casefold() != "u":
        cells.error(Column.SEX, "is neither M nor F; leave it empty where it is not known")
    return sex


def read_ethnicity(cells: Cells) -> str | None:
    """Return the code of the ethnicity. A code newer than our table is kept, with a question."""
    text = cells.entry(Column.ETHNICITY)
    if not text:
        return None
    if known := ethnicity_called(text) or ethnicity_called(text.partition(" - ")[0]):
        return known.code
    code = text.upper()
    if code in _SLIPS:
        cells.error(Column.ETHNICITY, f"{code} is a slip; the code is {_SLIPS[code]}")
    elif _ETHNICITY_CODE.fullmatch(code):
        cells.query(Column.ETHNICITY, f"{code} is not in our list of codes; is it a new one?")
    else:
        cells.error(Column.ETHNICITY, "is neither a code nor a name of the Department's list")
    return code


def read_year_group(cells: Cells, born_on: date | None, today: date) -> YearGroup | None:
    """Return the year in which the pupil is taught, which need not be that of their age."""
    text = cells.entry(Column.YEAR_GROUP)
    if not text:
        return None
    group = year_group_called(text)
    if group is None:
        cells.error(Column.YEAR_GROUP, "is no year group; they are E1, E2, N1, N2, R, 1 to 20, X")
    elif abs(years_out_of_cohort(group, born_on, today)) >= FAR_OUT_OF_COHORT:
        cells.query(Column.YEAR_GROUP, "is two years or more from that of the pupil's age")
    return group


def year_group_called(text: str) -> YearGroup | None:
    """Return the year group that `text` names: "Year 7", "Y07", "7", "Reception", "N1"."""
    written = plain(text)
    return _YEAR_NAMES.get(written) or _YEAR_NAMES.get(_YEAR_WORDS.sub("", written, count=1))


def years_out_of_cohort(group: YearGroup | None, born_on: date | None, today: date) -> int:
    """Return by how many years a group is above (or below) that of the age; 0 if unknown."""
    if group is None or group.number is None or born_on is None:
        return 0
    return group.number - curriculum_year(today, born_on)


def read_school(cells: Cells) -> School:
    """Return the school by its numbers."""
    return School(
        urn=cells.checked(Column.SCHOOL_URN, check_urn),
        laestab=cells.checked(Column.SCHOOL_LAESTAB, check_laestab),
    )


def read_needs(cells: Cells) -> tuple[Need | None, Need | None]:
    """Return the primary and the secondary need."""
    first, second = _need(cells, Column.PRIMARY_NEED), _need(cells, Column.SECONDARY_NEED)
    if second and first is second:
        cells.query(Column.SECONDARY_NEED, "repeats the primary need; it is left out")
        return first, None
    if second and not cells.entry(Column.PRIMARY_NEED):
        cells.query(Column.SECONDARY_NEED, "stands without a primary need")
    return first, second


def _need(cells: Cells, column: Column) -> Need | None:
    text = cells.entry(column)
    if not text:
        return None
    need = need_called(text)
    if need is None:
        cells.error(column, f"is no type of need; they are {', '.join(Need)}")
    elif not need.in_sen2:
        cells.query(column, f"{need.value} is a code of the school census; SEN2 has no such need")
    return need


def read_text(cells: Cells, column: Column) -> str | None:
    """Return a text that may be anything a person would write."""
    text = cells.entry(column)
    if fault := fault_of_text(text):
        cells.error(column, fault)
    return text or None
