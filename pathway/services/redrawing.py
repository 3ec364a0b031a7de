"""Draw the clocks of a whole authority anew with several hands: each takes a part of the cases."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Protocol

from pathway.persistence import reading_clocks
from pathway.persistence.reading_clocks import Part
from pathway.services.hands import shared_out
from pathway.services.office import Office
from pathway.services.rebuilding import Redrawn
from pathway.services.undisturbed import undisturbed

WORKERS = 2
PARTS = 48
"""In how many parts the cases are given out: after each of them progress is told."""

WORTH_SHARING = 4_000
"""Processes below which one pair of hands is done before a second has begun."""

OpensOffice = Callable[[], Office]
"""Opens the office anew: another process can't use this one's connections."""

Progress = Callable[[int, int], None]


class Drawing(Protocol):
    """`verify_clocks` or `rebuild_clocks`."""

    def __call__(self, office: Office, *, part: Part = ..., progress: Progress = ...) -> Redrawn:
        """Draw the clocks of a part of the cases."""


def with_several_hands(
    drawing: Drawing,
    open_office: OpensOffice,
    *,
    workers: int = WORKERS,
    worth_sharing: int = WORTH_SHARING,
    progress: Progress = lambda _done, _of: None,
) -> Redrawn:
    """Draw every clock of an authority from history, some parts here and some there.

    Args:
        drawing: what is done with them: `verify_clocks` or `rebuild_clocks`.
        open_office: opens the office, here and in another process.
        workers: how many processes of the machine share the work.
        worth_sharing: how many processes of cases there must be for the work to be shared.
        progress: is told how many processes of cases were looked at, and of how many.
    """
    with _opened(open_office) as office:
        with office.engine.connect() as connection:
            total = reading_clocks.count(connection)
        if workers == 1 or total < worth_sharing:
            return drawing(office, progress=progress)
    return _shared(drawing, open_office, workers, lambda done: progress(done, total))


def draw_part(drawing: Drawing, open_office: OpensOffice, part: Part) -> Redrawn:
    """Draw the clocks of a part of the cases."""
    with _opened(open_office) as office, undisturbed():
        return drawing(office, part=part)


def _shared(
    drawing: Drawing, open_office: OpensOffice, workers: int, progress: Callable[[int], None]
) -> Redrawn:
    total = Redrawn(0, 0, ())
    draw = partial(draw_part, drawing, open_office)
    for drawn in shared_out(draw, reading_clocks.parts(PARTS), hands=workers):
        total += drawn
        progress(total.processes)
    return total


@contextmanager
def _opened(open_office: OpensOffice) -> Iterator[Office]:
    office = open_office()
    try:
        yield office
    finally:
        office.engine.dispose()
