"""The law as declarations, in files that follow its own order."""
