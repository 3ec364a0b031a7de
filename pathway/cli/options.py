"""The options that many commands have, in one wording."""

from typing import Annotated

import typer

from pathway.cli.roles import ROLES, role_of_people
from statemachines.vocabulary import Role

Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]
Authority = Annotated[
    str,
    typer.Option(
        help="The authority, by its number or name; PATHWAY_AUTHORITY or the only one there is."
    ),
]
At = Annotated[
    str,
    typer.Option(
        help="When it happened: a day (2026-09-07) or a moment (2026-09-07T14:30, London unless it"
        " says otherwise). Now, unless given. Ahead of time only on a synthetic authority.",
    ),
]
AsAt = Annotated[
    str,
    typer.Option("--at", help="As at which day one looks: 2026-09-07; today, if none."),
]
AsRecordedAt = Annotated[
    str,
    typer.Option(help="Only what had been recorded then: a day, whole, or a moment."),
]
As = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="PERSON",
        help="Who acts: an id, e-mail or name; else PATHWAY_PERSON.",
    ),
]
ReadAs = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="PERSON",
        help="Who reads: an id, e-mail or name; else PATHWAY_PERSON. Concerns are shown to those"
        " alone who may read them.",
    ),
]
InRole = Annotated[
    Role | None,
    typer.Option(
        "--role",
        parser=role_of_people,
        metavar=ROLES,
        help="In what role; else the first of theirs that may.",
    ),
]
Set = Annotated[
    list[str],
    typer.Option(
        "--set", metavar="FIELD=VALUE",
        help="A field of the form; parts with dots (pupils_view.words=…, outcomes.0.aim=…), lists"
        " and parts also as JSON. May be repeated.",
    ),
]  # fmt: skip
FormFile = Annotated[
    str,
    typer.Option("--form", metavar="FILE", help="The form as JSON; - for standard input."),
]
Key = Annotated[
    str, typer.Option(help="Names this asking: repeated with the same key, it is done once.")
]
