"""Which moves are lawful: from where, by whom, on what facts, by what law."""
