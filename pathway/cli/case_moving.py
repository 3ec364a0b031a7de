"""`pathway case open` and `move`: what changes a case."""

from typing import Annotated

import typer

from pathway.cli.case import Historic, MoveName, Process, Version
from pathway.cli.desk import desk
from pathway.cli.moving import Said, begin, move_on, tell
from pathway.cli.options import As, At, Authority, FormFile, InRole, Json, Key, Set
from pathway.cli.readers import reader_of
from pathway.services.making import Target, opening, target
from pathway.services.pupils import find_pupil

app = typer.Typer(no_args_is_help=True)


@app.command("open")
def open_case(
    pupil: Annotated[
        str, typer.Argument(metavar="PUPIL", help="An id, UPN, ULN or case, or a name in quotes.")
    ],
    policy: Annotated[str, typer.Option(help="What to open.")] = "graduated_approach",
    move: Annotated[str, typer.Option(help="The opening move, where there are several.")] = "",
    owner: Annotated[
        str, typer.Option(metavar="PERSON", help="Who holds it; the pupil's caseworker, if none.")
    ] = "",
    settings: Set = [],  # noqa: B006  Typer reads it, nobody changes it
    form: FormFile = "",
    at: At = "",
    person: As = "",
    role: InRole = None,
    key: Key = "",
    historic: Historic = False,
    again: Annotated[
        bool, typer.Option("--again", help="Although the same was proposed that day already.")
    ] = False,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Open a case for a pupil, or another process of the case there is."""
    said = Said(
        settings=settings, form=form, at=at, person=person, role=role, key=key, historic=historic
    )
    with desk(authority, at=at) as here:
        found = find_pupil(here.office, pupil, today=here.when(at).on)
        known, opens = opening(policy, move)
        done = begin(here, Target(known, opens, found.id), said, owner=owner, again=again)
    tell(done, as_json=as_json)


@app.command()
def move(
    process: Process,
    name: MoveName,
    settings: Set = [],  # noqa: B006  Typer reads it, nobody changes it
    form: FormFile = "",
    at: At = "",
    person: As = "",
    role: InRole = None,
    key: Key = "",
    expect_version: Version = None,
    historic: Historic = False,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Make a move, with all that follows from it, or nothing at all."""
    said = Said(
        settings=settings,
        form=form,
        at=at,
        person=person,
        role=role,
        key=key,
        expected_version=expect_version,
        historic=historic,
    )
    with desk(authority, at=at) as here:
        reader = reader_of(here, person, here.when(at).on)
        asked = target(here.office, process, name, reader=reader, idempotency_key=key)
        done = move_on(here, asked, said)
    tell(done, as_json=as_json)
