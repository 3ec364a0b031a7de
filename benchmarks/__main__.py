"""Run every benchmark of this folder, one after the other, and print one table.

`make bench`, or `python -m benchmarks [NAME …] [--large] [--strict]`. A benchmark is a module here
with a function `measure`, which returns figures; where it has `measure_large` too, that is what
`--large` runs. Each is run in a process of its own, so that none slows down the next.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter

from benchmarks.figures import Figure, tables
from benchmarks.shelf import figures, names

WRONG = 1


def main(said: Sequence[str] | None = None) -> int:
    """Run what was asked for; 0 unless one broke or, where that was asked, an aim falls short."""
    asked = _asked(said)
    groups: dict[str, list[Figure]] = {}
    for name in asked.names or names():
        if (found := _tried(name, large=asked.large)) is not None:
            groups[name] = found
    print(tables(groups))
    broke = len(groups) < len(asked.names or names())
    short = any(figure.falls_short for group in groups.values() for figure in group)
    return WRONG if broke or (asked.strict and short) else 0


def _tried(name: str, *, large: bool) -> list[Figure] | None:
    """Run one benchmark in a process of its own; None where it breaks, which stops no other."""
    _say(f"{name} …")
    began = perf_counter()
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            found = alone.submit(figures, name, large=large).result()
    except Exception as fault:  # noqa: BLE001  whatever breaks in one stops no other
        _say(f"{name} broke after {perf_counter() - began:.0f} s: {fault!r}")
        return None
    _say(f"{name} took {perf_counter() - began:.0f} s")
    return found


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _asked(said: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="benchmarks", description="Measure, each beside a floor.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(names())}")
    parser.add_argument("--large", action="store_true", help="the sizes that take long")
    parser.add_argument("--strict", action="store_true", help="exit 1 where an aim falls short")
    asked = parser.parse_args(said)
    if unknown := sorted(set(asked.names) - set(names())):
        parser.error(f"there is no benchmark {', '.join(unknown)}")
    return asked


if __name__ == "__main__":
    sys.exit(main())
