"""`pathway people change`: another name, address, manager or role; and when somebody left."""

from typing import Annotated, Any

import typer

from pathway.cli.days import read_day
from pathway.cli.desk import Desk, desk
from pathway.cli.options import As, Authority, Json
from pathway.cli.people import refuse_no_address
from pathway.cli.roles import ROLES, role_of_people
from pathway.cli.screen import say, show_json
from pathway.services.acting import find_person
from pathway.services.staffing import change_person
from statemachines.vocabulary import Role


def change(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="An id, e-mail or whole name.")],
    name: Annotated[str, typer.Option(help="The whole name.")] = "",
    email: Annotated[str, typer.Option(help="Where letters reach them.")] = "",
    no_email: Annotated[bool, typer.Option("--no-email", help="They have no e-mail.")] = False,
    manager: Annotated[
        str, typer.Option(help="Who is told when their duties fall overdue.", metavar="PERSON")
    ] = "",
    no_manager: Annotated[
        bool, typer.Option("--no-manager", help="Nobody: every manager of the authority is told.")
    ] = False,
    role: Annotated[
        list[Role] | None,
        typer.Option(
            parser=role_of_people,
            metavar=ROLES,
            help="All that they may act as, anew. May be repeated.",
        ),
    ] = None,
    district: Annotated[
        list[str] | None, typer.Option(help="All districts they work in. May be repeated.")
    ] = None,
    left_on: Annotated[
        str, typer.Option(metavar="DATE", help="The first day on which they are not here.")
    ] = "",
    acting: As = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Change what is kept of a person; what is left out stays as it is."""
    refuse_no_address(email)
    _refuse_both(email, "--email", no=no_email)
    _refuse_both(manager, "--manager", no=no_manager)
    with desk(authority) as at:
        found = find_person(at.office, person)
        changes: dict[str, Any] = {
            **({"name": name} if name else {}),
            **({"email": email or None} if email or no_email else {}),
            **({"manager_id": _manager(at, manager)} if manager or no_manager else {}),
            **({"roles": [one.value for one in role]} if role else {}),
            **({"districts": district} if district else {}),
            **({"left_on": read_day(left_on, where="--left-on")} if left_on else {}),
        }
        change_person(at.office, found.id, changes, by=at.whoever(acting), at=at.now)
    if as_json:
        show_json({"id": found.id, "changed": changes})
    else:
        say(f"{name or found.name}: changed {', '.join(sorted(changes))}".replace("_", " "))


def _manager(at: Desk, said: str) -> object:
    return find_person(at.office, said).id if said else None


def _refuse_both(said: str, option: str, *, no: bool) -> None:
    if said and no:
        raise typer.BadParameter("say one or the other", param_hint=option)
