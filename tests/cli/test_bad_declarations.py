"""A house with a mistake in what is declared does not start: one sentence, with file and line.

Each test copies the package, puts a mistake into a file of it and starts the command anew.
"""

import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

import pathway
import statemachines
from pathway.domain.bank_holiday_snapshot import read_snapshot
from pathway.domain.errors import CalendarMalformed
from statemachines.mistakes import of_a_policy
from statemachines.registry import policy_on

START = "from pathway.cli.main import main; main()"
POLICIES = "statemachines/"
EHC, AMENDMENTS, LIST = "ehc_assessment.py", "amendments.py", "bank_holidays.json"


class House:
    """A copy of the package that may be spoilt."""

    def __init__(self, folder: Path) -> None:
        for package in (pathway, statemachines):
            source = Path(package.__path__[0])
            copytree(source, folder / source.name, ignore=ignore_patterns("__pycache__"))
        self.folder = folder

    def spoil(self, file: str, right: str, wrong: str) -> int:
        """Write something wrong where it first says something right; return its line."""
        path = self._path(file)
        text = path.read_text(encoding="utf-8")
        assert right in text, f"{file} says {right} no longer"
        path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
        return text[: text.index(right)].count("\n") + 1

    def text_of(self, file: str) -> str:
        """Return what a file says by now."""
        return self._path(file).read_text(encoding="utf-8")

    def _path(self, file: str) -> Path:
        """Return a file of the domain, or of the policies where it says so."""
        return self.folder / (file if file.startswith(POLICIES) else f"pathway/domain/{file}")

    def line_of(self, file: str, text: str) -> int:
        """Return the last line in which a file says something."""
        lines = self.text_of(file).splitlines()
        return max(number for number, line in enumerate(lines, 1) if text in line)

    def start(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the command in a process of its own."""
        return subprocess.run(
            [sys.executable, "-B", "-c", START, *(words or ("clocks", "rules"))],
            cwd=self.folder,  # where Python looks first
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def refused(ran: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence with which a start was refused."""
    assert (ran.returncode, ran.stdout) == (1, ""), ran.stderr
    (sentence,) = ran.stderr.splitlines()
    return sentence


def test_a_house_without_a_mistake_starts(house):
    assert house.start().returncode == 0


CITATION = 'citation="SI 2014/1530 reg 5(1), (3)",'

UNREADABLE = {
    "a citation left out": (CITATION, "", "a declaration has no citation; put", "EHC-02"),
    "an event that nobody knows": (
        "(Event.ASSESSMENT_REFUSED, Event.ISSUE_REFUSED)",
        "(Event.ASSESSMENT_REFUSED, Event.ISSUE_REFUSE)",
        "there is no event ISSUE_REFUSE; did you mean ISSUE_REFUSED; put",
        None,
    ),
    "a step that is none": (
        'ladder=ladder("day 5, weekly")',
        'ladder=ladder("day 5, 3 weeks")',
        "('3 weeks' in the ladder 'day 5, 3 weeks' is no step such as 3w, 5wd or 0); put",
        None,
    ),
    "a word that rules do not know": (
        "        met_by_all=True,",
        "        met_by_both=True,",
        "got an unexpected keyword argument 'met_by_both'); put",
        "EHC-01",
    ),
    "a day for which nothing was imported": (
        "valid_from=SEND_LAW,",
        "valid_from=date(2014, 9, 1),",
        "name 'date' is not defined); put",
        None,
    ),
    "a bracket left open": ("RULES = (", "RULES = ((", "it is not Python ('(' was never", None),
    "one rule without a comma": (
        "RULES = (",
        "RULES = not (",
        "RULES has to be a tuple of rules, each with a comma after it; put",
        None,
    ),
}
"""What is written instead of what, how it is told, and the rule whose first line is named."""


@pytest.mark.parametrize("mistake", UNREADABLE)
def test_what_is_no_declaration_is_refused_at_start(house, mistake):
    right, wrong, told, rule = UNREADABLE[mistake]
    line = house.spoil(f"rules/{EHC}", right, wrong)

    sentence = refused(house.start())

    if rule is not None:
        line = house.line_of(f"rules/{EHC}", f'id="{rule}"') - 1
    assert sentence.startswith(f"{EHC}, line {line}: ")
    assert told in sentence


def test_a_name_of_an_event_that_nobody_knows_is_refused_where_it_is_declared(house):
    called = 'called="refusal_reversed agreed_to_assess_after_refusal"'
    line = house.spoil(f"rules/{EHC}", called, 'called="reversed=reversed_after_all"')

    sentence = refused(house.start())

    assert sentence == (
        f"{EHC}, line {line - 2}: there is no event 'reversed_after_all'; put the declaration right"
    )


OF_POLICIES = {
    "a state whose name is misspelt": (
        "placement.py", "target=ACTIVE,", "target=ACTVE,", "name 'ACTVE' is not defined)"
    ),
    "a move without a name": (
        "placement.py", 'name="extend", ', "", "a declaration has no name; put"
    ),
    "an event that nobody knows": (
        "placement.py", "Event.PLACEMENT_EXTENDED", "Event.PLACEMENT_EXTENDET",
        "there is no event PLACEMENT_EXTENDET; did you mean PLACEMENT_EXTENDED; put",
    ),
    "a field of a form": (
        "placement_running_forms.py", "reintegration_plan: str", "reintegration_plan: strr",
        "name 'strr' is not defined)",
    ),
    "a guard that nobody wrote": (
        "placement.py", "ask.a_head_extends_only_a_direction", "ask.a_head_extends_a_direction",
        "a_head_extends_a_direction",
    ),
    "a bracket left open": ("placement.py", "Policy(", "Policy((", "it is not Python ("),
}  # fmt: skip
"""In which file of policies what is written instead of what, and how it is told."""


@pytest.mark.parametrize("mistake", OF_POLICIES)
def test_a_policy_that_is_no_declaration_is_refused_at_start(house, mistake):
    file, right, wrong, told = OF_POLICIES[mistake]
    line = house.spoil(f"{POLICIES}{file}", right, wrong)

    sentence = refused(house.start("case", "list"))

    if mistake == "a move without a name":
        line -= 1  # where the move begins
    assert sentence.startswith(f"{file}, line {line}: ")
    assert told in sentence


def test_the_house_does_not_come_up_with_a_mistake_in_a_policy(house):
    line = house.spoil(f"{POLICIES}placement.py", "target=ACTIVE,", "target=ACTVE,")

    assert refused(house.start("up")).startswith(f"placement.py, line {line}: ")


def test_what_breaks_while_the_house_works_is_no_mistake_of_a_declaration():
    with pytest.raises(TypeError) as broken:
        policy_on("placement", "no day")

    assert of_a_policy(broken.value) is None


CONTRADICTIONS = {
    "an empty citation": (
        EHC, CITATION, 'citation="",', "EHC-02", "has no citation; put"
    ),
    "an empty sentence": (
        AMENDMENTS,
        'sentence="The authority sends the amended plan, or notice that it will not amend."',
        'sentence=" "',
        "AR-13",
        "has no sentence; put",
    ),
    "an event in quotes": (
        AMENDMENTS,
        "(Event.AMENDED_PLAN_SENT, Event.AMENDMENT_DECLINED)",
        '(Event.AMENDED_PLAN_SENT, "declined")',
        "AR-12",
        "names an event that nobody knows, 'declined'; put",
    ),
    "an id that is taken": (
        AMENDMENTS,
        'id="AR-13"',
        'id="AR-12"',
        "AR-12",
        "is valid twice on 2014-09-01, by amendments.py, line ",
    ),
    "an id that is none": (
        AMENDMENTS, 'id="AR-13"', 'id="AR13"', "AR13", "has an id of another form than EHC-08"
    ),
    "an end before the beginning": (
        EHC,
        "met_by_all=True,",
        "met_by_all=True, valid_to=SEND_LAW.replace(2013),",
        "EHC-01",
        "ends on 2013-09-01 before it begins on 2014-09-01; put",
    ),
    "a part that nobody declared": (
        AMENDMENTS,
        'EarlierOf(("AR-14.ceiling", "AR-13")',
        'EarlierOf(("AR-14.ceiling", "AR-31")',
        "AR-14",
        "is made of AR-31, which nobody declared; put",
    ),
    "composites that are made of each other": (
        AMENDMENTS,
        "counting=WeeksAfter(12),",
        'counting=EarlierOf(("AR-14",)),',
        "AR-14",
        "is made of itself: AR-14 → AR-14.ceiling → AR-14; put",
    ),
    "something needed that takes no part": (
        AMENDMENTS,
        'needs=("AR-14.ceiling",)',
        'needs=("AR-12",)',
        "AR-14",
        "needs AR-12, which is none of its parts; put",
    ),
    "an exemption of another regulation": (
        EHC,
        'four_grounds("10(4)")',
        'four_grounds("11(4)")',
        "EHC-04",
        "exempts by 11(4)(a), and its citation names no provision 11; put",
    ),
    "an exemption without its sentence": (
        "disputes.py",
        '"the appeal is about nothing but the school or type of school"',
        '""',
        "MED-01",
        "has an exemption without its sentence; put",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", CONTRADICTIONS)
def test_what_cannot_be_law_is_refused_at_start(house, mistake):
    file, right, wrong, rule, told = CONTRADICTIONS[mistake]
    house.spoil(f"rules/{file}", right, wrong)

    sentence = refused(house.start())

    line = house.line_of(f"rules/{file}", f'id="{rule}"') - 1
    assert sentence.startswith(f"{file}, line {line}: rule {rule} ")
    assert told in sentence


HOLES = {
    "a day left out": (
        '    ["2016-12-26", "Boxing Day"],\n',
        "",
        "2016-01-01",
        "2016 has 7 bank holidays, and no year has fewer than 8; add those that are left out",
    ),
    "a year left out": (
        '"known_to": "2028-12-31"',
        '"known_to": "2029-12-31"',
        "known_to",
        "2029 has 0 bank holidays, and no year has fewer than 8; add those that are left out",
    ),
    "a day twice": (
        '["2016-12-26", "Boxing Day"]',
        '["2016-12-26", "Boxing Day"], ["2016-12-26", "Boxing Day"]',
        "2016-12-26",
        "2016-12-26 stands there 2 times",
    ),
    "a day past the end": (
        '["2016-12-26", "Boxing Day"]',
        '["2061-12-26", "Boxing Day"]',
        "2061-12-26",
        "2061-12-26 lies outside the time from 2012-01-01 to 2028-12-31",
    ),
    "a day that there is not": (
        '["2016-12-26", "Boxing Day"]',
        '["2016-02-30", "Boxing Day"]',
        "2016-02-30",
        "'2016-02-30' is not a day such as 2026-12-25, or has no name",
    ),
    "a comma left out": (
        '["2012-01-02", "New Year’s Day, substitute day"],',
        '["2012-01-02", "New Year’s Day, substitute day"]',
        "2012-04-06",
        "it is not JSON (Expecting ',' delimiter)",
    ),
    "nothing of its end": ('"known_to"', '"knows_to"', "{", "it says nothing of known_to"),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_list_of_bank_holidays_with_a_hole_is_refused(house, hole):
    right, wrong, blamed, told = HOLES[hole]
    house.spoil(LIST, right, wrong)

    with pytest.raises(CalendarMalformed) as refusal:
        read_snapshot(house.text_of(LIST), file=LIST)

    line = house.line_of(LIST, blamed) if blamed != "{" else 1
    assert str(refusal.value) == (
        f"the calendar {LIST}, line {line}: {told}; put it right and retry"
    )


@pytest.mark.parametrize("words", [("clocks", "due", "EHC-08", "--on", "T0=2026-09-07"), ("up",)])
def test_nothing_starts_with_a_hole_among_the_bank_holidays(house, words):
    right, wrong, blamed, told = HOLES["a day left out"]
    house.spoil(LIST, right, wrong)

    sentence = refused(house.start(*words))

    line = house.line_of(LIST, blamed)
    assert sentence == f"the calendar {LIST}, line {line}: {told}; put it right and retry"


def test_the_house_does_not_come_up_with_a_mistake_in_a_rule(house):
    house.spoil(f"rules/{EHC}", CITATION, 'citation="",')

    sentence = refused(house.start("up"))

    assert sentence.startswith(f"{EHC}, line ")
    assert "rule EHC-02 has no citation" in sentence


def test_the_house_does_not_come_up_with_a_pack_that_is_no_toml(house, monkeypatch):
    (house.folder / "own.toml").write_text('name = "own"\ntitle = Our Council\n', encoding="utf-8")
    monkeypatch.setenv("PATHWAY_PACKS", str(house.folder))

    sentence = refused(house.start("up"))

    assert sentence == (
        "own.toml, line 2: it is not TOML: Invalid value; put the pack right and start again"
    )
