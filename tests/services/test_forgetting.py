"""The words of old letters go after as long as the authority has settled, and no sooner."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from pathway.services.forgetting import forget_words

SENT = datetime(2026, 9, 7, 12, tzinfo=UTC)
YEAR = 365


@pytest.fixture
def posted(office, open_case):
    """Two letters, one of which has gone out."""
    open_case()
    change = (
        "update outbox set posted_at = :at,"
        " sent_at = case when key = (select min(key) from outbox) then :at end"
    )
    with office.engine.begin() as connection:
        connection.execute(text(change), {"at": SENT})
    return replace(office, words_kept_days=YEAR)


def words(office):
    query = "select body_text is not null, subject <> '' from outbox order by sent_at nulls last"
    with office.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_words_go_when_their_time_is_over_and_the_letter_stays(posted):
    too_soon = forget_words(posted, now=SENT + timedelta(YEAR))
    kept = words(posted)

    gone = forget_words(posted, now=SENT + timedelta(YEAR, seconds=1))
    again = forget_words(posted, now=SENT + timedelta(YEAR, seconds=2))

    assert (too_soon, gone, again) == (0, 1, 0)
    assert kept == [(True, True), (True, True)]
    assert words(posted) == [(False, True), (True, True)]


def test_where_nothing_is_settled_no_words_go(office, posted):
    assert forget_words(office, now=SENT + timedelta(100 * YEAR)) == 0
    assert words(posted) == [(True, True), (True, True)]


def test_any_number_goes_a_batch_at_a_time(posted):
    with posted.engine.begin() as connection:
        connection.execute(text("update outbox set sent_at = :at"), {"at": SENT})

    assert forget_words(posted, now=SENT + timedelta(2 * YEAR), batch=1) == 2
