"""Small files for the tests of reading pupils."""

from datetime import date

import pytest

from pathway.domain.pupil_file import read_pupil_file

TODAY = date(2025, 9, 15)


@pytest.fixture
def read():
    """Read lines, or bytes, as a file of pupils on a day in September 2025."""

    def reading(*lines, encoding="utf-8", **more):
        data = lines[0] if isinstance(lines[0], bytes) else "\r\n".join(lines).encode(encoding)
        return read_pupil_file(data, today=TODAY, **more)

    return reading


@pytest.fixture
def only(read):
    """Read one pupil given by headings and cells, and return the file."""

    def reading(**cells):
        told = {
            "UPN": "D390999925001",
            "Surname": "Eastlake",
            "Forename": "Priya",
            "DOB": "30/09/2013",
        } | {heading.replace("_", " "): text for heading, text in cells.items()}
        quoted = (f'"{text}"' for text in told.values())
        return read(",".join(told), ",".join(quoted))

    return reading


@pytest.fixture
def reasons():
    """List what a file's problems say, errors or queries, optionally of one heading."""

    def listing(problems, heading=None):
        return [p.reason for p in problems if heading in (None, p.heading)]

    return listing
