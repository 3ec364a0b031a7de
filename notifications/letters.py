"""The letters we send: what a letter may say, and how its words are found and set.

A letter's words are written once, in the `body.txt` of its folder, one block an audience:
`{% block family %}`, or `{% block school_and_provider %}` where two are told the same. The text
sets them in `_layout/body.txt`; `body.html` sets the same words in `_layout/body.html`, so that
the two can not drift apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape
from jinja2.exceptions import TemplateNotFound, UndefinedError
from markupsafe import Markup, escape

from notifications.errors import LetterIncomplete, LetterUnwritten

AUDIENCES: Final = ("family", "school", "provider", "professional", "caseworker", "manager")
"""To whom a letter may speak."""

RIGHTS: Final = "Your rights:"
LABELS: Final = ("What happens next:", "What you can do:", "What we ask of you:", RIGHTS)
"""What a paragraph may begin with, to be set in bold."""

_TEMPLATES: Final = Path(__file__).parent / "templates"
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def written(day: date) -> str:
    """Write a day out, as in 3 March 2027; no locale is asked."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def items(words: Iterable[str]) -> Markup:
    """Return the items of an HTML list; all are made safe at once, which letters do a lot of."""
    safe = str(escape("\0".join(words)))
    return Markup("<li>" + safe.replace("\0", "</li><li>") + "</li>")  # noqa: S704 - escaped above


def numbered(steps: Iterable[str]) -> list[str]:
    """Return steps with their numbers, as a text has them."""
    return [f"{number}. {step}" for number, step in enumerate(steps, 1)]


_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    undefined=StrictUndefined,
    autoescape=select_autoescape(["html"]),
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    cache_size=-1,
)
_environment.filters |= {"written": written, "items": items, "numbered": numbered}
_environment.globals.clear()  # a letter needs none, and each would cost time at every rendering


class Counted(NamedTuple):
    """How a date was counted.

    Attributes:
        day: the date.
        steps: the steps by which it was counted, each a sentence.
        rights: to the family, what it may do if the date is missed, and until when.
        as_for: an earlier date of the letter, where what it may do is said of that one.
    """

    day: date
    steps: tuple[str, ...]
    rights: tuple[str, ...] = ()
    as_for: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything that a letter may say. Who the pupil is has no field here.

    Attributes:
        template: the event, or `rung`, `digest`, `family_reminder`, `family_time_limit`: the folder
            of its words.
        audience: one of `AUDIENCES`.
        reference: of the case; blank in a digest only.
        stage: where the case stands, in a plain sentence; blank in a digest only.
        waits_for: who has to act next, in plain words; blank in a digest only.
        on: the civil day (Europe/London) on which it happened, or on which the letter is written.
        dates: dates to know, each with what is due then and why, the most pressing first.
        counted: how each of these dates was counted, and what follows if it is missed.
        undated: what is still to be done by no set day, and since when; by a day that is left out
            where that is None.
        team: of a manager's digest, what is overdue with the people managed, and since when; None
            where the day is left out.
        worker: the named person who holds the case.
        link: where the case can be seen; blank where there is no page of it.
        authority: its name.
        contact: how the worker is reached.
        wording: words of the authority's own in place of ours; blank where it has none.
    """

    template: str
    audience: str
    reference: str = ""
    stage: str = ""
    waits_for: str = ""
    on: date
    dates: tuple[tuple[str, date], ...] = ()
    counted: tuple[Counted, ...] = ()
    undated: tuple[tuple[str, date | None], ...] = ()
    team: tuple[tuple[str, date | None], ...] = ()
    worker: str
    link: str = ""
    authority: str
    contact: str
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter in words: one line of subject, and the same body twice."""

    subject: str
    text: str
    html: str


class Paragraph(NamedTuple):
    """A paragraph of a letter: a text, perhaps with a bold label, or the items of a list."""

    label: str = ""
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """What sets a letter's subject, text and page, and its words by audience."""

    subject: Template
    text: Template
    html: Template
    by_audience: Mapping[str, Callable[[Any], Iterator[str]]]


