"""`pathway pupil`: pupils, found by number or name, and entered by hand."""

from typing import Annotated

import typer

from pathway.cli.days import read_day
from pathway.cli.desk import desk
from pathway.cli.linked import show_links
from pathway.cli.options import AsAt, At, Authority, Json
from pathway.cli.screen import say, show_json, table
from pathway.domain.codes import Need, Sex, UpnUnknown
from pathway.domain.school_ages import YearGroup
from pathway.services.enrolling import NewPupil, add_pupil
from pathway.services.pupils import find_pupil, list_pupils, pupil_in_full

app = typer.Typer(help="List, show and add pupils.", no_args_is_help=True)

Said = Annotated[
    str, typer.Argument(metavar="PUPIL", help="An id, UPN, ULN or case, or a name in quotes.")
]


@app.command("list")
def list_them(
    words: Annotated[
        str, typer.Argument(help="Only those whose name has these words; or a UPN.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    at: AsAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List pupils by name."""
    with desk(authority) as here:
        found = list_pupils(here.office, words=words or None, today=here.day(at), limit=limit)
    if as_json:
        show_json(found)
        return
    table(
        ("id", "surname", "forename", "born", "UPN", "case", "school"),
        [
            (p.id, p.family_name, p.given_name, p.born_on, p.upn or p.upn_unknown, p.case, p.school)
            for p in found
        ],
    )


@app.command()
def show(pupil: Said, at: AsAt = "", authority: Authority = "", as_json: Json = False) -> None:
    """Show a pupil, what is so about them and since when, and the people around them."""
    with desk(authority) as here:
        found = find_pupil(here.office, pupil, today=here.day(at))
        details, links = pupil_in_full(here.office, found.id)
    if as_json:
        show_json({"pupil": found, "details": details, "links": links})
        return
    number = found.upn or f"no UPN ({found.upn_unknown})"
    say(f"{found.given_name} {found.family_name}, born {found.born_on}, {number}", style="bold")
    say(f"{found.id} · case {found.case or 'none yet'}")
    table(
        ("what", "value", "since"),
        [(d.kind.replace("_", " "), d.name or d.value, d.from_on) for d in details],
    )
    show_links(links)


@app.command()
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
