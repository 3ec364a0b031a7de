"""How often a move waits for the database: every answer waited for is a trip there and back."""

from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event


class Wire:
    """Writes down what goes over the wire; the server says it is ready after each trip."""

    def __init__(self, path):
        self.path = path
        self.path.touch()

    @property
    def trips(self):
        return sum("\tReadyForQuery" in line for line in self.path.read_text().splitlines())

    @property
    def statements(self):
        return sum("\tExecute" in line for line in self.path.read_text().splitlines())


@pytest.fixture
def wire(office, tmp_path):
    @contextmanager
    def listening():
        heard = Wire(tmp_path / "wire")
        with heard.path.open("w") as file:
            tapped = []

            def tap(connection, *_):
                connection.pgconn.trace(file.fileno())
                tapped.append(connection)

            event.listen(office.engine, "checkout", tap)
            yield heard
            event.remove(office.engine, "checkout", tap)
            for connection in tapped:
                connection.pgconn.untrace()

    return listening


@pytest.fixture
def finish_assessment(move, senco, around):
    def finish(opened):
        views = [{"person": who, "words": "She reads."} for who in (around.mother, around.father)]
        content = {
            "strengths": "counts well",
            "needs": "reads slowly",
            "pupils_view": {"words": "I like sums."},
            "parents_views": views,
        }
        return move(opened.process, "finish assessment", senco, date(2026, 9, 8), content)

    return finish


@pytest.fixture
def start_provision(move, senco, around):
    def start(opened):
        content = {
            "outcomes": [{"aim": "reads a page aloud", "measure": "three errors at most"}],
            "provision": [
                {
                    "what": "paired reading",
                    "who": "teaching assistant",
                    "how_often": "daily",
                    "how_long": "fifteen minutes",
                }
            ],
            "review_on": date(2026, 10, 21),
            "parents_told": [{"person": around.mother, "on": date(2026, 9, 9)}],
        }
        return move(opened.process, "start provision", senco, date(2026, 9, 9), content)

    return start


def test_a_move_waits_for_the_database_twice(wire, open_case, finish_assessment, start_provision):
    finished = finish_assessment(open_case())

    with wire() as heard:
        started = start_provision(finished)

    assert started.version == 3
    assert heard.trips == 2
    assert heard.statements == len(["begin", "hold", "read", "line", "clocks", "letters", "commit"])
