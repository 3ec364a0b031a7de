# ruff: noqa: INP001  # a script, not a package
"""Make the figure files of the simulation anew from the Department's zip.

    python deploy/figures.py education-health-and-care-plans_2025.zip

The zip is the one offered with the release "Education, health and care plans, reporting year 2025";
where to get it and under which licence is said in `pathway/domain/synthetic/figures/README.md`.
Nothing here is needed to run Pathway: the files it writes are shipped. It is one file, if a long
one, so that whoever doubts a figure can read from column to figure without leaving it.
"""

import csv
import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from pathway.domain.synthetic import published
from pathway.domain.synthetic.published import AUTHORITIES, Figures, Invented
from pathway.domain.synthetic.scaled import scaled

SHIPPED = Path(published.__file__).parent / "figures"
SOURCE = (
    "Department for Education, Education, health and care plans, reporting year 2025 "
    "(data files of 1 July 2025), Open Government Licence v3.0"
)
COUNCILS = {"Gateshead": "390", "Cumberland": "942", "Staffordshire": "860"}
DISTRICTS = ("North", "East", "South", "West")
EIGHT_DISTRICTS = (
    "Cannock Chase", "East Staffordshire", "Lichfield", "Newcastle-under-Lyme",
    "South Staffordshire", "Stafford", "Staffordshire Moorlands", "Tamworth",
)  # fmt: skip
DEMO_PLANS = 120
NEEDS = (
    "asd", "hi", "mld", "msi", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld", "vi",
    "need_unknown",
)  # fmt: skip
SETTINGS = {
    "mainstream": ("mainstream_la_maintained", "mainstream_academy", "mainstream_free_school"),
    "unit": tuple(
        f"mainstream_{kind}_{place}"
        for kind in ("la_maintained", "academy", "free_school")
        for place in ("resourced_provision", "senunit")
    ),
    "independent": ("mainstream_independent",),
    "special": ("special_la_maintained", "special_academy_free", "special_non_maintained"),
    "special_independent": ("special_independent",),
    "alternative": ("ap_pru_total",),
    "college": ("general_fe_tertiary_colleges", "ukrlp_provider"),
    "specialist_college": ("specialist_post_16_institutions",),
    "home": ("elective_home_education",),
    "other_arrangements": ("other_arrangements_la", "other_arrangements_parents"),
    "elsewhere": ("online_provider", "w_settings", "other_schools", "other_placement_settings"),
    "not_in_education": ("neet", "neet_ntci", "neet_other", "neet_other_csa"),
    "early_years": ("nm_early_years",),
    "unknown": ("placement_unknown",),
}
REASONS = (
    "max_age", "needs_met", "he", "employ", "transfer", "no_engage", "moved_outside_eng",
    "deceased", "other", "not_rec",
)  # fmt: skip

Row = Mapping[str, str]


@dataclass(frozen=True)
class Release:
    """The tables of the zip, and whose rows of them are wanted: a council's, or England's.

    Attributes:
        tables: the rows of each table.
        old_la_code: the council's number; empty for England.
    """

    tables: Mapping[str, Sequence[Row]]
    old_la_code: str

    def rows(self, table: str, period: str, topic: str) -> Iterator[Row]:
        """Yield the rows of one table, period and breakdown."""
        for row in self.tables[table]:
            asked = row["time_period"] == period and row["breakdown_topic"] == topic
            if asked and self._wanted(row):
                yield row

    def _wanted(self, row: Row) -> bool:
        level = "Local authority" if self.old_la_code else "National"
        return row["geographic_level"] == level and row["old_la_code"] == self.old_la_code

    def total(self, table: str, period: str, topic: str) -> Row:
        """Return the one row that is not broken down."""
        return next(iter(self.rows(table, period, topic)))

    def by(
        self, table: str, period: str, topic: str, columns: Sequence[str], key: Callable[[str], str]
    ) -> dict[str, int]:
        """Add up columns by the breakdown's labels."""
        found: dict[str, int] = {}
        for row in self.rows(table, period, topic):
            label = key(row["breakdown"])
            found[label] = found.get(label, 0) + added(row, columns)
        return {
            label: count for label, count in sorted(found.items(), key=_order) if count and label
        }


def _order(item: tuple[str, int]) -> tuple[int, str]:
    return (int(item[0]) if item[0].isdigit() else 0, item[0])


def added(row: Row, columns: Sequence[str]) -> int:
    """Add up columns of a row; *not applicable* and *unavailable* count for nothing."""
    return sum(int(row[name]) for name in columns if row[name].lstrip("-").isdigit())


