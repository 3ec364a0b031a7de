"""What the manual says of packs is so."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import BaseModel

from pathway.domain import pack_tables
from pathway.domain.pack import Arrangements, Pack
from pathway.domain.pack_errors import (
    PackMalformed,
)
from pathway.domain.pack_values import Approval, ContractKind, Phase, Reviewed
from pathway.packs import load_pack
from pathway.packs.header import Change, Header
from pathway.packs.layers import REMARKS
from statemachines.placement_terms import Kind

DOCS = Path(__file__).parents[3] / "docs"
TODAY = date(2026, 11, 23)

Write = Callable[..., Path]


def refused(load: Callable[[], object]) -> str:
    with pytest.raises(PackMalformed) as refusal:
        load()
    return str(refusal.value)


def test_no_table_has_a_key_that_is_read_as_a_remark() -> None:
    assert "longest_weeks" in keys()
    assert not keys() & REMARKS


def examples(page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(r"```toml\n(.*?)```", text, re.DOTALL)


def test_the_pack_that_the_manual_builds_up_does_what_the_manual_says(write: Write) -> None:
    first, *others = examples("how-to/write-a-pack.md")
    folder = write(northshire="".join(others))

    pack = load_pack("northshire", folder=folder)

    until, since = (pack.local_settings(date(2027, *day)) for day in ((8, 31), (9, 1)))
    hubs = [settings.placements["assessment_hub"] for settings in (until, since)]
    assert [(hub.longest_weeks, hub.placeholder) for hub in hubs] == [(8, False), (10, False)]
    assert (until.longest_cycle_weeks, until.cycles_before_specialist) == (None, 2)
    assert until.placements["tuition"].placeholder
    assert pack.arrangements(date(2027, 9, 1)).is_on("district_referral")
    assert load_pack("northshire", folder=write(northshire=first)).la_code == "999"


def test_a_mistake_in_the_manuals_pack_is_refused_as_the_manual_shows(write: Write) -> None:
    page = (DOCS / "how-to/write-a-pack.md").read_text(encoding="utf-8")
    text = examples("how-to/write-a-pack.md")[1].replace("longest_weeks = 8", 'longest_weeks = "8"')

    sentence = refused(lambda: load_pack("northshire", folder=write(northshire=text)))

    assert sentence in page


def test_the_example_of_the_reference_can_be_loaded(own: Callable[[str], Pack]) -> None:
    pack = own("".join(examples("reference/packs.md")))

    assert set(pack.arrangements(TODAY).ladders) == {"AP-13", "AR-14.ceiling"}


def test_the_reference_names_every_key_and_every_word() -> None:
    page = (DOCS / "reference/packs.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`(.+?)`", page))))
    words: list[type[StrEnum]] = [Approval, ContractKind, Kind, Phase, Reviewed]

    expected = {word.value for vocabulary in words for word in vocabulary} | keys() | REMARKS

    assert expected - named == set()


def keys() -> set[str]:
    """Return every key that may stand in a pack."""
    tables = [Arrangements, Header, Change, *vars(pack_tables).values()]
    return {
        field.alias or name
        for table in tables
        if isinstance(table, type) and issubclass(table, BaseModel)
        for name, field in table.model_fields.items()
    }
