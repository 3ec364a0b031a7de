"""What the command line needs in order to start, and what it does not."""

import subprocess
import sys

import pytest

from pathway.cli.lazy import LazyCommand
from pathway.cli.main import COMMANDS, root
from tests.cli.running import pathway

HEAVY = ("sqlalchemy", "sqlmodel", "alembic", "psycopg", "prefect", "jinja2", "apscheduler")
POLICIES = ("statemachines.registry",)
ASK = """
import sys
from pathway.cli.main import main
try:
    main({words!r})
except SystemExit as end:
    assert not end.code, end.code
print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""


def loaded_by(*words, heavy=HEAVY):
    script = ASK.format(words=list(words), heavy=heavy)
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    return ran.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("clocks", "--help"),
        ("case", "--help"),
        ("clocks", "rules", "EHC-08"),
        ("packs", "list"),
        ("packs", "show", "gateshead"),
        ("clocks", "due", "EHC-08", "--on", "request_received=2026-09-07"),
    ],
)
def test_what_needs_no_database_imports_none(words):
    assert loaded_by(*words) == "[]"


@pytest.mark.parametrize(
    "command", ["report deadlines", "tasks list", "letters list", "pupil list"]
)
def test_what_is_now_is_listed_without_the_policies_that_the_past_is_drawn_by(command):
    assert loaded_by(*command.split(), "--help", heavy=POLICIES) == "[]"


def test_a_case_is_shown_with_the_policies():
    # So that the test above could fail.
    assert loaded_by("case", "show", "--help", heavy=POLICIES) != "[]"


def test_what_needs_a_database_does_import_one():
    # So that the test above could fail.
    assert "sqlalchemy" in loaded_by("people", "list", "--help")


LOOKS = (
    "case list", "case show {}", "case moves {}", "case history {}", "case chronology {}",
    "clocks show {}", "clocks explain {}", "tasks list", "letters list", "report deadlines",
    "report time-in-state", "report timeliness", "people list", "pupil list", "placement list",
    "history verify", "clocks verify", "authority list", "calendars list", "db status",
)  # fmt: skip
ASK_EACH = """
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathway.cli.main import main
for words in {lines!r}:
    with redirect_stdout(StringIO()):
        try:
            main(words)
        except SystemExit as end:
            assert not end.code, (words, end.code)
    loaded = [name for name in {heavy!r} if name in sys.modules]
    if loaded:
        sys.exit(f"{{words}} loads {{loaded}}")
"""
FOR_WRITING = ("sqlmodel", "sqlalchemy.orm", "alembic", "prefect", "jinja2", "apscheduler")
"""What only writing, migrating, letters or what is unattended needs; each costs a tenth of a second
or more."""


def test_who_only_looks_loads_nothing_that_only_writing_needs(opened):
    case = opened()
    lines = [look.format(case).split() for look in LOOKS]
    script = ASK_EACH.format(lines=lines, heavy=FOR_WRITING)

    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=120
    )

    assert (ran.returncode, ran.stderr) == (0, "")


def test_whoever_writes_through_the_tables_does_load_them():
    # So that the test above could fail.
    adds = ASK_EACH.format(lines=[["people", "add", "--help"]], heavy=FOR_WRITING)

    ran = subprocess.run([sys.executable, "-c", adds], capture_output=True, text=True, check=False)

    assert "sqlmodel" in ran.stderr


WITHOUT_JSON = {"up"}
ACTS = {"case open", "case move", "placement propose", "placement move"}


def leaves(group, path=()):
    for name, command in group.commands.items():
        real = command.real() if isinstance(command, LazyCommand) else command
        if hasattr(real, "commands"):
            yield from leaves(real, (*path, name))
        else:
            yield " ".join((*path, name)), real


def options(command):
    return {option for one in command.params for option in one.opts}


@pytest.fixture(scope="module")
def every_command():
    return dict(leaves(root))


def test_every_command_of_the_table_is_there(every_command):
    assert {name.split()[0] for name in every_command} >= {entry.name for entry in COMMANDS}


def test_every_command_says_what_it_does_in_one_line(every_command):
    first = {name: (one.help or "-").splitlines()[0] for name, one in every_command.items()}

    assert [name for name, line in first.items() if not line.endswith(".")] == []


def test_every_command_can_answer_as_json(every_command):
    without = {name for name, one in every_command.items() if "--json" not in options(one)}

    assert without == WITHOUT_JSON


@pytest.mark.parametrize("name", sorted(ACTS))
def test_every_acting_command_takes_who_when_and_in_what_role(every_command, name):
    wanted = {"--at", "--as", "--role", "--authority", "--set", "--form", "--key"}

    assert options(every_command[name]) >= wanted


def test_the_plugins_of_flows_are_listed_beside_our_own():
    assert {"up", "sweep"} <= set(root.commands)


def test_an_unknown_command_is_told_with_the_nearest():
    ran = pathway("cases", "list")

    assert ran.code == 2
    assert "'case'" in ran.err
