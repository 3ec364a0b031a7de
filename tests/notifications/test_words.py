"""The words of every letter, for every audience that has any."""

import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jinja2 import Environment, meta

import notifications.letters
from notifications.letters import Letter, audiences, paragraphs, render, templates
from statemachines.registry import POLICIES

FOLDER = Path(notifications.letters.__file__).parent / "templates"
ALL = sorted(templates())
TO_FAMILIES = [template for template in ALL if "family" in audiences(template)]
WITH_A_NOTICE = (
    "assessment_refused", "issue_refused", "final_plan_sent", "amendment_notice_sent",
    "amended_plan_sent", "amendment_declined", "review_decided", "cease_notified",
    "reassessment_decided", "appealable_notice_sent",
)  # fmt: skip
MAY_SAY = {field.name for field in fields(Letter)} - {"template"}
DUE = "The review is due (SEND Code of Practice 6.53)"


def letter(template, audience):
    return Letter(
        template=template,
        audience=audience,
        reference="EX-7K2M-4",
        stage="The school looks at what was reached.",
        waits_for="the school",
        on=date(2027, 3, 3),
        dates=((DUE, date(2027, 3, 8)),),
        worker="Sam Brook",
        link="https://pathway.example/cases/EX-7K2M-4",
        authority="Example Council",
        contact="send@example.org",
    )


def own_words(template, audience):
    """What this letter says beyond what every letter says."""
    text = render(letter(template, audience)).text
    return text.removeprefix("Hello,\n\n").split("\n\nWhere things stand")[0]


def used_by(path):
    environment = Environment()
    environment.filters |= {"written": str, "numbered": list}
    return meta.find_undeclared_variables(environment.parse(path.read_text()))


@pytest.mark.parametrize("template", ALL)
def test_every_letter_renders_for_every_audience_it_has_words_for(template):
    for audience in audiences(template):
        rendered = render(letter(template, audience))

        assert "\n" not in rendered.subject
        assert 10 < len(rendered.subject) <= 100
        assert rendered.text.startswith("Hello,\n\n")
        assert max(len(line.encode()) for line in rendered.text.splitlines()) <= 998
        assert "\n\n\n" not in rendered.text
        root = ET.fromstring(rendered.html.removeprefix("<!DOCTYPE html>"))
        assert root.get("lang") == "en-GB"
        said = rendered.subject + rendered.text + rendered.html
        assert not re.search(r"[{}]|None|Undefined", said)


@pytest.mark.parametrize("folder", ALL)
def test_a_folder_holds_subject_text_and_html_and_words_stand_in_the_text_alone(folder):
    assert {path.name for path in (FOLDER / folder).iterdir()} == {
        "subject.txt", "body.txt", "body.html",
    }  # fmt: skip
    html = (FOLDER / folder / "body.html").read_text()
    assert re.fullmatch(
        r'\{% extends "_layout/body.html" %\}\n(\{% block \w+ %\}\{% endblock %\}\n)*', html
    )
    text = (FOLDER / folder / "body.txt").read_text()
    assert text.startswith('{% extends "_layout/body.txt" %}\n')


@pytest.mark.parametrize("folder", ["_layout", *ALL])
def test_no_template_asks_for_anything_a_letter_may_not_say(folder):
    for path in (FOLDER / folder).iterdir():
        given = {"words"} if path.suffix == ".txt" else {"paragraphs", "subject"}

        assert used_by(path) <= MAY_SAY | given


@pytest.mark.parametrize("folder", ALL)
def test_a_subject_says_nothing_but_the_reference_and_dates(folder):
    assert used_by(FOLDER / folder / "subject.txt") <= {
        "reference", "audience", "dates", "undated", "team", "on",
    }  # fmt: skip


def test_subjects_are_told_apart():
    subjects = [
        render(letter(template, min(audiences(template)))).subject for template in templates()
    ]

    assert len(set(subjects)) == len(subjects)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.name)
def test_whoever_a_move_tells_there_are_words_for(policy):
    for move in policy.moves:
        told = {audience.value for audience in move.tells}

        assert told <= audiences(move.event.value), move.name


def test_nobody_is_ever_written_to_about_a_concern():
    assert audiences("concern_raised") == frozenset()


@pytest.mark.parametrize(
    "event", ["corrected", "death_recorded", "panel_recommended", "plan_ceased"]
)
def test_what_a_family_must_not_learn_from_an_e_mail_has_no_words_for_it(event):
    assert "family" not in audiences(event)


@pytest.mark.parametrize("template", TO_FAMILIES)
def test_a_family_is_told_what_it_can_do_or_what_comes_next(template):
    labels = {paragraph.label for paragraph in paragraphs(own_words(template, "family"))}

    assert labels & {"What happens next:", "What you can do:"}


@pytest.mark.parametrize("template", [template for template in ALL if template != "digest"])
def test_those_who_work_with_a_pupil_are_told_what_is_asked_of_them(template):
    for audience in {"school", "provider", "professional"} & audiences(template):
        labels = {paragraph.label for paragraph in paragraphs(own_words(template, audience))}

        assert "What we ask of you:" in labels


@pytest.mark.parametrize("template", WITH_A_NOTICE)
def test_an_e_mail_beside_a_statutory_notice_says_that_it_is_not_the_notice(template):
    words = own_words(template, "family")

    assert "sent to you separately" in words
    assert "This e-mail is not the notice." in words
    assert any(paragraph.label == "Your rights:" for paragraph in paragraphs(words))


@pytest.mark.parametrize("template", ["draft_sent", "assessment_agreed"])
def test_an_e_mail_beside_a_document_says_that_it_comes_separately(template):
    assert "separately" in own_words(template, "family")


@pytest.mark.parametrize("template", TO_FAMILIES)
def test_a_family_letter_is_easy_to_read(template):
    words = own_words(template, "family")

    assert grade(words) < 6, "a reader of ten or eleven should understand it"
    assert max(len(sentence.split()) for sentence in sentences(words)) <= 26


@pytest.mark.parametrize("template", TO_FAMILIES)
def test_a_family_letter_fits_parents_and_young_people(template):
    assert not re.search(
        r"your (child|son|daughter)|\b(he|she|his|her)\b", own_words(template, "family")
    )


def sentences(words):
    return [each for each in re.split(r"[.!?:]\s+|\n+", words) if each.strip(" .!?:-")]


def grade(words):
    """The Flesch–Kincaid grade, with syllables counted by groups of vowels."""
    spoken = re.findall(r"[a-z’']+", words.lower())
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", word.removesuffix("e")))) for word in spoken
    )
    return 0.39 * len(spoken) / len(sentences(words)) + 11.8 * syllables / len(spoken) - 15.59
