"""The unique pupil number (UPN)."""

from dataclasses import dataclass
from datetime import date

from pathway.domain.codes import LocalAuthority, local_authority
from pathway.domain.identifiers.errors import Mistyped
from pathway.domain.identifiers.writing import bare, is_digit

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The letters a UPN may hold, each worth its place from 0: all but I, O and S."""

UPN_LENGTH = 13

OLDEST_UPN_YEAR = 90
"""Two-digit years from here on are of the nineties; UPNs began in the academic year 1997/98."""


@dataclass(frozen=True, slots=True)
class Upn:
    """A unique pupil number whose check letter agrees with it.

    Attributes:
        text: its thirteen characters. Personal data, so it stays out of `repr`.
    """

    text: str

    def __repr__(self) -> str:
        return f"<a {'temporary ' * self.temporary}UPN>"

    @property
    def temporary(self) -> bool:
        """Whether it was given out until the pupil's own is known."""
        return self.text[12].isalpha()

    @property
    def authority_code(self) -> str:
        """The number of the authority whose school gave it out."""
        return self.text[1:4]

    @property
    def year(self) -> int:
        """The academic year in which it was given out, as its last two digits say, in full."""
        digits = int(self.text[8:10])
        return digits + (1900 if digits >= OLDEST_UPN_YEAR else 2000)


def check_upn(text: str) -> Upn:
    """Return the UPN that `text` holds, in capitals and without spaces.

    Raises:
        Mistyped: it has not the form of a UPN, or its check letter does not agree with it.

    Source:
        Government Data Standards Catalogue, Unique Pupil Number 2.0; the Department's rules 1510,
        1540 and 1550.
    """
    upn = bare(text)
    if fault := _fault_of_form(upn):
        raise Mistyped("UPN", fault)
    if upn[0] != upn_check_letter(upn[1:]):
        raise Mistyped(
            "UPN",
            "does not agree with its own check letter, so at least one of its 13 characters is "
            "mistyped; copy all of it again from the school's record",
        )
    return Upn(upn)


def upn_check_letter(rest: str) -> str:
    """Return the letter that begins a UPN whose other twelve characters are `rest`."""
    values = (UPN_LETTERS.index(c) if c.isalpha() else int(c) for c in rest)
    return UPN_LETTERS[sum(n * value for n, value in enumerate(values, 2)) % len(UPN_LETTERS)]


def _fault_of_form(upn: str) -> str | None:
    if len(upn) != UPN_LENGTH:
        return f"has {len(upn)} characters; a UPN has {UPN_LENGTH}"
    if upn[0] not in UPN_LETTERS:
        return "does not begin with a check letter (A to Z without I, O and S)"
    wrong = next((n for n, c in enumerate(upn[:12], 1) if n > 1 and not is_digit(c)), None)
    if wrong:
        return f"has no digit in place {wrong}, where there must be one (0 and O, 1 and I?)"
    if not is_digit(upn[12]) and upn[12] not in UPN_LETTERS:
        return "ends neither with a digit nor with a letter (A to Z without I, O and S)"
    return None


def upn_questions(upn: Upn, *, born_on: date | None, today: date) -> tuple[str, ...]:
    """Ask what is odd about a UPN whose check letter is right: questions, never errors.

    Which end of the academic year its two digits name differs between the systems that gave UPNs
    out, so that only what neither reading explains is asked about.

    Args:
        upn: the number.
        born_on: the pupil's date of birth, if known.
        today: the day on which it is asked.
    """
    earliest, latest = date(upn.year - 1, 9, 1), date(upn.year + 1, 8, 31)
    questions = [_question_about(upn, local_authority(upn.authority_code), earliest, latest)]
    if earliest > today:
        questions.append(f"the UPN says that it was given out in {upn.year}, which is to come")
    if born_on is not None and latest < born_on:
        questions.append(
            f"the UPN was given out in {upn.year}, before the pupil was born; is one of the two "
            "another child's?"
        )
    return tuple(q for q in questions if q)


def _question_about(
    upn: Upn, authority: LocalAuthority | None, earliest: date, latest: date
) -> str | None:
    if authority is None:
        return (
            f"no authority in our table has the number {upn.authority_code} (characters 2 to 4 of "
            "the UPN); is it a new one?"
        )
    if not authority.existed_between(earliest, latest):
        return (
            f"the UPN was given out in {upn.year} under number {upn.authority_code}, but "
            f"{authority.name} did not exist then"
        )
    return None
