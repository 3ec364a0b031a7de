"""How what was recorded looks: line by line, or as one story."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from pathway.cli.screen import Styled, grey, show_json, table
from pathway.domain.marks import UNMARKED, Change, Mark
from pathway.persistence.reading import LineRow
from pathway.services.chronology import NOT_FOR_YOU, Entry, told
from pathway.services.lines_read import Place, place

NAMELESS: Mapping[str, str] = {}


def list_of_lines(
    lines: Sequence[LineRow],
    marked: Mapping[Place, Mark],
    *,
    full: bool,
    as_json: bool,
    names: Mapping[str, str] = NAMELESS,
) -> None:
    """Show the lines of a history, with what was annulled or put right marked.

    Names stand instead of ids where those are known.
    """
    if as_json:
        show_json(lines_as_json(lines, marked))
        return
    table(
        ("day", "recorded", "process", "line", "what", "state", "cycle", "who", "role")
        + (("what was recorded",) if full else ()),
        [
            (
                one.occurred_on,
                one.recorded_at,
                f"{one.policy}/{one.occurrence}",
                one.number,
                _event(one, marked.get(place(one), UNMARKED), names),
                one.to_state if one.from_state != one.to_state else grey(one.to_state),
                one.cycle or None,
                "" if one.withheld else one.person or "time itself",
                one.role.replace("_", " "),
            )
            + ((in_words(dict(told(one)), names),) if full else ())
            for one in lines
        ],
        folds=("what was recorded", "recorded", "role", "process", "cycle"),
    )


def lines_as_json(
    lines: Sequence[LineRow], marked: Mapping[Place, Mark]
) -> list[dict[str, object]]:
    """Return the lines of a history, each with its mark."""
    return [asdict(one) | {"mark": marked.get(place(one), UNMARKED)} for one in lines]


def said_by(marked: Mapping[Place, Mark]) -> list[object]:
    """Return the values that corrections took away and put in, which names may be asked for."""
    return [
        value for mark in marked.values() for one in mark.changes for value in (one.was, one.now)
    ]


def in_words(value: object, names: Mapping[str, str] = NAMELESS) -> str:
    """Write what a form holds for people; what nobody filled in is left out."""
    if isinstance(value, Mapping):
        filled = {name: in_words(part, names) for name, part in value.items()}
        return "; ".join(
            f"{name.replace('_', ' ')}: {said}" for name, said in filled.items() if said
        )
    if isinstance(value, (list, tuple)):
        said = ((in_words(one, names), isinstance(one, Mapping)) for one in value)
        return ", ".join(f"({words})" if apart else words for words, apart in said)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else names.get(str(value), str(value))


def list_of_days(
    entries: Iterable[Entry], *, as_json: bool, names: Mapping[str, str] = NAMELESS
) -> None:
    """Show a case as one story, with what was annulled or put right marked."""
    if as_json:
        show_json(list(entries))
        return
    table(
        ("day", "process", "line", "what happened", "who"),
        [
            (
                one.on,
                one.process or Styled("letter", "cyan"),
                one.line,
                f"{one.words} ({one.says})"
                if one.what == "letter"
                else _marked(one.words, one.mark, names),
                one.who,
            )
            for one in entries
        ],
    )


def _marked(happened: str, mark: Mark, names: Mapping[str, str]) -> object:
    parts = [happened]
    if mark.annuls:
        parts.append("it did not happen")
    if mark.changes:
        parts.append("; ".join(_changed(one, names) for one in mark.changes))
    if mark.put_right_by:
        several = "s" if len(mark.put_right_by) > 1 else ""
        parts.append(f"put right by line{several} {', '.join(map(str, mark.put_right_by))}")
    words = " · ".join(parts)
    if mark.annulled_by is None:
        return words
    return grey(f"ANNULLED by line {mark.annulled_by}: {words}")


def _changed(one: Change, names: Mapping[str, str]) -> str:
    was, now = (in_words(value, names) or "blank" for value in (one.was, one.now))
    return f"{one.what.replace('_', ' ')} was {was}, is {now}"


def _event(line: LineRow, mark: Mark, names: Mapping[str, str]) -> object:
    if line.withheld:
        return grey(NOT_FOR_YOU)
    corrects = f" line {line.corrects}" if line.corrects else ""
    return _marked(f"{line.event.replace('_', ' ')}{corrects}", mark, names)
