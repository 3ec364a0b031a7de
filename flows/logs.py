"""The log of the house: one line each, in a file that stays small; critical lines are shown too."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from time import gmtime

LONGEST, KEPT = 2_000_000, 3
"""Octets of one file, and how many earlier ones are kept."""

LINE = "%(asctime)sZ %(levelname)s %(name)s %(message)s"
OF_NO_USE = ("apscheduler", "mail.log", "uvicorn")
"""Who says at length what our own lines say in one."""


@contextmanager
def kept_log(home: Path) -> Iterator[None]:
    """Keep what is logged in `house.log` of a home, and show what is critical, until the end."""
    form = logging.Formatter(LINE, "%Y-%m-%dT%H:%M:%S")
    form.converter = gmtime
    file = RotatingFileHandler(
        home / "house.log", maxBytes=LONGEST, backupCount=KEPT, encoding="utf-8", delay=True
    )
    shown = logging.StreamHandler(sys.stderr)
    shown.setLevel(logging.CRITICAL)
    root = logging.getLogger()
    for handler in (file, shown):
        handler.setFormatter(form)
        root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("pathway").setLevel(logging.INFO)
    for name in OF_NO_USE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for handler in (file, shown):
            root.removeHandler(handler)
            handler.close()
