"""Where cases are kept: tables, migrations, reading and writing. Never commits."""
