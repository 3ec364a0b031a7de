"""A figure: what was measured, beside a floor of the same run, and what is aimed at."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from time import perf_counter

HEADINGS = ("what", "measured", "floor", "ratio", "aim", "")
NUMBERS = range(1, 4)
"""Which columns hold numbers, and are set to the right."""

THREE_FIGURES, TWO_FIGURES = 100, 10


class Of(Enum):
    """What an aim looks at."""

    FIGURE = "measured"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a figure is to reach.

    Attributes:
        words: the aim, as the table shows it.
        of: whether the figure itself is meant, or how it stands to the floor.
        bound: the number that is aimed at.
        or_less: whether less is better.
        enough: the number from which on it does not fall short, where that is another.
    """

    words: str
    of: Of
    bound: float
    or_less: bool
    enough: float | None = None

    def is_reached_by(self, value: float) -> bool:
        """Tell whether a number reaches it."""
        return value <= self.bound if self.or_less else value >= self.bound

    def falls_short_at(self, value: float) -> bool:
        """Tell whether a number is not even enough."""
        enough = self.enough is not None and value >= self.enough
        return not (enough or self.is_reached_by(value))


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

    @property
    def falls_short(self) -> bool:
        """Whether there is an aim that it falls short of."""
        return self.aim is not None and self.aim.falls_short_at(self._aimed_at)

    @property
    def _aimed_at(self) -> float:
        return float(getattr(self, self.aim.of.value)) if self.aim else 0.0

    def _verdict(self) -> str:
        if self.aim is None:
            return ""
        if self.falls_short:
            return "FALLS SHORT"
        return "reached" if self.aim.is_reached_by(self._aimed_at) else "nearly"


def at_least(figure: float, unit: str) -> Aim:
    """Aim at a figure, or more."""
    words = f"at least {_number(figure, unit)}"
    return Aim(words=words, of=Of.FIGURE, bound=figure, or_less=False)


def at_most(figure: float, unit: str) -> Aim:
    """Aim at a figure, or less."""
    words = f"at most {_number(figure, unit)}"
    return Aim(words=words, of=Of.FIGURE, bound=figure, or_less=True)


def at_least_times(ratio: float, *, enough: float) -> Aim:
    """Aim at so many times the floor, or more; what is below `enough` falls short."""
    words = f"{ratio:g} of the floor, at least {enough:g}"
    return Aim(words=words, of=Of.RATIO, bound=ratio, or_less=False, enough=enough)


def at_most_times(ratio: float) -> Aim:
    """Aim at so many times the floor, or less."""
    words = f"at most {ratio:g} times the floor"
    return Aim(words=words, of=Of.RATIO, bound=ratio, or_less=True)


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def table(figures: Iterable[Figure]) -> str:
    """Write figures one below the other, the aim beside each."""
    return tables({"": figures})


def tables(groups: Mapping[str, Iterable[Figure]]) -> str:
    """Write groups of figures as one table, each group below its name."""
    rows = {name: [figure.row() for figure in figures] for name, figures in groups.items()}
    every = [HEADINGS, *(row for group in rows.values() for row in group)]
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    lines = [_line(HEADINGS, widths)]
    for name, group in rows.items():
        lines += ["", name] if name else []
        lines += [_line(row, widths) for row in group]
    return "\n".join(lines)


def _line(row: Iterable[str], widths: Iterable[int]) -> str:
    cells = enumerate(zip(row, widths, strict=True))
    return "  ".join(
        cell.rjust(width) if n in NUMBERS else cell.ljust(width) for n, (cell, width) in cells
    ).rstrip()


def _number(value: float, unit: str) -> str:
    """Write a number with three figures or more."""
    digits = 0 if value >= THREE_FIGURES else 1 if value >= TWO_FIGURES else 2
    return f"{value:,.{digits}f} {unit}"
