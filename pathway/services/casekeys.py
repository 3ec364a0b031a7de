"""How people name a case or one of its processes, and which one they mean."""

from pathway.domain.errors import ProcessNotFound
from pathway.persistence.casebook import ProcessKey

PARTS = 3


def process_key(reference: str) -> ProcessKey:
    """Read `<case>/<policy>/<occurrence>`.

    Raises:
        ProcessNotFound: it is not written so.
    """
    parts = reference.split("/")
    if len(parts) != PARTS or not parts[2].isdigit():
        raise ProcessNotFound(reference)
    return ProcessKey(parts[0], parts[1], int(parts[2]))
