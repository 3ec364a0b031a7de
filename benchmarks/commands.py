"""What a command costs from the first key to the last line, each as a process of its own.

Run with `python -m benchmarks.commands`. The floor is the bare interpreter that imports Typer,
SQLAlchemy and psycopg and asks the same server for one row: no command that uses the three can be
quicker. Every command is measured with the embedded server running, and a few again when they have
to start it. Commands that write do so in an authority of their own, made by `simulate`.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.figures import Aim, Figure, at_most, seconds, table
from pathway.embedded.addresses import Addresses
from pathway.embedded.server import EmbeddedServer

ROUNDS = 5
STARTS = 3
"""How often a command has to start the server."""

ROOT = Path(__file__).parents[1]
COMMAND = str(Path(sys.executable).with_name("pathway"))
PUPILS = ROOT / "docs/examples/pupils.csv"
WITHOUT = at_most(500, "ms")
WITH = at_most(2_000, "ms")
FLOOR = """
import sys, typer, psycopg
from sqlalchemy import create_engine, text
with create_engine(sys.argv[1]).connect() as connection:
    connection.execute(text("select 1")).scalar_one()
"""
BARE = "import typer"

Words = Callable[[int], tuple[str, ...]]
"""The words of a command in a round; those that write say something else in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A home with a synthetic authority in it, and what its commands are asked about."""

    home: Path
    server: EmbeddedServer
    addresses: Addresses
    reference: str

    def run(self, *words: str) -> str:
        """Run one command, and return what it answered.

        Raises:
            CalledProcessError: it was refused.
        """
        return _run(self.home, COMMAND, *words)

    def floor(self) -> None:
        """Run the bare interpreter against the same server."""
        _run(self.home, sys.executable, "-c", FLOOR, self.addresses.app_url)


def _run(home: Path, *line: str) -> str:
    ran = subprocess.run(
        line,
        env={**_as_a_user_has_it(), "PATHWAY_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return ran.stdout


def _as_a_user_has_it() -> dict[str, str]:
    """Return the environment, without what would keep Python from compiling only once."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@contextmanager
def a_place() -> Iterator[Place]:
    """Have an embedded server with the demonstration's authority, in a folder of our own."""
    with tempfile.TemporaryDirectory(prefix="pathway benchmark ") as folder:
        Path(folder).chmod(0o711)  # as root, the server's account has to pass through
        home = Path(folder) / "home"
        server = EmbeddedServer(home)
        _run(home, COMMAND, "simulate", "--authority", "demo", "--seed", "1")
        try:
            found = json.loads(
                _run(home, COMMAND, "case", "list", "--policy", "graduated_approach", "--json")
            )
            yield Place(
                home=home,
                server=server,
                addresses=server.start(),
                reference=found[0]["case"],
            )
        finally:
            server.stop()


def without_database() -> dict[str, Words]:
    """List the commands that need no database."""
    due = ("clocks", "due", "EHC-08", "--on", "request_received=2026-09-07")
    return {"--help": lambda _: ("--help",), "clocks due": lambda _: due}


def with_database(place: Place) -> dict[str, Words]:
    """List the commands that need the database, by what they are called."""
    process = f"{place.reference}/graduated_approach"
    asked = {
        "case list": (),
        "case show": (place.reference,),
        "case moves": (process,),
        "case history": (process,),
        "case chronology": (place.reference,),
        "clocks show": (place.reference,),
        "clocks explain": (place.reference,),
        "tasks list": (),
        "letters list": (),
        "report deadlines": (),
        "report time-in-state": (),
        "people list": (),
        "pupil list": (),
        "placement list": (),
        "history verify": (),
        "sweep": (),
    }
    reading = {name: _same(*name.split(), *more) for name, more in asked.items()}
    return {**reading, "case move": _contact(process), "import pupils": _import(place.home)}


def _same(*words: str) -> Words:
    return lambda _: words


def _contact(process: str) -> Words:
    move = ("case", "move", process, "log contact", "--set", "channel=phone", "--set")
    return lambda n: (*move, f"said=called for the {n}. time")


def _import(home: Path) -> Words:
    """Bring in a file, each time of other pupils: without UPN, and born on another day."""
    good = home.parent / "pupils.csv"
    heading = PUPILS.read_text("cp1252").splitlines()[0]

    def words(number: int) -> tuple[str, ...]:
        row = f",UN1,,Abernathy,Rowan {number},14/11/2016,M,WBRI,ZZ99 1AA,4,999001,ASD,,,,,,"
        good.write_text(f"{heading}\n{row}\n", "cp1252")
        return ("import", "pupils", str(good))

    return words


def measured(place: Place, *, rounds: int = ROUNDS) -> list[Figure]:
    """Run each command once a round, in turn with the floor, and take the medians."""
    kinds = {**without_database(), **with_database(place)}
    took: dict[str, list[float]] = {name: [] for name in kinds}
    floor: list[float] = []
    bare: list[float] = []
    turns = count(1)
    for _ in range(rounds):
        floor.append(seconds(place.floor))
        bare.append(seconds(lambda: _run(place.home, sys.executable, "-c", BARE)))
        for name, words in kinds.items():
            said = words(next(turns))
            took[name].append(seconds(lambda: place.run(*said)))  # noqa: B023 - called at once
    needs_none = without_database()
    return [
        _figure(name, times, *((bare, WITHOUT) if name in needs_none else (floor, WITH)))
        for name, times in took.items()
    ]


def measured_from_rest(place: Place, *, starts: int = STARTS) -> list[Figure]:
    """Run commands that have to start the server first; the floor starts it, and asks for a row."""
    kinds = with_database(place)
    floor = [_from_rest(place, lambda: _bare_start(place)) for _ in range(starts)]
    return [
        _figure(
            f"{name}, server at rest",
            [_from_rest(place, lambda: place.run(*said)) for _ in range(starts)],  # noqa: B023
            floor,
            WITH,
        )
        for name in ("case list", "case show", "case move")
        for said in [kinds[name](-1)]
    ]


def _bare_start(place: Place) -> None:
    place.server.start()
    place.floor()


def _from_rest(place: Place, work: Callable[[], object]) -> float:
    place.server.stop()
    return seconds(work)


def _figure(what: str, times: Iterable[float], floor: Iterable[float], aim: Aim) -> Figure:
    return Figure(
        what=what,
        measured=1000 * median(times),
        unit="ms",
        floor=1000 * median(floor),
        aim=aim,
    )


def measure() -> list[Figure]:
    """Measure every command in an environment of its own."""
    with a_place() as place:
        return [*measured(place), *measured_from_rest(place)]


def main() -> None:
    """Print each command and how it stands to the floor."""
    print(table(measure()))


if __name__ == "__main__":
    main()
