"""What is counted in days in the processes of a case, for whoever opens the file."""

from datetime import date

from pathway.domain.days_counted import COUNTED
from pathway.domain.history import fold
from pathway.domain.known_days import KnownDays
from pathway.domain.versions import policy_of
from pathway.persistence import casebook
from pathway.persistence.casebook import ProcessKey
from pathway.services.casefiles import CaseFile
from pathway.services.office import Office
from pathway.services.schooling import calendars_of


def days_counted(office: Office, file: CaseFile, *, on: date) -> dict[str, str]:
    """Return a sentence on each process of the case in which days are counted, by its name.

    Args:
        office: the authority.
        file: the case, as whoever asks may see it.
        on: the civil day of looking.
    """
    counted = {}
    for standing in file.processes:
        tell = COUNTED.get(standing.kept.policy)
        if tell is not None:
            kept = standing.kept
            key = ProcessKey(file.file.reference, kept.policy, kept.occurrence)
            with office.engine.connect() as connection:
                dossier = casebook.read(connection, key).dossier
            record = fold(policy_of(dossier), dossier.lines).record
            sentence = tell(record, KnownDays(calendars_of(office, dossier.subject)), on)
            if sentence is not None:
                counted[standing.name] = sentence
    return counted
