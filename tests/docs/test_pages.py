"""The pages of the manual that are made from the code: each says what the code says."""

import re
from pathlib import Path

import psycopg
import pytest

from deploy.pages import database as database_page
from deploy.pages.__main__ import DOCS, PAGES
from deploy.pages.events import sections
from notifications.letters import templates
from pathway.domain.rules.statute_book import statute_book
from pathway.environment import Settings
from statemachines.events import Event

WHAT_MAY_BE_DONE = """
    select table_name as named, lower(privilege_type) as done, null as part
    from information_schema.role_table_grants where grantee = 'pathway_app'
    union all
    select table_name, lower(privilege_type), column_name
    from information_schema.role_column_grants as of_column where grantee = 'pathway_app'
    and not exists (
        select from information_schema.role_table_grants as of_table
        where (of_table.grantee, of_table.table_name, of_table.privilege_type)
            = (of_column.grantee, of_column.table_name, of_column.privilege_type)
    )
"""


@pytest.mark.parametrize("name", PAGES)
def test_a_made_page_says_what_the_code_says(name):
    written = (DOCS / name).read_text(encoding="utf-8")

    assert written == PAGES[name](), "run: make pages"


def test_every_variable_of_the_environment_stands_on_the_page_of_settings():
    page = PAGES["reference/settings.md"]()

    assert all(f"`{known.metadata['variable']}`" in page for known in settings_fields())


def test_no_page_says_where_on_this_machine_it_was_made():
    here = str(Path(__file__).parents[2])

    assert all(here not in page() for page in PAGES.values())


def test_every_rule_has_its_heading_and_its_source():
    page = PAGES["reference/rules.md"]()

    for rule in statute_book().newest:
        assert f"\n### {rule.id}\n\n{rule.sentence}\n" in page
        assert rule.citation in page


def test_every_event_stands_once_on_the_page_of_events():
    named = [name for members in sections().values() for name, _ in members]

    assert named == [event.value for event in Event]


def test_every_letter_stands_on_the_page_of_letters():
    page = PAGES["reference/letters.md"]()

    assert all(f"`{name}`" in page for name in templates())


def test_the_application_may_do_what_the_page_says_and_no_more(database):
    address = database.owner_url.replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        real = {
            (named, f"{done} ({part})" if part else done)
            for named, done, part in connection.execute(WHAT_MAY_BE_DONE)
        }

    assert real == set(allowed())


def allowed():
    for name, what in database_page.grants().items():
        for done, _, parts in re.findall(r"(\w+)(?: (\(([\w, ]+)\)))?(?:, |$)", what):
            if parts:
                yield from ((name, f"{done} ({part})") for part in parts.split(", "))
            else:
                yield name, done


def settings_fields():
    return Settings.__dataclass_fields__.values()
