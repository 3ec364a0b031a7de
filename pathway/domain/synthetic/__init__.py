"""Invented children whose numbers are a real council's: figures, planned lives, comparison."""
