from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from pathway.persistence import schema


def test_the_schema_is_the_sum_of_its_migrations(owner_engine):
    with owner_engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        differences = compare_metadata(context, schema.METADATA)

    assert differences == []


def test_the_head_file_names_the_revision_a_migrated_database_is_at(owner_engine):
    with owner_engine.connect() as connection:
        at = schema.revision(connection)

    assert at == schema.head()


def test_upgrading_twice_is_upgrading_once(database):
    again = schema.upgrade(database.owner_url, secret=database.secret)

    assert again == schema.head()


def test_every_table_with_an_authority_shows_its_rows_by_authority_only(owner_engine):
    asked = text(
        "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " where c.relkind = 'r' and a.attname = 'authority_id' and c.relnamespace ="
        " 'public'::regnamespace and not (c.relrowsecurity and exists ("
        "   select 1 from pg_policy p where p.polrelid = c.oid))"
    )

    with owner_engine.connect() as connection:
        open_tables = connection.execute(asked).scalars().all()

    assert open_tables == []


KEYS = text(
    "select c.conrelid::regclass::text,"
    " array_agg(a.attname::text order by k.place), array_agg(a.atttypid::regtype::text)"
    " from pg_constraint c cross join unnest(c.conkey) with ordinality k (column_number, place)"
    " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.column_number"
    " where c.contype in ('p', 'u') and c.connamespace = 'public'::regnamespace"
    " group by c.oid, c.conrelid having cardinality(array_agg(k.place)) > 1"
)
"""Every key of more than one column: the table, and its columns with their types."""


def test_a_row_is_found_by_its_key_also_before_a_table_has_statistics(owner_engine):
    walked = []

    with owner_engine.connect() as connection:
        connection.execute(text("set plan_cache_mode = force_generic_plan"))
        for table, columns, types in connection.execute(KEYS).all():
            asked = " and ".join(f"{column} = ${n}" for n, column in enumerate(columns, 1))
            nothing = ", ".join(["null"] * len(columns))
            connection.execute(
                text(
                    f"prepare by_key ({', '.join(types)}) as select from only {table} where {asked}"
                )
            )
            plan = connection.execute(text(f"explain execute by_key ({nothing})")).scalars().all()
            connection.execute(text("deallocate by_key"))
            if any("Filter" in step or "Seq Scan" in step for step in plan):
                walked.append((table, columns, plan))

    assert walked == []
