"""How a proposal looks, for whoever shows one; what lays it beside the law needs a database."""

from dataclasses import asdict

from pathway.cli.screen import say, table
from pathway.domain.rules.proposals import Proposal

NOT_LAW = "Proposed, not law: nothing here is enforced, and nobody is told of it."


def show_proposal(one: Proposal) -> None:
    """Show what a proposal would bring and end, and what was announced without a figure."""
    say(one.name, style="bold")
    say(one.sentence)
    say(one.source, style="dim")
    table(
        ("rule", "from", "what"),
        [(rule.id, rule.valid_from, rule.sentence) for rule in one.rules]
        + [(rule, day, "is at an end") for rule, day in one.instead_of.items()],
    )
    table(
        ("announced besides", "not before", "why there is no rule of it", "source"),
        [(a.sentence, a.not_before, a.why_no_rule, a.source) for a in one.announced],
    )


def proposal_as_json(one: Proposal) -> dict[str, object]:
    """Return a proposal as programs read it."""
    return {
        "proposal": one.name,
        "force": "PROPOSED",
        "sentence": one.sentence,
        "source": one.source,
        "brings": [{"rule": r.id, "from": r.valid_from, "sentence": r.sentence} for r in one.rules],
        "ends": [{"rule": rule, "from": day} for rule, day in one.instead_of.items()],
        "announced": [asdict(announced) for announced in one.announced],
    }
