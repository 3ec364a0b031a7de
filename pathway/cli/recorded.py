"""How what was recorded looks: line by line, or as one story."""

from collections.abc import Iterable, Mapping, Sequence

from pathway.cli.screen import Styled, grey, show_json, table
from pathway.persistence.reading import LineRow
from pathway.services.chronology import NOT_FOR_YOU, Entry, told

NAMELESS: Mapping[str, str] = {}


def list_of_lines(
    lines: Sequence[LineRow], *, full: bool, as_json: bool, names: Mapping[str, str] = NAMELESS
) -> None:
    """Show the lines of a history, with names instead of ids where those are known."""
    if as_json:
        show_json(lines)
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
                _event(one),
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


def list_of_days(entries: Iterable[Entry], *, as_json: bool) -> None:
    """Show a case as one story."""
    if as_json:
        show_json(list(entries))
        return
    table(
        ("day", "process", "what happened", "who"),
        [
            (
                one.on,
                one.process or Styled("letter", "cyan"),
                f"{one.words} ({one.says})" if one.what == "letter" else one.words,
                one.who,
            )
            for one in entries
        ],
    )


def _event(line: LineRow) -> object:
    if line.withheld:
        return grey(NOT_FOR_YOU)
    corrects = f" line {line.corrects}" if line.corrects else ""
    return f"{line.event.replace('_', ' ')}{corrects}"
