"""Files of rules, read by name, so that a mistake in one is told with its place and in a sentence.

A declaration that Python itself cannot make (a citation left out, an event that nobody knows) would
else end in a traceback, at whichever door asked for the law first.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from pkgutil import resolve_name
from traceback import walk_tb

from pathway.domain.errors import RuleFileUnreadable
from pathway.domain.rules.rule import Rule

FOLDER = Path(__file__).parent
GRAMMAR = "rule.py"
"""The file whose functions rules are declared with; what fails in it was written elsewhere."""

MISTAKES = (
    AttributeError, ImportError, LookupError, NameError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What Python says of a declaration that cannot be made."""

_LACKING = re.compile(r"missing \d+ required \S+ arguments?: (?P<names>.+)$")
_NO_VALUE = re.compile(r"^(?P<value>'.*') is not a valid (?P<kind>\w+)$")


def read_rules(file: str) -> tuple[Rule, ...]:
    """Return the rules that a file of this folder declares.

    Args:
        file: its name, without `.py`.

    Raises:
        RuleFileUnreadable: it cannot be read; with the file, the line and what is wrong.
    """
    try:
        rules: object = resolve_name(f"{__package__}.{file}").RULES
    except MISTAKES as wrong:
        raise RuleFileUnreadable(_place(wrong, file), _in_words(wrong)) from wrong
    if not isinstance(rules, tuple) or not all(isinstance(rule, Rule) for rule in rules):
        wanted = "RULES has to be a tuple of rules, each with a comma after it"
        raise RuleFileUnreadable(f"{file}.py, line {_line_of_rules(file)}", wanted)
    return rules


def _place(wrong: Exception, file: str) -> str:
    """Return the file and line that are to blame: where rules are declared, not how."""
    if isinstance(wrong, SyntaxError):
        return f"{Path(wrong.filename or file).name}, line {wrong.lineno or 1}"
    declared = list(_lines_of_rules(wrong))
    name, line = declared[-1] if declared else (f"{file}.py", 1)
    return f"{name}, line {line}"


def _lines_of_rules(wrong: Exception) -> Iterator[tuple[str, int]]:
    for frame, line in walk_tb(wrong.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.parent == FOLDER and path.name not in (GRAMMAR, Path(__file__).name):
            yield path.name, line


def _line_of_rules(file: str) -> int:
    lines = (FOLDER / f"{file}.py").read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith("RULES")), 1)


def _in_words(wrong: Exception) -> str:
    if lacking := _LACKING.search(str(wrong)):
        named = re.findall(r"'(\w+)'", lacking["names"])
        return f"a declaration has {' and '.join(f'no {name}' for name in named)}"
    if no_value := _NO_VALUE.match(str(wrong)):
        return f"there is no {no_value['kind'].lower()} {no_value['value']}"
    if isinstance(wrong, AttributeError) and isinstance(wrong.obj, type):
        near = get_close_matches(str(wrong.name), vars(wrong.obj), n=1)
        hint = f"; did you mean {near[0]}" if near else ""
        return f"there is no {wrong.obj.__name__.lower()} {wrong.name}{hint}"
    if isinstance(wrong, SyntaxError):
        return f"it is not Python ({wrong.msg})"
    return f"the declaration cannot be read ({wrong})"
