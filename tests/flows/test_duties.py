from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from flows import duties
from pathway.services.delivering import Delivered

DOWN = Delivered(held=1, trouble="the mail server does not answer")
NOTHING_DUE = Delivered()


class Day:
    """A clock that is set by hand."""

    def __init__(self):
        self.time = datetime(2026, 11, 30, 3, tzinfo=UTC)

    def now(self):
        return self.time


class Offices:
    """Two authorities, of which nothing is asked but their numbers."""

    def each(self, *_, **__):
        yield from (SimpleNamespace(code=code) for code in ("998", "999"))


@pytest.fixture
def day(monkeypatch):
    day = Day()
    monkeypatch.setattr(duties, "clock", day)
    return day


@pytest.fixture
def emptied(monkeypatch, day):
    """Empties the letterbox, with what comes of it for each authority; returns what is said."""
    chores = duties.Duties(Offices(), None, since=day.now(), patience=timedelta(hours=1))

    def empty(**came):
        monkeypatch.setattr(
            duties, "deliver_due", lambda office, *_, **__: came.get(f"of_{office.code}")
        )
        chores.empty_letterbox()
        return chores

    return empty


def test_while_letters_wait_that_could_not_be_tried_it_is_said_between_the_attempts_too(
    emptied, day
):
    assert emptied(of_998=DOWN, of_999=NOTHING_DUE).mail_trouble == DOWN.trouble
    day.time += timedelta(seconds=50)

    assert emptied(of_998=NOTHING_DUE, of_999=Delivered(sent=1)).mail_trouble == DOWN.trouble


def test_once_a_letter_of_the_authority_has_gone_out_nothing_is_said_any_more(emptied):
    emptied(of_998=DOWN, of_999=DOWN)

    assert emptied(of_998=Delivered(sent=1), of_999=NOTHING_DUE).mail_trouble == DOWN.trouble
    assert emptied(of_998=NOTHING_DUE, of_999=Delivered(postponed=1)).mail_trouble == ""


def test_where_the_letters_are_taken_back_it_is_said_no_longer_than_they_would_be_tried(
    emptied, day
):
    chores = emptied(of_998=DOWN, of_999=NOTHING_DUE)
    day.time += timedelta(minutes=3)

    assert chores.mail_trouble == ""
