"""The tutorial, typed from its first command to its last; and the how-to pages after it."""

import pytest

from tests.docs.blocks import DOCS, ROOT
from tests.docs.manual import MADE_BY

DEMONSTRATION = "export PATHWAY_AUTHORITY=000"
"""The pages after that on opening an authority are read by somebody in the tutorial's."""

HOW_TO = (
    "import-pupils",
    "correct-a-mistake",
    "school-calendars",
    "read-a-due-date",
    "find-who-waits",
    "verify-history",
    "send-real-mail",
    "make-up-a-missed-night",
    "at-3-am",
    "follow-a-dispute",
    "record-an-exclusion",
    "back-up-and-restore",
)


def test_the_town_has_the_authority_that_make_demo_makes():
    assert f"/pathway {' '.join(MADE_BY)} --if-missing" in (ROOT / "Makefile").read_text()


def test_the_tutorial_does_what_it_says(town):
    town.types(DOCS / "tutorial" / "first-case.md")


def test_a_real_authority_can_be_opened_as_the_page_says(town):
    town.types(DOCS / "how-to" / "open-an-authority.md")


@pytest.mark.parametrize("page", HOW_TO)
def test_a_how_to_page_does_what_it_says(town, page):
    town.types(DOCS / "how-to" / f"{page}.md", before=DEMONSTRATION)


def test_the_page_on_the_ombudsmans_dates_does_what_it_says(town):
    page = DOCS / "explanation" / "how-we-know-the-dates-are-right.md"
    town.types(page, before=DEMONSTRATION)
