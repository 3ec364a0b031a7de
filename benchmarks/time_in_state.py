"""Time in state over the history of a synthetic authority, beside one SQL statement.

The floor computes the days of every stay and their median by state, with nothing told apart, no
corrections and no school days. `python -m benchmarks.time_in_state 20000` measures so many plans.
"""

import resource
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from random import Random
from statistics import median
from uuid import UUID

from sqlalchemy import text

from benchmarks.figures import Figure, seconds, table
from benchmarks.house import SECRET, a_server
from pathway.domain.calendars import BankHolidays, Calendars
from pathway.domain.pack import settled_on
from pathway.domain.synthetic.planner import plan_lives
from pathway.domain.synthetic.published import figures_of
from pathway.domain.synthetic.scaled import scaled
from pathway.packs.loading import load_pack
from pathway.persistence.seats import engine_for
from pathway.services import simulating
from pathway.services.office import Office
from pathway.services.opening import open_with
from pathway.services.time_in_state import time_in_state
from pathway.services.time_in_state_report import Dimension

PLANS = 2_000
ROUNDS = 3
AS_AT = date(2026, 11, 22)
LOADED_AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
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


def open_office(url: str, authority: UUID, name: str) -> Office:
    """Open the office of the synthetic authority, in this process or another."""
    pack = load_pack("default")
    school = pack.arrangements(AS_AT).calendar.school_calendar(name)
    return Office(
        engine=engine_for(url, authority, SECRET),
        authority_id=authority,
        code="901",
        name=name,
        synthetic=True,
        calendars=Calendars(BankHolidays.shipped(), school),
        local=settled_on(pack),
        sender=name,
        contact="send@example.org",
        link="http://localhost",
    )


def furnished(url: str, plans: int) -> Office:
    """Enter a synthetic authority of so many plans, with all its history, and return its office."""
    figures = scaled(
        figures_of("staffordshire"), plans=plans, name="Bigshire",
        invented=figures_of("demo").invented,
    ).model_copy(update={"la_code": "901"})  # fmt: skip
    planned = plan_lives(figures, Random(1))
    new = simulating.new_authority(figures, seed=1, pack="default")
    opens = partial(open_office, url, new.id, new.name)
    office = opens()
    open_with(office.engine, new)
    staff = simulating.furnish(office, planned, office.calendars.school_days.calendar)
    simulating.simulate(opens, planned, staff, recorded_at=LOADED_AT)
    return office


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
        office = furnished(addresses.app_url, plans)
        found = measured(office)
        office.engine.dispose()
    return found


def main() -> None:
    """Print each figure and how it stands to the floor, and the most memory that was used."""
    print(table(measure(int(sys.argv[1]) if sys.argv[1:] else PLANS)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"at most {peak:,.0f} MB in this process")


if __name__ == "__main__":
    main()
