"""Verifying and rebuilding the clock table with two hands, beside only reading it and the history.

The authority has as many plans as are asked for, with the annual reviews of five years. The floor
is one statement a table that reads every row of the history, its contents and the clocks, and
looks at none of them. `python -m benchmarks.verify 20000` measures what is aimed at; a smaller
authority is told in what twenty thousand plans would take at the same pace.
"""

import sys
from collections.abc import Callable
from time import perf_counter

from sqlalchemy import text

from benchmarks.bigshire import Bigshire, entered, planned
from benchmarks.figures import Figure, at_most, seconds, table
from benchmarks.house import a_server
from pathway.services.rebuilding import rebuild_clocks, verify_clocks
from pathway.services.redrawing import Drawing, with_several_hands

PLANS = 1_000
ASKED_FOR = 20_000
YEARS = 5
AIM = 60
READ = (
    text("select * from history"),
    text("select * from contents"),
    text("select * from clocks"),
)
DISTURB = text(
    "update clocks set due_on = due_on + 1 where rule_id = 'AR-02' and due_on is not null"
)


def measured(shire: Bigshire, *, plans: int) -> list[Figure]:
    """Verify, then spoil some clocks, then rebuild, and say how long each would take for 20,000."""
    whole = ASKED_FOR / plans
    floor = whole * seconds(lambda: read(shire))
    verified = whole * drawn(shire, verify_clocks, expected=0)
    with shire.office.engine.begin() as connection:
        spoilt = connection.execute(DISTURB).rowcount
    rebuilt = whole * drawn(shire, rebuild_clocks, expected=spoilt)
    return [
        Figure(what=what, measured=took, unit="s", floor=floor, aim=at_most(AIM, "s"))
        for what, took in (("clock table verified", verified), ("clock table rebuilt", rebuilt))
    ]


def read(shire: Bigshire) -> None:
    """Read everything that is looked at, and look at none of it."""
    with shire.office.engine.connect() as connection:
        for statement in READ:
            for _ in connection.execution_options(yield_per=1_000).execute(statement):
                pass


def drawn(shire: Bigshire, drawing: Drawing, *, expected: int) -> float:
    """Draw every clock anew, telling how far it is; return how many seconds it took.

    Raises:
        ValueError: not as many clocks differ as were spoilt.
    """
    began = perf_counter()
    found = with_several_hands(drawing, shire.opens, progress=progress(began))
    took = perf_counter() - began
    print(
        f"\n{found.processes:,} processes, {found.clocks:,} clocks, {took:.1f} s", file=sys.stderr
    )
    if len(found.differences) != expected:
        raise ValueError(found.differences[:3])
    return took


def progress(began: float) -> Callable[[int, int], None]:
    """Return what tells how far the work is."""

    def told(done: int, total: int) -> None:
        since = perf_counter() - began
        print(f"\r{done:,} of {total:,} in {since:.0f} s", end="", file=sys.stderr, flush=True)

    return told


def measure(plans: int = PLANS) -> list[Figure]:
    """Load the history of so many plans into a database of our own, and measure."""
    with a_server() as addresses:
        shire = entered(addresses.app_url, planned(plans, years=YEARS))
        load = shire.load()
        print(f"{plans:,} plans, {load.lines:,} lines of history", file=sys.stderr)
        found = measured(shire, plans=plans)
        shire.office.engine.dispose()
    return found


def measure_large() -> list[Figure]:
    """Measure the authority that is asked for."""
    return measure(ASKED_FOR)


if __name__ == "__main__":
    print(table(measure(int(sys.argv[1]) if sys.argv[1:] else PLANS)))
