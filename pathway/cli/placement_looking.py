"""`pathway placement list`, `show`, `moves`: looking, and nothing else."""

from typing import Annotated

import typer

from pathway.cli import choices
from pathway.cli.cases_past import cases_as_at, file_as_at, lines_as_at
from pathway.cli.desk import desk
from pathway.cli.listed import list_of_cases
from pathway.cli.looking import case_file
from pathway.cli.options import As, AsAt, AsRecordedAt, Authority, InRole, Json, ReadAs
from pathway.cli.placement import KIND, Ref
from pathway.cli.readers import reader_of
from pathway.cli.recorded import lines_as_json, list_of_lines, said_by
from pathway.cli.screen import say
from pathway.cli.settled import figures_of
from pathway.services.casefiles import Wanted
from pathway.services.finding import process_meant
from pathway.services.names_of_ids import names_in

NONE_OPEN = (
    "no placement fits; `--ended` lists those that have ended too, `pathway placement propose` "
    "proposes one"
)
NONE_FITS = "no placement fits; `pathway placement propose` proposes one"

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_them(
    state: Annotated[str, typer.Option(help="Only those in this state.")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only with a date past.")] = False,
    ended: Annotated[bool, typer.Option("--ended", help="Those that have ended, too.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List placements, the most pressing first; with a day that is past, as they were then."""
    wanted = Wanted(policy=KIND, state=state or None, overdue=overdue, ended=ended, limit=limit)
    with desk(authority, known=as_recorded_at) as here:
        found, today = cases_as_at(here, wanted, at, as_recorded_at)
    list_of_cases(found, today=today, as_json=as_json, none=NONE_FITS if ended else NONE_OPEN)


@app.command()
def show(
    ref: Ref,
    person: ReadAs = "",
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Show a placement: where it stands, its dates, what was recorded of it.

    With a day that is past, or what had been recorded then, as it was.
    """
    with desk(authority, at=at, known=as_recorded_at) as here:
        reader = reader_of(here, person, here.day(at))
        key = process_meant(here.office, ref, kind=KIND, reader=reader)
        file, today = file_as_at(here, key.case, person, at, as_recorded_at)
        file = file.only(key)
        lines, marked = lines_as_at(here, str(key), person, at, as_recorded_at)
        figures = figures_of(here, file, today)
        said = [*(one.content for one in lines), *said_by(marked)]
        names = names_in(here.office, said, reader)
    told = lines_as_json(lines, marked)
    case_file(file, figures, today=today, as_json=as_json, lines=told)
    if not as_json:
        say()
        list_of_lines(lines, marked, full=True, as_json=False, names=names)


@app.command()
def moves(
    ref: Ref,
    person: As = "",
    role: InRole = None,
    at: AsAt = "",
    everything: Annotated[
        bool, typer.Option("--all", help="The forms of moves that cannot be made now, too.")
    ] = False,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List what can be done now and, greyed, what cannot, with every reason."""
    with desk(authority, at=at) as here:
        reader = reader_of(here, person, here.day(at))
        key = process_meant(here.office, ref, kind=KIND, reader=reader)
        standing = choices.choices_of(here, key, person, role, here.day(at))
    choices.list_of_moves(standing, everything=everything, as_json=as_json)
