"""The PostgreSQL we bring along: where it lives, starting it, stopping it."""
