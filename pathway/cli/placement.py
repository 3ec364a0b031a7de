"""`pathway placement`: propose placements and run them; the same engine as every other process."""

from typing import Annotated

import typer

from pathway.cli import choices, looking
from pathway.cli.case import Historic, MoveName, Version
from pathway.cli.desk import desk
from pathway.cli.moving import Said, begin, move_on, tell
from pathway.cli.options import As, AsAt, At, Authority, FormFile, InRole, Json, Key, ReadAs, Set
from pathway.cli.screen import say
from pathway.services.casefiles import Wanted, history, list_cases, open_file
from pathway.services.finding import process_meant
from pathway.services.making import Target, opening, target
from pathway.services.pupils import find_pupil

KIND = "placement"

app = typer.Typer(help="Propose placements and run them.", no_args_is_help=True)

Ref = Annotated[
    str, typer.Argument(metavar="REF[/N]", help="A case, with the number of the placement: …/2.")
]


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
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Propose a placement for a pupil; it needs no case of the graduated approach."""
    said = Said(
        settings=settings, form=form, at=at, person=person, role=role, key=key, historic=historic
    )
    with desk(authority, at=at) as here:
        found = find_pupil(here.office, pupil, today=here.day(at))
        done = begin(here, Target(*opening(KIND), found.id), said, owner=owner)
    tell(done, as_json=as_json)


@app.command("list")
def list_them(
    state: Annotated[str, typer.Option(help="Only those in this state.")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only with a date past.")] = False,
    ended: Annotated[bool, typer.Option("--ended", help="Those that have ended, too.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    at: AsAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List placements, the most pressing first."""
    wanted = Wanted(policy=KIND, state=state or None, overdue=overdue, ended=ended, limit=limit)
    with desk(authority) as here:
        today = here.day(at)
        found = list_cases(here.office, wanted, today=today, reader=here.reader("", today))
    looking.list_of_cases(found, today=today, as_json=as_json)


@app.command()
def show(
    ref: Ref, person: ReadAs = "", at: AsAt = "", authority: Authority = "", as_json: Json = False
) -> None:
    """Show a placement: where it stands, its dates, what was recorded of it."""
    with desk(authority, at=at) as here:
        today = here.day(at)
        reader = here.reader(person, today)
        key = process_meant(here.office, ref, kind=KIND, reader=reader)
        file = open_file(here.office, key.case, reader).only(key)
        lines = history(here.office, str(key), reader)
        figures = here.figures(file, today)
    looking.case_file(file, figures, today=today, as_json=as_json, lines=lines)
    if not as_json:
        say()
        looking.list_of_lines(lines, full=True, as_json=False)


@app.command()
def moves(
    ref: Ref,
    person: As = "",
    role: InRole = None,
    at: AsAt = "",
    everything: Annotated[
        bool, typer.Option("--all", help="The fields of each form, too.")
    ] = False,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List what can be done now and, greyed, what cannot, with every reason."""
    with desk(authority, at=at) as here:
        reader = here.reader(person, here.day(at))
        key = process_meant(here.office, ref, kind=KIND, reader=reader)
        standing = here.options(key, person, role, here.day(at))
    choices.list_of_moves(standing, everything=everything, as_json=as_json)


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
        reader = here.reader(person, here.day(at))
        done = move_on(here, target(here.office, ref, name, kind=KIND, reader=reader), said)
    tell(done, as_json=as_json)
