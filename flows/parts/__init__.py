"""The parts of the house: each starts, is looked after while it is up, and stops."""
