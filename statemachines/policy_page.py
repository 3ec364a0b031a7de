"""A policy as a page of the manual, in Markdown: the code, and not a memory of it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from statemachines.common_moves import BroughtIn, common_moves
from statemachines.form_table import fields_of_every_form, form_table, table
from statemachines.grammar import (
    EVERY_OTHER,
    NOT_BEGUN,
    Choice,
    Consequence,
    Guard,
    Move,
    Reach,
    State,
)
from statemachines.policy import ANYWHERE, Policy
from statemachines.vocabulary import Readers

MADE: Final = "<!-- Made from the policy by `python -m statemachines.picture`; change it there. -->"
READ_BY: Final = {
    Readers.FAMILY: "the family, professionals, the authority",
    Readers.PROFESSIONALS: "professionals, the authority",
    Readers.AUTHORITY: "the authority",
    Readers.SAFEGUARDING: "those linked for safeguarding, and the manager",
}
COMMON: Final = frozenset(move.name for move in common_moves())


def page(policy: Policy) -> str:
    """Write the page of a policy: its picture, its states, its moves."""
    own = [move for move in policy.moves if move.name not in COMMON]
    opening = [move for move in policy.moves if move.historic and move.form is not BroughtIn]
    return _text(
        MADE, f"# {policy.title}",
        f"Policy `{policy.name}`, version {policy.version}, {_valid(policy)}.",
        f"Source: {policy.law}.", f"![{policy.title}]({policy.name}.svg)",
        "## States", _states(policy), "## Moves", _overview(own),
        *(part for move in (*own, *opening) for part in _move(move)),
        "## Moves that every process has",
        "Contact, concerns, delays, handing over, corrections and the like: "
        "[common moves](common_moves.md).",
    )  # fmt: skip


def _valid(policy: Policy) -> str:
    until = f"to {policy.valid_to}" if policy.valid_to else "on"
    return f"for processes that begin from {policy.valid_from} {until}"


def common_page() -> str:
    """Write the page of the moves that every process has."""
    moves = common_moves()
    return _text(
        MADE, "# Common moves",
        "Every process has these moves, whatever its policy.",
        "Every form has these fields besides its own.", fields_of_every_form(),
        _overview(moves), *(part for move in moves for part in _move(move)),
    )  # fmt: skip


def contents(policies: Iterable[Policy]) -> str:
    """Write the page that leads to the others."""
    links = [f"- [{policy.title}]({policy.name}.md)" for policy in policies]
    return _text(
        MADE, "# Policies",
        "What may be done in each process, by whom, on what conditions and by what law.",
        "\n".join([*links, "- [Common moves](common_moves.md)"]),
    )  # fmt: skip


def _states(policy: Policy) -> str:
    rows = [(f"`{state.name}`", _waits_for(state), state.sentence) for state in policy.states]
    return table(("State", "Waits for", "What it means"), rows)


def _waits_for(state: State) -> str:
    if state.final:
        return "–"
    unless = f", or as `{state.as_said}` says" if state.as_said else ""
    return f"{state.waits_for.value}{unless}"


def _overview(moves: Iterable[Move]) -> str:
    rows = [
        (f"[{move.name}](#{_anchor(move.name)})", _sources(move), _target(move), _who(move),
         f"{move.law.force.value}: {move.law.citation}")
        for move in moves
    ]  # fmt: skip
    return table(("Move", "From", "To", "Who may", "Law"), rows)


def _move(move: Move) -> Iterator[str]:
    yield f"### {move.name}"
    yield f"{(move.form.__doc__ or '').strip().splitlines()[0]}"
    yield "\n".join(_points(move))
    yield form_table(move.form)


def _points(move: Move) -> Iterator[str]:
    yield f"- From {_sources(move)} to {_target(move)}, by {_who(move)}."
    yield f"- Law ({move.law.force.value}): {move.law.citation}."
    yield from (f"- Must be true: {_asks(guard)}" for guard in move.when)
    yield from (
        f"- Advised, or `went_ahead_because` says why not: {_asks(g)}" for g in move.advised
    )
    yield f"- Event: `{move.event.value}`."
    yield f"- Its lines are read by: {READ_BY[move.read_by]}."
    if move.tells:
        yield f"- Told by letter: {', '.join(sorted(move.tells))}."
    yield from map(_follows, move.then)


def _follows(consequence: Consequence) -> str:
    elsewhere = consequence.policy.replace("_", " ")
    if consequence.policy == EVERY_OTHER:
        return f"- Follows: *{consequence.move}* in every other process of the case."
    how = "opens a new process" if consequence.opens else "where it is open and lawful"
    return f"- Follows: *{consequence.move}* in the {elsewhere} ({how})."


def _asks(guard: Guard[Any]) -> str:
    return f"{guard.name} (otherwise: {guard.otherwise})."


def _sources(move: Move) -> str:
    if isinstance(move.source, Reach):
        return ANYWHERE[move.source].replace("_", " ")
    return _named(sorted(move.source, key=lambda state: state.name))


def _target(move: Move) -> str:
    if isinstance(move.target, State):
        return _named([move.target])
    if isinstance(move.target, Choice):
        among = move.target.among
        return (
            "any state"
            if isinstance(among, Reach)
            else f"{_named(among)}, as `{move.target.by}` says"
        )
    return "the same state"


def _named(states: Iterable[State]) -> str:
    return ", ".join("the beginning" if s is NOT_BEGUN else f"`{s.name}`" for s in states)


def _who(move: Move) -> str:
    return ", ".join(role.value.replace("_", " ") for role in sorted(move.by))


def _anchor(name: str) -> str:
    return "".join(c for c in name.lower().replace(" ", "-") if c.isalnum() or c == "-")


def _text(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
