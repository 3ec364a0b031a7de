"""How a letter is put into words, and what it can not say."""

import pickle
import re
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from notifications.errors import LetterIncomplete, LetterUnwritten
from notifications.letters import Counted, Letter, Paragraph, paragraphs, render, written

DAY = date(2027, 3, 3)


@pytest.fixture
def letter():
    return Letter(
        template="review_begun",
        audience="family",
        reference="EX-7K2M-4",
        stage="The school looks at what was reached.",
        waits_for="the school",
        on=DAY,
        dates=(("The review is due (SEND Code of Practice 6.53)", date(2027, 5, 1)),),
        worker="Sam Brook",
        link="https://pathway.example/cases/EX-7K2M-4?a=1&b=2",
        authority="Example Council",
        contact="send@example.org",
    )


def elements(html):
    return ET.fromstring(html.removeprefix("<!DOCTYPE html>"))


def test_a_letter_can_say_these_things_and_nothing_about_who_the_pupil_is():
    assert {field.name for field in fields(Letter)} == {
        "template", "audience", "reference", "stage", "waits_for", "on", "dates", "counted",
        "undated", "team", "worker", "link", "authority", "contact", "wording",
    }  # fmt: skip


def test_a_letter_says_where_things_stand_who_acts_next_and_whom_to_ask(letter):
    text = render(letter).text

    assert "Where things stand on 3 March 2027\nCase: EX-7K2M-4\n" in text
    assert "The school looks at what was reached.\nNext to act: the school\n" in text
    assert "- 1 May 2027: The review is due (SEND Code of Practice 6.53)\n" in text
    assert "Who to ask\nSam Brook, Example Council\nsend@example.org\n" in text
    assert "See the case: https://pathway.example/cases/EX-7K2M-4?a=1&b=2\n" in text


def test_a_letter_without_dates_has_no_empty_list_of_dates(letter):
    rendered = render(replace(letter, dates=()))

    assert "Dates to know" not in rendered.text
    assert "Dates to know" not in rendered.html


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 3, 2), "2 March 2027 (this day has passed): Tell them."),
        (DAY, "3 March 2027: Tell them."),
        (date(2027, 3, 4), "4 March 2027: Tell them."),
    ],
    ids=["before", "on the day", "after"],
)
def test_of_a_date_that_lies_before_the_letters_own_day_it_is_said_that_it_has_passed(
    letter, day, said
):
    rendered = render(replace(letter, dates=(("Tell them.", day),)))

    assert f"Dates to know\n- {said}\n" in rendered.text
    assert said in [item.text for item in elements(rendered.html).iter("li")]


FIRST, LATER = date(2027, 5, 1), date(2027, 6, 1)
COUNTED = (
    Counted(FIRST, ("It began on 1 March.", "Two months later."), rights=("Complain.", "Appeal.")),
    Counted(LATER, ("It began on 1 April.",), as_for=FIRST),
)


def test_a_letter_says_how_its_dates_were_counted_and_what_is_open_if_one_is_missed(letter):
    rendered = render(replace(letter, counted=COUNTED))

    assert (
        "1 May 2027\n1. It began on 1 March.\n2. Two months later.\n\n"
        "If 1 May 2027 is missed, this is open to the family:\n- Complain.\n- Appeal.\n\n"
        "1 June 2027\n1. It began on 1 April.\n\n"
        "If 1 June 2027 is missed, the same is open to the family as for 1 May 2027, counted from "
        "this date.\n\nThis e-mail was sent by a computer."
    ) in rendered.text
    steps = [[item.text for item in listed] for listed in elements(rendered.html).iter("ol")]
    assert steps == [["It began on 1 March.", "Two months later."], ["It began on 1 April."]]


def test_a_date_that_has_passed_was_missed_and_is_not_still_to_be(letter):
    rendered = render(replace(letter, on=LATER, counted=COUNTED))

    for body in (rendered.text, rendered.html):
        assert "If 1 May 2027 was missed, this is open to the family:" in body
        assert "If 1 June 2027 is missed, the same is open to the family" in body


