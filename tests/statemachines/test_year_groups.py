"""One list of year groups, for every form and every file."""

import pytest

from pathway.domain.pupil_file.details import year_group_called
from pathway.services.form_fields import fields_of
from statemachines.details_changed import DetailsChanged
from statemachines.errors import FormIncomplete
from statemachines.forms import said_by
from statemachines.registry import POLICIES
from statemachines.year_groups import YearGroup

ASKING = {
    move.form: field
    for policy in POLICIES.values()
    for move in policy.moves
    for field, kind in said_by(move.form)
    if kind == "year_group"
}


@pytest.mark.parametrize("form", ASKING, ids=lambda form: form.__name__)
def test_every_form_that_asks_for_a_year_group_takes_those_of_the_file_and_no_other(form):
    (field,) = (one for one in fields_of(form) if one.name == ASKING[form])

    assert set(field.choices) == {group.value for group in YearGroup}
    assert all(year_group_called(choice) == choice for choice in field.choices)


def test_who_changes_details_cannot_enter_a_year_group_that_is_none():
    with pytest.raises(FormIncomplete, match="year_group"):
        DetailsChanged.fill({"from_on": "2026-09-07", "year_group": "21"})


@pytest.mark.parametrize(
    ("stored", "group", "note"),
    [
        ({"year_group": "9"}, YearGroup.Y9, ""),
        ({"district": "North"}, None, ""),
        ({"year_group": "Year nine"}, None, "year group: Year nine"),
        ({"year_group": "?", "note": "by telephone"}, None, "by telephone; year group: ?"),
    ],
)
def test_a_change_of_details_stored_with_any_text_is_read_still(stored, group, note):
    form = DetailsChanged.read({"from_on": "2026-09-07", **stored}, 1)

    assert (form.year_group, form.note) == (group, note)
