"""`pathway link add`: link a person to a pupil."""

from typing import Annotated

import typer

from pathway.cli.days import read_day
from pathway.cli.desk import desk
from pathway.cli.links import Channel, ToldAs
from pathway.cli.options import As, Authority, Json
from pathway.cli.pupils import Said
from pathway.cli.screen import say, show_json
from pathway.services.acting import find_person
from pathway.services.linking import NewLink, add_link
from pathway.services.pupils import find_pupil


def add(
    pupil: Said,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="An id, e-mail or whole name.")],
    relationship: Annotated[str, typer.Option(help="What they are: mother, SENCO, …")],
    told_as: Annotated[ToldAs, typer.Option(help="As whom they are told.")] = ToldAs.FAMILY,
    parental_responsibility: Annotated[
        bool, typer.Option("--parental-responsibility", help="They hold it.")
    ] = False,
    channel: Annotated[Channel, typer.Option(help="How they are told.")] = Channel.EMAIL,
    not_told: Annotated[bool, typer.Option("--not-told", help="They may not be told.")] = False,
    not_invited: Annotated[
        bool, typer.Option("--not-invited", help="They may not be invited to meetings.")
    ] = False,
    since: Annotated[
        str, typer.Option(metavar="DATE", help="Since when; a family's link since the birth.")
    ] = "",
    acting: As = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Link a person to a pupil."""
    with desk(authority) as here:
        found = find_pupil(here.office, pupil, today=here.day(""))
        new = NewLink(
            person=find_person(here.office, person).id,
            relationship=relationship,
            audience=told_as.value,
            parental_responsibility=parental_responsibility,
            channel=channel.value,
            may_be_told=not not_told,
            may_be_invited=not not_invited,
            from_on=read_day(since, where="--since") if since else None,
        )
        link = add_link(
            here.office,
            found.id,
            new,
            born_on=found.born_on,
            by=here.whoever(acting),
            when=here.when(""),
        )
    if as_json:
        show_json({"id": link})
    else:
        say(str(link))
