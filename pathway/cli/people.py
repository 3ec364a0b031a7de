"""`pathway people`: those who act in cases, or are told of them."""

from pathway.cli.lazy import Lazy, LazyGroup

LISTS = "pathway.cli.people_looking:list_them"
ADDS = "pathway.cli.people_adding:add"

group = LazyGroup(
    "people",
    (
        Lazy("list", LISTS, "List the people of the authority, with the ids by which they act."),
        Lazy("add", ADDS, "Enter a person, and print the id by which they act."),
    ),
    help="List and add those who act, or are told.",
)
