"""One list of types of need, for every form and every file."""

from datetime import date
from uuid import UUID

import pytest

from pathway.domain.codes.needs import Need
from pathway.domain.history import StoredLine, fold
from pathway.services.form_fields import fields_of
from statemachines.details_changed import DetailsChanged
from statemachines.errors import FormIncomplete
from statemachines.events import Event
from statemachines.forms import said_by
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.registry import POLICIES
from statemachines.vocabulary import Role

KINDS = {"primary_need", "secondary_need"}
ASKING = sorted(
    {
        (move.form, field)
        for policy in POLICIES.values()
        for move in policy.moves
        for field, kind in said_by(move.form)
        if kind in KINDS
    },
    key=lambda asked: (asked[0].__name__, asked[1]),
)
DAY = date(2026, 9, 7)
CHANGED = ("change details", Event.DETAILS_CHANGED, "assess", "assess")
CORRECTED = ("correct", Event.CORRECTED, "assess", "assess")


@pytest.mark.parametrize(("form", "name"), ASKING, ids=str)
def test_every_form_that_says_a_need_takes_those_of_the_file_and_no_other(form, name):
    (field,) = (one for one in fields_of(form) if one.name == name)

    assert set(field.choices) == {need.value for need in Need}


@pytest.mark.parametrize("field", sorted(KINDS))
def test_who_changes_details_cannot_enter_a_need_that_is_none(field):
    with pytest.raises(FormIncomplete, match=field):
        DetailsChanged.fill({"from_on": "2026-09-07", field: "autism"})


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(
    ("stored", "primary", "secondary", "note"),
    [
        ({"primary_need": "ASD", "secondary_need": "NSA"}, "ASD", "NSA", ""),
        ({"primary_need": "slcn "}, "SLCN", None, ""),
        ({"primary_need": "autism"}, None, None, "primary need: autism"),
        (
            {"primary_need": "?", "secondary_need": "ears", "note": "by post"},
            None, None, "by post; primary need: ?; secondary need: ears",
        ),
    ],
)  # fmt: skip
def test_a_need_stored_as_any_text_is_read_still(version, stored, primary, secondary, note):
    form = DetailsChanged.read({"from_on": "2026-09-07", **stored}, version)

    assert (form.primary_need, form.secondary_need, form.note) == (primary, secondary, note)


def line(number, made, content, version):
    move, event, source, target = made
    return StoredLine(
        number, move, event, source, target, DAY, 1, UUID(int=1), Role.MANAGER, version, content
    )


def put_right_to(*needs, version):
    opening = {"concern": "reads slowly", "year_group": "5", "primary_need": "SLCN"}
    opened = ("open case", Event.CASE_OPENED, "not_begun", "assess")
    lines = [
        line(1, opened, opening, 1),
        line(2, CHANGED, {"from_on": "2026-09-07", "primary_need": "HI"}, version),
    ]
    for number, need in enumerate(needs, 3):
        said = {"line": 2, "reason": "a slip", "right_values": {"primary_need": need}}
        lines.append(line(number, CORRECTED, said, 1))
    return fold(GRADUATED_APPROACH, lines).record.lines[1].form


def test_a_need_put_right_to_any_text_is_read_still_where_any_text_was_taken():
    form = put_right_to("VI", "autism", version=2)

    assert (form.primary_need, form.note) == (None, "primary need: autism")


def test_a_need_put_right_to_any_text_is_refused_where_codes_are_taken():
    with pytest.raises(FormIncomplete, match="primary_need"):
        put_right_to("autism", version=DetailsChanged.version)
