"""The web door. For now a health page."""
