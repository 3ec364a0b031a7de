"""Enter pupils."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from pathway.domain.identifiers import check_uln, check_upn
from pathway.domain.pupil_file.people import fault_of_birth_date
from pathway.domain.pupil_file.wording import fault_of_needed_name
from pathway.persistence import register
from pathway.persistence.tables.pupils import Pupil, PupilDetail
from pathway.services.entry_errors import refuse_unfit
from pathway.services.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPupil:
    """A pupil to be entered; one of the numbers, or the reason for having none, is there."""

    given_name: str
    family_name: str
    born_on: date
    sex: str | None = None
    upn: str | None = None
    uln: str | None = None
    upn_unknown: str | None = None
    year_group: str | None = None
    primary_need: str | None = None
    restricted: bool = False


def add_pupil(office: Office, new: NewPupil, *, from_on: date, recorded_at: datetime) -> UUID:
    """Enter a pupil with what is so about them from a day on, and return the id.

    Raises:
        EntryUnfit: a name is missing or has no letter in it, or the birth date cannot be right.
        Mistyped: the UPN or the ULN does not agree with its check character.
    """
    today = office.legal_day(recorded_at)
    refuse_unfit("surname", fault_of_needed_name(new.family_name))
    refuse_unfit("forename", fault_of_needed_name(new.given_name))
    refuse_unfit("day of birth", fault_of_birth_date(new.born_on, today))
    row = Pupil(
        authority_id=office.authority_id,
        id=uuid4(),
        given_name=new.given_name.strip(),
        family_name=new.family_name.strip(),
        born_on=new.born_on,
        sex=new.sex,
        upn=check_upn(new.upn).text if new.upn else None,
        uln=check_uln(new.uln) if new.uln else None,
        upn_unknown=new.upn_unknown,
        restricted=new.restricted,
    )
    kinds = {"year_group": new.year_group, "primary_need": new.primary_need}
    details = [
        PupilDetail(
            authority_id=office.authority_id, pupil_id=row.id, kind=kind, value=value,
            from_on=from_on, recorded_at=recorded_at,
        )
        for kind, value in kinds.items()
        if value
    ]  # fmt: skip
    with office.engine.begin() as connection:
        register.enter(connection, [row, *details])
    return row.id
