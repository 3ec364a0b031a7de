"""Packs: what the shipped ones say, how one builds on another, and how a wrong one is refused."""

import json
import pickle
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from pathway.domain import pack_tables
from pathway.domain.calendars import BankHolidays, SchoolCalendar, SchoolDays
from pathway.domain.codes import local_authority
from pathway.domain.ladder import ladder
from pathway.domain.pack import Arrangements, Pack, placeholders
from pathway.domain.pack_errors import (
    PackFolderMissing,
    PackMalformed,
    PackNotInForce,
    PackUnknown,
)
from pathway.domain.pack_values import Approval, Process
from pathway.packs import load_pack, load_packs, pack_names
from pathway.packs.header import Change, Header
from pathway.packs.layers import REMARKS
from pathway.packs.lines import line_of
from statemachines.placement_terms import Kind
from statemachines.registry import POLICIES
from statemachines.vocabulary import Role

SHIPPED = ("cumberland", "default", "gateshead", "staffordshire")
COUNCILS = ("cumberland", "gateshead", "staffordshire")
TODAY = date(2026, 11, 23)
HEAD = 'name = "own"\ntitle = "Our Council"\n'

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write packs into a folder of an operator's own, each given by its name."""

    def folder(**packs: str) -> Path:
        for name, text in packs.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return folder


@pytest.fixture
def own(write: Write) -> Callable[[str], Pack]:
    """Load a pack called `own` of which only the values are given."""
    return lambda values: load_pack("own", folder=write(own=HEAD + values))


def shipped(name: str) -> Pack:
    return load_pack(name)


def refused(load: Callable[[], object]) -> str:
    with pytest.raises(PackMalformed) as refusal:
        load()
    return str(refusal.value)


# What is shipped.


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

    assert set(arrangements.processes) == set(Process)
    assert arrangements.is_on("district_referral") == (name == "staffordshire")
    assert arrangements.is_on("placement")


def test_every_policy_can_be_switched_on_and_off() -> None:
    assert set(POLICIES) <= {process.value for process in Process}


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

    again = SchoolCalendar.from_json(json.dumps(terms.plain()), name="again")

    assert again == terms.school_calendar("again")
    assert (date(2026, 9, 2), date(2026, 12, 18)) in again.terms


# How one pack builds on another.


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


# How a wrong one is refused.

TWO_CHANGES = """\
[[effective]]
from = 2027-01-01
to = 2027-03-31
complaints.stage_one_within = 3
[[effective]]
from = 2027-03-31
[effective.complaints]
stage_one_within = 4
"""

