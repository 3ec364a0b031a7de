"""The Department's published figures of a few councils, as data; see README.md beside them."""
