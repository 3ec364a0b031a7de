"""`pathway people list`: who acts in cases, or is told of them."""

from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.options import Authority, Json
from pathway.cli.roles import ROLES, role_of_people
from pathway.cli.screen import say, show_json, table
from pathway.services.acting import list_people
from statemachines.vocabulary import Role

NOBODY_AT_WORK = (
    "nobody fits; `--families` lists families too, `pathway people add` enters somebody"
)
NOBODY_FITS = "nobody fits; `pathway people add` enters somebody"


def list_them(
    role: Annotated[
        Role | None,
        typer.Option(parser=role_of_people, metavar=ROLES, help="Only those who have this role."),
    ] = None,
    families: Annotated[bool, typer.Option("--families", help="Families too.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 200,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List the people of the authority, with the ids by which they act."""
    with desk(authority) as at:
        found = list_people(at.office, role=role, families=families, limit=limit)
    if as_json:
        show_json(found)
        return
    if not found:
        say(NOBODY_FITS if families else NOBODY_AT_WORK)
        return
    table(
        ("id", "name", "roles", "e-mail", "manager", "districts"),
        [
            (p.id, p.name, ", ".join(p.roles), p.email, p.manager, ", ".join(p.districts))
            for p in found
        ],
        folds=("id", "districts", "manager"),
    )