def age(label: str) -> str:
    """Return the age of a label; *under 3* and *2 and under* are 2, *unknown* is nothing."""
    return "2" if label == "under 3" else "".join(filter(str.isdigit, label))


def start_year(label: str) -> str:
    """Return the year in which a plan began; the Department counts calendar years to the census."""
    return "2025" if label == "Less than a year" else str(2025 - int(label.split(maxsplit=1)[0]))


def years_held(label: str) -> str:
    """Return the calendar years for which a plan was held."""
    return "0" if label == "Under a year" else label.split(maxsplit=1)[0]


def sex(label: str) -> str:
    """Return M or F."""
    return label[0]


def plans(release: Release) -> dict[str, object]:
    """Return the stocks."""
    ages, need_ages = "Child or young persons age", "Child or young persons age"
    before = release.total("caseload", "202324", "All EHC plans")
    begun = release.by("caseload", "202324", "Years EHC plan in place", ["ehcplans"], start_year)
    needs = release.total("sen_needs_all_plans", "202425", "All EHC plans")
    recent = next(
        row
        for row in release.rows("sen_needs_all_plans", "202425", "Years EHC plan in place")
        if row["breakdown"] == "Less than a year"
    )
    return {
        "before": added(before, ["ehcplans"]),
        "before_begun": begun["2025"],
        "total": added(release.total("caseload", "202425", "All EHC plans"), ["ehcplans"]),
        "by_age": release.by("caseload", "202425", ages, ["ehcplans"], age),
        "recent_by_age": release.by("annual_reviews", "2024", ages, ["review_not_expected"], age),
        "by_sex": release.by("caseload", "202425", "Sex", ["ehcplans"], sex),
        "by_start_year": release.by(
            "caseload", "202425", "Years EHC plan in place", ["ehcplans"], start_year
        ),
        "by_need": _needs(needs),
        "recent_by_need": _needs(recent),
        "setting_by_age": {
            setting: release.by("caseload", "202425", ages, columns, age)
            for setting, columns in SETTINGS.items()
        },
        "mean_age_by_need": _mean_ages(release.rows("sen_needs_all_plans", "202425", need_ages)),
    }


def _needs(row: Row) -> dict[str, int]:
    counts = {need.upper(): added(row, [f"number_{need}"]) for need in NEEDS}
    counts["unknown"] = counts.pop("NEED_UNKNOWN")
    return {need: count for need, count in counts.items() if count}


def _mean_ages(rows: Iterator[Row]) -> dict[str, float]:
    weights = [(int(age(row["breakdown"])), _needs(row)) for row in rows if age(row["breakdown"])]
    means: dict[str, float] = {}
    for need in sorted({need for _, counts in weights for need in counts}):
        count = sum(counts.get(need, 0) for _, counts in weights)
        means[need] = round(
            sum(years * counts.get(need, 0) for years, counts in weights) / count, 1
        )
    return means


def new_plans(release: Release) -> dict[str, object]:
    """Return the plans that began in the year."""
    return {
        "total": added(release.total("newplans", "2024", "New EHC plans"), ["new_ehc_plans"]),
        "by_sex": release.by("newplans", "2024", "Sex", ["new_ehc_plans"], sex),
        "by_need": _needs(release.total("sen_need_newplans", "2024", "All EHC plans")),
    }


def requests(release: Release) -> dict[str, object]:
    """Return the requests of the year and its decisions."""
    row = release.total("requests", "2024", "All requests for EHC needs assessments")
    columns = {
        "agreed": "requests_decided_to_assess",
        "refused": "requests_decided_not_to_assess",
        "outstanding": "requests_decision_not_made",
        "withdrawn": "requests_withdrawn",
    }
    by_age = {
        f"{outcome}_by_age": release.by(
            "requests", "2024", "Child or young persons age", [column], age
        )
        for outcome, column in columns.items()
    }
    return {
        "received": added(row, ["requests_received_in_year"]),
        **{outcome: added(row, [column]) for outcome, column in columns.items()},
        "in_six_weeks": added(row, ["request_outcome_six_weeks"]),
        "over_six_weeks": added(row, ["request_outcome_over_6_weeks"]),
        "by_sex": release.by("requests", "2024", "Sex", ["requests_received_in_year"], sex),
        **by_age,
    }


