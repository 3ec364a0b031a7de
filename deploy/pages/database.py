"""The page of the database: its tables, and what the application's own role may do with each."""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Column, Dialect, Table, UniqueConstraint
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlmodel import SQLModel

from deploy.pages.sheet import sheet, table
from pathway.persistence.revision import HOME
from pathway.persistence.schema import METADATA

ABOUT = """\
Pathway works with PostgreSQL 15 or newer, and brings an 18 along.
Two roles use it.

- `pathway_owner` owns the tables and migrates them. `pathway db upgrade` works as this role, \
and nothing else does.
- `pathway_app` does all the work. It owns nothing, and may do with each table what stands \
here and no more.

Every table but three has an `authority_id`, and row-level security shows a connection the rows of \
its own authority and no others: see [why nobody can rewrite history](../explanation/history.md).
The list of authorities may be read by all, the schema's number too, and the secret of the seats \
by none.

A day (`DATE`) is a civil day of London; a moment (`TIMESTAMP WITH TIME ZONE`) is kept in UTC."""

SCHEMA_NUMBER = "alembic_version"
OTHER_TABLES = {
    SCHEMA_NUMBER: "The number of the schema the database is at, kept by Alembic.",
    "outbox": "Letters, waiting and gone. The words of those that are gone can be erased.",
}
"""What tables are for that no class of ours describes."""

POSTGRESQL: Dialect = PGDialect()  # type: ignore[no-untyped-call]  # SQLAlchemy left it untyped
FIELD = re.compile(r"    (\w+): ")
NOTE = re.compile(r"#: (.+)")

GRANT = re.compile(r"grant ([^;]+?)\s+on\s+([\w, ]+?)\s+to pathway_app;", re.DOTALL)


def page() -> str:
    """Write the page."""
    found = sorted(_tables(), key=lambda one: one.name)
    parts = (part for one in found for part in _part(one))
    return sheet("`pathway/persistence/`", "# Database", ABOUT, _overview(found), *parts)


def _overview(found: Iterable[Table]) -> str:
    allowed = grants()
    rows = [
        (f"[`{one.name}`](#{one.name})", _about(one), allowed.get(one.name, "nothing"))
        for one in found
    ]
    number = (f"`{SCHEMA_NUMBER}`", OTHER_TABLES[SCHEMA_NUMBER], allowed[SCHEMA_NUMBER])
    return table(("Table", "What it holds", "What `pathway_app` may do"), [*rows, number])


def grants() -> Mapping[str, str]:
    """Return by table what the application's role may do, from the migrations' own statements."""
    allowed: dict[str, list[str]] = defaultdict(list)
    for file in sorted(HOME.joinpath("sql").iterdir(), key=lambda file: file.name):
        said = re.sub(r"--.*", "", file.read_text(encoding="utf-8"))
        for what, tables in GRANT.findall(said):
            if "function" not in tables:
                for name in tables.split(","):
                    allowed[name.strip()].append(" ".join(what.split()))
    return {name: ", ".join(what) for name, what in allowed.items()}


def _tables() -> Iterator[Table]:
    for metadata in METADATA:
        yield from metadata.tables.values()


def _part(one: Table) -> Iterator[str]:
    yield f"## {one.name}"
    yield _about(one)
    heads = ("Column", "Type", "May be empty", "What it is")
    notes = _notes(one.name)
    yield table(heads, [_row(column, notes.get(column.name, "")) for column in one.columns])
    keys = [_names(c) for c in one.constraints if isinstance(c, UniqueConstraint)]
    if keys:
        yield "Never twice: " + "; ".join(sorted(keys)) + "."


def _about(one: Table) -> str:
    if one.name in OTHER_TABLES:
        return OTHER_TABLES[one.name]
    return (_models()[one.name].__doc__ or "").strip().splitlines()[0]


def _models() -> Mapping[str, type[SQLModel]]:
    mappers = SQLModel._sa_registry.mappers  # noqa: SLF001  there is no other list of them
    return {str(mapper.class_.__tablename__): mapper.class_ for mapper in mappers}


def _notes(name: str) -> Mapping[str, str]:
    """Return by column what stands behind it in the file that declares its table."""
    model, notes, column = _models().get(name), dict[str, str](), ""
    for line in inspect.getsource(model).splitlines() if model else ():
        if field := FIELD.match(line):
            column = field[1]
        if note := NOTE.search(line):
            notes[column] = note[1]
    return notes


def _row(column: Column[object], note: str) -> tuple[str, ...]:
    kind = column.type.compile(dialect=POSTGRESQL)
    key = "key" if column.primary_key else ""
    refers = ", ".join(f"in [`{name}`](#{name})" for name in _refers(column))
    said = "; ".join(part for part in (key, refers, note or column.comment or "") if part)
    return f"`{column.name}`", kind, "yes" if column.nullable else "", said


def _refers(column: Column[object]) -> list[str]:
    """Return the tables whose rows a column names; the authority goes along with every key."""
    named = sorted({key.column.table.name for key in column.foreign_keys})
    return [name for name in named if column.name != "authority_id" or name == "authorities"]


def _names(constraint: UniqueConstraint) -> str:
    return " with ".join(f"`{column.name}`" for column in constraint.columns)
