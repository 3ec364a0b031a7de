"""`pathway tasks`: what people have been asked to do, and how it ended."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.options import As, AsAt, AsRecordedAt, At, Authority, Json
from pathway.cli.past import end_of, then_of
from pathway.cli.screen import red, say, show_json, table
from pathway.persistence.tasks import EndedTask, OpenTask
from pathway.services.acting import find_person
from pathway.services.errands import end_task, list_ended, list_tasks, task_meant
from statemachines.vocabulary import PEOPLE

SHOWN = 200
"""How many ended tasks are listed."""

app = typer.Typer(help="What people have been asked to do.", no_args_is_help=True)


@app.command("list")
def list_them(
    mine: Annotated[bool, typer.Option("--mine", help="Only what I have to do.")] = False,
    ended: Annotated[
        bool, typer.Option("--ended", help="What has ended, the latest first: how, and by whom.")
    ] = False,
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
        of = find_person(here.office, owner).id if owner else None
        if ended:
            _show_ended(list_ended(here.office, owner=of, limit=SHOWN), as_json=as_json)
            return
        then = then_of(here, at, as_recorded_at)
        found = list_tasks(
            here.office,
            owner=of,
            as_at=end_of(here, at, as_recorded_at) if then else None,
        )
        today = then.on if then else here.day(at)
    _show_open(found, today, as_json=as_json)


def _show_open(found: Sequence[OpenTask], today: date, *, as_json: bool) -> None:
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


def _show_ended(found: Sequence[EndedTask], *, as_json: bool) -> None:
    if as_json:
        show_json(found)
        return
    table(
        ("ended", "how", "by", "about", "owner", "what"),
        [
            (one.ended_at, one.how_ended, one.ended_by, one.about, one.owner, one.reason)
            for one in found
        ],
    )


@app.command()
def end(
    task: Annotated[str, typer.Argument(metavar="TASK", help="Its id, or how it begins.")],
    how: Annotated[str, typer.Option(help="How it ended, in words.")],
    person: As = "",
    at: At = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """End a task: who ended it, and how, is kept with it."""
    with desk(authority) as here:
        when = here.when(at)
        meant = task_meant(here.office, task)
        by = here.actor(person, None, PEOPLE, reference=meant.about or None).person
        at_once = when.at or when.recorded_at
        done = end_task(here.office, str(meant.id), how=how, by=by, at=at_once)
    if as_json:
        show_json({"ended": done.id, "about": done.about, "by": by})
    else:
        say(f"ended: {done.reason}" + (f" ({done.about})" if done.about else ""))
