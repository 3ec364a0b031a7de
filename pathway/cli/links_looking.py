"""`pathway link list`: the links of a pupil, those that ended too."""

from pathway.cli.desk import desk
from pathway.cli.options import Authority, Json
from pathway.cli.pupils import Said
from pathway.cli.screen import grey, red, show_json, table
from pathway.services.links_kept import KeptLink, list_links
from pathway.services.pupils import find_pupil


def list_them(pupil: Said, authority: Authority = "", as_json: Json = False) -> None:
    """List the links of a pupil, the oldest first, those that ended or never held too."""
    with desk(authority) as here:
        found = find_pupil(here.office, pupil, today=here.day(""))
        kept = list_links(here.office, found.id)
    if as_json:
        show_json([{"name": one.name, **one.link.model_dump(mode="json")} for one in kept])
        return
    table(
        ("link", "name", "is", "told as", "may be told", "from", "until", "why it ended"),
        [
            (
                one.link.id, one.name, one.link.relationship, one.link.audience,
                red("no", when=True) if not one.link.may_be_told else "yes",
                one.link.from_on, _until(one), one.link.why_ended,
            )
            for one in kept
        ],
        folds=("link", "why it ended", "until"),
    )  # fmt: skip


def _until(one: KeptLink) -> object:
    return grey("never held") if one.never_held else one.link.until_on
