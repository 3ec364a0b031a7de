"""What the environment may say: every variable, what it means, and what stands in for it.

`docs/reference/settings.md` is made from this file.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import cast

from pathway.errors import SettingUnfit

HIGHEST_PORT = 65_535


def _setting(variable: str, meaning: str, default: str | None = None) -> str:
    told = {"variable": variable, "meaning": meaning, "default": default}
    return cast("str", field(metadata=told))


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything the environment may say. A value that is missing and needed is an error at start.

    Where no database is named, the embedded one in `home` is used.
    """

    home: str = _setting(
        "PATHWAY_HOME",
        "the folder of the embedded database, its secrets and its logs",
        str(Path(sys.prefix).parent / "var"),
    )
    database_url: str = _setting(
        "PATHWAY_DATABASE_URL", "a PostgreSQL of your own, for the role pathway_app", ""
    )
    owner_url: str = _setting("PATHWAY_OWNER_URL", "the same, for the role pathway_owner", "")
    secret: str = _setting(
        "PATHWAY_SECRET", "seals the authority a connection works for; needed beside a URL", ""
    )
    authority: str = _setting(
        "PATHWAY_AUTHORITY", "the number of the authority, where there are several", ""
    )
    person: str = _setting("PATHWAY_PERSON", "the id of the person who acts", "")
    packs: str = _setting("PATHWAY_PACKS", "a folder with packs of your own", "")
    smtp_host: str = _setting("PATHWAY_SMTP_HOST", "the mail server", "127.0.0.1")
    smtp_port: str = _setting("PATHWAY_SMTP_PORT", "its port", "4225")
    smtp_starttls: str = _setting(
        "PATHWAY_SMTP_STARTTLS", "required, if_offered, never or implicit", "if_offered"
    )
    smtp_username: str = _setting("PATHWAY_SMTP_USERNAME", "the name to log in with", "")
    smtp_password: str = _setting("PATHWAY_SMTP_PASSWORD", "the password", "")
    sender: str = _setting(
        "PATHWAY_SENDER", "the address letters come from", "Pathway <pathway@localhost.localdomain>"
    )
    mail_domain: str = _setting(
        "PATHWAY_MAIL_DOMAIN", "our name towards the mail server", "localhost.localdomain"
    )
    mailbox_port: str = _setting(
        "PATHWAY_MAILBOX_PORT", "the port of the demonstration's mailbox, as pages", "4226"
    )
    health_port: str = _setting("PATHWAY_HEALTH_PORT", "the port of the health page", "4280")
    prefect_port: str = _setting(
        "PATHWAY_PREFECT_PORT", "the port of Prefect's server and its pages", "4200"
    )
    letterbox_seconds: str = _setting(
        "PATHWAY_LETTERBOX_SECONDS", "how often the letterbox is emptied", "5"
    )
    watch_seconds: str = _setting(
        "PATHWAY_WATCH_SECONDS", "how often the watchdog looks whether sweeps end", "60"
    )
    patience_seconds: str = _setting(
        "PATHWAY_PATIENCE_SECONDS",
        "after how long without a sweep the watchdog enforces by itself and raises the alarm",
        "5400",
    )
    link: str = _setting(
        "PATHWAY_LINK",
        "the address of the web pages; no letter names it until there are pages of cases",
        "http://127.0.0.1:4280",
    )


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings."""
    said = os.environ if environment is None else environment
    return Settings(
        **{
            known.name: said.get(known.metadata["variable"]) or known.metadata["default"]
            for known in fields(Settings)
        }
    )


def number(chosen: Settings, name: str, *, most: int = 86_400) -> int:
    """Return a setting that is a whole number.

    Args:
        chosen: the settings.
        name: the field, as in `health_port`.
        most: the highest it may be; the lowest is 1.

    Raises:
        SettingUnfit: it is no such number.
    """
    value = getattr(chosen, name)
    if value.isascii() and value.isdigit() and 1 <= int(value) <= most:
        return int(value)
    variable = next(f.metadata["variable"] for f in fields(Settings) if f.name == name)
    raise SettingUnfit(variable, value, f"a whole number from 1 to {most}")


def port(chosen: Settings, name: str) -> int:
    """Return a setting that is a port.

    Raises:
        SettingUnfit: it is none.
    """
    return number(chosen, name, most=HIGHEST_PORT)
