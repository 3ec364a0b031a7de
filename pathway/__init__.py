"""A council's SEND cases: what is true of them, where they are kept, and the doors to them."""
