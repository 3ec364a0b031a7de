"""Numbered migrations; the SQL they run lies beside them in sql/."""
