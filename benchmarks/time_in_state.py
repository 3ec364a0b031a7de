"""Time in state over the history of a synthetic authority, beside one SQL statement.

The floor computes the days of every stay and their median by state, with nothing told apart, no
corrections and no school days. `python -m benchmarks.time_in_state 20000` measures so many plans.
"""

import resource
import sys
from collections.abc import Callable
from functools import partial
from statistics import median

from sqlalchemy import text

from benchmarks.bigshire import AS_AT, entered, planned
from benchmarks.figures import Figure, seconds, table
from benchmarks.house import a_server
from pathway.services.office import Office
from pathway.services.time_in_state import time_in_state
from pathway.services.time_in_state_report import Dimension

PLANS = 2_000
ROUNDS = 3
TOLD_APART = {
    "nothing told apart": (),
    "by district and need": (Dimension.DISTRICT, Dimension.PRIMARY_NEED),
    "by caseworker": (Dimension.CASEWORKER,),
    "by school": (Dimension.SCHOOL,),
    "by period": (Dimension.PERIOD,),
}
FLOOR = text(
    """
    select p.policy, s.to_state, count(*), percentile_disc(0.5) within group (order by s.days),
           max(s.days)
    from (select process_id, to_state, lead(occurred_on, 1, cast(:as_at as date))
                     over (partition by process_id order by number) - occurred_on as days
            from history where from_state <> to_state and occurred_on <= :as_at) s
    join processes p on p.id = s.process_id
    group by p.policy, s.to_state
    """
)


def measured(office: Office) -> list[Figure]:
    """Measure the report, told apart in several ways, each beside the floor."""
    with office.engine.connect() as connection:
        floor = _middle(lambda: connection.execute(FLOOR, {"as_at": AS_AT}).all())
    return [
        Figure(
            what=what,
            measured=1000 * _middle(partial(time_in_state, office, as_at=AS_AT, by=by)),
            unit="ms",
            floor=1000 * floor,
        )
        for what, by in TOLD_APART.items()
    ]


def _middle(work: Callable[[], object]) -> float:
    return median(seconds(work) for _ in range(ROUNDS))


def measure(plans: int = PLANS) -> list[Figure]:
    """Load the history of so many plans into a database of our own, and measure."""
    with a_server() as addresses:
        shire = entered(addresses.app_url, planned(plans))
        shire.load()
        found = measured(shire.office)
        shire.office.engine.dispose()
    return found


def main() -> None:
    """Print each figure and how it stands to the floor, and the most memory that was used."""
    print(table(measure(int(sys.argv[1]) if sys.argv[1:] else PLANS)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"at most {peak:,.0f} MB in this process")


if __name__ == "__main__":
    main()
