"""Let the letters out: what the ticker does every few seconds, as a flow that makes up for it."""

from dataclasses import asdict
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.duties import worker
from flows.errors import SweepIncomplete
from flows.offices import closed_afterwards, offices
from flows.sharing import RETRY_AFTER, gathered
from pathway import clock
from pathway.environment import settings
from pathway.services.delivering import Delivered, deliver_due
from pathway.services.forgetting import forget_words
from pathway.wiring import post


@flow(name="deliver letters")
def deliver_letters() -> dict[str, dict[str, Any]]:
    """Send every letter that is due, of every authority. What can't be sent stays and waits.

    Returns:
        For each authority, by its number, what became of its letters.

    Raises:
        SweepIncomplete: an authority's letters could not be seen to; the others' were.
    """
    with closed_afterwards() as kept:
        done, failed = gathered([deliver_authority.submit(code) for code in kept.codes()])
    if failed:
        raise SweepIncomplete(failed)
    return dict(done)


@task(
    task_run_name="authority {code}",
    retries=len(RETRY_AFTER),
    retry_delay_seconds=RETRY_AFTER,
    cache_policy=NO_CACHE,
)
def deliver_authority(code: str) -> tuple[str, dict[str, Any]]:
    """Send the letters of one authority that are due; let the words of old ones go."""
    now = clock.now()
    mailer = post.mailer(settings())
    office = offices().of(code, now)
    sent: Delivered = deliver_due(office, mailer, now=now, worker=worker())
    forgotten = forget_words(office, now=now)
    return code, asdict(sent) | {"dead": len(sent.dead), "forgotten": forgotten}
