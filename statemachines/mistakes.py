"""Mistakes in what is declared, told with file and line and in a sentence.

What Python itself cannot make, such as a policy in which a name is misspelt, would else end in a
traceback at whichever door asked for it first.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb

from statemachines.errors import PolicyFileUnreadable

FOLDER = Path(__file__).parent
GRAMMAR = frozenset({"declared.py", "forms.py", "grammar.py", "policy.py"})
"""The files whose functions policies are declared with: what fails there was written elsewhere."""

BODY = "<module>"
"""What Python calls the code that runs when a file is read."""

MISTAKES = (
    AttributeError, ImportError, LookupError, NameError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What Python says of a declaration that cannot be made."""

_LACKING = re.compile(r"missing \d+ required \S+ arguments?: (?P<names>.+)$")
_NO_VALUE = re.compile(r"^(?P<value>'.*') is not a valid (?P<kind>\w+)$")


def of_a_policy(wrong: Exception) -> PolicyFileUnreadable | None:
    """Return what to tell of a mistake, where it was met while a file of policies was read.

    None where it was not: what goes wrong later is a fault of ours, and is shown as one.
    """
    where = _place(wrong)
    return None if where is None else PolicyFileUnreadable(where, in_words(wrong))


def _place(wrong: Exception) -> str | None:
    """Return the file and line that are to blame: where things are declared, not how."""
    if isinstance(wrong, SyntaxError) and wrong.filename:
        path = Path(wrong.filename)
        return f"{path.name}, line {wrong.lineno or 1}" if path.parent == FOLDER else None
    lines = list(_lines(wrong))
    if not any(body == BODY for _, _, body in lines):
        return None
    name, line, _ = next((one for one in reversed(lines) if one[0] not in GRAMMAR), lines[-1])
    return f"{name}, line {line}"


def _lines(wrong: Exception) -> Iterator[tuple[str, int, str]]:
    for frame, line in walk_tb(wrong.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.parent == FOLDER:
            yield path.name, line, frame.f_code.co_name


def in_words(wrong: Exception) -> str:
    """Say in words what Python says of a declaration that cannot be made."""
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
