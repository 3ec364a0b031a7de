"""`pathway case list`, `show`, `moves`, `history`, `chronology`: looking, and nothing else."""

from dataclasses import asdict
from typing import Annotated

import typer

from pathway.cli import choices, looking, recorded
from pathway.cli.case import Process, Ref
from pathway.cli.cases_past import cases_as_at, days_as_at, file_as_at, lines_as_at
from pathway.cli.desk import desk
from pathway.cli.listed import list_of_cases
from pathway.cli.options import As, AsAt, AsRecordedAt, Authority, InRole, Json, ReadAs
from pathway.cli.readers import reader_of
from pathway.cli.settled import figures_of
from pathway.services.acting import find_person
from pathway.services.casefiles import Wanted
from pathway.services.days_counted import days_counted
from pathway.services.finding import process_meant
from pathway.services.names_of_ids import names_in
from statemachines.vocabulary import WaitingFor

NONE_OPEN = "no case fits; `--ended` lists those that have ended too, `pathway case open` opens one"
NONE_FITS = "no case fits; `pathway case open` opens one"

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_them(
    state: Annotated[str, typer.Option(help="Only those in this state.")] = "",
    policy: Annotated[str, typer.Option(help="Only processes of this policy.")] = "",
    waiting_for: Annotated[
        WaitingFor | None, typer.Option(help="Only those that wait for these.")
    ] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only cases that I hold.")] = False,
    person: As = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only with a date past.")] = False,
    ended: Annotated[bool, typer.Option("--ended", help="Those that have ended, too.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List cases, the most pressing first; with a day that is past, as they were then."""
    with desk(authority, known=as_recorded_at) as here:
        holds = person or here.chosen.person if mine else person
        if mine and not holds:
            raise typer.BadParameter("say who you are: --as PERSON", param_hint="--mine")
        wanted = Wanted(
            policy=policy or None,
            state=state or None,
            waiting_for=waiting_for,
            owner=find_person(here.office, holds).id if holds else None,
            overdue=overdue,
            ended=ended,
            limit=limit,
        )
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
    """Show a case: its processes, who is waited for, its open dates, the people around it.

    With a day that is past, or what had been recorded then, as it was.
    """
    with desk(authority, at=at, known=as_recorded_at) as here:
        file, today = file_as_at(here, ref, person, at, as_recorded_at)
        figures = figures_of(here, file, today)
        counted = days_counted(here.office, file, on=today)
    looking.case_file(file, figures, today=today, as_json=as_json, counted=counted)


@app.command()
def moves(
    process: Process,
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
        key = process_meant(here.office, process, reader=reader)
        standing = choices.choices_of(here, key, person, role, here.day(at))
    choices.list_of_moves(standing, everything=everything, as_json=as_json)


@app.command("history")
def show_history(
    process: Process,
    full: Annotated[bool, typer.Option("--full", help="What each form holds, too.")] = False,
    person: ReadAs = "",
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List what was recorded, in the order in which it happened.

    What was annulled or put right since is marked, with the line that says so. With a day: what had
    happened by its end, as corrections leave it. With a moment of recording: what had been recorded
    by then, mistakes and all.
    """
    with desk(authority) as here:
        lines, marked = lines_as_at(here, process, person, at, as_recorded_at)
        reader = reader_of(here, person, here.day(""))
        said = [*(one.content for one in lines if full), *recorded.said_by(marked)]
        names = names_in(here.office, said, reader)
    recorded.list_of_lines(lines, marked, full=full, as_json=as_json, names=names)


@app.command("chronology")
def show_chronology(
    ref: Ref,
    person: ReadAs = "",
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Tell the whole case in the order of its days: every process, and the letters.

    What was annulled or put right since is marked, with the line that says so. With a day: what had
    happened by its end, as corrections leave it. With a moment of recording: as it could have been
    told then, mistakes and all.
    """
    with desk(authority, known=as_recorded_at) as here:
        told = days_as_at(here, ref, person, at, as_recorded_at)
        said = [one for entry in told for one in asdict(entry.mark)["changes"]]
        names = names_in(here.office, said, reader_of(here, person, here.day("")))
    recorded.list_of_days(told, as_json=as_json, names=names)
