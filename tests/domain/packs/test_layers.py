"""How one pack builds on another, and from when to when."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pathway.domain import pack_tables
from pathway.domain.calendars import BankHolidays
from pathway.domain.ladder import ladder
from pathway.domain.pack import Pack, placeholders, settled_on
from pathway.domain.pack_errors import (
    PackNotInForce,
)
from pathway.domain.pack_values import Approval
from pathway.packs import load_pack, load_packs
from statemachines.vocabulary import Role

SHIPPED = ("cumberland", "default", "gateshead", "staffordshire")
TODAY = date(2026, 11, 23)
HEAD = 'name = "own"\ntitle = "Our Council"\n'

Write = Callable[..., Path]


def test_a_pack_has_what_it_says_and_else_what_the_default_says(own: Callable[[str], Pack]) -> None:
    pack = own("[graduated_approach]\nlongest_cycle_weeks = 13\n")

    settings = pack.local_settings(TODAY)

    assert settings.longest_cycle_weeks == 13
    assert settings.reopen_within_weeks == 52


def test_a_placeholder_that_a_council_replaces_is_none_any_more(own: Callable[[str], Pack]) -> None:
    pack = own("[placements.assessment_hub]\nlongest_weeks = 8\nextensions = 2\n")

    hub = pack.local_settings(TODAY).placements["assessment_hub"]

    assert (hub.longest_weeks, hub.extensions, hub.placeholder) == (8, 2, False)
    assert "placements.assessment_hub.longest_weeks" not in placeholders(pack)
    assert "placements.assessment_hub.extended_by" in placeholders(pack)


def test_what_is_said_of_a_table_holds_for_what_lies_in_it(own: Callable[[str], Pack]) -> None:
    pack = own(
        'placeholder = true\nsource = "the strategy"\n'
        "[reintegration]\nplaceholder = false\nattendance_share = 0.8\n"
        '[complaints]\nstage_one_within = 12\nsource = { stage_one_within = "the policy" }\n'
        'placeholder = ["acknowledged_within"]\nacknowledged_within = 3\n'
        "[bands.a]\ntitle = 'A'\n"
    )

    origins = pack.period(TODAY).origins

    assert origins["reintegration.attendance_share"].source == "the strategy"
    assert not origins["reintegration.attendance_share"].placeholder
    assert origins["complaints.stage_one_within"].source == "the policy"
    assert not origins["complaints.stage_one_within"].placeholder
    assert origins["complaints.acknowledged_within"].placeholder
    assert origins["bands.a.title"].placeholder
    assert origins["bands.a.title"].source is None
    assert origins["calendar.terms"].pack == "default"


def test_a_pack_may_be_without_what_the_default_has(own: Callable[[str], Pack]) -> None:
    pack = own(
        '[graduated_approach]\nwithout = ["longest_cycle_weeks"]\n'
        '[placements]\nwithout = ["tuition"]\n'
    )

    settings = pack.local_settings(TODAY)

    assert settings.longest_cycle_weeks is None
    assert "tuition" not in settings.placements
    assert not [path for path in placeholders(pack) if path.startswith("placements.tuition")]


def test_an_empty_table_takes_nothing_away(own: Callable[[str], Pack]) -> None:
    pack = own("[placements.assessment_hub]\n[calendar]\n")

    assert pack.arrangements(TODAY) == load_pack("default").arrangements(TODAY)


def test_a_table_may_take_the_place_of_an_empty_one(write: Write) -> None:
    folder = write(
        below='name = "below"\ntitle = "B"\n[approvals.placement]\nmanager = {}\npanel = {}\n',
        own=HEAD + 'extends = "below"\n[approvals.placement]\nmanager.up_to_pounds = 500\n',
    )

    pack = load_pack("own", folder=folder)

    limits = pack.arrangements(TODAY).approvals[Approval.PLACEMENT]
    assert set(limits) == {Role.MANAGER, Role.PANEL}
    assert pack.local_settings(TODAY).approval_limits == {Role.MANAGER: 500}


def test_a_change_holds_from_its_day_and_a_passing_one_until_its_end(
    own: Callable[[str], Pack],
) -> None:
    pack = own(
        "graduated_approach.longest_cycle_weeks = 10\n"
        "[[effective]]\nfrom = 2027-01-01\ngraduated_approach.longest_cycle_weeks = 11\n"
        "[[effective]]\nfrom = 2027-03-01\nto = 2027-03-31\n"
        "graduated_approach.longest_cycle_weeks = 12\n"
    )

    days = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 1), date(2027, 3, 31))
    weeks = [pack.local_settings(day).longest_cycle_weeks for day in days]

    assert weeks == [10, 11, 12, 12]
    assert pack.local_settings(date(2027, 4, 1)).longest_cycle_weeks == 11


def test_what_a_pack_says_itself_outlasts_a_change_of_the_pack_below(write: Write) -> None:
    folder = write(
        below='name = "below"\ntitle = "B"\n[[effective]]\nfrom = 2027-01-01\n'
        "graduated_approach.longest_cycle_weeks = 15\ngraduated_approach.reopen_within_weeks = 9\n",
        own=HEAD + 'extends = "below"\ngraduated_approach.longest_cycle_weeks = 10\n',
    )

    settings = load_pack("own", folder=folder).local_settings(date(2027, 1, 1))

    assert (settings.longest_cycle_weeks, settings.reopen_within_weeks) == (10, 9)


def test_alerts_of_a_rule_or_a_limb_may_climb_another_ladder(own: Callable[[str], Pack]) -> None:
    pack = own(
        '[ladders]\nAP-13 = "3w 5sd 0"\n"AR-14.ceiling" = "1w overdue daily"\nAR-14 = "2w"\n'
    )

    ladders = pack.arrangements(TODAY).ladders

    assert ladders["AP-13"] == ladder("3w 5sd 0")
    assert set(ladders) == {"AP-13", "AR-14", "AR-14.ceiling"}


def test_a_proclaimed_day_may_be_added_to_the_bank_holidays(own: Callable[[str], Pack]) -> None:
    added = own('[bank_holidays]\n2027-05-10 = "a coronation"\n').arrangements(TODAY).bank_holidays

    days = BankHolidays.shipped().with_extra(added)

    assert not days.is_working_day(date(2027, 5, 10))


def test_a_limit_covers_what_is_up_to_it_and_nobodys_limit_covers_all() -> None:
    limit = pack_tables.Limit(up_to_pounds=500, up_to_a_year=2)

    assert limit.covers(pounds=500, earlier_this_year=1)
    assert not limit.covers(pounds=500.01)
    assert not limit.covers(pounds=1, earlier_this_year=2)
    assert pack_tables.Limit().covers(pounds=10**9, earlier_this_year=10**6)


def test_an_operators_own_pack_comes_before_a_shipped_one_of_its_name(write: Write) -> None:
    folder = write(gateshead='name = "gateshead"\ntitle = "Ours"\nla_code = "390"\n')

    packs = load_packs(folder=folder)

    assert packs["gateshead"].title == "Ours"
    assert tuple(packs) == SHIPPED


def test_an_operators_own_pack_may_build_on_a_shipped_one_of_its_authority(write: Write) -> None:
    folder = write(own=HEAD + 'la_code = "390"\nextends = "gateshead"\n')

    pack = load_packs(folder=folder)["own"]

    assert pack.extends == ("gateshead", "default")


def test_a_day_for_which_a_pack_is_not_valid_is_refused(own: Callable[[str], Pack]) -> None:
    pack = own("valid_from = 2026-09-01\nvalid_to = 2027-08-31\n")

    for day in (date(2026, 8, 31), date(2027, 9, 1)):
        with pytest.raises(PackNotInForce, match="valid from 2026-09-01 to 2027-08-31, not on"):
            pack.local_settings(day)

    assert pack.local_settings(date(2026, 9, 1)) == pack.local_settings(date(2027, 8, 31))


def test_a_pack_from_windows_reads_like_any_other(tmp_path: Path) -> None:
    text = HEAD + "graduated_approach.longest_cycle_weeks = 13\n"
    (tmp_path / "own.toml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    pack = load_pack("own", folder=tmp_path)

    assert pack.local_settings(TODAY).longest_cycle_weeks == 13


def test_what_is_settled_is_told_of_any_day_and_is_nothing_where_the_pack_says_nothing(
    own: Callable[[str], Pack],
) -> None:
    pack = own(
        "valid_from = 2026-09-01\ngraduated_approach.longest_cycle_weeks = 10\n"
        "[[effective]]\nfrom = 2027-01-01\ngraduated_approach.longest_cycle_weeks = 11\n"
    )
    settled = settled_on(pack)

    days = (date(2020, 1, 1), date(2026, 9, 1), date(2026, 12, 31), date(2027, 1, 1))

    assert [settled(day).longest_cycle_weeks for day in days] == [None, 10, 10, 11]
    assert settled(days[3]) == pack.local_settings(days[3])
