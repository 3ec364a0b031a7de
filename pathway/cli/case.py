"""`pathway case`: open cases, look into them, move them on."""

from typing import Annotated

import typer

from pathway.cli import choices, looking
from pathway.cli.desk import desk
from pathway.cli.moving import Said, begin, move_on, tell
from pathway.cli.options import As, AsAt, At, Authority, FormFile, InRole, Json, Key, Set
from pathway.services.acting import find_person
from pathway.services.casefiles import Wanted, history, list_cases, open_file, process_meant
from pathway.services.chronology import chronology
from pathway.services.enrolling import find_pupil
from pathway.services.making import Target, opening, target
from statemachines.vocabulary import WaitingFor

app = typer.Typer(help="Open cases, look into them, move them on.", no_args_is_help=True)

Ref = Annotated[str, typer.Argument(metavar="REF", help="A case, as K7QM-3XWD-T.")]
Process = Annotated[
    str,
    typer.Argument(
        metavar="REF[/POLICY[/N]]", help="A case, or a process of it: K7QM-3XWD-T/placement/1."
    ),
]
MoveName = Annotated[str, typer.Argument(metavar="MOVE", help='A move, as "start provision".')]
Version = Annotated[
    int | None, typer.Option(help="Only if the process still has this version.", min=0)
]
Historic = Annotated[
    bool,
    typer.Option("--historic", help="An old record is loaded: no letters, no alerts of the past."),
]


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
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Open a case for a pupil, or another process of the case there is."""
    said = Said(
        settings=settings, form=form, at=at, person=person, role=role, key=key, historic=historic
    )
    with desk(authority, at=at) as here:
        found = find_pupil(here.office, pupil, today=here.day(at))
        known, opens = opening(policy, move)
        done = begin(here, Target(known, opens, found.id), said, owner=owner)
    tell(done, as_json=as_json)


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
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List cases, the most pressing first."""
    with desk(authority) as here:
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
        today = here.day(at)
        found = list_cases(here.office, wanted, today=today)
    looking.list_of_cases(found, today=today, as_json=as_json)


@app.command()
def show(ref: Ref, at: AsAt = "", authority: Authority = "", as_json: Json = False) -> None:
    """Show a case: its processes, who is waited for, its open dates, the people around it."""
    with desk(authority, at=at) as here:
        file, today = open_file(here.office, ref), here.day(at)
        figures = here.figures(file, today)
    looking.case_file(file, figures, today=today, as_json=as_json)


@app.command()
def moves(
    process: Process,
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
        key = process_meant(here.office, process)
        standing = here.options(key, person, role, here.day(at))
    choices.list_of_moves(standing, everything=everything, as_json=as_json)


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
        done = move_on(here, target(here.office, process, name), said)
    tell(done, as_json=as_json)


@app.command("history")
def show_history(
    process: Process,
    full: Annotated[bool, typer.Option("--full", help="What each form holds, too.")] = False,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List what was recorded, in the order in which it happened."""
    with desk(authority) as here:
        lines = history(here.office, process)
    looking.list_of_lines(lines, full=full, as_json=as_json)


@app.command("chronology")
def show_chronology(ref: Ref, authority: Authority = "", as_json: Json = False) -> None:
    """Tell the whole case in the order of its days: every process, and the letters."""
    with desk(authority) as here:
        told = chronology(here.office, ref)
    looking.list_of_days(told, as_json=as_json)
