"""Let the words of old letters go, after as long as the authority has settled that they are kept.

That a letter went out, to whom and when, stays. Where nothing is settled, nothing is erased: no
figure of ours may take a record away.
"""

from datetime import datetime, timedelta

from notifications import archive
from pathway.services.office import Office

BATCH = 1_000
"""Letters whose words go in one transaction."""


def forget_words(office: Office, *, now: datetime, batch: int = BATCH) -> int:
    """Erase the words of letters that ended longer ago than they are kept; return how many.

    Twice is once. Letters that still wait keep their words, however old they are.

    Args:
        office: the authority.
        now: the present moment, aware: letters go by the real time, also a synthetic authority's.
        batch: how many in one transaction.
    """
    if office.words_kept_days is None:
        return 0
    before, total = now - timedelta(office.words_kept_days), 0
    while True:
        with office.engine.begin() as connection:
            erased = archive.erase_bodies(connection, sent_before=before, now=now, limit=batch)
        total += erased
        if erased < batch:
            return total
