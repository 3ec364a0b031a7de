"""The pages of the manual that are made from the policies."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from statemachines.drawing import svg
from statemachines.forms import Form
from statemachines.graduated_approach import GRADUATED_APPROACH
from statemachines.grammar import Reach
from statemachines.picture import pages, write
from statemachines.policy_page import page
from statemachines.registry import POLICIES

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "policies"
MADE = dict(pages())
EACH_POLICY = pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)

WITHOUT_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>"""
DRAW_AND_SAY_WHAT_IT_TOOK = """
import sys
from statemachines.registry import POLICIES
print("transitions.extensions" in sys.modules, "pygraphviz" in sys.modules)
from statemachines.drawing import svg
sys.stdout.write(svg(POLICIES["graduated_approach"]))
"""


@pytest.mark.parametrize("name", MADE)
def test_the_manual_says_what_the_policies_say(name):
    written = (MANUAL / name).read_text(encoding="utf-8")

    assert written == MADE[name], "run: python -m statemachines.picture docs/policies"


def test_the_manual_has_no_page_of_a_policy_that_is_gone():
    assert {path.name for path in MANUAL.iterdir()} == set(MADE)


def test_pages_are_written_into_a_folder_that_is_made(tmp_path):
    write(tmp_path / "new" / "policies")

    assert {path.name for path in (tmp_path / "new" / "policies").iterdir()} == set(MADE)


@EACH_POLICY
def test_a_picture_names_every_state_and_every_move_that_leads_elsewhere(policy):
    drawn = {words.text for words in ET.fromstring(svg(policy)).findall(".//{*}text")}

    assert {state.name.replace("_", " ") for state in policy.states} <= drawn
    leading = {
        move.name
        for move in policy.moves
        if not move.historic and move.target is not Reach.STAYS
        for source in policy.sources(move)
        if set(policy.targets(move, source)) - {source}
    }
    assert leading <= drawn


@EACH_POLICY
def test_a_picture_stays_on_its_paper(policy):
    drawn = ET.fromstring(svg(policy))
    width, height = float(drawn.get("width")), float(drawn.get("height"))

    for box in drawn.findall(".//{*}rect"):
        x, y = float(box.get("x", 0)), float(box.get("y", 0))
        assert 0 <= x <= x + float(box.get("width")) <= width
        assert 0 <= y <= y + float(box.get("height")) <= height


@EACH_POLICY
def test_a_page_tells_of_every_move_its_guards_and_what_is_recorded(policy):
    written = page(policy)

    for move in policy.moves:
        if f"\n### {move.name}\n" not in written:
            assert f"\n### {move.name}\n" in MADE["common_moves.md"]
            continue
        assert f"`{move.event.value}`" in written
        assert move.law.citation in written
        assert all(guard.otherwise in written for guard in (*move.when, *move.advised))
        assert all(f"| `{field}` |" in written for field in recorded(move.form))


def recorded(form):
    return set(form.model_fields) - set(Form.model_fields)


def test_a_picture_is_the_same_without_any_font_and_only_drawing_loads_what_draws(tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(WITHOUT_FONTS.format(folder=tmp_path), encoding="utf-8")

    drawn = subprocess.run(
        [sys.executable, "-c", DRAW_AND_SAY_WHAT_IT_TOOK],
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    loaded, picture = drawn.stdout.split("\n", 1)
    assert loaded == "False False"
    assert picture == svg(GRADUATED_APPROACH)
