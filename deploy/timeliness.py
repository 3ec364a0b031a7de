# ruff: noqa: INP001  # a script, not a package
"""Make the table of published timeliness anew from the Department's zip.

    python deploy/timeliness.py education-health-and-care-plans_2025.zip

The zip is the one that `deploy/figures.py` reads too. Nothing here is needed to run Pathway: the
table it writes is shipped. A figure that the Department withheld, or that a council could not
return, is left empty.
"""

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

from pathway.domain.timeliness import published

SHIPPED = Path(published.__file__).parent / "published.csv"
YEAR = "2024"
TABLES = {
    "requests": ("All requests for EHC needs assessments", {
        "request_outcome_six_weeks": "decisions_in_time",
        "request_outcome_over_6_weeks": "decisions_late",
    }),
    "assessments": ("All EHC needs assessments", {
        "outcome_decision_within_time": "refusals_in_time",
        "outcome_decision_over_time": "refusals_late",
    }),
    "timeliness_20_week": ("All EHC plans issued", {
        "plans_issued_within_20_weeks": "plans_in_time",
        "plans_issued_den": "plans",
        "plans_issued_20_weeks_ex": "plans_in_time_not_exempt",
        "plans_issued_den_ex": "plans_not_exempt",
    }),
    "annual_reviews": ("All annual reviews", {
        "number_decsion_4weeks": "reviews_in_time",
        "number_decision_gt_4weeks": "reviews_late",
    }),
}  # fmt: skip
"""By table: the breakdown that is its total, and the Department's columns with our names."""

Row = Mapping[str, str]


def rows(zipped: Path, table: str) -> Iterator[Row]:
    """Yield the totals of a table: of each council, and of England."""
    topic, _ = TABLES[table]
    with ZipFile(zipped) as archive:
        text = archive.read(f"data/{table}.csv").decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        total = row["time_period"] == YEAR and row["breakdown_topic"] == topic
        if total and row["geographic_level"] in {"National", "Local authority"}:
            yield row


def counts(zipped: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Return the counts of each council by number and name; England has no number."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for table, (_, columns) in TABLES.items():
        for row in rows(zipped, table):
            place = (row["old_la_code"], row["la_name"] or row["country_name"])
            named = {ours: row[theirs] for theirs, ours in columns.items()}
            found.setdefault(place, {}).update(
                {name: text if text.isdigit() else "" for name, text in named.items()}
            )
    return found


def main() -> None:
    """Write the table."""
    if len(sys.argv) != len(("timeliness.py", "ZIP")):
        raise SystemExit(__doc__)
    found = counts(Path(sys.argv[1]))
    names = [name for _, columns in TABLES.values() for name in columns.values()]
    with SHIPPED.open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, ["la_code", "name", *names], lineterminator="\n")
        written.writeheader()
        for code, name in sorted(found):
            written.writerow({"la_code": code, "name": name, **found[code, name]})


if __name__ == "__main__":
    main()