def assessments(release: Release) -> dict[str, object]:
    """Return the assessments completed in the year."""
    row = release.total("assessments", "2024", "All EHC needs assessments")
    return {
        "issued": added(row, ["assess_issued"]),
        "not_issued": added(row, ["assess_not_issued"]),
        "not_issued_in_sixteen_weeks": added(row, ["outcome_decision_within_time"]),
    }


def timeliness(release: Release) -> dict[str, object]:
    """Return how long plans took."""
    row = release.total("timeliness_20_week", "2024", "All EHC plans issued")
    columns = {
        "issued": "plans_issued_den",
        "issued_ex": "plans_issued_den_ex",
        "in_twenty_weeks": "plans_issued_within_20_weeks",
        "in_twenty_weeks_ex": "plans_issued_20_weeks_ex",
        "over_a_year": "plans_issued_gt_1_year",
        "over_a_year_ex": "plans_issued_gt_1_year_ex",
    }
    return {name: added(row, [column]) for name, column in columns.items()}


def reviews(release: Release) -> dict[str, object]:
    """Return the latest reviews of the plans in force."""
    row = release.total("annual_reviews", "2024", "All annual reviews")
    columns = {
        "expected": "review_expected",
        "met_before": "review_meeting_prior_24",
        "met_in": "review_meeting_24",
        "met_after": "review_meeting_25",
        "decided_before": "review_decision_prior24",
        "decided_in": "review_decision24",
        "decided_after": "review_decision25",
        "amend": "outcome_amend",
        "maintain": "outcome_maintan",
        "cease": "outcome_cease",
        "none_recorded": "no_outcome",
        "in_four_weeks": "number_decsion_4weeks",
        "over_four_weeks": "number_decision_gt_4weeks",
    }
    return {name: added(row, [column]) for name, column in columns.items()}


def ceased(release: Release) -> dict[str, object]:
    """Return the plans that ceased."""
    topic = "All ceased EHC plans"
    reasons = {
        reason: release.by("ceased_plans", "2024", "Age plan ceased", [reason], age)
        for reason in REASONS
    }
    return {
        "total": added(release.total("ceased_plans", "2024", topic), ["total_ceased"]),
        "reason_by_age": {reason: ages for reason, ages in reasons.items() if ages},
        "by_years_held": release.by(
            "ceased_plans", "2024", "Years plan held", ["total_ceased"], years_held
        ),
    }


def figures(release: Release, name: str, code: str, invented: Invented) -> Figures:
    """Return the figures of one authority, checked against their type."""
    return Figures.model_validate(
        {
            "name": name,
            "la_code": code,
            "kind": "published",
            "source": SOURCE,
            "year": 2024,
            "census_before": date(2024, 1, 18),
            "census_on": date(2025, 1, 16),
            "returned_by": date(2025, 3, 14),
            "plans": plans(release),
            "new_plans": new_plans(release),
            "requests": requests(release),
            "assessments": assessments(release),
            "timeliness": timeliness(release),
            "reviews": reviews(release),
            "ceased": ceased(release),
            "invented": invented,
        }
    )


def councils(tables: Mapping[str, Sequence[Row]]) -> Iterator[Figures]:
    """Yield the figures of each council that is shipped."""
    for name, code in COUNCILS.items():
        invented = Invented(
            support_lives=60,
            graduated_share=0.3,
            alternative_share=0.1,
            districts=EIGHT_DISTRICTS if name == "Staffordshire" else DISTRICTS,
        )
        yield figures(Release(tables, old_la_code=code), name, code, invented)


def demonstration(tables: Mapping[str, Sequence[Row]]) -> Figures:
    """Return England's figures, scaled down to a council that does not exist."""
    invented = Invented(
        support_lives=40, graduated_share=0.8, alternative_share=0.25, districts=DISTRICTS
    )
    england = figures(Release(tables, old_la_code=""), "England", "", invented)
    return scaled(england, plans=DEMO_PLANS, name="Demonstration", invented=invented)


def read(zipped: Path) -> dict[str, list[Row]]:
    """Return the tables of the zip by their file names without ending."""
    with ZipFile(zipped) as archive:
        return {
            Path(name).stem: _table(archive.read(name))
            for name in archive.namelist()
            if name.startswith("data/")
        }


def _table(text: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def main() -> None:
    """Write one file an authority."""
    if len(sys.argv) != len(("figures.py", "ZIP")):
        raise SystemExit(__doc__)
    tables = read(Path(sys.argv[1]))
    for name, found in zip(AUTHORITIES, (*councils(tables), demonstration(tables)), strict=True):
        text = found.model_dump_json(indent=1)
        (SHIPPED / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
