"""`pathway up`, which joins the command line by an entry point."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Annotated

import typer

from flows.house import House, started
from flows.plan import plan
from flows.screen import Screen, hints, screen
from pathway.environment import settings

REFUSED = 1
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def up(
    with_mailbox: Annotated[
        bool,
        typer.Option(
            "--with-mailbox", help="Keep every letter in a mailbox of ours, and show it as pages."
        ),
    ] = False,
    exit_when_ready: Annotated[
        bool,
        typer.Option("--exit-when-ready", help="Stop everything again once all of it is up."),
    ] = False,
) -> None:
    """Start everything, show how it is, and stop it all on Ctrl-C."""
    planned, stop = plan(settings(), with_mailbox=with_mailbox), Event()
    with stopped_by_signals(stop), screen(planned.parts) as shown:
        with started(planned, told=shown.told) as house:
            well = _stay(house, shown, stop, done_when_up=exit_when_ready)
        shown.say("everything is stopped")
    if exit_when_ready and not well:
        raise typer.Exit(REFUSED)


def _stay(house: House, shown: Screen, stop: Event, *, done_when_up: bool) -> bool:
    well = house.tend(stop, done_when_up=True)
    if well:
        shown.say("everything is up; Ctrl-C stops it")
        for hint in hints():
            shown.say(hint)
    return well if done_when_up else house.tend(stop)


@contextmanager
def stopped_by_signals(stop: Event) -> Iterator[None]:
    """Have Ctrl-C, or being told to end, set an event, so that everything is stopped in order."""
    before = {one: signal.signal(one, lambda *_: stop.set()) for one in SIGNALS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
