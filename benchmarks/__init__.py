"""What Pathway costs, measured beside a floor in the same run. `make bench` runs all of it."""