def render(letter: Letter) -> Rendered:
    """Put a letter into words.

    Raises:
        LetterUnwritten: it has no words for its audience.
        LetterIncomplete: a template asks for something that the letter leaves blank.
    """
    words = _words(letter.template)
    try:
        return _set(letter, words)
    except (KeyError, UndefinedError) as fault:
        if letter.audience not in words.by_audience:
            raise LetterUnwritten(letter.template, letter.audience) from fault
        raise LetterIncomplete(letter.template, letter.audience, str(fault)) from fault


def audiences(template: str) -> frozenset[str]:
    """Return for whom a letter has words; none where there is no such letter."""
    return frozenset(_words(template).by_audience) if template in templates() else frozenset()


@cache
def templates() -> frozenset[str]:
    """Return the names of all letters."""
    return frozenset(path.parent.name for path in _TEMPLATES.glob("[!_]*/body.txt"))


def _set(letter: Letter, words: _Words) -> Rendered:
    said = _said(letter)
    block = words.by_audience[letter.audience]
    body = _worded(letter.wording, _tidy("".join(block(words.text.new_context(said)))))
    subject = " ".join(words.subject.render(said).split())
    text = _tidy(words.text.render(said, words=body)) + "\n"
    html = words.html.render(said, subject=subject, paragraphs=paragraphs(body))
    return Rendered(subject, text, html)


def _worded(own: str, ours: str) -> str:
    """Return an authority's own words where it has any; what we say of rights is said all the same.

    Nobody reads them as a template: they are words and nothing else.
    """
    if not own:
        return ours
    rights = (part for part in ours.split("\n\n") if part.startswith(RIGHTS))
    return _tidy("\n\n".join((own, *rights)))


def _tidy(words: str) -> str:
    """Leave one blank line between paragraphs, where a template's conditions left several."""
    parts = [part.strip("\n") for part in words.strip().split("\n\n")]
    return "\n\n".join([part for part in parts if part])


def _said(letter: Letter) -> dict[str, Any]:
    """Return what the letter says; a blank is left out, so that asking for it is an error."""
    everything = {name: getattr(letter, name) for name in _FIELDS}
    return {name: value for name, value in everything.items() if value != ""}


_FIELDS: Final = tuple(f.name for f in fields(Letter) if f.name not in {"template", "wording"})


def paragraphs(words: str) -> list[Paragraph]:
    """Read words into paragraphs: parted by blank lines; lines that begin with "- " are a list."""
    return [_paragraph(part.splitlines()) for part in words.split("\n\n") if part.strip()]


def _paragraph(lines: list[str]) -> Paragraph:
    if all(line.startswith("- ") for line in lines):
        return Paragraph(items=tuple(line[2:] for line in lines))
    text = " ".join(lines)
    label = next((label for label in LABELS if text.startswith(label)), "")
    return Paragraph(label, text[len(label) :].strip())


@cache
def _words(template: str) -> _Words:
    try:
        text = _environment.get_template(f"{template}/body.txt")
        subject = _environment.get_template(f"{template}/subject.txt")
        html = _environment.get_template(f"{template}/body.html")
    except TemplateNotFound as missing:
        raise LetterUnwritten(template, str(missing)) from missing
    by_audience = dict(_by_audience(text))
    return _Words(subject, _setting(text, "body.txt"), _setting(html, "body.html"), by_audience)


def _setting(letter: Template, layout: str) -> Template:
    """Return what sets a letter: the layout, unless the letter has a block of it in its own way."""
    usual = _environment.get_template(f"_layout/{layout}")
    return letter if letter.blocks.keys() & usual.blocks.keys() else usual


def _by_audience(text: Template) -> Iterator[tuple[str, Callable[[Any], Iterator[str]]]]:
    for name, block in text.blocks.items():
        for audience in name.split("_and_"):
            if audience in AUDIENCES:
                yield audience, block
