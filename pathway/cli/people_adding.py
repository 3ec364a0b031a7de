"""`pathway people add`: enter somebody who acts, or is told."""

from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.options import As, Authority, Json
from pathway.cli.people import refuse_no_address
from pathway.cli.roles import ROLES, role_of_people
from pathway.cli.screen import aside, say, show_json
from pathway.services.acting import find_person, namesakes
from pathway.services.staffing import NewPerson, add_person
from statemachines.vocabulary import Role


def add(
    name: Annotated[str, typer.Option(help="The whole name.")],
    role: Annotated[
        list[Role],
        typer.Option(
            parser=role_of_people, metavar=ROLES, help="What they may act as. May be repeated."
        ),
    ],
    email: Annotated[str, typer.Option(help="Where letters reach them.")] = "",
    manager: Annotated[
        str, typer.Option(help="Who is told when their duties fall overdue.", metavar="PERSON")
    ] = "",
    district: Annotated[
        list[str] | None, typer.Option(help="A district they work in. May be repeated.")
    ] = None,
    acting: As = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Enter a person, and print the id by which they act."""
    refuse_no_address(email)
    with desk(authority) as at:
        alike = namesakes(at.office, name)
        new = NewPerson(
            name=name,
            email=email or None,
            roles=role,
            districts=district or (),
            manager=find_person(at.office, manager).id if manager else None,
        )
        person = add_person(at.office, new, by=at.whoever(acting), at=at.now)
    for one in alike:
        aside(
            f"there is another {one.name} ({one.id}); if it is the same person, change that one "
            f"with `pathway people change {one.id}`, and give this one's id in all that follows"
        )
    if as_json:
        show_json({"id": person})
    else:
        say(str(person))
