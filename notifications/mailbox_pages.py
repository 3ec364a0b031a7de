"""The pages of the demonstration's mailbox: a list, a letter, and nothing that changes anything."""

import re
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PAGE: Final = 50
"""Letters on one page."""

_HEADERS: Final = 4096  #: octets from the start of a file in which its headers stand
_LETTER: Final = re.compile(r"/letters/([0-9a-f]{40})(/html|/source)?")
_NOTHING_ELSE: Final = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates" / "_mailbox"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as the list shows it."""

    id: str
    to: str
    sender: str
    subject: str
    date: str
    identity: str


@dataclass(frozen=True, slots=True)
class Page:
    """What goes back to the browser."""

    content: bytes
    kind: str = "text/html; charset=utf-8"
    policy: str = f"{_NOTHING_ELSE}; frame-src 'self'"


class PageServer(ThreadingHTTPServer):
    """Answers browsers on a socket that listens already."""

    daemon_threads = True

    def __init__(self, listening: socket.socket, folder: Path) -> None:
        super().__init__(listening.getsockname()[:2], _Visit, bind_and_activate=False)
        self.socket.close()
        self.socket, self.folder = listening, folder
        self.server_address = listening.getsockname()[:2]
        self.server_port = self.server_address[1]


class _Visit(BaseHTTPRequestHandler):
    """One request of a browser."""

    server: PageServer
    server_version = "mailbox"

    def do_GET(self) -> None:
        """Answer with a page, or say that there is none."""
        page = answer(self.server.folder, self.path)
        if page is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", page.kind)
        self.send_header("Content-Length", str(len(page.content)))
        self.send_header("Content-Security-Policy", page.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(page.content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so the base names it
        """Say nothing: whose letters are read is nobody's business."""


def answer(folder: Path, target: str) -> Page | None:
    """Return the page at a path, or None where there is none."""
    asked = urlsplit(target)
    if asked.path == "/":
        return _list(folder, {name: values[0] for name, values in parse_qs(asked.query).items()})
    found = _LETTER.fullmatch(asked.path)
    path = folder / f"{found[1]}.eml" if found else None
    if found is None or path is None or not path.is_file():
        return None
    return _VIEWS[found[2]](path)


def _list(folder: Path, asked: Mapping[str, str]) -> Page:
    about, page = asked.get("about", ""), asked.get("page", "")
    first = PAGE * int(page) if page.isdecimal() and len(page) < 7 else 0  # noqa: PLR2004
    paths = _newest_first(folder)
    found = list(islice(_about(paths, about), first, first + PAGE + 1))
    older = urlencode({"about": about, "page": first // PAGE + 1}) if len(found) > PAGE else ""
    return _page(
        "list.html",
        count=len(paths),
        about=about,
        letters=[_shown(path, _read(path)) for path in found[:PAGE]],
        older=older,
    )


def _newest_first(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True)


def _about(paths: list[Path], words: str) -> Iterator[Path]:
    sought = words.lower().encode()
    return (path for path in paths if not sought or sought in _start(path).lower())


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADERS).split(b"\n\n", 1)[0]


def _letter(path: Path) -> Page:
    letter = _read(path)
    return _page("letter.html", letter=_shown(path, letter), text=_body(letter, "plain"))


def _html(path: Path) -> Page:
    return Page(_body(_read(path), "html").encode(), policy=f"sandbox; {_NOTHING_ELSE}")


def _source(path: Path) -> Page:
    return Page(path.read_bytes(), kind="text/plain; charset=utf-8")


_VIEWS: Final[Mapping[str | None, Callable[[Path], Page]]] = {
    None: _letter,
    "/html": _html,
    "/source": _source,
}


def _page(template: str, **said: object) -> Page:
    return Page(_environment.get_template(template).render(said).encode())


def _read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def _body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    try:
        return str(part.get_content()) if part is not None else ""
    except LookupError:  # a letter from elsewhere, in a character set that nobody knows
        return "These words can not be read; see how they crossed the wire."


def _shown(path: Path, letter: EmailMessage) -> Shown:
    headers = ("To", "From", "Subject", "Date", "Message-ID")
    return Shown(path.stem, *(str(letter[header] or "") for header in headers))
