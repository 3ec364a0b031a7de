"""Sending to a real mail server that takes, refuses, puts off, stalls, drops and asks for keys."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from notifications.errors import CertificatesUnreadable, LeaseTooShort, SenderUnfit
from notifications.messages import Fate

NOW = datetime(2027, 3, 3, 12, tzinfo=UTC)


def send(mailer, *letters):
    return asyncio.run(mailer.send_all(letters, now=NOW))


def fates(outcomes):
    return {outcome.letter.key: outcome.fate for outcome in outcomes}


def test_a_letter_arrives_as_it_was_written(mailer, mail_server, claimed):
    letter = claimed("k", subject="Case EX-1: it’s time", body_text="Dear all,\n\n– a dash\n")

    outcomes = send(mailer, letter)

    assert fates(outcomes) == {"k": Fate.SENT}
    ((recipient, arrived),) = mail_server.taken
    assert recipient == arrived["To"] == "k@example.org"
    assert arrived["From"] == "Example Council <send@example.org>"
    assert arrived["Subject"] == "Case EX-1: it’s time"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Date"].datetime == NOW
    assert arrived.get_body(("plain",)).get_content() == "Dear all,\n\n– a dash\n"
    assert arrived.get_body(("html",)).get_content() == "<p>Words of k</p>\n"


def test_a_batch_goes_over_one_connection(mailer, mail_server, claimed):
    letters = [claimed(str(number)) for number in range(60)]

    outcomes = send(mailer, *letters)

    assert {outcome.fate for outcome in outcomes} == {Fate.SENT}
    assert mail_server.connections == 1


def test_a_large_batch_may_use_several_connections_and_sends_each_letter_once(
    mailer_to, mail_server, claimed
):
    letters = [claimed(str(number)) for number in range(60)]

    outcomes = send(mailer_to(mail_server.port, at_once=3), *letters)

    assert {outcome.fate for outcome in outcomes} == {Fate.SENT}
    assert mail_server.connections == 3
    assert sorted(mail_server.recipients) == sorted(letter.recipient for letter in letters)


def test_a_recipient_refused_for_good_stops_nobody_else(mailer, mail_server, claimed):
    mail_server.at_rcpt["bad@example.org"] = ["550 5.1.1 no such mailbox"]

    outcomes = send(mailer, claimed("before"), claimed("bad"), claimed("after"))

    assert fates(outcomes) == {"before": Fate.SENT, "bad": Fate.REFUSED, "after": Fate.SENT}
    assert outcomes[1].reason == "the mail server answered 550 5.1.1 no such mailbox"
    assert mail_server.recipients == ["before@example.org", "after@example.org"]


def test_a_content_refused_for_good_stops_nobody_else(mailer, mail_server, claimed):
    mail_server.at_data["bad@example.org"] = ["554 5.6.0 not such words"]

    outcomes = send(mailer, claimed("bad"), claimed("after"))

    assert fates(outcomes) == {"bad": Fate.REFUSED, "after": Fate.SENT}


def test_a_greylisted_letter_is_postponed_and_taken_the_next_time(mailer, mail_server, claimed):
    mail_server.at_rcpt["k@example.org"] = ["451 4.7.1 come back in a minute"]

    first, second = send(mailer, claimed("k")), send(mailer, claimed("k"))

    assert fates(first) == {"k": Fate.POSTPONED}
    assert fates(second) == {"k": Fate.SENT}


def test_a_server_that_stalls_is_left_when_the_batch_has_had_its_time(
    mailer_to, mail_server, claimed
):
    mail_server.stalls = {"slow@example.org"}
    mailer = mailer_to(mail_server.port, batch_timeout=1.5)

    outcomes = send(mailer, claimed("before"), claimed("slow"), claimed("after"))

    assert fates(outcomes) == {"before": Fate.SENT, "slow": Fate.INTERRUPTED, "after": Fate.HELD}
    assert "a batch took more than 1.5 seconds" in outcomes[2].reason


def test_an_answer_that_takes_too_long_holds_the_rest(mailer_to, mail_server, claimed):
    mail_server.stalls = {"slow@example.org"}
    mailer = mailer_to(mail_server.port, timeout=1.0)

    outcomes = send(mailer, claimed("slow"), claimed("after"))

    assert fates(outcomes) == {"slow": Fate.INTERRUPTED, "after": Fate.HELD}


def test_a_dropped_connection_holds_only_the_rest(mailer, mail_server, claimed):
    mail_server.drops = {"breaks@example.org"}

    outcomes = send(mailer, claimed("before"), claimed("breaks"), claimed("after"))

    assert fates(outcomes) == {"before": Fate.SENT, "breaks": Fate.INTERRUPTED, "after": Fate.HELD}
    assert mail_server.recipients == ["before@example.org"]


def test_a_dropped_connection_leaves_the_rest_to_another_that_stands(
    mailer_to, mail_server, claimed
):
    mail_server.drops = {"0@example.org"}
    letters = [claimed(str(number)) for number in range(30)]

    outcomes = send(mailer_to(mail_server.port, at_once=2), *letters)

    assert fates(outcomes)["0"] is Fate.INTERRUPTED
    assert list(fates(outcomes).values()).count(Fate.SENT) == 29


def test_a_server_that_goes_away_is_no_fault_of_the_letter_in_hand(mailer, mail_server, claimed):
    mail_server.at_rcpt["k@example.org"] = ["421 4.3.2 going down"]

    outcomes = send(mailer, claimed("k"), claimed("after"))

    assert fates(outcomes) == {"k": Fate.INTERRUPTED, "after": Fate.HELD}


def test_a_server_that_is_down_holds_everything_and_is_named_in_one_sentence(
    mailer_to, claimed, unused_port
):
    outcomes = send(mailer_to(unused_port), claimed("a"), claimed("b"))

    assert fates(outcomes) == {"a": Fate.HELD, "b": Fate.HELD}
    (sentence,) = {outcome.reason for outcome in outcomes}
    assert sentence.startswith(f"the mail server at 127.0.0.1:{unused_port} is not to be had (")
    assert sentence.endswith("no letter is lost, they wait and are tried again")


def test_a_server_that_refuses_our_sender_holds_everything(mailer, mail_server, claimed):
    mail_server.at_mail = ["550 5.7.1 who are you"]

    outcomes = send(mailer, claimed("a"), claimed("b"))

    assert fates(outcomes) == {"a": Fate.HELD, "b": Fate.HELD}
    assert "550 5.7.1 who are you" in outcomes[0].reason


def test_a_letter_that_is_too_big_is_refused_alone(mailer, mail_server, claimed):
    mail_server.at_mail = ["552 5.3.4 too big"]

    outcomes = send(mailer, claimed("big"), claimed("after"))

    assert fates(outcomes) == {"big": Fate.REFUSED, "after": Fate.SENT}


def test_a_server_that_refuses_everybody_for_good_is_not_believed_at_once(
    mailer, mail_server, claimed
):
    letters = [claimed(str(number)) for number in range(10)]
    for letter in letters:
        mail_server.at_rcpt[letter.recipient] = ["554 5.7.1 relay access denied"]

    outcomes = send(mailer, *letters)

    assert {outcome.fate for outcome in outcomes} == {Fate.POSTPONED}


@pytest.mark.parametrize(
    "address",
    ["two@one.org, three@one.org", "a b@c.org", "né@c.org", "none", "a@b\r\nRCPT", "<a@b>"],
)
def test_an_address_no_server_would_take_is_refused_alone(mailer, mail_server, claimed, address):
    outcomes = send(mailer, claimed("bad", recipient=address), claimed("good"))

    assert fates(outcomes) == {"bad": Fate.REFUSED, "good": Fate.SENT}
    assert mail_server.recipients == ["good@example.org"]


def test_what_a_server_answers_is_fit_for_the_database(mailer, mail_server, claimed):
    mail_server.at_rcpt["k@example.org"] = ["451 odd \x01 \udce9 " + "long " * 200]

    (outcome,) = send(mailer, claimed("k"))

    assert outcome.reason.encode("utf-8")
    assert outcome.reason.isprintable()
    assert len(outcome.reason) < 400


def test_nothing_is_connected_for_an_empty_batch(mailer_to, unused_port):
    assert send(mailer_to(unused_port)) == []


def test_settings_that_cannot_work_are_refused_at_once(mailer_to, tmp_path):
    with pytest.raises(LeaseTooShort):
        mailer_to(25, batch_timeout=301)
    with pytest.raises(CertificatesUnreadable, match="nowhere"):
        mailer_to(25, starttls="required", cafile=str(tmp_path / "nowhere.pem"))
    with pytest.raises(SenderUnfit):
        replace(mailer_to(25), sender="nobody")


def test_a_mailer_does_not_show_its_password(mailer_to):
    assert "secret" not in repr(mailer_to(25, username="u", password="secret"))
