"""`pathway placement propose` and `move`: what changes a placement."""

from typing import Annotated

import typer

from pathway.cli.case import Historic, MoveName, Version
from pathway.cli.desk import desk
from pathway.cli.moving import Said, begin, move_on, tell
from pathway.cli.options import As, At, Authority, FormFile, InRole, Json, Key, Set
from pathway.cli.placement import KIND, Ref
from pathway.cli.readers import reader_of
from pathway.services.making import Target, opening, target
from pathway.services.pupils import find_pupil

app = typer.Typer(no_args_is_help=True)


@app.command()
def propose(
    pupil: Annotated[
        str, typer.Argument(metavar="PUPIL", help="A case, or the pupil: an id, a UPN, a name.")
    ],
    owner: Annotated[
        str, typer.Option(metavar="PERSON", help="Who holds the case, where there is none yet.")
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
    """Propose a placement for a pupil; it needs no case of the graduated approach."""
    said = Said(
        settings=settings, form=form, at=at, person=person, role=role, key=key, historic=historic
    )
    with desk(authority, at=at) as here:
        found = find_pupil(here.office, pupil, today=here.when(at).on)
        done = begin(here, Target(*opening(KIND), found.id), said, owner=owner, again=again)
    tell(done, as_json=as_json)


@app.command()
def move(
    ref: Ref,
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
    """Make a move of a placement, with all that follows from it, or nothing at all."""
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
        asked = target(here.office, ref, name, kind=KIND, reader=reader, idempotency_key=key)
        done = move_on(here, asked, said)
    tell(done, as_json=as_json)