def test_one_date_is_one_and_none_has_no_heading(letter):
    assert "How this date was counted" in render(replace(letter, counted=COUNTED[:1])).text
    assert "How these dates were counted" in render(replace(letter, counted=COUNTED)).html
    assert "counted" not in render(letter).text
    assert "missed" not in render(replace(letter, counted=(Counted(FIRST, ("x",)),))).html


@pytest.mark.parametrize("counted", [(), COUNTED], ids=["plain", "with its reasons"])
def test_the_same_words_stand_in_text_and_html(letter, counted):
    rendered = render(replace(letter, counted=counted))

    read_aloud = "".join(elements(rendered.html).itertext())
    for line in rendered.text.splitlines():
        words = re.sub(r"^(- |\d\. |See the case: )", "", line)
        assert words in read_aloud or words == letter.link


def test_a_link_leads_to_the_case(letter):
    (link,) = elements(render(letter).html).iter("a")

    assert link.get("href") == letter.link


def test_what_comes_from_outside_is_escaped_in_html_and_left_alone_in_text(letter):
    rendered = render(replace(letter, worker="<b>O’Neil & Sons</b>"))

    assert "&lt;b&gt;O’Neil &amp; Sons&lt;/b&gt;" in rendered.html
    assert "<b>O’Neil & Sons</b>" in rendered.text


def test_html_says_its_language_and_title(letter):
    root = elements(render(letter).html)

    assert root.get("lang") == "en-GB"
    assert root.findtext("head/title") == render(letter).subject


def test_a_label_is_set_in_bold(letter):
    bold = [element.text for element in elements(render(letter).html).iter("b")]

    assert bold == ["What happens next:", "What you can do:"]


def test_days_are_written_out():
    assert written(date(2027, 3, 3)) == "3 March 2027"
    assert written(date(2028, 12, 31)) == "31 December 2028"


@pytest.mark.parametrize(
    "blank", ["reference", "stage", "waits_for", "worker", "authority", "contact"]
)
def test_a_blank_is_an_error_and_never_a_gap_in_a_letter(letter, blank):
    with pytest.raises(LetterIncomplete, match=blank):
        render(replace(letter, **{blank: ""}))


def test_an_audience_without_words_is_an_error(letter):
    with pytest.raises(LetterUnwritten, match="no words for the audience 'family'"):
        render(replace(letter, template="corrected"))


@pytest.mark.parametrize("template", ["no_such_letter", "_layout", "../templates/review_begun"])
def test_a_letter_nobody_wrote_is_an_error(letter, template):
    with pytest.raises(LetterUnwritten):
        render(replace(letter, template=template))


@pytest.mark.parametrize(
    ("due", "subject"),
    [
        (date(2027, 3, 8), "Case EX-7K2M-4: due on 8 March 2027"),
        (date(2027, 3, 3), "Case EX-7K2M-4: due today"),
        (date(2027, 3, 1), "Case EX-7K2M-4: overdue since 1 March 2027"),
    ],
    ids=["before", "on the day", "after"],
)
@pytest.mark.parametrize("audience", ["caseworker", "manager", "provider"])
def test_an_alert_names_rule_citation_and_date(letter, due, subject, audience):
    rule = "The placement is reviewed each half term (Arranging Alternative Provision, 2025)"
    rendered = render(replace(letter, template="rung", audience=audience, dates=((rule, due),)))

    assert rendered.subject == subject
    assert f"- {rule}\n" in rendered.text
    assert written(due) in rendered.text
    assert rendered.text.count(rule) == 1


def test_an_alert_without_its_date_is_an_error(letter):
    with pytest.raises(LetterIncomplete):
        render(replace(letter, template="rung", audience="caseworker", dates=()))


