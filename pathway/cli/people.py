"""`pathway people`: those who act in cases, or are told of them."""

from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.options import Authority, Json
from pathway.cli.screen import say, show_json, table
from pathway.services.acting import find_person, list_people
from pathway.services.enrolling import add_person
from statemachines.vocabulary import Role

app = typer.Typer(help="List and add those who act, or are told.", no_args_is_help=True)


@app.command("list")
def list_them(
    role: Annotated[Role | None, typer.Option(help="Only those who have this role.")] = None,
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
    table(
        ("id", "name", "roles", "e-mail", "manager", "districts"),
        [
            (p.id, p.name, ", ".join(p.roles), p.email, p.manager, ", ".join(p.districts))
            for p in found
        ],
    )


@app.command()
def add(
    name: Annotated[str, typer.Option(help="The whole name.")],
    role: Annotated[list[Role], typer.Option(help="What they may act as. May be repeated.")],
    email: Annotated[str, typer.Option(help="Where letters reach them.")] = "",
    manager: Annotated[
        str, typer.Option(help="Who is told when their duties fall overdue.", metavar="PERSON")
    ] = "",
    district: Annotated[
        list[str] | None, typer.Option(help="A district they work in. May be repeated.")
    ] = None,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Enter a person, and print the id by which they act."""
    if email and email.count("@") != 1:
        raise typer.BadParameter(f"{email!r} is not an e-mail address", param_hint="--email")
    with desk(authority) as at:
        person = add_person(
            at.office,
            name=name,
            email=email or None,
            roles=role,
            districts=district or (),
            manager=find_person(at.office, manager).id if manager else None,
        )
    if as_json:
        show_json({"id": person})
    else:
        say(str(person))