WRONG = {
    "an unknown key at the top": (
        "\nlongest_cycle = 3\n",
        "own.toml, line 4: longest_cycle: there is no such key here",
    ),
    "an unknown key in a table": (
        "[placements.tuition]\n# how long\nlongest_week = 3\n",
        "line 5: placements.tuition.longest_week: there is no such key here, only title, phases,",
    ),
    "what was meant by an unknown key": (
        "[placements.tuition]\nlongest_week = 3\n",
        "did you mean longest_weeks",
    ),
    "a number in quotes": (
        '[placements.tuition]\ntitle = "Tuition"\nlongest_weeks = "12"\n',
        'longest_weeks: expected a whole number, without quotes, found "12"',
    ),
    "true for a number": (
        "complaints.stage_one_within = true\n",
        "line 3: complaints.stage_one_within: expected a whole number, without quotes, found true",
    ),
    "a number for true": ("processes.placement = 1\n", "expected true or false, without quotes"),
    "a share over one": (
        "[reintegration]\nattendance_share = 90\n",
        "line 4: reintegration.attendance_share: expected 1 or less, found 90",
    ),
    "no weeks at all": ("graduated_approach.longest_cycle_weeks = 0\n", "expected 1 or more"),
    "a value where a table is meant": (
        "graduated_approach = 12\n",
        "line 3: graduated_approach: expected a table of keys, found 12",
    ),
    "an unknown kind of placement": (
        '[placements.hub]\ntitle = "Hub"\n',
        "line 3: placements.hub: expected one of assessment_hub, alternative_provision,",
    ),
    "an unknown process": (
        "[processes]\ngraduated = true\n",
        "line 4: processes.graduated: expected one of graduated_approach, placement,",
    ),
    "an unknown role": (
        '[placements.tuition]\nextended_by = [\n  "manager",\n  "boss",\n]\n',
        "line 6: placements.tuition.extended_by[2]: expected one of family,",
    ),
    "an unknown rule": (
        '[ladders]\n# ours\nAP-99 = "3w"\n',
        "line 5: ladders.AP-99: there is no rule AP-99; `pathway clocks rules` lists all",
    ),
    "an unknown event": (
        '[priorities.1]\ntitle = "One"\nevents = ["case_shut"]\n',
        "line 5: priorities.1.events[1]: expected one of contact_logged,",
    ),
    "a step that is none": (
        '[ladders]\nAP-13 = "3w soon"\n',
        "line 4: ladders.AP-13: expected the steps of a ladder in one text",
    ),
    "a ladder without steps": ('ladders.AP-13 = " "\n', "expected the steps of a ladder"),
    "a ladder as a list": ('ladders.AP-13 = ["3w"]\n', "expected the steps of a ladder"),
    "a missing title": (
        "[bands]\nx = { yearly_pounds = 3 }\n",
        "line 4: bands.x.title: it is missing, and has to be there",
    ),
    "an address that is none": (
        '[letters]\nemail = "nobody"\n',
        "line 4: letters.email: expected a text of the form",
    ),
    "a term that ends before it begins": (
        "[calendar]\nterms = [\n  [2026-09-02, 2026-12-18],\n  [2027-03-25, 2027-01-04],\n]\n",
        "line 6: calendar.terms[2]: it ends on 2027-01-04, before it begins on 2027-03-25",
    ),
    "terms in the wrong order": (
        "[calendar]\nterms = [[2027-01-04, 2027-03-25], [2026-09-02, 2026-12-18]]\nclosures = []\n",
        "calendar: the term from 2026-09-02: it begins before",
    ),
    "a term left out": (
        "[calendar]\nterms = [[2026-09-02, 2026-12-18], [2027-04-12, 2027-07-21]]\nclosures = []\n",
        "calendar: the term from 2027-04-12:",
    ),
    "a closure in no term": (
        "[calendar]\nterms = [[2026-09-02, 2026-12-18]]\nclosures = [[2027-10-26, 2027-10-30]]\n",
        "calendar: the closure from 2027-10-26 to 2027-10-30 lies in no term",
    ),
    "a day in quotes": (
        '[calendar]\nterms = [["2026-09-02", 2026-12-18]]\n',
        "line 4: calendar.terms[1][1]: expected a day such as 2026-09-02, without quotes",
    ),
    "a term with one day": (
        "calendar.terms = [[2026-09-02]]\n",
        "line 3: calendar.terms[1][2]: it is missing",
    ),
    "a bank holiday on no day": ('[bank_holidays]\nsoon = "x"\n', "line 4: bank_holidays.soon:"),
    "a validity that ends before it begins": (
        "valid_from = 2026-09-01\nvalid_to = 2026-08-31\n",
        "line 4: valid_to: it ends on 2026-08-31, before it begins on 2026-09-01",
    ),
    "a number of the authority that is none": (
        "la_code = 390\n",
        'line 3: la_code: expected a text, in "quotes", found 390',
    ),
    "a change without a day": (
        "[[effective]]\ncomplaints.stage_one_within = 3\n",
        "line 3: effective[1].from: it is missing",
    ),
    "a change that is no table": ("effective = 3\n", "line 3: effective: expected tables"),
    "a change that ends before it begins": (
        "[[effective]]\nfrom = 2027-01-01\nto = 2026-01-01\n",
        "line 5: effective[1].to: it ends on 2026-01-01, before it begins on 2027-01-01",
    ),
    "changes in the wrong order": (
        "[[effective]]\nfrom = 2027-01-01\n[[effective]]\nfrom = 2026-01-01\n",
        "line 6: effective[2].from: expected a day after 2027-01-01",
    ),
    "two changes from one day": (
        "[[effective]]\nfrom = 2027-01-01\n[[effective]]\nfrom = 2027-01-01\n",
        "line 6: effective[2].from: expected a day after 2027-01-01",
    ),
    "a change outside the validity": (
        "valid_to = 2026-12-31\n[[effective]]\nfrom = 2027-01-01\n",
        "line 5: effective[1].from: the pack is not valid on 2027-01-01",
    ),
    "two changes of one value for one day": (
        TWO_CHANGES,
        "line 10: effective[2].complaints.stage_one_within: another change already gives it until ",
    ),
    "a wrong value in a change": (
        "[[effective]]\nfrom = 2027-01-01\n\ncomplaints.stage_one_within = -1\n",
        "line 6: effective[1].complaints.stage_one_within: expected 1 or more, found -1",
    ),
    "a placeholder that is neither": (
        "[complaints]\nplaceholder = 3\n",
        "line 4: complaints.placeholder: expected true, or a list of keys",
    ),
    "a placeholder for what is not there": (
        '[complaints]\nstage_one_within = 3\nplaceholder = ["stage_two_within"]\n',
        "line 5: complaints.placeholder: the table around it does not set stage_two_within",
    ),
    "a source that is no text": ("[complaints]\nsource = 3\n", "line 4: complaints.source:"),
    "a source for what is not there": (
        '[complaints]\nsource = { stage_one_within = "x" }\n',
        "line 4: complaints.source: the table around it does not set stage_one_within",
    ),
    "without, of what is not there": (
        '[complaints]\nwithout = ["stage_three"]\n',
        "line 4: complaints.without: there is no complaints.stage_three to be without",
    ),
    "without, of what is set": (
        '[complaints]\nstage_one_within = 3\nwithout = ["stage_one_within"]\n',
        "line 5: complaints.without: the table around it sets stage_one_within",
    ),
    "without, of no list": ("[complaints]\nwithout = true\n", "line 4: complaints.without:"),
    "what has to be there is taken away": (
        'without = ["letters"]\n',
        "letters: it is missing, and has to be there",
    ),
    "a pack below that is not there": (
        'extends = "bishopshire"\n',
        "line 3: extends: there is no pack bishopshire, only cumberland, default,",
    ),
    "no TOML": ("[complaints\n", "own.toml, line 3: it is not TOML: "),
    "no TOML at the end": ("[complaints]\nx = [\n", "own.toml, line 4: it is not TOML: "),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_pack_is_refused_with_file_line_and_sentence(
    own: Callable[[str], Pack], text: str, said: str
) -> None:
    sentence = refused(lambda: own(text))

    assert said in sentence
    assert sentence.startswith("own.toml, line ")
    assert sentence.endswith("; put the pack right and start again")


def test_all_faults_of_a_file_come_at_once(own: Callable[[str], Pack]) -> None:
    sentence = refused(
        lambda: own("[complaints]\nstage_one_within = 0\nstage_two_within = 'late'\n")
    )

    assert "line 4: complaints.stage_one_within" in sentence
    assert "line 5: complaints.stage_two_within" in sentence


def test_a_fault_in_the_pack_below_names_its_file(write: Write) -> None:
    folder = write(
        below='name = "below"\ntitle = "B"\ncomplaints.stage_one_within = 0\n',
        own=HEAD + 'extends = "below"\n',
    )

    sentence = refused(lambda: load_pack("own", folder=folder))

    assert sentence.startswith("below.toml, line 3: complaints.stage_one_within: expected 1")


def test_packs_that_build_on_one_another_in_a_circle_are_refused(write: Write) -> None:
    folder = write(
        one='name = "one"\ntitle = "1"\nextends = "two"\n',
        two='name = "two"\ntitle = "2"\n\nextends = "one"\n',
    )

    sentence = refused(lambda: load_pack("one", folder=folder))

    assert sentence.startswith("two.toml, line 4: extends: one builds on this pack")


def test_a_pack_that_builds_on_itself_is_refused(own: Callable[[str], Pack]) -> None:
    assert "line 3: extends: own builds on this pack" in refused(lambda: own('extends = "own"\n'))


def test_a_pack_may_not_outlast_the_one_it_builds_on(write: Write) -> None:
    below = 'name = "below"\ntitle = "B"\nvalid_to = 2027-08-31\n'
    folder = write(below=below, own=HEAD + 'extends = "below"\n')

    sentence = refused(lambda: load_pack("own", folder=folder))

    assert (
        "own.toml, line 3: extends: below is not valid all the time that this pack is" in sentence
    )


def test_a_pack_is_named_like_its_file(write: Write) -> None:
    folder = write(other=HEAD)

    sentence = refused(lambda: load_pack("other", folder=folder))

    assert 'other.toml, line 1: name: expected "other", the name of the file' in sentence


def test_two_packs_may_not_speak_for_one_authority_on_one_day(write: Write) -> None:
    one = 'name = "one"\ntitle = "C"\nla_code = "301"\nvalid_to = 2027-08-31\n'
    two = 'name = "two"\ntitle = "C"\nla_code = "301"\nvalid_from = 2027-08-31\n'

    sentence = refused(lambda: load_packs(folder=write(one=one, two=two)))

    assert "two.toml, line 3: la_code: the pack one speaks for 301 too from 2027-08-31" in sentence


def test_two_packs_may_speak_for_one_authority_one_after_the_other(write: Write) -> None:
    one = 'name = "one"\ntitle = "C"\nla_code = "301"\nvalid_to = 2027-08-31\n'
    two = 'name = "two"\ntitle = "C"\nla_code = "301"\nvalid_from = 2027-09-01\n'

    packs = load_packs(folder=write(one=one, two=two))

    assert {"one", "two"} < set(packs)


def test_a_pack_that_is_not_in_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes((HEAD + "\n# Caf\u00e9\n").encode("cp1252"))

    sentence = refused(lambda: load_pack("own", folder=tmp_path))

    assert sentence.startswith("own.toml, line 4: it is not written in UTF-8")


def test_an_unknown_pack_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(PackUnknown, match="no pack gatehead; use one of cumberland, default, gate"):
        load_pack("gatehead")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackFolderMissing, match="no folder of packs at"):
        load_packs(folder=tmp_path / "packs")


