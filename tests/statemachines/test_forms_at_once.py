"""A form builds its checks when it is first filled, also where several fill it at once."""

import subprocess
import sys

ASK = """
import sys
from threading import Barrier, Thread
from statemachines.errors import FormIncomplete
from statemachines.registry import POLICIES

forms = list(dict.fromkeys(move.form for known in POLICIES.values() for move in known.moves))
sys.setswitchinterval(1e-6)
together, said = Barrier(8), {}

def fill(number):
    for form in forms:
        together.wait()
        try:
            form.fill({"nobody knows this": 1})
        except FormIncomplete as wrong:
            said.setdefault(form, set()).add(str(wrong))

threads = [Thread(target=fill, args=(n,)) for n in range(8)]
for one in threads: one.start()
for one in threads: one.join()
told_apart = [form.__name__ for form in forms if len(said.get(form, ())) != 1]
sys.exit(f"{told_apart}" if told_apart else 0)
"""


def test_all_who_fill_a_form_at_once_for_the_first_time_are_told_the_same():
    ran = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, check=False, timeout=120
    )

    assert (ran.returncode, ran.stderr) == (0, "")
