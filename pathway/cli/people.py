"""`pathway people`: those who act in cases, or are told of them."""

import typer

from pathway.cli.lazy import Lazy, LazyGroup

LISTS = "pathway.cli.people_looking:list_them"
ADDS = "pathway.cli.people_adding:add"
CHANGES = "pathway.cli.people_changing:change"
ENTRIES = "pathway.cli.people_entries:list_entries"


def refuse_no_address(email: str) -> None:
    """Refuse what is no e-mail address.

    Raises:
        BadParameter: it has not one @.
    """
    if email and email.count("@") != 1:
        raise typer.BadParameter(f"{email!r} is not an e-mail address", param_hint="--email")


group = LazyGroup(
    "people",
    (
        Lazy("list", LISTS, "List the people of the authority, with the ids by which they act."),
        Lazy("add", ADDS, "Enter a person, and print the id by which they act."),
        Lazy("change", CHANGES, "Change a person's name, address, manager, roles; say they left."),
        Lazy("entries", ENTRIES, "List what was entered and changed of a person, and by whom."),
    ),
    help="List, add and change those who act, or are told.",
)
