"""`pathway authority`: the local authorities of this database."""

from typing import Annotated

import typer

from pathway.cli.errors import AuthorityUnlisted
from pathway.cli.options import Json
from pathway.cli.screen import say, show_json, table
from pathway.domain.codes import local_authority
from pathway.environment import settings
from pathway.persistence.faults import in_plain_words
from pathway.wiring import authorities

app = typer.Typer(help="List and open local authorities.", no_args_is_help=True)

CODE = Annotated[str, typer.Option(help="Its three-digit number, as 390.", metavar="NNN")]


@app.command("list")
def list_authorities(as_json: Json = False) -> None:
    """List the authorities, with the pack that says what each has settled for itself."""
    known = authorities.listed_authorities(settings())
    if as_json:
        show_json(known)
        return
    table(
        ("number", "name", "pack", "synthetic"),
        [(one.code, one.name, one.pack, one.synthetic) for one in known],
    )


@app.command("open")
def open_authority(
    code: CODE,
    name: Annotated[str, typer.Option(help="Its name; the Department's, unless given.")] = "",
    pack: Annotated[str, typer.Option(help="The pack it works by.")] = "default",
    as_json: Json = False,
) -> None:
    """Open a real authority, without people, pupils or cases."""
    if len(code) != len("390") or not code.isdigit():
        raise typer.BadParameter(f"{code!r} is not a three-digit number", param_hint="--code")
    known = local_authority(code)
    if not name and known is None:
        raise AuthorityUnlisted(code)
    with in_plain_words():
        opened = authorities.open_authority(
            settings(), code=code, name=name or (known.name if known else ""), pack=pack
        )
    if as_json:
        show_json(opened)
    else:
        say(f"{opened.code} {opened.name} is open, by the pack {opened.pack}")
