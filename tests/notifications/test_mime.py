"""A letter as it crosses the wire, read back by the standard library."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.messages import Claimed
from notifications.mime import compose, message_id

AUTHORITY = UUID("11111111-1111-4111-8111-111111111111")
NOW = datetime(2027, 3, 3, 12, tzinfo=UTC)


def letter(**said):
    return Claimed(
        **(
            {
                "authority_id": AUTHORITY,
                "key": "k",
                "recipient": "a@example.org",
                "subject": "s",
                "body_text": "t",
                "body_html": "h",
                "claimed_by": "w",
                "claimed_until": NOW,
            }
            | said
        )
    )


def written(**said):
    return compose(letter(**said), sender="b@example.org", domain="example.org", now=NOW)


def read(wire):
    return message_from_bytes(wire.replace(b"\r\n", b"\n"), policy=policy.default)


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n"),
    max_size=1500,
)


@given(text=WORDS, html=WORDS)
def test_whatever_the_words_are_they_come_out_as_they_went_in(text, html):
    arrived = read(written(body_text=text, body_html=html))

    assert arrived.get_body(("plain",)).get_content().rstrip("\n") == text.rstrip("\n")
    assert arrived.get_body(("html",)).get_content().rstrip("\n") == html.rstrip("\n")


@given(text=WORDS)
def test_no_line_is_longer_than_a_mail_server_takes(text):
    wire = written(body_text=text.replace("\n", ""))

    assert max(len(line) for line in wire.split(b"\r\n")) <= 998
    assert b"\n" not in wire.replace(b"\r\n", b"")
    assert b"\r" not in wire.replace(b"\r\n", b"")


@pytest.mark.parametrize("subject", ["short", "it’s here", "a long one " * 20, "an élan " * 30])
def test_a_subject_is_folded_and_comes_out_whole(subject):
    arrived = read(written(subject=subject.strip()))

    assert arrived["Subject"] == subject.strip()


def test_the_identity_of_a_letter_is_the_same_on_every_attempt():
    first = read(written(key="p/1/someone/e-mail"))
    second = read(
        compose(
            letter(key="p/1/someone/e-mail", claimed_by="another"),
            sender="b@example.org",
            domain="example.org",
            now=datetime(2027, 3, 4, tzinfo=UTC),
        )
    )

    assert first["Message-ID"] == second["Message-ID"]


def test_the_identity_of_a_letter_shows_neither_key_nor_authority():
    identity = message_id(AUTHORITY, "process/1/someone/e-mail", "example.org")

    assert "someone" not in identity
    assert str(AUTHORITY) not in identity
    assert identity.endswith("@example.org>")


def test_letters_of_one_key_in_two_authorities_are_two():
    other = UUID("99999999-9999-4999-8999-999999999999")

    assert message_id(AUTHORITY, "k", "d.org") != message_id(other, "k", "d.org")


def test_nothing_in_a_letter_tracks_its_reader():
    arrived = read(written())

    assert not {"Disposition-Notification-To", "Return-Receipt-To"} & set(arrived.keys())
