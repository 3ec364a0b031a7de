"""The walls inside this package: who speaks SMTP, who waits, who asks the time."""

import ast
from pathlib import Path

import notifications

FILES = {
    path.name: ast.parse(path.read_text())
    for path in Path(notifications.__file__).parent.glob("*.py")
}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0]


def test_one_file_speaks_smtp():
    assert {name for name, tree in FILES.items() if "aiosmtplib" in imported(tree)} == {"smtp.py"}


def test_what_is_asynchronous_stands_in_that_file_and_in_the_port_it_serves():
    waiting = {
        name: [node.name for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
        for name, tree in FILES.items()
    }

    assert {name for name, functions in waiting.items() if functions} == {"smtp.py", "delivery.py"}
    assert waiting["delivery.py"] == ["send_all"]


def test_no_file_knows_a_case_or_a_rule():
    for name, tree in FILES.items():
        assert not {"pathway", "statemachines", "flows"} & set(imported(tree)), name


def test_no_function_is_long():
    for name, tree in FILES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                docstring = ast.get_docstring(node) or ""
                length = node.end_lineno - node.lineno + 1 - len(docstring.splitlines())
                assert length <= 30, f"{name}: {node.name}"
