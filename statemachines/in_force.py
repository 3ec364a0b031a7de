"""From which days on the law of the policies is in force."""

from datetime import date

SEND_LAW = date(2014, 9, 1)
"""CFA 2014 Part 3, SI 2014/1530 reg 1, and the SEND Code of Practice."""

EXCLUSIONS = date(2012, 9, 1)
"""SI 2012/1033 reg 1."""

BEFORE_ALL_RECORDS = date(2007, 9, 1)
"""For processes whose law is older than any record that is kept here: Education Act 1996 s.19,
Local Government Act 1974 Part III, placements arranged under several Acts."""
