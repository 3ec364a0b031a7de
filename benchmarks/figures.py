"""A figure: what was measured, beside a floor of the same run, and what is aimed at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter

HEADINGS = ("what", "measured", "floor", "ratio", "aim", "")
NUMBERS = range(1, 4)
"""Which columns hold numbers, and are set to the right."""

THREE_FIGURES, TWO_FIGURES = 100, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a figure is to reach: in words, and as a question about the figure."""

    words: str
    reached: Callable[["Figure"], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing that was measured.

    Attributes:
        what: its name, as the table shows it.
        measured: the median of the rounds.
        unit: what it is counted in, as "/s" or "ms".
        floor: the same for the floor, where there is one.
        aim: what it is to reach, where that was said.
    """

    what: str
    measured: float
    unit: str
    floor: float | None = None
    aim: Aim | None = None

    @property
    def ratio(self) -> float:
        """How it stands to the floor; 0 where there is none."""
        return self.measured / self.floor if self.floor else 0.0

    def row(self) -> tuple[str, ...]:
        """Return the figure as a line of the table."""
        return (
            self.what,
            _number(self.measured, self.unit),
            _number(self.floor, self.unit) if self.floor else "",
            f"{self.ratio:.2f}" if self.floor else "",
            self.aim.words if self.aim else "",
            self._verdict(),
        )

    def _verdict(self) -> str:
        if self.aim is None:
            return ""
        return "reached" if self.aim.reached(self) else "FALLS SHORT"


def at_least(figure: float, unit: str) -> Aim:
    """Aim at a figure, or more."""
    return Aim(words=f"at least {_number(figure, unit)}", reached=lambda f: f.measured >= figure)


def at_most(figure: float, unit: str) -> Aim:
    """Aim at a figure, or less."""
    return Aim(words=f"at most {_number(figure, unit)}", reached=lambda f: f.measured <= figure)


def at_least_times(ratio: float) -> Aim:
    """Aim at so many times the floor, or more."""
    return Aim(words=f"at least {ratio:g} of the floor", reached=lambda f: f.ratio >= ratio)


def at_most_times(ratio: float) -> Aim:
    """Aim at so many times the floor, or less."""
    return Aim(words=f"at most {ratio:g} times the floor", reached=lambda f: f.ratio <= ratio)


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def table(figures: Iterable[Figure]) -> str:
    """Write figures one below the other, the aim beside each."""
    rows = [HEADINGS, *(figure.row() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Iterable[str], widths: Iterable[int]) -> str:
    cells = enumerate(zip(row, widths, strict=True))
    return "  ".join(
        cell.rjust(width) if n in NUMBERS else cell.ljust(width) for n, (cell, width) in cells
    ).rstrip()


def _number(value: float, unit: str) -> str:
    """Write a number with three figures or more."""
    digits = 0 if value >= THREE_FIGURES else 1 if value >= TWO_FIGURES else 2
    return f"{value:,.{digits}f} {unit}"
