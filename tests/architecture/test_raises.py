"""What a docstring says under `Raises:` is what the function can raise.

Of a public function this is asked both ways: a house error that stands in its own body is named,
and one that is named can come about, in its body or in anything that it mentions by name. The
second is read generously: methods of one name are taken for each other, so nothing true is refused.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("pathway", "statemachines", "notifications", "flows")
CODE = sorted(p for top in PACKAGES for p in (ROOT / top).rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Found:
    """A function, and where it stands."""

    path: Path
    node: Function
    owner: str = ""

    def __str__(self) -> str:
        where = self.path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        return f"{where}.{self.owner}{'.' * bool(self.owner)}{self.node.name}"

    @property
    def is_public(self) -> bool:
        return not str(self).rpartition("/")[2].startswith("_") and not any(
            part.startswith("_") for part in (self.owner, self.node.name)
        )


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in CODE}


@cache
def functions() -> tuple[Found, ...]:
    return tuple(
        Found(path, node, owner)
        for path, tree in trees().items()
        for node, owner in _functions(tree, "")
    )


def _functions(holder: ast.AST, owner: str) -> Iterator[tuple[Function, str]]:
    for node in ast.iter_child_nodes(holder):
        if isinstance(node, Function):
            yield node, owner
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, node.name)


@cache
def errors() -> dict[str, frozenset[str]]:
    """Every error of the house, with all that it is a kind of, itself included."""
    bases = {
        node.name: [ast.unparse(base).rpartition(".")[2] for base in node.bases]
        for path, tree in trees().items()
        if path.stem.endswith("errors")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }

    def above(name: str) -> frozenset[str]:
        return frozenset({name}).union(*(above(base) for base in bases.get(name, ())))

    return {name: above(name) & set(bases) for name in bases if name[0].isupper()}


def last(node: ast.expr) -> str:
    named = node.func if isinstance(node, ast.Call) else node
    return getattr(named, "attr", getattr(named, "id", ""))


def made_in(node: ast.AST) -> set[str]:
    """The house errors that are made in a piece of code, or raised as they are."""
    calls = {last(one) for one in ast.walk(node) if isinstance(one, ast.Call)}
    return (calls & set(errors())) | raised_in(node)


def raised_in(node: ast.AST) -> set[str]:
    """The house errors of the raise statements in a piece of code."""
    raised = (one.exc for one in ast.walk(node) if isinstance(one, ast.Raise))
    return {last(one) for one in raised if one} & set(errors())


def caught_in(node: ast.AST) -> set[str]:
    """The errors that a function takes care of itself."""
    handlers = [one.type for one in ast.walk(node) if isinstance(one, ast.ExceptHandler)]
    return {
        part.id
        for kind in handlers
        if kind
        for part in ast.walk(kind)
        if isinstance(part, ast.Name)
    }


@cache
def known_in(path: Path) -> frozenset[str]:
    """What a module defines or imports, by name."""
    found = set()
    for node in trees()[path].body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, Function | ast.ClassDef):
            found.add(node.name)
    return frozenset(found)


EVERYBODYS = frozenset(name for kind in (str, dict, list, set, date, Path) for name in dir(kind))
"""What values have that are none of ours."""


@cache
def mentioned_in(one: Found) -> frozenset[str]:
    """What a function mentions by name, and what it finds by a text that says where it is."""
    found = set()
    for node in ast.walk(one.node):
        if isinstance(node, ast.Name) and node.id in known_in(one.path):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and node.attr not in EVERYBODYS:
            found.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and ":" in node.value:
            found.add(node.value.rpartition(":")[2])
    return frozenset(found)


def named_in(node: Function) -> set[str]:
    """The house errors that a docstring names under `Raises:`."""
    _, _, after = (ast.get_docstring(node) or "").partition("Raises:\n")
    section = re.split(r"\n\S", after, maxsplit=1)[0]
    return {word for line in re.findall(r"^ {4}(\w[\w, ]*):", section, re.MULTILINE)
            for word in re.split(r", ?| or ", line)} & set(errors())  # fmt: skip


@cache
def reach() -> dict[str, set[str]]:
    """By the bare name of a function or class: the errors that can come about through it."""
    raised: dict[str, set[str]] = defaultdict(set)
    mentions: dict[str, set[str]] = defaultdict(set)
    for one in functions():
        for name in {one.node.name, one.owner} - {""}:
            raised[name] |= made_in(one.node)
            mentions[name] |= mentioned_in(one)
    changed = True
    while changed:
        changed = False
        for name, others in mentions.items():
            more = set().union(*(raised[other] for other in others if other in mentions))
            changed |= not more <= raised[name]
            raised[name] |= more
    return raised


def is_a_command(node: Function) -> bool:
    """Tell whether a docstring is the help that a terminal shows; it is written for others."""
    return any(one.arg == "as_json" for one in node.args.args)


def is_a_promise(node: Function) -> bool:
    """Tell whether there is nothing but a docstring, as in a protocol: others keep it."""
    return all(isinstance(one, ast.Expr) for one in node.body)


def test_a_house_error_that_a_public_function_raises_is_named_in_its_docstring():
    unsaid = {
        str(one): error
        for one in functions()
        if one.is_public and not is_a_command(one.node)
        for error in raised_in(one.node) - caught_in(one.node)
        if not errors()[error] & named_in(one.node)
    }

    assert unsaid == {}


def test_an_error_that_a_docstring_names_can_come_about():
    never = {}
    for one in functions():
        if not (named := named_in(one.node)) or is_a_promise(one.node):
            continue
        through = (reach()[name] for name in mentioned_in(one) if name in reach())
        possible = made_in(one.node).union(*through)
        if idle := named.difference(*(errors()[error] for error in possible)):
            never[str(one)] = idle

    assert never == {}


def test_there_are_errors_and_functions_that_name_them():
    # So that the tests above could fail.
    assert len(errors()) > 50
    assert sum(bool(named_in(one.node)) for one in functions()) > 100
