"""Timeliness: how many duties were met in time, beside what the Department published."""
