"""The building: who may know whom, open a transaction, speak a protocol."""

import ast
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("pathway", "statemachines", "notifications", "flows")
CODE = sorted(p for top in PACKAGES for p in (ROOT / top).rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def users_of(module: str) -> set[str]:
    return {name(path) for path in CODE if module in imported(path)}


def test_the_walls_stand():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout


def test_transitions_is_known_in_one_file():
    assert users_of("transitions") == {"statemachines/policy.py"}


def test_smtp_is_spoken_in_one_file():
    assert users_of("aiosmtplib") == {"notifications/smtp.py"}
    assert users_of("smtplib") == set()


@pytest.mark.parametrize("module", ["prefect", "apscheduler"])
def test_only_flows_knows_what_happens_unattended(module):
    assert all(user.startswith("flows/") for user in users_of(module))


def test_the_time_is_asked_in_one_place():
    asking = {
        name(path)
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}
        and isinstance(node.value, ast.Name) and node.value.id in {"datetime", "date"}
    }  # fmt: skip

    assert asking == {"pathway/clock.py"}


MAY_OPEN_A_TRANSACTION = ("pathway/services/", "notifications/delivery.py", "pathway/persistence/")


@pytest.mark.parametrize("path", CODE, ids=name)
def test_only_services_and_delivery_open_a_transaction(path):
    opened = {
        node.func.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"begin", "commit", "begin_nested"}
        and "engine" in ast.unparse(node.func.value).lower()
    }  # fmt: skip

    assert not opened or name(path).startswith(MAY_OPEN_A_TRANSACTION)


@pytest.mark.parametrize(
    "path", [p for p in CODE if "persistence" in p.parts and p.name != "schema.py"], ids=name
)
def test_persistence_never_commits(path):
    calls = {
        node.func.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert "commit" not in calls


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_import_hides_in_a_function(path):
    hidden = [
        node.lineno
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


@pytest.mark.parametrize("path", CODE, ids=name)
def test_every_module_says_what_it_is(path):
    assert ast.get_docstring(tree(path))


def test_commands_that_are_plugged_in_can_be_loaded():
    plugged = entry_points(group="pathway.commands")

    assert {point.name for point in plugged} == {"up", "sweep"}
    assert all(point.load() for point in plugged)


TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
).stdout.split("\n")
NOT_HERE = (
    "pypi" + ".org",
    "files.python" + "hosted",
    "registry.npm" + "js",
    "deb.deb" + "ian",
    "/wo" + "rk/main",
    "/wo" + "rk/shared",
)


def test_no_file_names_a_registry_or_a_place_on_somebodys_machine():
    found = [
        (file, word)
        for file in TRACKED
        if file and (ROOT / file).suffix not in {".svg", ".csv", ".png"} and (ROOT / file).is_file()
        for word in NOT_HERE
        if word in (ROOT / file).read_text(encoding="utf-8", errors="replace")
    ]

    assert found == []


LONG_FOR_A_REASON = re.compile(
    r"synthetic/(forms|facts|tally)\.py|rules/|_forms\.py|statemachines/events\.py"  # lists
)
LONGEST_FILE, LONGEST_FUNCTION = 300, 30
LISTS = {"common_moves", "_staff", "_line"}  #: functions that are a list of declarations


def length(function: ast.FunctionDef) -> int:
    """How many lines a function does something in: what it takes and what it promises left out."""
    body = function.body[1 if ast.get_docstring(function) else 0 :]
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_files_and_functions_stay_small():
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in CODE)
    functions = sorted(
        length(node)
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name not in LISTS
    )
    long_files = {
        name(path)
        for path in CODE
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
        and not LONG_FOR_A_REASON.search(name(path))
    }

    assert long_files == set()
    assert lengths[len(lengths) // 2] <= 130
    assert functions[len(functions) // 2] <= 8
    assert functions[-1] <= LONGEST_FUNCTION
