from threading import Event

from flows.ticker import Ticker

SOON = 10.0  #: seconds, long enough for the slowest machine


def test_it_ticks_at_once_and_a_tick_that_fails_stops_none_of_the_others():
    failed, ticked = Event(), Event()

    def fails() -> None:
        failed.set()
        raise ValueError

    ticker = Ticker()
    ticker.every(3600, fails, called="fails")
    ticker.every(3600, ticked.set, called="ticks")
    ticker.start()

    assert failed.wait(SOON)
    assert ticked.wait(SOON)
    ticker.stop()


def test_a_tick_that_was_missed_is_made_up_for_by_one_and_none_runs_beside_itself():
    ticker = Ticker()
    ticker.every(3600, lambda: None, called="ticks")
    ticker.start()

    ((missed, together, at_once),) = ticker.settings().values()
    ticker.stop()

    assert missed is None
    assert together is True
    assert at_once == 1


def test_it_stops_only_when_what_was_begun_has_come_to_its_end():
    begun, go_on, ended = Event(), Event(), Event()

    def takes_its_time() -> None:
        begun.set()
        go_on.wait(SOON)
        ended.set()

    ticker = Ticker()
    ticker.every(3600, takes_its_time, called="slow")
    ticker.start()
    begun.wait(SOON)
    go_on.set()

    ticker.stop()

    assert ended.is_set()


def test_one_that_never_started_can_be_stopped():
    Ticker().stop()
