"""The page on a PostgreSQL of one's own founds what the embedded one is founded with."""

import re

from pathway.embedded.credentials import Credentials
from pathway.embedded.roles import APP, DATABASE, OWNER, entrance, founding
from tests.docs.blocks import DOCS, blocks

PAGE = DOCS / "how-to" / "use-your-own-postgresql.md"
PASSWORD = re.compile(r"PASSWORD '[^']*'")


def statements() -> list[str]:
    (block,) = [block for block in blocks(PAGE) if block.language == "sql"]
    return [said.strip() for said in block.text.split(";") if said.strip()]


def test_the_roles_and_the_database_are_those_that_migrations_grant_to():
    made = [PASSWORD.sub("PASSWORD", said) for said in statements()]

    assert made == [
        f"CREATE ROLE {OWNER} LOGIN PASSWORD",
        f"CREATE ROLE {APP} LOGIN PASSWORD",
        f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
        *entrance(DATABASE),
    ]


def test_the_embedded_one_is_let_into_by_the_same_statements():
    own = founding(Credentials(owner="one", app="two"))

    assert set(entrance(DATABASE)) <= set(own)
    assert statements()[2] in own
