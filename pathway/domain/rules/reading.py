"""Files of rules, read by name, so that a mistake in one is told with its place and in a sentence.

A declaration that Python itself cannot make (a citation left out, an event that nobody knows) would
else end in a traceback, at whichever door asked for the law first.
"""

from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name
from traceback import walk_tb

from pathway.domain.errors import RuleFileUnreadable
from pathway.domain.rules.rule import Rule
from statemachines.mistakes import MISTAKES, in_words, of_a_policy

FOLDER = Path(__file__).parent
GRAMMAR = "rule.py"
"""The file whose functions rules are declared with; what fails in it was written elsewhere."""


def read_rules(file: str) -> tuple[Rule, ...]:
    """Return the rules that a file of this folder declares.

    Args:
        file: its name, without `.py`.

    Raises:
        RuleFileUnreadable: it cannot be read; with the file, the line and what is wrong.
        PolicyFileUnreadable: a file of policies that it is made of cannot be read; likewise.
    """
    try:
        rules: object = resolve_name(f"{__package__}.{file}").RULES
    except MISTAKES as wrong:
        blamed = of_a_policy(wrong) or RuleFileUnreadable(_place(wrong, file), in_words(wrong))
        raise blamed from wrong
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
