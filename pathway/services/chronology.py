"""A case as one story: what happened in every process of it, and the letters, day by day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from notifications import archive
from notifications.messages import Listed
from pathway.domain.marks import UNMARKED, Mark
from pathway.domain.versions import policy_of
from pathway.persistence import reading, reading_people
from pathway.persistence.reading import LineRow
from pathway.services.finding import find_for
from pathway.services.lines_read import Place, as_read, place, recorded
from pathway.services.marking import marks_of
from pathway.services.office import Office
from pathway.services.reaching import Reached, Reader
from statemachines.vocabulary import Readers

NOT_FOR_YOU = "a line you may not read"
LETTERS = 10_000
"""More letters than any case has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happened in a case.

    Attributes:
        on: the civil day on which it happened; of a synthetic authority's letter the day on which
            it was owed, as its time may be ahead of the one by which letters go out.
        at: the moment, where it is known.
        recorded_at: when it was recorded, for what was recorded; None of letters.
        what: "move" or "letter".
        process: the process within its case; blank of letters.
        words: what happened, in a few words.
        who: who did it, or to whom it went.
        says: what the form holds, or where the letter stands.
        line: its number within its process; None of letters.
        mark: by which lines it was annulled or put right; of a correction, what it did.
    """

    on: date
    at: datetime | None
    recorded_at: datetime | None
    what: str
    process: str
    words: str
    who: str
    says: object
    line: int | None = None
    mark: Mark = UNMARKED


def chronology(
    office: Office,
    reference: str,
    reader: Reader | None = None,
    *,
    lines: Sequence[LineRow] | None = None,
    recorded_by: datetime | None = None,
) -> list[Entry]:
    """Tell a case in the order of its days: the lines of every process, and the letters.

    A line is told as it was recorded, with a mark where it was annulled or put right since.
    Outsiders see their own letters and nobody else's. What may not be read is told by its day.

    Args:
        office: the authority.
        reference: the case.
        reader: who reads, if somebody is named.
        lines: what is told instead of the lines as they were recorded; it stands, and has no marks.
        recorded_by: the moment, aware, by which lines had been recorded that are told, and letters
            owed; None for all there is.

    Raises:
        Mistyped: the reference cannot be one of ours.
        CaseNotFound: there is no such case.
        OutOfReach: an outsider asks, and the case is none of theirs.
    """
    with office.engine.connect() as connection:
        found = find_for(connection, reference, reader)
        file, got = found.file, found.reached
        marked: Mapping[Place, Mark] = {}
        if lines is None:
            kept = recorded(reading.lines(connection, file.case_id), recorded_by)
            lines = as_read(kept, got)
            marked = marks_of(connection, found, kept, lines)
        posted = archive.list_letters(connection, reference=file.reference, limit=LETTERS)
        letters = [one for one in posted if _is_theirs(one, got)]
        wanted = {one.recipient_id for one in letters if one.recipient_id}
        names = reading_people.names(connection, wanted)
    entries = [_of_line(line, marked.get(place(line), UNMARKED)) for line in lines]
    entries += (
        entry
        for one in letters
        if (entry := _of_letter(office, one, names.get(one.recipient_id)))
        and (recorded_by is None or entry.on <= office.legal_day(recorded_by))
    )
    return sorted(entries, key=lambda entry: (entry.on, entry.what == "letter"))


def _is_theirs(letter: Listed, got: Reached) -> bool:
    return Readers.AUTHORITY in got.reads or letter.recipient_id == got.person


def _of_line(line: LineRow, mark: Mark) -> Entry:
    state = policy_of(line).by_name.get(line.to_state)
    of = "" if line.corrects is None else f" line {line.corrects}"
    moved = f" · now {line.to_state}" if line.from_state != line.to_state and state else ""
    return Entry(
        on=line.occurred_on,
        at=line.occurred_at,
        recorded_at=line.recorded_at,
        what="move",
        process=f"{line.policy}/{line.occurrence}",
        words=NOT_FOR_YOU if line.withheld else f"{line.event.replace('_', ' ')}{of}{moved}",
        who=who(line),
        says=dict(told(line)),
        line=line.number,
        mark=mark,
    )


def who(line: LineRow) -> str:
    """Say who made a line, in what role; nothing of one that may not be read."""
    if line.withheld:
        return ""
    return f"{line.person or 'time itself'} ({line.role.replace('_', ' ')})"


def told(line: LineRow) -> Iterator[tuple[str, object]]:
    """Yield what a line's form holds and says something."""
    for name, value in (line.content or {}).items():
        if value not in (None, "", [], {}):
            yield name, value


def _of_letter(office: Office, letter: Listed, name: str | None) -> Entry:
    moment = letter.sent_at or letter.posted_at
    by_its_clock = letter.owed_on if office.synthetic else None
    return Entry(
        on=by_its_clock or office.legal_day(moment),
        at=None if by_its_clock else moment,
        recorded_at=None,
        what="letter",
        process="",
        words=letter.subject,
        who=f"to {name or letter.recipient}",
        says=letter.stage.value,
    )
