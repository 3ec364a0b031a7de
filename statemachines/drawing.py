"""A policy as a picture: Graphviz places the states and the arrows, the words are set here.

No font is asked how wide a word is, so that the same policy gives the same picture, byte for byte,
on every machine, also on one that has no fonts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from statemachines.grammar import NOT_BEGUN
from statemachines.policy import ANYWHERE, Policy
from statemachines.vocabulary import WaitingFor

FILLS: Final[Mapping[WaitingFor, str]] = {
    WaitingFor.FAMILY: "#fbe9f1",
    WaitingFor.SCHOOL: "#e3f0fb",
    WaitingFor.PROVIDER: "#fff5d6",
    WaitingFor.HEALTH: "#e2f3ea",
    WaitingFor.AUTHORITY: "#eee9f7",
    WaitingFor.TRIBUNAL: "#fde8dc",
    WaitingFor.MEDIATION_ADVISER: "#f7f3e4",
    WaitingFor.NOBODY: "#f3f2f1",
}
"""A tint for each who is waited for; the box says it in words too."""

INK, LINE, MARGIN = "#0b0c0c", "#505a5f", 12
POINTS_AN_INCH = 72
HEAD, SMALL = 14, 12
"""Sizes of letters, in points: the names of states, and all else."""
WIDTH_OF_A_LETTER = 0.6
"""Of its size, on average and rather too much than too little."""


@dataclass(frozen=True, slots=True)
class _Canvas:
    """The placed graph, with its coordinates turned from upwards to downwards."""

    graph: Any
    width: float
    height: float

    def at(self, place: str) -> tuple[float, float]:
        """Return where "x,y" is on paper."""
        x, y = place.split(",")
        return round(float(x) + MARGIN, 1), round(self.height - float(y) + MARGIN, 1)


def svg(policy: Policy) -> str:
    """Draw the states of a policy and the moves that lead from one to another."""
    canvas = _placed(policy)
    width, height = (round(side + 2 * MARGIN) for side in (canvas.width, canvas.height))
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
        f'  width="{width}" height="{height}" role="img" font-family="Arial, sans-serif"',
        f'  font-size="{SMALL}" fill="{INK}" text-anchor="middle">',
        f"<title>{escape(policy.title)}: its states and the moves between them</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8"',
        f'  markerHeight="8" orient="auto"><path d="M0,0 8,4 0,8z" fill="{LINE}"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *(line for edge in canvas.graph.edges() for line in _arrow(canvas, edge)),
        *(line for node in canvas.graph.nodes() for line in _box(canvas, policy, node)),
        "</svg>",
        "",
    ])  # fmt: skip


def _placed(policy: Policy) -> _Canvas:
    graph = policy.graph()
    graph.graph_attr.update(rankdir="TB", nodesep="0.3", ranksep="0.3")
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    for node in graph.nodes():
        _give_room(node, _words_in(policy, node))
    for edge in graph.edges():
        edge.attr["comment"] = edge.attr["label"]
        edge.attr["label"] = _blank(str(edge.attr["comment"]).split(" | "))
    graph.layout(prog="dot")
    _, _, width, height = (float(side) for side in graph.graph_attr["bb"].split(","))
    return _Canvas(graph, width, height)


def _words_in(policy: Policy, name: str) -> list[str]:
    state = policy.by_name.get(name)
    waits = [f"waits for {state.waits_for}"] if state and not state.final else []
    return [] if name == NOT_BEGUN.name else [name.replace("_", " "), *waits]


def _give_room(node: Any, words: list[str]) -> None:
    width = max((len(line) for line in words), default=0) * HEAD * WIDTH_OF_A_LETTER + 16
    height = len(words) * (HEAD + 4) + 12
    node.attr.update(
        label="", width=str(width / POINTS_AN_INCH), height=str(height / POINTS_AN_INCH)
    )


def _blank(words: list[str]) -> str:
    """Return an empty label with room for `words`."""
    width = round(max(map(len, words)) * SMALL * WIDTH_OF_A_LETTER) + 8
    height = len(words) * (SMALL + 3)
    cell = f'<TR><TD FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}"></TD></TR>'
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0">{cell}</TABLE>>'


def _arrow(canvas: _Canvas, edge: Any) -> Iterator[str]:
    tip, *curve = re.sub(r"^e,", "", edge.attr["pos"]).split()
    (start, *through), end = map(canvas.at, curve), canvas.at(tip)
    bends = " ".join(f"{x},{y}" for x, y in through)
    yield (
        f'<path d="M{start[0]},{start[1]} C{bends} L{end[0]},{end[1]}" fill="none" '
        f'stroke="{LINE}" marker-end="url(#tip)"/>'
    )
    yield from _text(str(edge.attr["comment"]).split(" | "), *canvas.at(edge.attr["lp"]))


def _text(words: list[str], x: float, y: float) -> Iterator[str]:
    first = y - (len(words) - 1) * (SMALL + 3) / 2 + SMALL / 3
    for number, line in enumerate(words):
        yield (
            f'<text x="{x}" y="{round(first + number * (SMALL + 3), 1)}" stroke="#ffffff" '
            f'stroke-width="4" paint-order="stroke">{escape(line)}</text>'
        )


def _box(canvas: _Canvas, policy: Policy, node: Any) -> Iterator[str]:
    x, y = canvas.at(node.attr["pos"])
    if node == NOT_BEGUN.name:
        yield f'<circle cx="{x}" cy="{y}" r="6"/>'
        return
    width, height = (float(node.attr[side]) * POINTS_AN_INCH for side in ("width", "height"))
    name, *waits = _words_in(policy, node)
    yield (
        f'<rect x="{round(x - width / 2, 1)}" y="{round(y - height / 2, 1)}" '
        f'width="{round(width, 1)}" height="{round(height, 1)}" rx="6" {_looks(policy, node)}/>'
    )
    above = 5 if not waits else -3
    yield (
        f'<text x="{x}" y="{round(y + above, 1)}" font-size="{HEAD}" '
        f'font-weight="bold">{escape(name)}</text>'
    )
    for line in waits:
        yield f'<text x="{x}" y="{round(y + HEAD, 1)}">{escape(line)}</text>'


def _looks(policy: Policy, name: str) -> str:
    if name in ANYWHERE.values():
        return f'fill="#ffffff" stroke="{LINE}" stroke-dasharray="4 3"'
    state = policy.by_name[name]
    return (
        f'fill="{FILLS[state.waits_for]}" stroke="{INK}" stroke-width="{2 if state.final else 1}"'
    )
