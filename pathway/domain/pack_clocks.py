"""What clocks ask of an authority's pack: bank holidays, own periods, own ladders."""

from collections.abc import Sequence

from pathway.domain.calendars import BankHolidays, Calendars, SetWeeks
from pathway.domain.pack import Period
from pathway.domain.school_calendar import SchoolCalendar
from statemachines.placement_terms import Kind

SPECIALISTS = "graduated_approach.specialist_response_weeks"
RETURNS = "reintegration.sustained_return_weeks"
PART_TIME = "placements.part_time_timetable.longest_weeks"
COMPLAINTS = ("acknowledged_within", "stage_one_within", "stage_two_within")


def calendars_of(period: Period, school: SchoolCalendar) -> Calendars:
    """Return what clocks look at besides history, as an authority has settled it.

    Args:
        period: what the authority has settled, on the day from which one looks.
        school: the calendar that school days are counted by.
    """
    settled = period.arrangements
    holidays = BankHolidays.shipped()
    if settled.bank_holidays:
        holidays = holidays.with_extra(settled.bank_holidays)
    return Calendars(
        holidays, school, _periods(period), weeks=_weeks(period), ladders=settled.ladders
    )


def _periods(period: Period) -> dict[str, int]:
    complaints = period.arrangements.complaints
    found = {f"complaints.{name}": getattr(complaints, name) for name in COMPLAINTS}
    return {name: days for name, days in found.items() if days is not None}


def _weeks(period: Period) -> dict[str, tuple[SetWeeks, ...]]:
    settled = period.arrangements
    answer = settled.graduated_approach.specialist_response_weeks
    part_time = settled.placements.get(Kind.PART_TIME_TIMETABLE)
    longest = part_time.longest_weeks if part_time else None
    return {
        PART_TIME: _marked(period, PART_TIME, () if longest is None else (longest,)),
        SPECIALISTS: _marked(period, SPECIALISTS, () if answer is None else (answer,)),
        RETURNS: _marked(period, RETURNS, settled.reintegration.sustained_return_weeks),
    }


def _marked(period: Period, path: str, weeks: Sequence[int]) -> tuple[SetWeeks, ...]:
    return tuple(SetWeeks(each, period.is_placeholder(path)) for each in weeks)