def test_a_digest_parts_what_is_overdue_from_what_is_to_come():
    late, today = ("EX-1: meet the parents", date(2027, 3, 1)), ("EX-2: send the report", DAY)
    digest = Letter(
        template="digest",
        audience="caseworker",
        on=DAY,
        dates=(late, today),
        worker="Sam Brook",
        link="https://pathway.example",
        authority="Example Council",
        contact="send@example.org",
    )

    rendered = render(digest)

    assert rendered.subject == "Your dates: 1 overdue, 1 due in the next five days"
    assert "Overdue, 1 in all:\n\n- EX-1: meet the parents: was due on 1 March" in rendered.text
    assert "days, 1 in all:\n\n- EX-2: send the report: due on 3 March 2027" in rendered.text
    assert "<li>EX-1: meet the parents: was due on 1 March 2027</li>" in rendered.html
    assert "Nothing is overdue.\n" in render(replace(digest, dates=(today,))).text


def test_a_family_is_reminded_of_its_last_day_once(letter):
    reason = "Your views on the draft plan (SI 2014/1530, regulation 13(1)(a))"
    rendered = render(
        replace(letter, template="family_reminder", dates=((reason, date(2027, 3, 8)),))
    )

    assert "until the end of 8 March 2027" in rendered.text
    assert rendered.text.count(reason) == 1


@pytest.mark.parametrize(
    ("template", "audience", "subject", "said"),
    [
        ("family_reminder", "family", "the time to tell us what you think has passed",
         "You had until the end of 2 March 2027 (this day has passed) to tell us"),
        ("family_reminder", "caseworker", "a time for views has passed",
         "A time for views ended on 2 March 2027 (this day has passed):"),
        ("family_time_limit", "family", "a time limit of yours ended on 2 March 2027",
         "You had until the end of 2 March 2027 (this day has passed) if you wanted to do this:"),
    ],
)  # fmt: skip
def test_a_reminder_that_comes_too_late_says_that_its_day_has_passed(
    letter, template, audience, subject, said
):
    late = (("Your views", date(2027, 3, 2)),)

    rendered = render(replace(letter, template=template, audience=audience, dates=late))

    assert rendered.subject == f"Case EX-7K2M-4: {subject}"
    assert said in rendered.text
    assert said in rendered.html
    assert "after that day" not in rendered.text
    assert "before the end of that day" not in rendered.text


def test_words_are_read_into_paragraphs_labels_and_lists():
    assert paragraphs("One\ntwo.\n\nWhat you can do: ask.\n\n- a\n- b") == [
        Paragraph(text="One two."),
        Paragraph(label="What you can do:", text="ask."),
        Paragraph(items=("a", "b")),
    ]


def test_a_letter_is_a_value(letter):
    assert pickle.loads(pickle.dumps(letter)) == letter
    assert hash(letter) == hash(replace(letter))
    with pytest.raises(FrozenInstanceError):
        letter.worker = "somebody else"


def test_every_error_survives_being_sent_to_another_process():
    for error in (LetterUnwritten("t", "family"), LetterIncomplete("t", "family", "f")):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_words_of_the_authoritys_own_take_the_place_of_ours_in_both_bodies(letter):
    rendered = render(replace(letter, wording="Our school will ring you.\n\nWhat you can do: ask."))

    assert rendered.text.startswith("Hello,\n\nOur school will ring you.\n\nWhat you can do: ask.")
    assert "<b>What you can do:</b> ask." in rendered.html
    assert "The review of the support began" not in rendered.text
    assert "Where things stand" in rendered.text


def test_what_we_say_of_rights_is_said_beside_an_authoritys_own_words(letter):
    ours = replace(letter, template="amended_plan_sent")

    rendered = render(replace(ours, wording="Here is the new plan."))

    (rights,) = [
        part for part in render(ours).text.split("\n\n") if part.startswith("Your rights:")
    ]
    assert rendered.text.startswith(f"Hello,\n\nHere is the new plan.\n\n{rights}\n")


def test_an_authoritys_own_words_are_no_template(letter):
    assert "{{ worker }}" in render(replace(letter, wording="Ask {{ worker }}.")).text
