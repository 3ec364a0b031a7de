"""What keeps a house from starting, each in one sentence and before anything is started."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from flows import prefect_settings
from flows.child import Child
from flows.claim import Card, claimed
from flows.errors import MailboxNotHere, PortTaken, SweepIncomplete, UpAlready
from flows.plan import plan
from notifications.errors import MailerUnsafe
from pathway.environment import settings
from pathway.errors import HomeUnwritable, SettingUnfit
from tests.flows.waiting import free_port, until


@pytest.fixture
def said(tmp_path) -> dict[str, str]:
    ports = {f"PATHWAY_{part}_PORT": str(free_port()) for part in ("PREFECT", "HEALTH")}
    return {"PATHWAY_HOME": str(tmp_path / "home"), **ports}


def planned(said, *, with_mailbox=False):
    return plan(settings(said), with_mailbox=with_mailbox)


def test_a_port_in_use_is_named_with_what_needs_it_and_how_to_choose_another(said):
    with socket.create_server(("127.0.0.1", int(said["PATHWAY_HEALTH_PORT"]))) as listening:
        port = listening.getsockname()[1]

        with pytest.raises(PortTaken) as told:
            planned(said).see_that_ports_are_free()

    assert str(told.value) == (
        f"port {port} of this machine is in use, and the health page needs it; stop what listens "
        "there, or set PATHWAY_HEALTH_PORT to another"
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PATHWAY_HEALTH_PORT", "many"),
        ("PATHWAY_PREFECT_PORT", "70000"),
        ("PATHWAY_PATIENCE_SECONDS", "0"),
        ("PATHWAY_WATCH_SECONDS", "-1"),
    ],
)
def test_a_setting_that_is_no_number_is_named(said, variable, value):
    with pytest.raises(SettingUnfit, match=f"^{variable} is '{value}'; set it to a whole number"):
        planned({**said, variable: value})


def test_the_mailbox_is_refused_where_letters_would_not_come_to_it(said):
    with pytest.raises(MailboxNotHere, match=r"mail\.council\.example"):
        planned({**said, "PATHWAY_SMTP_HOST": "mail.council.example"}, with_mailbox=True)


def test_a_password_in_the_clear_is_refused_before_anything_starts(said):
    with pytest.raises(MailerUnsafe):
        planned({
            **said, "PATHWAY_SMTP_HOST": "mail.council.example", "PATHWAY_SMTP_PASSWORD": "secret",
        })  # fmt: skip


def test_a_home_is_claimed_once_and_free_again_afterwards(tmp_path):
    with claimed(tmp_path):
        Card(os.getpid(), {"health page": "http://here"}, {}).leave(tmp_path)

        with (
            pytest.raises(UpAlready, match=rf"process {os.getpid()}\) at http://here"),
            claimed(tmp_path),
        ):
            pass
    with claimed(tmp_path):
        assert Card.read(tmp_path) == Card(os.getpid())
    assert Card.read(tmp_path) is None


def test_a_full_disk_is_told_before_anything_starts(tmp_path):
    (tmp_path / "up.json.unfinished").symlink_to("/dev/full")

    with (
        pytest.raises(HomeUnwritable, match=r"\(No space left on device\); make room there"),
        claimed(tmp_path),
    ):
        pass


def test_a_card_that_a_dead_house_left_is_no_claim(tmp_path):
    (tmp_path / "up.json").write_text(json.dumps({"pid": 1, "nonsense": True}))

    with claimed(tmp_path):
        assert Card.read(tmp_path) == Card(os.getpid())


@pytest.fixture
def child(tmp_path):
    def make(module: str) -> Child:
        environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}"}
        return Child("a part", module, env=environment, log=tmp_path / "part.log")

    return make


def test_a_process_that_ends_by_itself_has_left_its_last_words(child, tmp_path):
    (tmp_path / "stumbles.py").write_text("raise SystemExit('nobody answers')\n")
    stumbling = child("stumbles")
    stumbling.start()

    until(lambda: stumbling.pid is None, what="its end")

    assert stumbling.said_ready(within=0) is False
    assert stumbling.last_words() == "nobody answers"
    stumbling.stop()


@pytest.mark.parametrize("ctrl_c", ["SIG_DFL", "SIG_IGN"], ids=["in front", "in the background"])
def test_a_process_ends_with_the_one_that_started_it(child, tmp_path, ctrl_c):
    (tmp_path / "waits.py").write_text(
        "import threading\nfrom flows.lifeline import *\nend_with_parent()\nsay_ready()\n"
        "threading.Event().wait()\n"
    )
    (tmp_path / "starts.py").write_text(
        "import os, signal, sys\nfrom pathlib import Path\nfrom flows.child import Child\n"
        f"signal.signal(signal.SIGINT, signal.{ctrl_c})\n"
        "from flows.lifeline import say_ready\n"
        "c = Child('inner', 'waits', env=os.environ, log=Path('inner.log'))\nc.start()\n"
        "c.said_ready(within=60)\nprint(c.pid, file=open('pid', 'w'), flush=True)\n"
        "say_ready()\nos._exit(1)\n"
    )
    starter = child("starts")

    starter.start()
    assert starter.said_ready(within=60)

    inner = int((tmp_path / "pid").read_text())
    until(lambda: not Path(f"/proc/{inner}").exists(), what="the end of what it had started")
    starter.stop()


def test_prefect_is_told_to_tell_nobody_whatever_the_environment_says(said):
    chosen = settings(said)

    told = prefect_settings.environment(
        chosen,
        {
            "PREFECT_API_URL": "https://elsewhere.example",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "true",
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": "postgresql+asyncpg://ours",
            "NO_PROXY": "council.example",
        },
    )

    assert told["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert told["DO_NOT_TRACK"] == "1"
    assert told["PREFECT_API_URL"] == f"http://127.0.0.1:{said['PATHWAY_PREFECT_PORT']}/api"
    assert told["PREFECT_HOME"] == f"{said['PATHWAY_HOME']}/prefect"
    assert told["PREFECT_SERVER_DATABASE_CONNECTION_URL"] == "postgresql+asyncpg://ours"
    assert told["NO_PROXY"] == "council.example,127.0.0.1"


def test_a_sweep_that_is_incomplete_names_ten_and_counts_the_rest():
    said = str(SweepIncomplete([f"case {n}" for n in range(12)]))

    assert said.startswith("12 not done, everything else was: case 0; ")
    assert "case 9; and 2 more; " in said


@pytest.mark.parametrize("module", ["flows.commands", "flows.sweeping"])
def test_what_starts_the_house_or_sweeps_does_not_load_prefect(module):
    """Prefect is as large as the rest of the house together, and it stays outside."""
    asked = f"import sys, {module}; sys.exit('prefect' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", asked], check=False, capture_output=True)

    assert done.returncode == 0


def test_a_process_that_ends_at_once_does_so_in_the_midst_of_what_catches_everything(
    child, tmp_path
):
    (tmp_path / "clings.py").write_text(
        "import threading\nfrom flows.lifeline import *\nend_with_parent()\nend_at_once()\n"
        "say_ready()\nwhile True:\n    try:\n        threading.Event().wait()\n"
        "    except BaseException:\n        pass\n"
    )
    clinging = child("clings")
    clinging.start()
    assert clinging.said_ready(within=60)
    pid = clinging.pid

    os.kill(pid, signal.SIGINT)

    until(lambda: clinging.pid is None, what="its end")
    assert "Traceback" not in clinging.last_words()
    clinging.stop()
