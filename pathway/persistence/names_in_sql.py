"""Names as PostgreSQL compares them, like `unaccented` and without an extension."""

from pathway.domain.names import ACCENTS, STROKED, UNSTROKED


def without_accents(name: str) -> str:
    """Return the SQL of a name, itself given as SQL, in small letters without accents."""
    apart = f"regexp_replace(normalize({name}, nfd), '{ACCENTS}', '', 'g')"
    return f"lower(translate({apart}, '{STROKED}', '{UNSTROKED}'))"
