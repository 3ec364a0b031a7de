"""`pathway letters`: which are waiting, sent or given up, and what they say."""

from typing import Annotated

import typer

from notifications.messages import Stage
from pathway.cli.desk import desk
from pathway.cli.options import AsAt, AsRecordedAt, Authority, Json
from pathway.cli.past import end_of
from pathway.cli.screen import red, say, show_json, table
from pathway.domain.counting.base import plural
from pathway.services.letterbox import list_letters, read_letter, retry_letters

app = typer.Typer(help="Letters: waiting, sent, given up.", no_args_is_help=True)


@app.command("list")
def list_them(
    stage: Annotated[Stage | None, typer.Option(help="Only letters that stand there.")] = None,
    case: Annotated[str, typer.Option(metavar="REF", help="Only letters about this case.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 100,
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List letters, the latest first; with a day that is past, as they stood at its end.

    What becomes of a letter is recorded as it happens, so that both senses of the past are one.
    """
    with desk(authority) as here:
        found = list_letters(
            here.office,
            stage=stage,
            reference=case,
            limit=limit,
            as_at=end_of(here, at, as_recorded_at),
        )
    if as_json:
        show_json(found)
        return
    table(
        ("posted", "stage", "to", "subject", "key"),
        [
            (
                one.posted_at,
                red(one.stage.value, when=one.stage is Stage.DEAD),
                one.recipient,
                one.subject,
                one.key,
            )
            for one in found
        ],
    )


@app.command()
def show(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The letter, as the list names it.")],
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Show a letter with its words."""
    with desk(authority) as here:
        kept = read_letter(here.office, key)
    if as_json:
        show_json(kept)
        return
    letter = kept.listed
    say(f"{letter.subject}", style="bold")
    say(f"to {letter.recipient} · {letter.stage.value} · {plural(letter.attempts, 'attempt')}")
    if letter.last_error:
        say(f"last answer: {letter.last_error}")
    say()
    say(kept.body_text or "The words of this letter have been erased.")


@app.command()
def retry(
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY]...", help="Which; all given up, if none.")
    ] = None,
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """Have letters that were given up tried again."""
    with desk(authority) as here:
        again = retry_letters(here.office, keys or [], now=here.now)
    if as_json:
        show_json({"retried": again})
    else:
        say(f"{len(again)} letters will be tried again")
