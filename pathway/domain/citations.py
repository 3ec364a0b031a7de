"""Where what is cited can be read: an address for each provision that has one, surely derived.

Acts and instruments stand on legislation.gov.uk under their year and number, judgments in the
National Archives under their neutral citation. Guidance has no addresses by paragraph, so of the
SEND Code of Practice only the document is given, and of other guidance nothing.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

LEGISLATION = "https://www.legislation.gov.uk"
JUDGMENTS = "https://caselaw.nationalarchives.gov.uk"
CODE = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"

ACTS: Mapping[str, str] = {
    "CFA 2014": "ukpga/2014/6",
    "Education Act 1996": "ukpga/1996/56",
    "EA 2002": "ukpga/2002/32",
    "EIA 2006": "ukpga/2006/40",
    "ESA 2008": "ukpga/2008/25",
    "Equality Act 2010": "ukpga/2010/15",
    "Coronavirus Act 2020": "ukpga/2020/7",
    "Local Government Act 1974": "ukpga/1974/7",
    "Health Service Commissioners Act 1993": "ukpga/1993/46",
}
"""Acts as our rules name them, by year and chapter."""

RULES_AS = {"SI 2008/2699": "article"}
"""What a rule of court is called in the addresses of an instrument; others have none that is sure.

Source:
    legislation.gov.uk/uksi/2008/2699/article/20, as the table of rules has it.
"""

CALLED = {"reg": "regulation", "s": "section"}
INSTRUMENT = re.compile(r"SI (?P<year>\d{4})/(?P<number>\d+)|" + "|".join(map(re.escape, ACTS)))
PROVISIONS = re.compile(
    r"\s+(?P<kind>reg|s|r)(?:s|r)?\.?\s*(?P<numbers>\d+[A-Z]*(?:,\s*\d+[A-Z]*)*)"
)
SCHEDULE = re.compile(r"\s+Sch (?P<schedule>\d+)(?: para (?P<paragraph>\d+[A-Z]*))?")
ADMINISTRATIVE = re.compile(r"\[(?P<year>\d{4})\] EWHC (?P<number>\d+) \(Admin\)")
APPEAL = re.compile(r"\[(?P<year>\d{4})\] EWCA Civ (?P<number>\d+)")


class Link(NamedTuple):
    """A provision, and where it can be read."""

    words: str
    address: str


@cache
def links(citation: str) -> tuple[Link, ...]:
    """Return where each thing that a citation names can be read, as far as that is sure."""
    return tuple(dict.fromkeys((*_legislation(citation), *_judgments(citation), *_code(citation))))


def _legislation(citation: str) -> Iterator[Link]:
    for found in INSTRUMENT.finditer(citation):
        name = found.group()
        number = f"{found['year']}/{found['number']}" if found["year"] else ""
        root = f"{LEGISLATION}/uksi/{number}" if number else f"{LEGISLATION}/{ACTS[name]}"
        tail = _without_paragraphs(citation[found.end() :])
        yield from _provisions(name, root, tail) or [Link(name, root)]


def _provisions(name: str, root: str, tail: str) -> list[Link]:
    within = SCHEDULE.match(tail)
    if within:
        schedule, paragraph = within.group("schedule", "paragraph")
        address = f"{root}/schedule/{schedule}" + (f"/paragraph/{paragraph}" if paragraph else "")
        return [Link(f"{name} Sch {schedule}" + (f" para {paragraph}" * bool(paragraph)), address)]
    listed = PROVISIONS.match(tail)
    if listed is None:
        return []
    kind = listed["kind"]
    called = CALLED.get(kind) or RULES_AS.get(name)
    numbers = re.findall(r"\d+[A-Z]*", listed["numbers"])
    if called is None:
        return []
    short = {"reg": "reg ", "s": "s.", "r": "r."}[kind]
    return [Link(f"{name} {short}{number}", f"{root}/{called}/{number}") for number in numbers]


def _without_paragraphs(tail: str) -> str:
    """Leave out the paragraphs of provisions: "regs 13(2), (3)" becomes "regs 13"."""
    return re.sub(r",\s*(?=,|;|$)", "", re.sub(r"\([^)]*\)", "", tail.partition(";")[0]))


def _judgments(citation: str) -> Iterator[Link]:
    for court, found in (("ewhc/admin", ADMINISTRATIVE), ("ewca/civ", APPEAL)):
        for case in found.finditer(citation):
            yield Link(case.group(), f"{JUDGMENTS}/{court}/{case['year']}/{case['number']}")


def _code(citation: str) -> Iterator[Link]:
    if "SEND Code of Practice" in citation or "CoP " in citation:
        yield Link("SEND Code of Practice", CODE)
