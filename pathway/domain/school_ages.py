"""Ages as schools and the law count them: academic years, year groups, compulsory school age.

Somebody born on 29 February attains an age on 1 March of a common year: an age is attained at the
beginning of the anniversary of the birth (Family Law Reform Act 1969 s.9(1)), and a common year
has no earlier day that is one.
"""

from datetime import date, timedelta

from statemachines.year_groups import YearGroup, year_group_of

STARTS = 5  #: the age at which compulsory school age is about to begin
LEAVES = 16  #: the age around which it ends
TOO_OLD = 25  #: a young person is younger
SEPTEMBER = 9
FRIDAY = 4
YEARS_BEFORE_YEAR_0 = 4  #: reception is the year that starts at four

PRESCRIBED_DAYS = ((3, 31), (8, 31), (12, 31))
"""Month and day on which compulsory school age can begin.

Source:
    Education (Start of Compulsory School Age) Order 1998 (SI 1998/1607) art 2.
"""


def birthday(born_on: date, age: int) -> date:
    """Return the day at whose beginning somebody born on `born_on` attains `age` years."""
    if (born_on.month, born_on.day) == (2, 29):
        return date(born_on.year + age, 2, 28) + timedelta(days=1)
    return born_on.replace(year=born_on.year + age)


def age_on(day: date, born_on: date) -> int:
    """Return the age in whole years on a day; negative before the birth."""
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    return day.year - born_on.year - (not had_birthday)


def academic_year(day: date) -> int:
    """Return the calendar year in which the academic year of a day began, on 1 September."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def curriculum_year(day: date, born_on: date) -> int:
    """Return the national curriculum year that a birth date gives: reception is 0.

    It is the age on the 31 August before the academic year, less four. Children may be taught out
    of it, so that the year a school gives is kept beside this one.

    Args:
        day: any day of the academic year.
        born_on: the date of birth.

    Returns:
        -4 for the first early year, 0 for reception, up to 20 for those who are 24.
    """
    return age_on(date(academic_year(day), 8, 31), born_on) - YEARS_BEFORE_YEAR_0


def year_taught_in(day: date, born_on: date, *, recorded: str, since: date) -> str:
    """Return the year group of a day from one that was recorded: years pass where nobody says so.

    Args:
        day: any day of the academic year.
        born_on: the date of birth, which tells where what was recorded is no year.
        recorded: the year group as recorded, by its code.
        since: the day from which it held.

    Returns:
        Its code; "X" stays "X", and "" stands for what is beyond year 20.
    """
    known = next((group for group in YearGroup if group.value == recorded), None)
    if known is None:
        return str(year_group_by_age(day, born_on) or "")
    if known.number is None:
        return recorded
    return str(year_group_of(known.number + academic_year(day) - academic_year(since)) or "")


def year_group_by_age(day: date, born_on: date) -> YearGroup | None:
    """Return the year group of `curriculum_year`; None above year 20 or before the first year."""
    return year_group_of(curriculum_year(day, born_on))


def start_of_compulsory_school_age(born_on: date) -> date:
    """Return the first day of compulsory school age.

    It is the fifth birthday where that is a prescribed day, otherwise the next prescribed day.

    Source:
        Education Act 1996 s.8(2); SI 1998/1607 art 2.
    """
    fifth = birthday(born_on, STARTS)
    days = (date(y, m, d) for y in (fifth.year, fifth.year + 1) for m, d in PRESCRIBED_DAYS)
    return next(day for day in days if day >= fifth)


def end_of_compulsory_school_age(born_on: date) -> date:
    """Return the last day of compulsory school age; it ends at the end of that day.

    It is the school leaving date, the last Friday in June, of the school year in which the
    sixteenth birthday falls. The Act lets the school year begin with each school's first term
    after July; we take 1 September for every school, as admission does.

    Source:
        Education Act 1996 s.8(3), s.579(1); Education (School Leaving Date) Order 1997
        (SI 1997/1970) art 2.
    """
    return school_leaving_date(academic_year(birthday(born_on, LEAVES)) + 1)


def school_leaving_date(year: int) -> date:
    """Return the last Friday in June.

    Source:
        SI 1997/1970 art 2.
    """
    june_30 = date(year, 6, 30)
    return june_30 - timedelta(days=(june_30.weekday() - FRIDAY) % 7)


def is_of_compulsory_school_age(day: date, born_on: date) -> bool:
    """Tell whether somebody is of compulsory school age on a day.

    Source:
        Education Act 1996 s.8.
    """
    return start_of_compulsory_school_age(born_on) <= day <= end_of_compulsory_school_age(born_on)


def is_young_person(day: date, born_on: date) -> bool:
    """Tell whether somebody is over compulsory school age and under 25 on a day.

    The rights of the EHC process are then the young person's own, unless a lack of capacity has
    been recorded for the decision in hand.

    Source:
        Children and Families Act 2014 s.83(2), s.80; SI 2014/1530 reg 64.
    """
    return end_of_compulsory_school_age(born_on) < day < birthday(born_on, TOO_OLD)
