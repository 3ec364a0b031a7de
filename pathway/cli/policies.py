"""`pathway policies`: the versions of policies, and taking processes to the newest."""

from collections.abc import Iterable
from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.options import As, At, Authority, InRole, Json
from pathway.cli.screen import aside, progress, say, show_json, table
from pathway.services.migrating import MAY_MIGRATE, Migrated, OpenDate, versions_in_use
from pathway.services.migrating import migrate as migrate_processes

REFUSED = 1

app = typer.Typer(help="Versions of policies, and processes at them.", no_args_is_help=True)


@app.command("list")
def list_versions(authority: Authority = "", as_json: Json = False) -> None:
    """List every version of every policy, and how many processes are at it."""
    with desk(authority) as here:
        found = versions_in_use(here.office)
    if as_json:
        show_json(found)
        return
    table(
        ("policy", "title", "version", "from", "to", "newest", "migrates to", "processes"),
        [
            (
                v.policy,
                v.title,
                v.version,
                v.valid_from,
                v.valid_to,
                v.newest,
                v.leads_to,
                v.processes,
            )
            for v in found
        ],
    )


@app.command()
def migrate(
    policy: Annotated[
        str, typer.Argument(metavar="[POLICY]", help="Only this policy; all, if none.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only list what would become of each process.")
    ] = False,
    at: At = "",
    person: As = "",
    role: InRole = None,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Take every process to the newest version of its policy; exit 1 where one is refused.

    Clocks keep what started them and their dates. Twice is once.
    """
    with desk(authority, at=at) as here, progress("processes") as bar:
        by = here.actor(person, role, MAY_MIGRATE)
        migrated = migrate_processes(
            here.office, policy, by=by, when=here.when(at), dry_run=dry_run, progress=bar.at
        )
        found = list(migrated)
    if as_json:
        show_json({"dry_run": dry_run, "processes": found})
    else:
        _show(found, dry_run=dry_run)
    if any(one.refused for one in found):
        aside("those that were refused stay at the version they are at, until migrated again")
        raise typer.Exit(REFUSED)


def _show(found: list[Migrated], *, dry_run: bool) -> None:
    if found:
        columns = ("process", "version", "state", "open before", "open after", "refused")
        table(columns, map(_row, found))
    moved = sum(not one.refused for one in found)
    what = "would be migrated; nothing was written" if dry_run else "migrated"
    say(f"{moved} processes {what}; {len(found) - moved} refused")


def _row(one: Migrated) -> tuple[object, ...]:
    version = f"{one.from_version} → {one.to_version}"
    state = f"{one.from_state} → {one.to_state}"
    after = "the same" if one.after == one.before else _dates(one.after)
    return one.process, version, state, _dates(one.before), after, one.refused


def _dates(clocks: Iterable[OpenDate]) -> str:
    return ", ".join(f"{c.rule} {c.due_on or 'no date'}" for c in clocks)
