"""The page for the night says what each sentence means that somebody may meet there."""

import inspect
import pickle

import pytest

from tests.docs.blocks import DOCS
from tests.docs.refusals import MODULES, NOT_HERE, REFUSALS

PAGE = (DOCS / "how-to" / "at-3-am.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: type(one).__name__)
def test_a_sentence_stands_on_the_page_word_for_word_with_its_meaning(refusal):
    at = PAGE.index(f"> {refusal}")

    assert PAGE[at + 1] == ""
    assert PAGE[at + 2].strip(), "nothing stands below it"
    assert not PAGE[at + 2].startswith((">", "#"))


def test_no_refusal_of_the_house_of_its_database_of_mail_or_of_the_unattended_is_missing():
    there = {
        kind.__name__
        for module in MODULES
        for kind in vars(module).values()
        if inspect.isclass(kind) and kind.__module__ == module.__name__
    }
    named = {type(refusal).__name__ for refusal in REFUSALS}

    assert there - NOT_HERE <= named


def test_the_page_quotes_nothing_that_nobody_says():
    said = {f"> {refusal}" for refusal in REFUSALS}

    assert {line for line in PAGE if line.startswith(">")} == said


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda one: type(one).__name__)
def test_a_refusal_is_one_sentence_and_travels_between_processes(refusal):
    assert "\n" not in str(refusal)
    assert not str(refusal).endswith(".")
    assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal)
