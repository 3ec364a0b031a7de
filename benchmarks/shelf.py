"""Which benchmarks there are, and running one of them by its name."""

from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure

HERE = Path(__file__).parent
MEASURE, LARGE = "measure", "measure_large"


def names() -> list[str]:
    """Return the name of every module of this folder that measures something."""
    return sorted(p.stem for p in HERE.glob("[!_]*.py") if f"\ndef {MEASURE}(" in p.read_text())


def figures(name: str, *, large: bool) -> list[Figure]:
    """Run one benchmark, in its large size where that is asked for and it has one."""
    module = import_module(f"benchmarks.{name}")
    measure = getattr(module, LARGE, None) if large else None
    found: list[Figure] = (measure or getattr(module, MEASURE))()
    return found
