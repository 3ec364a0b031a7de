"""Authority packs: what each council has settled for itself, as TOML, loaded by name."""

from pathway.packs.loading import load_pack, load_packs, pack_names

__all__ = ["load_pack", "load_packs", "pack_names"]
