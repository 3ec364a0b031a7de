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
