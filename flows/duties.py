"""What the ticker does: empty the letterbox, and watch that deadlines are enforced.

Several nodes may do it at once: letters are claimed under a lease, and the watchdog takes turns.
"""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from flows.offices import OpenOffices
from notifications.delivery import SendsMail
from notifications.outbox import HOLD
from pathway import clock
from pathway.domain.errors import PathwayError
from pathway.persistence.faults import in_plain_words
from pathway.services.delivering import Delivered, deliver_due
from pathway.services.office import Office
from pathway.services.watching import watch

log = logging.getLogger("pathway.ticker")


def worker() -> str:
    """Return the name under which this process claims letters."""
    return f"{socket.gethostname()}/{os.getpid()}"


class Duties:
    """The house's own chores, for every authority; trouble with one stops none of the others."""

    def __init__(
        self, offices: OpenOffices, mailer: SendsMail, *, since: datetime, patience: timedelta
    ) -> None:
        self._offices, self._mailer = offices, mailer
        self._since, self._patience = since, patience
        self._troubles: dict[str, tuple[str, datetime]] = {}

    @property
    def mail_trouble(self) -> str:
        """Why letters wait that could not be tried; blank where none do.

        Such letters are tried again every minute: what was not met again by then is over.
        """
        since = clock.now() - 2 * HOLD
        return next((said for said, at in [*self._troubles.values()] if at >= since), "")

    def empty_letterbox(self) -> None:
        """Send what is due."""
        for office in self._each("letterbox"):
            with _told(office, "letterbox"):
                sent = deliver_due(office, self._mailer, now=clock.now(), worker=worker())
                self._keep_in_mind(office.code, sent)
                for key in sent.dead:
                    log.warning("authority=%s letter=%s given up", office.code, key)
                if sent.trouble:
                    log.warning("authority=%s letters held: %s", office.code, sent.trouble)

    def _keep_in_mind(self, authority: str, sent: Delivered) -> None:
        """Keep what trouble there is with the mail, until a letter has been tried after all."""
        if sent.trouble:
            self._troubles[authority] = (sent.trouble, clock.now())
        elif sent.sent or sent.postponed or sent.dead:
            self._troubles.pop(authority, None)

    def keep_watch(self) -> None:
        """Enforce deadlines where no sweep has ended in time, and raise the alarm."""
        for office in self._each("watch"):
            with _told(office, "watch"):
                seen = watch(office, now=clock.now(), since=self._since, patience=self._patience)
                for alarm in seen.alarms:
                    log.critical("authority=%s %s", office.code, alarm)
                for process, why in seen.swept.failed if seen.swept else ():
                    log.error("authority=%s process=%s failed: %s", office.code, process, why)

    def _each(self, duty: str) -> Iterator[Office]:
        broken: list[str] = []
        try:
            yield from self._offices.each(clock.now(), broken=broken)
        except PathwayError as refusal:
            broken.append(str(refusal))
        for why in broken:
            log.error("duty=%s %s", duty, why)


@contextmanager
def _told(office: Office, duty: str) -> Iterator[None]:
    try:
        with in_plain_words():
            yield
    except PathwayError as refusal:
        log.error("authority=%s duty=%s %s", office.code, duty, refusal)  # noqa: TRY400  says all
