"""All rows of a file, read, held against one another and against the pupils already kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pathway.domain.pupil_file.cells import Cells, take_apart
from pathway.domain.pupil_file.columns import Column
from pathway.domain.pupil_file.headings import Headings, missing_headings
from pathway.domain.pupil_file.known import KnownPupils
from pathway.domain.pupil_file.problems import Finding, Level, Problem
from pathway.domain.pupil_file.reading import Sighting, sight, why_no_pupil, why_unreadable
from pathway.domain.pupil_file.records import Table
from pathway.domain.pupil_file.repeats import contradictions, merge_repeated
from pathway.domain.pupil_file.rows import PupilRow
from pathway.domain.pupil_file.whole import doubtful, month_first, questions


@dataclass(frozen=True, slots=True)
class Survey:
    """The rows that can be stored, and everything that was found."""

    rows: tuple[PupilRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    pupils: int = 0
    repeated: int = 0


def survey(
    lines: Sequence[str],
    headings: Headings,
    columns: Mapping[str, Column],
    *,
    today: date,
    known: KnownPupils,
) -> Survey:
    """Read every row below the headings. Without the headings it needs, a file has no rows."""
    problems = [*headings.problems, *missing_headings(headings, columns)]
    if problems:
        return Survey(problems=tuple(problems))
    pile = _pile(lines, headings, today)
    kept, notices = merge_repeated(pile.sightings)
    rows, recognised = _recognised(kept, known)
    findings = [*notices, *contradictions(kept), *recognised, *doubtful(kept)]
    problems = [*pile.problems, *_told(headings, findings), *questions(headings, kept)]
    problems += [problem for sighting in kept for problem in sighting.problems]
    if wrong_order := month_first(kept):
        problems = [wrong_order, *problems]
    pupils = len(kept) + pile.unreadable
    return Survey(_good(rows, problems), tuple(problems), pupils, len(notices))


@dataclass(slots=True)
class _Pile:
    sightings: list[Sighting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unreadable: int = 0

    def fail(self, line: int, fault: str) -> None:
        self.problems.append(_problem(Level.ERROR, line, fault))
        self.unreadable += 1


def _pile(lines: Sequence[str], headings: Headings, today: date) -> _Pile:
    pile = _Pile()
    table = Table(lines, headings.delimiter)
    for record in table.records(start=headings.record.last_line):
        if record.fault:
            pile.fail(record.line, record.fault)
        elif not record.is_blank:
            _look_at(take_apart(headings, record), pile, today)
    return pile


def _look_at(cells: Cells, pile: _Pile, today: date) -> None:
    if reason := why_no_pupil(cells):
        pile.problems.append(_problem(Level.QUERY, cells.line, reason))
    elif fault := why_unreadable(cells):
        pile.fail(cells.line, fault)
    else:
        pile.sightings.append(sight(cells, today))


def _recognised(
    sightings: Iterable[Sighting], known: KnownPupils
) -> tuple[list[PupilRow], list[Finding]]:
    pairs = [known.recognise(sighting.row) for sighting in sightings if sighting.row]
    return [row for row, _ in pairs], [finding for _, finding in pairs if finding]


def _told(headings: Headings, findings: Iterable[Finding]) -> Iterable[Problem]:
    for finding in findings:
        there = finding.column if finding.column in headings.places else None
        yield Problem(
            level=finding.level,
            line=finding.line,
            heading=headings.written(there) if there else None,
            reason=finding.reason,
        )


def _good(rows: Iterable[PupilRow], problems: Iterable[Problem]) -> tuple[PupilRow, ...]:
    bad = {problem.line for problem in problems if problem.is_error}
    return tuple(row for row in rows if row.line not in bad)


def _problem(level: Level, line: int, reason: str) -> Problem:
    return Problem(level=level, line=line, reason=reason)
