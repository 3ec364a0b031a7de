"""Authority packs: what each council has settled for itself, as TOML."""
