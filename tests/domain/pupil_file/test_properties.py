"""What holds of any file: it is read or refused, and whatever is said points into it."""

import csv
import io
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathway.domain.codes import Need, Sex
from pathway.domain.identifiers import Upn, upn_check_letter
from pathway.domain.pupil_file import Numbers, Parent, PupilRow, School, read_pupil_file
from statemachines.year_groups import YearGroup

TODAY = date(2025, 9, 15)
HEADINGS = (
    "UPN", "Surname", "Forename", "DOB", "Sex", "Ethnicity", "Year group", "URN", "Primary need",
    "Secondary need", "District", "Parent name", "Parent email", "Parent phone", "Caseworker",
)  # fmt: skip
BEGINNING = ",".join(HEADINGS).encode() + b"\r\n"

# Letters of Windows-1252, so that every encoding can carry them. Accented capitals, ß, œ and ž are
# left out: in Windows-1252 "Ä’" and "ßœ" are the bytes of one letter in UTF-8, and what garbled
# UTF-8 looks like. Behind a capital or an ß, no name has such a mark.
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèöüñçøäåí"
names = st.builds(
    "{}{}{}".format,
    st.text(LETTERS, min_size=1, max_size=12),
    st.sampled_from(["", "-", " ", "’", "'", ", ", "; ", ' "x" ', "\t|"]),
    st.text(LETTERS, min_size=1, max_size=12),
)


def tidy(text):
    return " ".join(text.split())


@st.composite
def pupils(draw):
    """One pupil of a well-formed file."""
    rest = draw(st.text("0123456789", min_size=12, max_size=12))
    need, second = draw(st.permutations([n for n in Need if n.in_sen2]))[:2]
    return PupilRow(
        line=0,
        surname=tidy(draw(names)),
        forename=tidy(draw(names)),
        born_on=draw(st.dates(date(2001, 1, 1), date(2024, 12, 31))),
        numbers=Numbers(upn=Upn(upn_check_letter(rest) + rest)),
        sex=draw(st.sampled_from([None, *Sex])),
        ethnicity=draw(st.sampled_from([None, "WBRI", "NOBT"])),
        year_group=draw(st.sampled_from([None, *YearGroup])),
        school=School(urn=draw(st.sampled_from([None, "999001"]))),
        primary_need=need,
        secondary_need=draw(st.sampled_from([None, second])),
        district=draw(st.none() | names.map(tidy)),
        parents=tuple(draw(st.lists(parents(), max_size=1))),
        caseworker=draw(st.none() | names.map(tidy)),
    )


@st.composite
def parents(draw):
    """A parent with or without an address and a number."""
    return Parent(
        name=tidy(draw(names)),
        email=draw(st.sampled_from([None, "someone@example.org"])),
        phone=draw(st.sampled_from([None, "01632960101"])),
    )


families = st.lists(
    pupils(),
    max_size=6,
    unique_by=(lambda p: p.numbers.upn, lambda p: (p.surname.casefold(), p.born_on)),
)
dialects = st.sampled_from([",", ";", "\t", "|"])
encodings = st.sampled_from(["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-be"])
day_forms = st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%Y-%m-%d"])
ends = st.sampled_from(["\r\n", "\n", "\r"])


def cells(row, form):
    parent = row.parents[0] if row.parents else Parent(name="")
    return [
        row.numbers.upn.text, row.surname, row.forename, row.born_on.strftime(form), row.sex,
        row.ethnicity, row.year_group, row.school.urn, row.primary_need, row.secondary_need,
        row.district, parent.name, parent.email, parent.phone, row.caseworker,
    ]  # fmt: skip


def written(rows, *, delimiter, encoding, form, end):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(HEADINGS)
    writer.writerows(cells(row, form) for row in rows)
    return out.getvalue().encode(encoding)


@settings(max_examples=25, deadline=None)
@given(families, dialects, encodings, day_forms, ends)
def test_a_well_formed_file_is_read_back_as_it_was_written(rows, delimiter, encoding, form, end):
    data = written(rows, delimiter=delimiter, encoding=encoding, form=form, end=end)

    found = read_pupil_file(data, today=TODAY)

    assert [str(problem) for problem in found.errors] == []
    assert list(found.rows) == rows
    assert [row.line for row in found.rows] == list(range(2, len(rows) + 2))


cell_texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from([
        "D390999925001", "UN1", "30/09/2013", "09/30/2013", "42858", "F", "ASD", "7", '"', '"a"b',
        "=1", "Total", "x" * 5000, "a@b.org", "\x00", "\x1a", "n/a", "9276308686",
    ]),
)  # fmt: skip
tables = st.lists(st.lists(cell_texts, max_size=len(HEADINGS) + 2), max_size=8)


def lines_in(data):
    text = data.rstrip(b"\x1a")
    return len(io.TextIOWrapper(io.BytesIO(text), "latin-1", newline="").readlines())


def assert_points_into(data, found):
    assert found.lines == lines_in(data)
    for problem in found.problems:
        assert problem.line is None or 1 <= problem.line <= found.lines
        assert problem.reason
        assert "\n" not in str(problem)
    good = [row.line for row in found.rows]
    assert good == sorted(set(good))
    assert not {p.line for p in found.errors} & set(good)
    for row in found.rows:
        assert row.surname
        assert row.forename
        assert row.numbers != Numbers()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables, st.booleans())
def test_whatever_stands_below_the_headings_every_line_named_is_a_line_of_the_file(table, tidily):
    if tidily:
        out = io.StringIO()
        csv.writer(out).writerows(table)
        body = out.getvalue()
    else:
        body = "\r\n".join(",".join(row) for row in table)
    data = BEGINNING + body.encode("windows-1252", "replace")

    found = read_pupil_file(data, today=TODAY)

    assert_points_into(data, found)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_below_the_headings_are_read_or_refused(data):
    data = BEGINNING + data

    found = read_pupil_file(data, today=TODAY)

    assert_points_into(data, found)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    found = read_pupil_file(data, today=TODAY)

    assert found.problems
    assert all(p.line is None or 1 <= p.line <= found.lines for p in found.problems)


@settings(max_examples=25, deadline=None)
@given(families, st.data())
def test_a_damaged_byte_never_costs_more_than_a_refusal(rows, data):
    whole = bytearray(written(rows, delimiter=",", encoding="utf-16", form="%d/%m/%Y", end="\r\n"))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])

    found = read_pupil_file(cut, today=TODAY)

    assert all(p.line is None or 1 <= p.line <= found.lines for p in found.problems)
