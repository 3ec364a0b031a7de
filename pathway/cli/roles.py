"""The roles that people may be given, or act in, as options take them."""

import typer

from pathway.services.staff_errors import RoleOfTime
from statemachines.vocabulary import PEOPLE, Role

ROLES = "|".join(role.value for role in Role if role in PEOPLE)
"""How the roles that there are stand in the help of an option."""


def role_of_people(said: str) -> Role:
    """Return the role of a name, in any case and with blanks or not.

    Raises:
        BadParameter: there is no such role, or it is the one of time itself.
    """
    name = "_".join(said.lower().replace("_", " ").split())
    if name == Role.CLOCK:
        raise typer.BadParameter(str(RoleOfTime()))
    if name not in PEOPLE:
        raise typer.BadParameter(f"{said!r} is no role; there are {ROLES.replace('|', ', ')}")
    return Role(name)
