"""How a wrong pack is refused."""

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pathway.domain.pack import Pack
from pathway.domain.pack_errors import (
    PackFolderMissing,
    PackMalformed,
    PackNotInForce,
    PackUnknown,
)
from pathway.packs import load_pack, load_packs

TODAY = date(2026, 11, 23)
HEAD = 'name = "own"\ntitle = "Our Council"\n'

Write = Callable[..., Path]

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
    "a table where a value is meant": (
        "\n[graduated_approach.longest_cycle_weeks]\nmost = 12\n",
        "line 4: graduated_approach.longest_cycle_weeks: expected a whole number, without quotes",
    ),
    "a value taken away that has to be there": (
        'complaints.stage_one_within = 3\n\n[placements.tuition]\nwithout = ["title"]\n',
        "line 5: placements.tuition.title: it is missing, and has to be there",
    ),
    "an unknown kind of placement": (
        '[placements.hub]\ntitle = "Hub"\n',
        "line 3: placements.hub: expected one of assessment_hub, alternative_provision,",
    ),
    "an unknown process": (
        "[processes]\ngraduated = true\n",
        "line 4: processes.graduated: there is no such key here, only graduated_approach,",
    ),
    "words for a letter that is none": (
        '[letters.wording.review_began]\nfamily = "The review began."\n',
        "line 3: letters.wording.review_began: there is no letter review_began;",
    ),
    "words for an audience that is none": (
        '[letters.wording.review_begun]\nfamilies = "The review began."\n',
        "line 4: letters.wording.review_begun.families: expected one of family, school,",
    ),
    "a process the law asks for, switched off": (
        "[processes]\nplacement = false\nehc_plan = false\n",
        "line 5: processes.ehc_plan: the law asks for it, so it cannot be switched off",
    ),
    "a bank holiday of a year nobody knows": (
        '[bank_holidays]\n2040-05-10 = "a jubilee"\n',
        "line 3: bank_holidays: 2040-05-10 lies outside the years whose bank holidays are known",
    ),
    "a return asked after more than three times": (
        "[reintegration]\nsustained_return_weeks = [4, 8, 12, 26]\n",
        "line 4: reintegration.sustained_return_weeks: expected 3 entries or fewer, found",
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


def refused(load: Callable[[], object]) -> str:
    with pytest.raises(PackMalformed) as refusal:
        load()
    return str(refusal.value)


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
