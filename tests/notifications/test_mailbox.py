"""The demonstration's mailbox: it takes letters as a mail server does and shows them safely."""

import asyncio
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiosmtplib import SMTP

from notifications.errors import MailboxUnopened
from notifications.mailbox import Mailbox
from notifications.messages import Fate

NOW = datetime(2027, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def mailbox(tmp_path):
    box = Mailbox(folder=tmp_path / "sent letters", smtp_port=0, web_port=0)
    with box.opened() as opened:
        yield opened


@pytest.fixture
def send(mailbox, mailer_to):
    """Send letters to the mailbox as the house does."""

    def by_mailer(*letters):
        outcomes = asyncio.run(mailer_to(mailbox.smtp_port).send_all(letters, now=NOW))
        assert {outcome.fate for outcome in outcomes} == {Fate.SENT}

    return by_mailer


@pytest.fixture
def browse(mailbox):
    """Open a page of the mailbox; return what it says and its headers."""

    def visit(path=""):
        with urllib.request.urlopen(mailbox.address + path) as answer:
            return answer.read().decode(), answer.headers

    return visit


def links(page):
    return [part.split('"')[0] for part in page.split('href="/letters/')[1:]]


def test_letters_are_listed_the_latest_first(send, browse, claimed):
    send(claimed("first"), claimed("second"))

    page, _ = browse()

    assert page.index("Case EX-7K2M-4: second") < page.index("Case EX-7K2M-4: first")
    assert "2 in all" in page


def test_an_empty_mailbox_says_so(browse):
    assert "There are none." in browse()[0]


def test_a_letter_is_shown_as_text_as_html_and_as_it_crossed_the_wire(send, browse, claimed):
    send(claimed("k", body_text="It’s here\n", body_html="<p>It’s <b>here</b></p>\n"))
    (letter,) = links(browse()[0])

    assert "It’s here" in browse(f"letters/{letter}")[0]
    assert browse(f"letters/{letter}/html")[0] == "<p>It’s <b>here</b></p>\n"
    assert "Auto-Submitted: auto-generated" in browse(f"letters/{letter}/source")[0]


def test_a_second_copy_of_a_letter_lies_where_the_first_does(send, browse, claimed):
    send(claimed("k"))
    send(claimed("k"))

    assert "1 in all" in browse()[0]


def test_letters_are_found_by_reference_and_by_address(send, browse, claimed):
    send(claimed("a", subject="Case EX-1: a"), claimed("b", subject="Case EX-2: b"))

    assert len(links(browse("?about=ex-2")[0])) == 1
    assert len(links(browse("?about=a@example.org")[0])) == 1
    assert links(browse("?about=nobody")[0]) == []


def test_a_long_list_goes_on_on_the_next_page(send, browse, claimed):
    send(*(claimed(str(number)) for number in range(60)))

    first, second = browse("?about=EX-7K2M-4")[0], browse("?about=EX-7K2M-4&page=1")[0]

    assert len(links(first)) == 50
    assert "/?about=EX-7K2M-4&amp;page=1" in first
    assert len(links(second)) == 10
    assert "Older letters" not in second


EVIL = "<script>alert(1)</script>"


def test_whatever_a_letter_says_is_shown_and_never_run(mailbox, browse):
    put_in(
        mailbox,
        f"From: {EVIL}\nTo: {EVIL}\nSubject: {EVIL}\nMessage-ID: ../../{EVIL}\n"
        f"Content-Type: text/html\n\n{EVIL}",
    )

    listed, headers = browse(f"?about={EVIL}")
    (letter,) = links(listed)
    shown, _ = browse(f"letters/{letter}")
    _, of_the_words = browse(f"letters/{letter}/html")

    assert EVIL not in listed + shown
    assert "&lt;script&gt;" in listed
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert of_the_words["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "words", [b"Content-Type: text/plain; charset=nonsense\n\n\xe9", b"\n", b""]
)
def test_a_letter_that_makes_no_sense_is_listed_all_the_same(mailbox, browse, words):
    put_in(mailbox, words)

    (letter,) = mailbox_files(browse)

    assert browse(f"letters/{letter}")[0]


def put_in(mailbox, words):
    """Send a letter that no mailer of ours would write."""

    async def send():
        async with SMTP(hostname="127.0.0.1", port=mailbox.smtp_port, start_tls=False) as line:
            await line.sendmail("a@b.org", ["c@d.org"], words)

    asyncio.run(send())


def mailbox_files(browse):
    return links(browse()[0])


@pytest.mark.parametrize(
    "path",
    ["letters/../../etc/passwd", "letters/" + "0" * 40, "letters/x", "nowhere", "letters/%2e%2e/x"],
)
def test_there_is_nothing_else_to_see(browse, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        browse(path)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(mailbox, method):
    asked = urllib.request.Request(mailbox.address, method=method, data=b"x")

    with pytest.raises(urllib.error.HTTPError, match="501"):
        urllib.request.urlopen(asked)


@pytest.mark.parametrize("page", ["-1", "x", "99999999999", "7"])
def test_a_page_that_is_not_there_is_empty_or_the_first(send, browse, claimed, page):
    send(claimed("k"))

    assert "1 in all" in browse(f"?page={page}")[0]


def test_letters_are_there_again_when_the_mailbox_is_opened_again(tmp_path, mailer_to, claimed):
    box = Mailbox(folder=tmp_path, smtp_port=0, web_port=0)
    with box.opened() as first:
        asyncio.run(mailer_to(first.smtp_port).send_all([claimed("k")], now=NOW))

    with box.opened() as second, urllib.request.urlopen(second.address) as answer:
        assert "1 in all" in answer.read().decode()


def test_a_port_that_is_taken_is_named_in_one_sentence(mailbox, tmp_path):
    taken = mailbox.smtp_port

    box = replace(Mailbox(folder=tmp_path), smtp_port=taken)

    with pytest.raises(MailboxUnopened, match=f"127.0.0.1:{taken} ") as refusal, box.opened():
        pass

    assert "choose another folder or port" in str(refusal.value)


def test_a_mailbox_lets_go_of_its_ports(tmp_path):
    box = Mailbox(folder=tmp_path, smtp_port=0, web_port=0)
    with box.opened() as opened:
        ports = opened.smtp_port, int(opened.address.rstrip("/").rsplit(":", 1)[1])

    with replace(box, smtp_port=ports[0], web_port=ports[1]).opened() as again:
        assert again.smtp_port == ports[0]
