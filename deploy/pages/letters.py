"""The page of letters: which one goes to whom, and after which move."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from deploy.pages.sheet import in_a_sentence, sheet, table
from notifications.letters import AUDIENCES, Letter, render, templates
from pathway.services.letters_owed import DAYS_TO_POST
from statemachines.grammar import Move
from statemachines.registry import POLICIES
from statemachines.vocabulary import Audience

ABOUT = f"""\
A letter goes out when a move is made whose policy says who must know.
It is an e-mail that tells *that* something moved; the papers themselves are sent as papers.
It names the case by its reference, and never the child.

- *family*: everyone linked to the pupil as family, young person or representative, each by a \
letter of their own.
- *school*, *provider*, *professional*: those linked to the pupil as such.
- *caseworker*: who holds the case; *manager*: that person's manager.

Nobody is told of what they did themselves, nor who is linked as someone not to be told, nor \
anyone once the pupil's death is recorded.
Who is reached by post or telephone is a task of the caseworker's, due within {DAYS_TO_POST} days.
The words are in `notifications/templates`, one folder a letter."""

ALERTS = """\
These are sent by time, as [rules](rules.md) ask for them."""

WRITTEN = """\
These events have a letter, and no move sends it yet: whoever writes a policy may."""

OF_THE_DAY = (
    "owners with a date that is alerted daily or weekly, and their managers once it is overdue; "
    "each week, with the placements past their end, those who commission"
)
BY_TIME = {
    "rung": (
        "an alert: something is due soon, is due today, or is overdue",
        "whom the rule alerts, as each rule says; the caseworker where nobody is linked as such",
    ),
    "family_reminder": (
        "the family's time for its views is running out",
        "the family, or the one parent or young person whose time it is",
    ),
    "family_time_limit": (
        "a time limit ends within which the family may do something of its own, such as appeal",
        "the family, or the one parent or young person whose time it is",
    ),
    "digest": (
        "what is overdue, due in the next five days or undated; for managers, their people's too",
        OF_THE_DAY,
    ),
}
"""The letters that no move sends: what each says, and to whom."""


def page() -> str:
    """Write the page."""
    sent = _sent()
    events = [name for name in sorted(templates()) if name in sent]
    silent = [name for name in sorted(templates()) if name not in {*sent, *BY_TIME}]
    heads = ("Letter", "Subject", "After", *AUDIENCES)
    rows = [(f"`{name}`", _subject(name), _after(name), *_crosses(sent[name])) for name in events]
    timed = [(f"`{name}`", what, to) for name, (what, to) in BY_TIME.items()]
    return sheet(
        "the policies and `notifications/templates/`",
        "# Letters", ABOUT,
        "## After a move", table(heads, rows),
        "## By time", ALERTS, table(("Letter", "What it says", "To whom"), timed),
        "## Written and not sent", WRITTEN, "\n".join(f"- `{name}`" for name in silent),
    )  # fmt: skip


def _sent() -> Mapping[str, set[str]]:
    """Return by letter to whom it goes after any move."""
    sent: dict[str, set[str]] = defaultdict(set)
    for _, move in _telling():
        sent[move.event.value] |= {audience.value for audience in move.tells}
    return dict(sent)


def _telling() -> Iterator[tuple[str, Move]]:
    return ((p.title, m) for p in POLICIES.values() for m in p.moves if m.tells)


def _after(name: str) -> str:
    found = [
        f"*{m.name}* ({in_a_sentence(title)})" for title, m in _telling() if m.event.value == name
    ]
    if len(found) == len(POLICIES):
        return found[0].partition(" (")[0]
    return ", ".join(dict.fromkeys(found))


def _subject(name: str) -> str:
    speaks_to = next(one.value for one in Audience if one.value in _sent()[name])
    letter = Letter(
        template=name,
        audience=speaks_to,
        reference="…",
        stage="…",
        waits_for="…",
        on=date(2026, 9, 7),
        dates=(("…", date(2026, 10, 19)),),
        worker="…",
        link="…",
        authority="…",
        contact="…",
    )
    return render(letter).subject.removeprefix("Case …: ")


def _crosses(to: set[str]) -> Iterator[str]:
    return ("●" if audience in to else "" for audience in AUDIENCES)
