"""The town in which the manual's commands are typed."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pathway.embedded.server import EmbeddedServer
from tests.docs.blocks import ROOT
from tests.docs.manual import MADE_BY, NURSERY, Town, root_with_examples, shim

PYTHON = str(Path(sys.executable).parent)
"""Where the environment's own programs are."""


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    """A house in a folder with a space in its name, and the demonstration's authority in it."""
    folder = Path(tempfile.mkdtemp(prefix="a town "))
    folder.chmod(0o711)  # as root, the database's account has to pass through
    home, address = folder / "var", folder / "nursery"
    shim(folder / "bin", address)
    root_with_examples(folder)
    with EmbeddedServer(home, durable=False).running():
        environment = {
            **{name: told for name, told in os.environ.items() if not name.startswith("PATHWAY_")},
            "PATHWAY_HOME": str(home),
            "PATH": os.pathsep.join((str(folder / "bin"), PYTHON, os.environ["PATH"])),
        }
        nursery = subprocess.Popen(
            [sys.executable, NURSERY, address], stdout=subprocess.PIPE, cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert nursery.stdout is not None
        assert nursery.stdout.readline() == b"ready\n"
        subprocess.run(
            ["pathway", *MADE_BY], env=environment, check=True, capture_output=True,
        )  # fmt: skip
        yield Town(folder, environment)
        nursery.terminate()
        nursery.wait()
        if (folder / "restored").exists():
            EmbeddedServer(folder / "restored").stop()
    shutil.rmtree(folder)
