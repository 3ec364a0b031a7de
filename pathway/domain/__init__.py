"""What is true of a case: rules, calendars, clocks, folding of history. Pure: no storage, no time."""
