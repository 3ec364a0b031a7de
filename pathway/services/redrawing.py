"""Draw the clocks of a whole authority anew with several hands: each takes a part of the cases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Protocol

from pathway.persistence import reading_clocks
from pathway.persistence.reading_clocks import Part
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
    """Draw the clocks of a part of the cases, in a process of its own."""
    with _opened(open_office) as office, undisturbed():
        return drawing(office, part=part)


def _shared(
    drawing: Drawing, open_office: OpensOffice, workers: int, progress: Callable[[int], None]
) -> Redrawn:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        parts = reading_clocks.parts(PARTS)
        tasks = [pool.submit(draw_part, drawing, open_office, part) for part in parts]
        try:
            done = 0
            for task in as_completed(tasks):
                done += task.result().processes
                progress(done)
        finally:
            pool.shutdown(cancel_futures=True)
    return sum((task.result() for task in tasks), Redrawn(0, 0, ()))


@contextmanager
def _opened(open_office: OpensOffice) -> Iterator[Office]:
    office = open_office()
    try:
        yield office
    finally:
        office.engine.dispose()
