"""`pathway tasks`: what people have been asked to do, and how it ended."""

from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.options import As, AsAt, AsRecordedAt, At, Authority, Json
from pathway.cli.past import end_of, then_of
from pathway.cli.screen import red, say, show_json, table
from pathway.services.acting import find_person
from pathway.services.errands import end_task, list_tasks

app = typer.Typer(help="What people have been asked to do.", no_args_is_help=True)


@app.command("list")
def list_them(
    mine: Annotated[bool, typer.Option("--mine", help="Only what I have to do.")] = False,
    person: As = "",
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List what has not ended, the soonest due first; with a day that is past, as at its end.

    Tasks are recorded as they are given and ended, so that both senses of the past are one.
    """
    with desk(authority) as here:
        owner = person or (here.chosen.person if mine else "")
        if mine and not owner:
            raise typer.BadParameter("say who you are: --as PERSON", param_hint="--mine")
        then = then_of(here, at, as_recorded_at)
        found = list_tasks(
            here.office,
            owner=find_person(here.office, owner).id if owner else None,
            as_at=end_of(here, at, as_recorded_at) if then else None,
        )
        today = then.on if then else here.day(at)
    if as_json:
        show_json(found)
        return
    table(
        ("id", "due", "about", "owner", "what"),
        [
            (
                str(one.id)[:8],
                red(one.due_on, when=one.due_on < today),
                one.about,
                one.owner,
                one.reason,
            )
            for one in found
        ],
    )


@app.command()
def end(
    task: Annotated[str, typer.Argument(metavar="TASK", help="Its id, or how it begins.")],
    how: Annotated[str, typer.Option(help="How it ended, in words.")],
    at: At = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """End a task."""
    with desk(authority) as here:
        when = here.when(at)
        done = end_task(here.office, task, how=how, at=when.at or when.recorded_at)
    if as_json:
        show_json({"ended": done.id, "about": done.about})
    else:
        say(f"ended: {done.reason} ({done.about})")
