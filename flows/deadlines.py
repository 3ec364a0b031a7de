"""Let time act: the moves that time makes, the alerts that are due."""

from datetime import datetime

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.errors import SweepIncomplete
from flows.offices import acting_for, closed_afterwards, offices
from flows.sharing import RETRY_AFTER, SIDE_BY_SIDE, gathered, shares
from pathway import clock
from pathway.services.alerting import alert
from pathway.services.enforcing import Swept, begin_sweep, end_sweep, make_moves
from pathway.services.office import Office
from pathway.services.workload import is_much

Tally = dict[str, int]


@flow(name="enforce deadlines", task_runner=SIDE_BY_SIDE)
def enforce_deadlines(at: datetime | None = None) -> dict[str, Tally]:
    """Sweep every authority. Safe to run twice, late, at once with another, or after a crash.

    Args:
        at: the moment to act for, aware; the present one, unless a missed run is made up for.

    Returns:
        For each authority, by its number, how much was done.

    Raises:
        SweepIncomplete: some cases failed, or some shares on every try; the rest was seen to.
        MomentNaive: `at` has no time zone.
    """
    moment, tallies, failed = acting_for(at), dict[str, Tally](), list[str]()
    with closed_afterwards() as kept:
        for office in kept.each(moment, broken=failed):
            swept, broken = _sweep(office, moment)
            tallies[office.code] = swept.tally()
            failed += broken + [f"{process}: {why}" for process, why in swept.failed]
    if failed:
        raise SweepIncomplete(failed)
    return tallies


def _sweep(office: Office, at: datetime) -> tuple[Swept, list[str]]:
    """Sweep one authority; only a sweep whose every share was seen to is recorded as ended."""
    sweep = begin_sweep(office, at=at, now=clock.now())
    much = is_much(office, at=at)
    done, broken = gathered(shares(enforce_share.submit, office.code, at, much=much))
    swept = sum(done, start=Swept())
    if not broken:
        end_sweep(office, sweep, swept, now=clock.now())
    return swept, broken


@task(
    task_run_name="authority {code}, share {shard}",
    retries=len(RETRY_AFTER),
    retry_delay_seconds=RETRY_AFTER,
    cache_policy=NO_CACHE,
)
def enforce_share(code: str, at: datetime, shard: str | None) -> Swept:
    """See to one share of an authority's processes. A refusal is a result, not a failure.

    Args:
        code: the number of the authority.
        at: the moment to act for.
        shard: the first character of the ids of the processes; None for all of them.
    """
    now = clock.now()
    office = offices().of(code, now)
    swept = make_moves(office, at=at, now=now, shard=shard)
    return swept + Swept(alerted=alert(office, at=at, now=now, shard=shard))
