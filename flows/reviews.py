"""Open annual reviews in time."""

from datetime import datetime

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.errors import SweepIncomplete
from flows.offices import acting_for, closed_afterwards, offices
from flows.sharing import RETRY_AFTER, SIDE_BY_SIDE, gathered, shares
from pathway import clock
from pathway.services import scheduling
from pathway.services.scheduling import Scheduled
from pathway.services.workload import is_much


@flow(name="schedule reviews", task_runner=SIDE_BY_SIDE)
def schedule_reviews(at: datetime | None = None) -> dict[str, dict[str, int]]:
    """Open the review of every maintained plan whose twelve months come near, each once.

    Args:
        at: the moment to act for, aware; the present one, unless a missed run is made up for.

    Returns:
        For each authority, by its number, how many were opened and how many refused.

    Raises:
        SweepIncomplete: some plans failed, or some shares on every try; the rest was seen to.
        MomentNaive: `at` has no time zone.
    """
    moment, tallies, failed = acting_for(at), dict[str, dict[str, int]](), list[str]()
    with closed_afterwards() as kept:
        for office in kept.each(moment, broken=failed):
            much = is_much(office, at=moment)
            done, broken = gathered(shares(schedule_share.submit, office.code, moment, much=much))
            total = sum(done, start=Scheduled())
            tallies[office.code] = {"opened": len(total.opened), "refused": len(total.refused)}
            failed += broken + [f"{case}: {why}" for case, why in total.failed]
    if failed:
        raise SweepIncomplete(failed)
    return tallies


@task(
    task_run_name="authority {code}, share {shard}",
    retries=len(RETRY_AFTER),
    retry_delay_seconds=RETRY_AFTER,
    cache_policy=NO_CACHE,
)
def schedule_share(code: str, at: datetime, shard: str | None) -> Scheduled:
    """Open the reviews of one share of an authority's plans.

    Args:
        code: the number of the authority.
        at: the moment to act for.
        shard: the first character of the ids of the plans' processes; None for all of them.
    """
    now = clock.now()
    return scheduling.schedule_reviews(offices().of(code, now), at=at, now=now, shard=shard)