def test_refusals_survive_a_journey_between_processes(own: Callable[[str], Pack]) -> None:
    with pytest.raises(PackMalformed) as malformed:
        own("la_code = 390\n")
    others = (
        PackUnknown("a", ("b",)),
        PackFolderMissing("a"),
        PackNotInForce("a", TODAY, None, TODAY),
    )

    for error in (malformed.value, *others):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


# Where things stand.


@pytest.mark.parametrize("name", SHIPPED)
def test_the_line_of_a_value_holds_the_value(name: str) -> None:
    text = files("pathway.packs").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    lines = text.split("\n")

    every = list(paths(tomllib.loads(text)))
    for path, value in every[:: 1 + len(every) // 60]:  # a long file's are sampled, for speed
        line = lines[line_of(text, path) - 1]
        written = value.isoformat() if isinstance(value, date) else str(value).lower()
        assert written in line.lower() or f"{path[-1]} = [" in line, path


def test_the_line_is_found_behind_texts_of_several_lines_and_brackets_in_comments() -> None:
    text = 'a = """\n[b]\nx = 1\n"""\n# ] " [\nc = [ # [\n  [1, 2], # "\n\n  [3],\n]\n[b]\nx = 1\n'

    found = [line_of(text, path) for path in (("a",), ("c", 0, 1), ("c", 1), ("b",), ("b", "x"))]

    assert found == [1, 7, 9, 11, 12]


def test_a_missing_key_is_looked_for_in_the_table_that_should_have_it() -> None:
    text = "a = 1\n\n[b]\n\nx = 1\n"

    assert (line_of(text, ("b", "y")), line_of(text, ("c",))) == (3, 1)


def test_no_table_has_a_key_that_is_read_as_a_remark() -> None:
    tables = [Arrangements, Header, Change, *vars(pack_tables).values()]

    keys = {
        key
        for table in tables
        if isinstance(table, type) and issubclass(table, BaseModel)
        for key in table.model_fields
    }

    assert "longest_weeks" in keys
    assert not keys & REMARKS


def leaves(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if not isinstance(value, dict):
        yield at, value
        return
    for key, inner in value.items():
        yield from leaves(inner, f"{at}.{key}".removeprefix("."))


def paths(
    value: Any, at: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(inner, (*at, key))
    else:
        yield at, value
