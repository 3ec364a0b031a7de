"""Whole numbers that add up: shares by largest remainder, and the dealing out of exact counts."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")


def apportion(total: int, weights: Mapping[K, float]) -> dict[K, int]:
    """Divide `total` in proportion to `weights`, by largest remainder.

    Args:
        total: what is divided, not negative.
        weights: the share of each, not negative, in any unit.

    Returns:
        A whole number for each key of `weights`, adding up to `total`; earlier keys win ties.
    """
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(weights, 0)
    exact = {key: total * weight / whole for key, weight in weights.items()}
    shares = {key: int(share) for key, share in exact.items()}
    by_remainder = sorted(exact, key=lambda key: shares[key] - exact[key])
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def spread(counts: Mapping[K, int]) -> list[K]:
    """List each key as often as it is counted, in the order of the keys."""
    return [key for key, count in counts.items() for _ in range(count)]


def shuffled(items: Sequence[T], rng: Random) -> list[T]:
    """Return the items in an order that only the seed knows."""
    mixed = list(items)
    rng.shuffle(mixed)
    return mixed


def dealt(counts: Mapping[K, int], hands: int, rng: Random) -> list[K]:
    """Deal exactly these counts to `hands` hands in an order that only the seed knows.

    Where the counts add up to fewer, they are stretched in proportion; where to more, shrunk.
    """
    fitting = counts if sum(counts.values()) == hands else apportion(hands, counts)
    return shuffled(spread(fitting), rng)
