"""What runs when, unattended. Times of day are London's, so they move with its clocks.

None lies between one and two in the morning, the hour that is missing once a year and there twice.
"""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from prefect import Flow
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.deadlines import enforce_deadlines
from flows.letterbox import deliver_letters
from flows.placements import measure_placements
from flows.reviews import schedule_reviews

LONDON = "Europe/London"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A flow and when it runs.

    Attributes:
        called: how often, as Prefect's pages name the deployment.
        cron: minute, hour, day of the month, month, day of the week.
        why: a sentence for those pages.
        made_up: whether a run that was missed while the house was down is made up at its start.
    """

    flow: Flow[Any, Any]
    called: str
    cron: str
    why: str
    made_up: bool = True

    @property
    def name(self) -> str:
        """The full name of the deployment."""
        return f"{self.flow.name}/{self.called}"

    def deployment(self) -> RunnerDeployment:
        """Return the deployment: the flow as a module's, run on its schedule."""
        made = self.flow.to_deployment(
            self.called,
            schedule=Cron(self.cron, timezone=LONDON),
            description=self.why,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        if not isinstance(made, RunnerDeployment):  # it is a coroutine where a loop runs
            raise TypeError(made)
        return made

    def registered(self) -> UUID:
        """Register the deployment with Prefect's server, and return its id there."""
        return cast("UUID", self.deployment().apply())  # it is a coroutine where a loop runs


TIMETABLE = (
    Entry(
        flow=enforce_deadlines,
        called="every hour",
        cron="10 * * * *",
        why="Moves that time makes, alerts that are due, one digest an owner a day.",
    ),
    Entry(
        flow=schedule_reviews,
        called="every morning",
        cron="25 5 * * *",
        why="Annual reviews are opened in time for the lists, the meetings and the twelve months.",
    ),
    Entry(
        flow=measure_placements,
        called="every morning",
        cron="40 5 * * *",
        why="How long placements last, and a weekly letter of those that are over.",
    ),
    Entry(
        flow=deliver_letters,
        called="every quarter of an hour",
        cron="*/15 * * * *",
        why="Letters that the ticker, which empties the box every few seconds, has left behind.",
        made_up=False,
    ),
)
