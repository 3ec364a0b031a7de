import csv
import io
import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "deploy" / "figures.py"


@pytest.fixture(scope="module")
def script():
    return runpy.run_path(str(SCRIPT))


@pytest.mark.parametrize(
    ("reader", "label", "read"),
    [
        pytest.param("age", "under 3", "2", id="under three is two and under"),
        pytest.param("age", "Aged 20 and over", "20", id="twenty stands for over twenty too"),
        pytest.param("age", "Age unknown", "", id="no age is nobody's age"),
        pytest.param("start_year", "Less than a year", "2025", id="begun in the census year"),
        pytest.param("start_year", "1", "2024", id="one calendar year before"),
        pytest.param("start_year", "12 or more", "2013", id="before the Act"),
        pytest.param("years_held", "Under a year", "0", id="begun and ceased in one year"),
        pytest.param("years_held", "10 years", "10", id="ten calendar years"),
    ],
)
def test_labels_of_the_release_are_read_as_the_readme_says(script, reader, label, read):
    assert script[reader](label) == read


def test_a_councils_rows_are_told_from_its_region_and_from_england(script):
    table = io.StringIO(
        "time_period,geographic_level,old_la_code,breakdown_topic,breakdown,plans\n"
        "2024,National,,Sex,Female,100\n"
        "2024,Regional,,Sex,Female,50\n"
        "2024,Local authority,390,Sex,Female,3\n"
        "2024,Local authority,390,Sex,Male,x\n"
        "2023,Local authority,390,Sex,Female,9\n"
    )
    tables = {"newplans": list(csv.DictReader(table))}

    council = script["Release"](tables, "390").by(
        "newplans", "2024", "Sex", ["plans"], script["sex"]
    )
    england = script["Release"](tables, "").by("newplans", "2024", "Sex", ["plans"], script["sex"])

    assert council == {"F": 3}
    assert england == {"F": 100}
