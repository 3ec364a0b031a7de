"""The manual's links lead somewhere, and its first page leads to every other."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.blocks import DOCS, PAGES, ROOT, name

FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ELSEWHERE = ("https://", "http://", "mailto:")
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=name)


def links(page: Path) -> list[str]:
    written = CODE.sub("", FENCED.sub("", page.read_text(encoding="utf-8")))
    return [link for link in LINK.findall(written) if not link.startswith(ELSEWHERE)]


def anchors(page: Path) -> set[str]:
    written = FENCED.sub("", page.read_text(encoding="utf-8"))
    return {anchor(title) for title in HEADING.findall(written)}


def anchor(title: str) -> str:
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).lower().replace(" ", "-")
    return "".join(c for c in plain if c.isalnum() or c in "-_")


@EACH_PAGE
def test_every_link_leads_somewhere(page):
    lost = []
    for link in links(page):
        path, _, part = unquote(link).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (part and part not in anchors(target)):
            lost.append(link)

    assert lost == []


def test_the_first_page_leads_to_every_other():
    listed = {(DOCS / link.partition("#")[0]).resolve() for link in links(DOCS / "README.md")}
    made = set((DOCS / "policies").glob("*.md"))

    assert set(DOCS.rglob("*.md")) - made - {DOCS / "README.md"} <= listed


@EACH_PAGE
def test_a_page_begins_with_its_title_and_has_one(page):
    written = FENCED.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^# .+$", written, re.MULTILINE)

    assert len(titles) == 1
    assert re.match(r"(<!--.*-->\n+)?# ", written)


def test_the_front_door_leads_into_the_manual():
    assert {"docs/README.md", "docs/tutorial/first-case.md"} <= set(links(ROOT / "README.md"))
