"""Packs of an operator's own, written for a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pathway.domain.pack import Pack
from pathway.packs import load_pack

HEAD = 'name = "own"\ntitle = "Our Council"\n'

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write packs into a folder of an operator's own, each given by its name."""

    def folder(**packs: str) -> Path:
        for name, text in packs.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return folder


@pytest.fixture
def own(write: Write) -> Callable[[str], Pack]:
    """Load a pack called `own` of which only the values are given."""
    return lambda values: load_pack("own", folder=write(own=HEAD + values))
