"""The tables: columns and constraints only. What may happen to them is said elsewhere."""
