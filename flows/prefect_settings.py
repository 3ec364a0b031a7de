"""How Prefect is told to be: ours alone, quiet, on loopback, and telling nobody outside of us.

Settings reach it by the environment of its processes, so that the one of the person who started us
neither changes nor is changed.
"""

from collections.abc import Mapping
from pathlib import Path

from pathway.environment import Settings, port

HOST = "127.0.0.1"
KEPT_DAYS = 30
"""For how long runs are kept; what they did is in the case book for ever."""

NOBODY_IS_TOLD = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}
QUIET = {
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_COLORS": "false",
}
KEEPING = {
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(KEPT_DAYS * 86_400),
}


def prefect_home(chosen: Settings) -> Path:
    """Return the folder of Prefect's own bookkeeping."""
    return Path(chosen.home).resolve() / "prefect"


def address(chosen: Settings) -> str:
    """Return where Prefect's pages are.

    Raises:
        SettingUnfit: its port is none.
    """
    return f"http://{HOST}:{port(chosen, 'prefect_port')}"


def environment(chosen: Settings, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of Prefect's server, of the served flows and of their runs.

    Args:
        chosen: our settings.
        inherited: the environment of this process; what is said there of Prefect's database
            stands, everything else that we say goes before.
    """
    home, where = prefect_home(chosen), address(chosen)
    return {
        **inherited,
        **NOBODY_IS_TOLD,
        **QUIET,
        **KEEPING,
        "PATHWAY_HOME": str(Path(chosen.home).resolve()),
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"{where}/api",
        "PREFECT_UI_URL": where,
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": chosen.prefect_port,
        "PREFECT_SERVER_UI_API_URL": f"{where}/api",
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(home / "pages"),
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT__SERVER_FINAL": "1",
        "MALLOC_ARENA_MAX": "2",  # several threads then cost no more memory than one
        "NO_PROXY": ",".join(filter(None, (inherited.get("NO_PROXY", ""), HOST))),
        "no_proxy": ",".join(filter(None, (inherited.get("no_proxy", ""), HOST))),
    }
