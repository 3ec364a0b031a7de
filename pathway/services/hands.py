"""Work in pieces, done by several hands: this process is one of them, the others are its own.

Another process is at work only after it has loaded what it needs, which takes most of a second. So
this one does not wait for it but takes pieces itself, and whoever is free takes the next.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from queue import SimpleQueue
from typing import Generic, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")


def shared_out(
    work: Callable[[Piece], Result], pieces: Iterable[Piece], *, hands: int
) -> Iterator[Result]:
    """Yield what comes of each piece, as soon as this process gets round to it.

    What a piece raises is raised here; pieces that nobody has taken yet are then left undone.

    Args:
        work: does one piece; it and the pieces can be sent to another process.
        pieces: what is to be done, in any order.
        hands: how many processes work, this one among them.
    """
    waiting = deque(pieces)
    if hands == 1:
        yield from map(work, waiting)
        return
    left = len(waiting)
    with ProcessPoolExecutor(hands - 1, mp_context=get_context("spawn")) as pool:
        others = _Others(pool, work, waiting)
        try:
            for _ in range(hands - 1):
                others.take_one()
            while left:
                try:
                    piece = waiting.popleft()
                except IndexError:  # asked for beforehand, another hand could take it in between
                    yield others.done.get().result()
                else:
                    yield work(piece)
                left -= 1
                while not others.done.empty():
                    yield others.done.get().result()
                    left -= 1
        finally:
            waiting.clear()
            pool.shutdown(cancel_futures=True)


class _Others(Generic[Piece, Result]):
    """The other hands. Each is given its next piece by whoever notices that it is free."""

    def __init__(
        self, pool: ProcessPoolExecutor, work: Callable[[Piece], Result], waiting: deque[Piece]
    ) -> None:
        self._pool, self._work, self._waiting = pool, work, waiting
        self.done: SimpleQueue[Future[Result]] = SimpleQueue()

    def take_one(self) -> None:
        # Nothing is left, or the pool was closed or broke: then the piece before it tells.
        with suppress(IndexError, RuntimeError):
            piece = self._waiting.popleft()
            self._pool.submit(self._work, piece).add_done_callback(self._is_done)

    def _is_done(self, piece: Future[Result]) -> None:
        self.done.put(piece)
        self.take_one()
