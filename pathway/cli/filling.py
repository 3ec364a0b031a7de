"""What goes into a form: from options, from a file, or asked for in a terminal."""

import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from pathway.cli.errors import FileUnreadable, FormFileUnfit

STANDARD_INPUT = "-"
CONTAINERS = ("{", "[")


def given(settings: Sequence[str], file: str) -> dict[str, Any]:
    """Return what options and a file say: the file first, then each option over it.

    Raises:
        FileUnreadable: the file cannot be read.
        FormFileUnfit: it holds no JSON object.
        BadParameter: an option is not FIELD=VALUE, or names a part of something that has none.
    """
    content = _read(file) if file else {}
    for setting in settings:
        field, equals, value = setting.partition("=")
        if not equals or not field.strip():
            raise typer.BadParameter(f"{setting!r} is not FIELD=VALUE", param_hint="--set")
        _put(content, field.strip().split("."), _value(value), setting)
    return content


def as_options(content: Mapping[str, Any]) -> str:
    """Return a filled form as the options that fill it, quoted for a shell."""
    return shlex.join(
        word for name, value in content.items() for word in ("--set", f"{name}={_told(value)}")
    )


def _told(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _read(file: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if file == STANDARD_INPUT else Path(file).read_text("utf-8-sig")
    except (OSError, UnicodeError) as fault:
        raise FileUnreadable(file, str(getattr(fault, "strerror", None) or fault)) from fault
    try:
        content = json.loads(text)
    except ValueError as fault:
        raise FormFileUnfit(file, f"it is not JSON: {fault}") from fault
    if not isinstance(content, dict):
        raise FormFileUnfit(file, "it is not an object of fields")
    return content


def _value(text: str) -> Any:
    """Return a value: lists and parts as JSON where they are written so, everything else as is."""
    if text == "null":
        return None
    if text.strip().startswith(CONTAINERS):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _put(holder: Any, way: Sequence[str], value: Any, setting: str) -> None:
    """Put a value where dots lead: into parts by name, into lists by number, from 0."""
    step, rest = way[0], way[1:]
    if isinstance(holder, list):
        _put_in_list(holder, way, value, setting)
    elif not isinstance(holder, dict):
        raise typer.BadParameter(
            f"{setting!r}: {step} is part of a plain value", param_hint="--set"
        )
    elif not rest:
        holder[step] = value
    else:
        empty: Any = [] if rest[0].isdigit() else {}
        _put(holder.setdefault(step, empty), rest, value, setting)


def _put_in_list(holder: list[Any], way: Sequence[str], value: Any, setting: str) -> None:
    step, rest = way[0], way[1:]
    if not step.isdigit() or int(step) > len(holder):
        expected = f"a number from 0 to {len(holder)}, the next one"
        raise typer.BadParameter(f"{setting!r}: {step} is not {expected}", param_hint="--set")
    if int(step) == len(holder):
        holder.append([] if rest and rest[0].isdigit() else {})
    if rest:
        _put(holder[int(step)], rest, value, setting)
    else:
        holder[int(step)] = value
