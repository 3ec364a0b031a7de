"""`pathway db`: the schema of the database, and where the database is."""

import typer

from pathway.cli.options import Json
from pathway.cli.screen import say, show_json, table
from pathway.environment import settings
from pathway.persistence.faults import in_plain_words
from pathway.wiring import databases

app = typer.Typer(help="The database: its schema, where it is.", no_args_is_help=True)


@app.command()
def upgrade(as_json: Json = False) -> None:
    """Bring the database to the newest schema; the embedded one is started and made first."""
    with in_plain_words():
        revision = databases.upgrade(settings())
    if as_json:
        show_json({"revision": revision})
    else:
        say(f"the database is at schema {revision}")


@app.command()
def stop(as_json: Json = False) -> None:
    """Stop the database that Pathway brought along; every command starts it again by itself.

    It goes on after a command, so that the next one finds it running. While others are at work in
    it, such as `pathway up`, it is left alone.
    """
    with in_plain_words():
        stopped = databases.stop(settings())
    if as_json:
        show_json({"stopped": stopped})
    else:
        say("the database is stopped" if stopped else "the database was not running")


@app.command()
def status(as_json: Json = False) -> None:
    """Say where the database is, at which schema, and what the newest one is."""
    chosen = settings()
    with in_plain_words():
        found = databases.status(chosen)
    if as_json:
        show_json(found)
        return
    table(("what", "value"), list(found.items()))
