"""Running a command in this process, as the shell would."""

import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

from pathway.cli.main import main


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def pathway(*words: object) -> Result:
    """Run a command."""
    out, err, code = StringIO(), StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
    return Result(code, out.getvalue(), err.getvalue())


def done(*words: object) -> Any:
    """Run a command that has to succeed, and return what it answers as JSON."""
    ran = pathway(*words, "--json")
    assert ran.code == 0, ran.err
    return ran.json
