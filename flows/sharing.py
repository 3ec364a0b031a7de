"""How a sweep is shared out, so that a large authority's work is done side by side."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from prefect.futures import PrefectFuture, wait
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

T = TypeVar("T")

SHARDS = "0123456789abcdef"
"""The first characters of process ids; each is the share of one task."""

AT_ONCE = 4
"""Tasks at a time; each has a connection of its own."""

SIDE_BY_SIDE = cast(
    "TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner[Any](max_workers=AT_ONCE)
)
"""Runs the tasks of a flow."""

RETRY_AFTER = [1.0, 10.0]
"""Seconds before the second try of a task and before the third."""


def gathered(futures: Iterable[PrefectFuture[T]]) -> tuple[list[T], list[str]]:
    """Wait for tasks; return what those that ended well gave, and why the others did not."""
    done, failed = [], []
    for future in wait(list(futures)).done:
        if future.state.is_completed():
            done.append(future.result())
        else:
            failed.append(f"{future.state.name}: {future.state.message}")
    return done, failed


def shares(
    submit: Callable[..., PrefectFuture[T]], *arguments: Any, much: bool
) -> list[PrefectFuture[T]]:
    """Submit a task once for each share or, where there is little to do, once for everything.

    Args:
        submit: submits the task; its last argument is the share, or None for everything.
        arguments: the others.
        much: whether there is enough to do for several.
    """
    return [submit(*arguments, shard) for shard in (SHARDS if much else (None,))]
