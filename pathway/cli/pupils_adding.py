"""`pathway pupil add`: enter a pupil by hand."""

from typing import Annotated

import typer

from pathway.cli.days import read_day
from pathway.cli.desk import desk
from pathway.cli.options import At, Authority, Json
from pathway.cli.screen import say, show_json
from pathway.domain.codes import Need, Sex, UpnUnknown
from pathway.services.enrolling import NewPupil, add_pupil
from statemachines.year_groups import YearGroup


def add(
    surname: Annotated[str, typer.Option(help="The legal surname.")],
    forename: Annotated[str, typer.Option(help="The legal forename.")],
    born: Annotated[str, typer.Option(metavar="DATE", help="The day of birth, as 2016-05-03.")],
    upn: Annotated[str, typer.Option(help="The UPN.")] = "",
    uln: Annotated[str, typer.Option(help="The ULN.")] = "",
    upn_unknown: Annotated[
        UpnUnknown | None, typer.Option(help="Why there is no UPN, by the code of SEN2.")
    ] = None,
    sex: Annotated[Sex | None, typer.Option(help="M or F.")] = None,
    year_group: Annotated[YearGroup | None, typer.Option(help="The year taught in.")] = None,
    need: Annotated[Need | None, typer.Option(help="The primary need, by its code.")] = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="A restricted record.")] = False,
    at: At = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Enter a pupil, and print the id."""
    if not (upn or uln or upn_unknown):
        raise typer.BadParameter("give --upn, --uln or --upn-unknown", param_hint="--upn")
    new = NewPupil(
        given_name=forename,
        family_name=surname,
        born_on=read_day(born, where="--born"),
        sex=sex.value if sex else None,
        upn=upn or None,
        uln=uln or None,
        upn_unknown=upn_unknown.value if upn_unknown else None,
        year_group=year_group.value if year_group else None,
        primary_need=need.value if need else None,
        restricted=restricted,
    )
    with desk(authority, at=at) as here:
        when = here.when(at)
        pupil = add_pupil(here.office, new, from_on=when.on, recorded_at=when.recorded_at)
    if as_json:
        show_json({"id": pupil})
    else:
        say(str(pupil))
