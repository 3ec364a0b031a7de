"""What is true of a case: rules, calendars, clocks, history. Pure: no storage, no time."""
