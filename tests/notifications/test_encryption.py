"""Mail servers that want an encrypted connection and a login."""

import asyncio
import shutil
import ssl
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiosmtpd.smtp import AuthResult

from notifications.errors import MailerUnsafe
from notifications.messages import Fate

NOW = datetime(2027, 3, 3, 12, tzinfo=UTC)


def send(mailer, *letters):
    return asyncio.run(mailer.send_all(letters, now=NOW))


def fates(outcomes):
    return {outcome.letter.key: outcome.fate for outcome in outcomes}


@pytest.fixture
def keys(tmp_path):
    """A certificate of the test's own, for 127.0.0.1, and its key."""
    certificate, key = tmp_path / "mail.pem", tmp_path / "mail.key"
    subprocess.run(
        [shutil.which("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


@pytest.fixture
def locked_server(serve, keys):
    """A mail server that asks for STARTTLS and a login."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*keys)

    def authenticate(*asked):
        auth = asked[-1]
        right = (auth.login, auth.password) == (b"pathway", b"right")
        return AuthResult(success=right, handled=False)

    return serve(
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=authenticate,
    )


def locked_mailer(mailer_to, server, keys, **settings):
    known = {"starttls": "required", "cafile": str(keys[0]), "username": "pathway"}
    return mailer_to(server.port, **(known | {"password": "right"} | settings))


def test_a_letter_crosses_an_encrypted_connection_after_a_login(
    mailer_to, locked_server, keys, claimed
):
    outcomes = send(locked_mailer(mailer_to, locked_server, keys), claimed("k"))

    assert fates(outcomes) == {"k": Fate.SENT}
    assert locked_server.recipients == ["k@example.org"]


@pytest.mark.parametrize(
    ("settings", "because"),
    [
        ({"password": "wrong"}, "535"),
        ({"username": None, "password": None}, "530"),
        ({"starttls": "never"}, "not to be had"),
        ({"cafile": None}, "certificate verify failed"),
    ],
    ids=["wrong password", "no login", "no encryption", "a certificate nobody vouches for"],
)
def test_a_server_that_does_not_let_us_in_holds_everything(
    mailer_to, locked_server, keys, claimed, settings, because
):
    outcomes = send(locked_mailer(mailer_to, locked_server, keys, **settings), claimed("k"))

    assert fates(outcomes) == {"k": Fate.HELD}
    assert because in outcomes[0].reason
    assert locked_server.taken == []


def test_required_encryption_is_not_given_up_where_the_server_offers_none(
    mailer_to, mail_server, claimed
):
    outcomes = send(mailer_to(mail_server.port, starttls="required"), claimed("k"))

    assert fates(outcomes) == {"k": Fate.HELD}
    assert "STARTTLS" in outcomes[0].reason
    assert mail_server.taken == []


def test_encryption_if_offered_does_without_where_it_is_not(mailer_to, mail_server, claimed):
    outcomes = send(mailer_to(mail_server.port, starttls="if_offered"), claimed("k"))

    assert fates(outcomes) == {"k": Fate.SENT}


@pytest.mark.parametrize("starttls", ["never", "if_offered"])
def test_a_password_never_crosses_the_network_in_the_clear(mailer_to, starttls):
    with pytest.raises(MailerUnsafe, match="needs encryption"):
        replace(mailer_to(25), host="mail.example.org", starttls=starttls, password="p")
