"""Work on many small objects, without the garbage collector looking through them all again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the garbage collector still for a while.

    For work that makes many objects and leaves no cycles behind: the collector finds nothing in
    them, and looking took a third of the time in which cases are loaded.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
