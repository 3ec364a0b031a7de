"""What the shipped packs say, and what they do not claim."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from pathway.domain.calendars import BankHolidays, SchoolDays
from pathway.domain.codes import local_authority
from pathway.domain.pack import Pack, placeholders
from pathway.domain.pack_tables import Processes
from pathway.domain.school_calendar_json import calendar_from_json
from pathway.packs import load_pack, load_packs, pack_names
from statemachines.placement_terms import Kind
from statemachines.registry import POLICIES

SHIPPED = ("cumberland", "default", "gateshead", "staffordshire")
COUNCILS = ("cumberland", "gateshead", "staffordshire")
TODAY = date(2026, 11, 23)


def shipped(name: str) -> Pack:
    return load_pack(name)


def test_four_packs_are_shipped_and_none_contradicts_another() -> None:
    assert tuple(load_packs()) == pack_names() == SHIPPED


@pytest.mark.parametrize("name", COUNCILS)
def test_a_council_has_its_own_number_and_builds_on_the_default(name: str) -> None:
    pack = shipped(name)

    authority = local_authority(pack.la_code or "")

    assert authority is not None
    assert authority.name in pack.title
    assert pack.extends == ("default",)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_kind_of_placement_has_its_terms(name: str) -> None:
    settings = shipped(name).local_settings(TODAY)

    assert set(settings.placements) == {kind.value for kind in Kind}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_process_is_either_on_or_off(name: str) -> None:
    arrangements = shipped(name).arrangements(TODAY)

    assert arrangements.is_on("district_referral") == (name == "staffordshire")
    assert arrangements.is_on("placement")


def test_every_policy_can_be_switched_on_and_off() -> None:
    assert set(POLICIES) <= set(Processes.model_fields)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_length_of_an_assessment_hub_is_a_placeholder(name: str) -> None:
    hub = shipped(name).local_settings(TODAY).placements["assessment_hub"]

    assert (hub.longest_weeks, hub.extensions, hub.placeholder) == (12, 1, True)
    assert "placements.assessment_hub.longest_weeks" in placeholders(shipped(name))


def test_a_kind_without_figures_has_no_placeholder_for_figures() -> None:
    tuition = shipped("default").local_settings(TODAY).placements["tuition"]

    assert (tuition.longest_weeks, tuition.extensions, tuition.placeholder) == (None, None, False)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_figure_passes_for_a_councils_own_without_saying_what_it_rests_on(name: str) -> None:
    for period in shipped(name).periods:
        values = dict(leaves(period.arrangements.model_dump(exclude_none=True)))
        for path, origin in period.origins.items():
            is_figure = isinstance(values.get(path), int | float) and not isinstance(
                values[path], bool
            )
            assert not is_figure or origin.placeholder or origin.source, path


@pytest.mark.parametrize("name", SHIPPED)
def test_no_address_of_a_shipped_pack_can_reach_anybody(name: str) -> None:
    letters = shipped(name).arrangements(TODAY).letters

    assert letters.email.endswith(".example")
    assert letters.link.endswith(".example/")
    assert {"letters.email", "letters.link"} <= set(placeholders(shipped(name)))


def test_staffordshire_asks_for_two_cycles_since_its_decision_took_effect() -> None:
    pack = shipped("staffordshire")

    before = pack.local_settings(date(2023, 9, 26)).cycles_before_specialist
    since = pack.local_settings(date(2023, 9, 27)).cycles_before_specialist

    assert (before, since) == (None, 2)
    assert not pack.arrangements(date(2023, 9, 26)).is_on("district_referral")
    assert pack.arrangements(date(2023, 9, 27)).is_on("district_referral")


def test_staffordshire_has_eight_districts() -> None:
    assert len(shipped("staffordshire").arrangements(TODAY).districts) == 8


def test_gateshead_allocates_places_out_of_area_itself_since_the_portal_ended() -> None:
    pack = shipped("gateshead")

    before = pack.arrangements(date(2024, 5, 31)).placements[Kind.OUT_OF_AREA]
    since = pack.arrangements(date(2024, 6, 1)).placements[Kind.OUT_OF_AREA]

    assert "NE12" in (before.allocated_by or "")
    assert since.allocated_by == "Gateshead Council"


def test_cumberland_expects_a_return_from_alternative_provision() -> None:
    terms = shipped("cumberland").arrangements(TODAY).placements[Kind.ALTERNATIVE_PROVISION]

    assert terms.end_date_required
    assert terms.reintegration_expected
    assert len(shipped("cumberland").arrangements(TODAY).priorities) == 6


@pytest.mark.parametrize("year", range(2018, 2028))
def test_the_default_calendar_has_each_school_year_at_a_plausible_length(year: int) -> None:
    calendar = shipped("default").arrangements(TODAY).calendar.school_calendar("default")
    days = SchoolDays(calendar, frozenset(BankHolidays.shipped().days)).days

    of_year = [day for day in days if date(year, 8, 1) <= day < date(year + 1, 8, 1)]

    assert 190 <= len(of_year) <= 195  # 190 days of pupils (SI 1999/3181), 5 for teachers alone
    assert {"calendar.terms", "calendar.closures"} <= set(placeholders(shipped("default")))


def test_the_default_calendar_is_given_in_the_form_that_calendars_are_read_in() -> None:
    terms = shipped("default").arrangements(TODAY).calendar

    again = calendar_from_json(json.dumps(terms.plain()), name="again")

    assert again == terms.school_calendar("again")
    assert (date(2026, 9, 2), date(2026, 12, 18)) in again.terms


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if not isinstance(value, dict):
        yield at, value
        return
    for key, inner in value.items():
        yield from leaves(inner, f"{at}.{key}".removeprefix("."))
