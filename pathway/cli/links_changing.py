"""`pathway link change` and `end`: what is so from a day on; what was so before stays."""

from datetime import date
from typing import Annotated
from uuid import UUID

import typer

from pathway.cli.desk import Desk, desk
from pathway.cli.links import Channel, Linked, ToldAs
from pathway.cli.options import As, At, Authority, InRole, Json
from pathway.cli.pupils import Said
from pathway.cli.screen import say, show_json
from pathway.domain.errors import PersonNotFound
from pathway.services.acting import find_person
from pathway.services.linking import change_link, end_link, may_change
from pathway.services.links_kept import KeptLink, link_meant
from pathway.services.pupils import find_pupil

app = typer.Typer(no_args_is_help=True)

Why = Annotated[str, typer.Option(help="Why; it is kept with the link.")]


@app.command()
def change(
    pupil: Said,
    person: Linked,
    why: Why,
    relationship: Annotated[str, typer.Option(help="What they are: mother, SENCO, …")] = "",
    told_as: Annotated[ToldAs | None, typer.Option(help="As whom they are told.")] = None,
    parental_responsibility: Annotated[
        bool | None,
        typer.Option(
            "--parental-responsibility/--no-parental-responsibility", help="Whether they hold it."
        ),
    ] = None,
    channel: Annotated[Channel | None, typer.Option(help="How they are told.")] = None,
    told: Annotated[
        bool | None,
        typer.Option("--told/--not-told", help="Whether they may be told."),
    ] = None,
    invited: Annotated[
        bool | None,
        typer.Option("--invited/--not-invited", help="Whether they may be invited to meetings."),
    ] = None,
    acting: As = "",
    role: InRole = None,
    at: At = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Change a link from a day on, today unless said otherwise; what was so before stays."""
    said = {
        "relationship": relationship or None,
        "audience": told_as and told_as.value,
        "parental_responsibility": parental_responsibility,
        "channel": channel and channel.value,
        "may_be_told": told,
        "may_be_invited": invited,
    }
    changes = {name: value for name, value in said.items() if value is not None}
    with desk(authority, at=at) as here:
        when = here.when(at)
        of, meant = _meant(here, pupil, person, when.on)
        by = here.actor(acting, role, may_change(meant.link, ends=False, told=told))
        new = change_link(here.office, of, meant.link.id, changes, by=by, when=when, why=why)
    if as_json:
        show_json({"id": new})
    else:
        say(f"{meant.name}: changed from {when.on}; the link is now {new}")


@app.command()
def end(
    pupil: Said,
    person: Linked,
    why: Why,
    acting: As = "",
    role: InRole = None,
    at: At = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Let a link hold no more from a day on, today unless said otherwise; its past stays.

    On its first day that says that it never held.
    """
    with desk(authority, at=at) as here:
        when = here.when(at)
        of, meant = _meant(here, pupil, person, when.on)
        by = here.actor(acting, role, may_change(meant.link, ends=True, told=None))
        end_link(here.office, of, meant.link.id, by=by, when=when, why=why)
    if as_json:
        show_json({"ended": meant.link.id})
    else:
        say(f"{meant.name}: linked no more from {when.on}; what was so before stays")


def _meant(here: Desk, pupil: str, said: str, on: date) -> tuple[UUID, KeptLink]:
    of = find_pupil(here.office, pupil, today=here.day("")).id
    return of, link_meant(here.office, of, _id_of(here, said), on=on, said=said)


def _id_of(here: Desk, said: str) -> UUID:
    """Return the id of a person, or the id that was given, which may be a link's."""
    try:
        return find_person(here.office, said).id
    except PersonNotFound:
        try:
            return UUID(said)
        except ValueError:
            pass
        raise
