"""Measure placements in time: how long they were agreed for, how long they last."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.errors import SweepIncomplete
from flows.offices import acting_for, closed_afterwards, offices
from flows.sharing import RETRY_AFTER, gathered
from pathway import clock
from pathway.services import measuring
from pathway.services.measuring import Measured


@flow(name="measure placements")
def measure_placements(at: datetime | None = None) -> dict[str, dict[str, Any]]:
    """Measure the running placements of every authority, and tell those who commission, weekly.

    Args:
        at: the moment of looking, aware; the present one, unless a missed run is made up for.

    Returns:
        For each authority, by its number, the figures of each kind of placement.

    Raises:
        SweepIncomplete: some placements could not be measured; the others were.
        MomentNaive: `at` has no time zone.
    """
    moment, figures, failed = acting_for(at), dict[str, dict[str, Any]](), list[str]()
    with closed_afterwards() as kept:
        for office in kept.each(moment, broken=failed):
            done, broken = gathered([measure_authority.submit(office.code, moment)])
            for measured in done:
                kinds = measured.by_kind().items()
                figures[office.code] = {kind: asdict(of_kind) for kind, of_kind in kinds}
                failed += [f"{placement}: {why}" for placement, why in measured.failed]
            failed += broken
    if failed:
        raise SweepIncomplete(failed)
    return figures


@task(
    task_run_name="authority {code}",
    retries=len(RETRY_AFTER),
    retry_delay_seconds=RETRY_AFTER,
    cache_policy=NO_CACHE,
)
def measure_authority(code: str, at: datetime) -> Measured:
    """Measure the running placements of one authority."""
    now = clock.now()
    return measuring.measure_placements(offices().of(code, now), at=at, now=now)
