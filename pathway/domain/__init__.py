"""What is true of a case: rules of law, calendars, clocks, folding of history. Pure: no storage, no time."""
