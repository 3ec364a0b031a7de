"""How the house fares: for a person, for a monitor, and with nobody's name in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pathway.services.vitals import Vitals

OK, UNAVAILABLE, NOT_FOUND = 200, 503, 404
CALLS_IT_HTML = "text/html"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

_pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, kw_only=True)
class Health:
    """What the health page tells.

    Attributes:
        at: the moment of looking.
        patience: how long may pass between the ends of two sweeps.
        schema: the revision the database is at; blank where it can't be read.
        trouble: why the database can't be worked with, else blank.
        prefect: where Prefect's server is.
        prefect_answers: whether it does.
        authorities: each authority of the database.
    """

    at: datetime
    patience: timedelta
    schema: str
    trouble: str = ""
    prefect: str
    prefect_answers: bool
    authorities: tuple[Vitals, ...] = ()

    @property
    def status(self) -> str:
        """Return "down" without a database, "alarm" where somebody has to act, otherwise "ok"."""
        if self.trouble:
            return "down"
        return (
            "alarm" if any(a.alarms or a.dead or self.late(a) for a in self.authorities) else "ok"
        )

    def late(self, authority: Vitals) -> bool:
        """Tell whether the deadlines of an authority were enforced too long ago."""
        until = authority.enforced_until
        return until is not None and self.at - until > self.patience

    def age(self, authority: Vitals) -> int | None:
        """Return for how many seconds nothing was enforced; None where nothing ever was."""
        until = authority.enforced_until
        return None if until is None else int((self.at - until).total_seconds())

    @property
    def returned(self) -> bool:
        """Whether letters were tried, came back, and wait."""
        return any(a.returned_since for a in self.authorities)


Look = Callable[[], Health]
"""Looks at the house as it is now."""


def health_app(look: Look) -> FastAPI:
    """Return the health page as an application; it fetches nothing and changes nothing."""
    app = FastAPI(title="Pathway", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/health")
    def health(request: Request) -> Response:
        """Answer a person with a page and everyone else with JSON; 503 without a database."""
        found = look()
        status = UNAVAILABLE if found.status == "down" else OK
        if CALLS_IT_HTML in request.headers.get("accept", ""):
            return _page("health.html", status, health=found)
        return JSONResponse(as_json(found), status, HEADERS)

    @app.get("/")
    def home() -> Response:
        """Lead to the only page there is."""
        return RedirectResponse("/health")

    @app.get("/cases/{reference}")
    def case(reference: str) -> Response:
        """Tell who follows the link of a letter how to look into the case."""
        return _page("not_yet.html", NOT_FOUND, reference=reference)

    return app


def as_json(health: Health) -> dict[str, Any]:
    """Return what the health page tells, as a monitor reads it."""
    return {
        "status": health.status,
        "at": health.at.isoformat(),
        "database": {
            "ok": not health.trouble,
            "schema": health.schema or None,
            "trouble": health.trouble or None,
        },
        "prefect": {"address": health.prefect, "reachable": health.prefect_answers},
        "letterbox": {
            "waiting": sum(a.waiting for a in health.authorities),
            "dead": sum(a.dead for a in health.authorities),
        },
        "authorities": [_authority(health, a) for a in health.authorities],
    }


def _authority(health: Health, a: Vitals) -> dict[str, Any]:
    return {
        "code": a.code,
        "enforced_until": _iso(a.enforced_until),
        "enforced_age_seconds": health.age(a),
        "late": health.late(a),
        "letters_waiting": a.waiting,
        "letters_waiting_since": _iso(a.waiting_since),
        "letters_returned_since": _iso(a.returned_since),
        "letters_dead": a.dead,
        "alarms": list(a.alarms),
    }


def _page(template: str, status: int, **said: object) -> HTMLResponse:
    return HTMLResponse(_pages.get_template(template).render(said), status, HEADERS)


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
