"""`pathway report deadlines`: what is owed, by whom, until when."""

import re
from datetime import timedelta
from typing import Annotated

import typer

from pathway.cli.desk import desk
from pathway.cli.options import AsAt, AsRecordedAt, Authority, Json
from pathway.cli.past import then_of
from pathway.cli.screen import Styled, red, say, show_json, table
from pathway.services.acting import find_person
from pathway.services.reports_deadlines import DeadlineReport, Owed, deadlines

SPAN = re.compile(r"(\d{1,4}) ?([dw])", re.IGNORECASE)
DAYS_IN = {"d": 1, "w": 7}


def show_deadlines(
    ahead: Annotated[
        str, typer.Option("--next", metavar="SPAN", help="How far ahead: 28d, or 4w.")
    ] = "28d",
    owner: Annotated[
        str, typer.Option(metavar="PERSON", help="Only cases that this person holds.")
    ] = "",
    counts: Annotated[bool, typer.Option("--counts", help="Only the numbers by owner.")] = False,
    at: AsAt = "",
    as_recorded_at: AsRecordedAt = "",
    authority: Authority = "",
    as_json: Json = False,
) -> None:
    """List the open deadlines by who holds the case: overdue first, then what comes."""
    span = _span(ahead)
    with desk(authority, known=as_recorded_at) as here:
        then = then_of(here, at, as_recorded_at)
        today = then.on if then else here.day(at)
        found = deadlines(
            here.office,
            today=today,
            ahead=span,
            owner=find_person(here.office, owner).id if owner else None,
            then=then,
        )
    if as_json:
        show_json(_as_json(found, counts=counts))
        return
    say(found.definition, style="dim")
    say()
    _show_counts(found)
    if not counts:
        _show_dates(found)


def _span(text: str) -> timedelta:
    found = SPAN.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter(f"{text!r} is not a span, as 28d or 4w", param_hint="--next")
    return timedelta(days=int(found[1]) * DAYS_IN[found[2].lower()])


def _show_counts(found: DeadlineReport) -> None:
    table(
        ("held by", "overdue", "coming"),
        [
            (one.owner, red(one.overdue, when=one.overdue > 0), len(one.owed) - one.overdue)
            for one in found.owners
        ],
    )


def _show_dates(found: DeadlineReport) -> None:
    for owner in found.owners:
        say()
        table(
            ("due", "", "case", "pupil", "rule", "force", "what", "for"),
            [
                (
                    red(one.deadline.due_on, when=one.is_overdue),
                    red(f"{-one.days} days over")
                    if one.is_overdue
                    else Styled(f"in {one.days} days", "yellow"),
                    one.deadline.reference,
                    f"{one.deadline.given_name} {one.deadline.family_name}",
                    one.deadline.rule_id,
                    one.force,
                    one.sentence,
                    one.deadline.party,
                )
                for one in owner.owed
            ],
            title=owner.owner,
            folds=("what", "for"),
        )


def _as_json(found: DeadlineReport, *, counts: bool) -> dict[str, object]:
    return {
        "definition": found.definition,
        "today": found.today,
        "until": found.until,
        "owners": [
            {
                "owner": one.owner,
                "id": one.owner_id,
                "overdue": one.overdue,
                "coming": len(one.owed) - one.overdue,
                **({} if counts else {"deadlines": [_owed(row) for row in one.owed]}),
            }
            for one in found.owners
        ],
    }


def _owed(one: Owed) -> dict[str, object]:
    row = one.deadline
    return {
        "due_on": row.due_on,
        "days": one.days,
        "overdue": one.is_overdue,
        "case": row.reference,
        "process": f"{row.policy}/{row.occurrence}",
        "state": row.state,
        "rule": row.rule_id,
        "kind": row.kind,
        "force": one.force,
        "sentence": one.sentence,
        "party": row.party,
    }
