"""The ticker: what is too often for a flow run. Nothing else here knows APScheduler.

It counts in UTC, where no hour is missing or there twice; which day it is, is decided in London by
those who are called. A tick that was missed, however long ago, is made up for by one; a tick is not
begun while the last one still runs.
"""

import logging
from collections.abc import Callable
from datetime import UTC

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from pathway import clock

AS_EVERY_TICK = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}

log = logging.getLogger("pathway.ticker")


class Ticker:
    """Calls things every so many seconds, each in a thread of its own, until it is stopped."""

    def __init__(self) -> None:
        self._count = 0
        self._scheduler = BackgroundScheduler(timezone=UTC, job_defaults=AS_EVERY_TICK)
        self._scheduler.add_listener(_log_failure, EVENT_JOB_ERROR)

    def every(self, seconds: int, what: Callable[[], object], *, called: str) -> None:
        """Have something called every so many seconds, the first time at once."""
        self._count += 1
        self._scheduler.add_job(
            what, "interval", seconds=seconds, id=called, next_run_time=clock.now()
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_executor(ThreadPoolExecutor(max(1, self._count)))
        self._scheduler.start()

    def settings(self) -> dict[str, tuple[int | None, bool, int]]:
        """Return how each tick is treated: its grace, whether missed ones are one, how many.

        APScheduler says nothing where a setting is given in the wrong place.
        """
        return {
            job.id: (job.misfire_grace_time, job.coalesce, job.max_instances)
            for job in self._scheduler.get_jobs()
        }

    def stop(self) -> None:
        """Stop ticking, and return when what was called has come to its end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)


def _log_failure(event: JobExecutionEvent) -> None:
    log.error("tick=%s failed: %s", event.job_id, event.exception)
