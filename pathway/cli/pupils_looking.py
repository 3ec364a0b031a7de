"""`pathway pupil list` and `show`: pupils, found by number or name."""

from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.linked import show_links
from pathway.cli.options import AsAt, AsRecordedAt, Authority, Json
from pathway.cli.past import then_of
from pathway.cli.pupils import Said
from pathway.cli.screen import say, show_json, table
from pathway.services.pupils import find_pupil, list_pupils, pupil_in_full, pupil_then

NOBODY_FITS = (
    "no pupil fits; give less of the name, or the whole of a UPN, ULN, id or case reference, or "
    "nothing, to see whom there is"
)
NOBODY_KNOWN = (
    "no pupil is known here yet; `pathway pupil add` enters one, `pathway import pupils` a file"
)

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_them(
    words: Annotated[
        str, typer.Argument(help="Only those whose name has these words; or a UPN.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    at: AsAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List pupils by name."""
    with desk(authority) as here:
        found = list_pupils(here.office, words=words or None, today=here.day(at), limit=limit)
    if as_json:
        show_json(found)
        return
    if not found:
        say(NOBODY_FITS if words else NOBODY_KNOWN)  # what was typed may be a name
        return
    table(
        ("id", "surname", "forename", "born", "UPN", "case", "school"),
        [
            (p.id, p.family_name, p.given_name, p.born_on, p.upn or p.upn_unknown, p.case, p.school)
            for p in found
        ],
        folds=("id", "UPN", "school"),
    )


@app.command()
def show(
    pupil: Said,
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Show a pupil, what is so about them and since when, and the people around them.

    With a day that is past, or what had been recorded then, as it was.
    """
    with desk(authority) as here:
        then = then_of(here, at, as_recorded_at)
        on = then.on if then else here.day(at)
        found = find_pupil(here.office, pupil, today=on)
        if then is None:
            details, links = pupil_in_full(here.office, found.id)
        else:
            details, links = pupil_then(
                here.office, found.id, on=then.on, recorded_by=then.recorded_by
            )
    if as_json:
        show_json({"pupil": found, "details": details, "links": links})
        return
    number = found.upn or f"no UPN ({found.upn_unknown})"
    say(f"{found.given_name} {found.family_name}, born {found.born_on}, {number}", style="bold")
    say(f"{found.id} · case {found.case or 'none yet'}")
    table(
        ("what", "value", "since"),
        [(d.kind.replace("_", " "), d.name or d.value, d.from_on) for d in details],
    )
    show_links(links, on=on)
