"""How a written code or its name is compared: letters and digits only, in one case."""


def plain(text: str) -> str:
    """Return the letters and digits of `text` in one case: "White – British" as "whitebritish"."""
    return "".join(c for c in text.casefold() if c.isalnum())
