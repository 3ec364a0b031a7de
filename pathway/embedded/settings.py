"""The server's configuration: for a laptop, written anew at each start."""

from dataclasses import dataclass
from pathlib import Path

from pathway.embedded.files import PUBLIC, write_whole
from pathway.embedded.roles import APP, OWNER

# Nobody is let in without a password, and the superuser not at all: it has none, and no line here.
WHO_MAY_ENTER = f"""\
local all {OWNER},{APP}              scram-sha-256
host  all {OWNER},{APP} 127.0.0.1/32 scram-sha-256
"""

FOR_A_LAPTOP = """\
max_connections = 100
shared_buffers = 128MB
work_mem = 8MB
maintenance_work_mem = 64MB
max_wal_size = 1GB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
"""

# A log is read by more people than a case is: it gets neither the values of a refused row (which
# PostgreSQL gives as detail) nor the words of a statement.
NOTHING_PERSONAL_IN_THE_LOG = """\
log_error_verbosity = terse
log_min_error_statement = panic
log_checkpoints = off
"""

FOR_DATA_THAT_MAY_BE_LOST = """\
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
"""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the server listens.

    Attributes:
        sockets: the folder of its socket.
        port: names the socket and, if `tcp`, is the port of 127.0.0.1.
        tcp: whether it listens there too.
    """

    sockets: Path
    port: int
    tcp: bool


def write_settings(folder: Path, listening: Listening, *, durable: bool) -> Path:
    """Write the configuration files and return the main one.

    An administrator's own settings go into `local.conf` beside them and win.

    Args:
        folder: where they go, which the server can read.
        listening: where the server listens.
        durable: whether what was committed survives a power cut; tests can do without.
    """
    main, entrance = folder / "postgresql.conf", folder / "pg_hba.conf"
    write_whole(entrance, WHO_MAY_ENTER, mode=PUBLIC)
    parts = (
        _places(listening, entrance),
        FOR_A_LAPTOP,
        NOTHING_PERSONAL_IN_THE_LOG,
        "" if durable else FOR_DATA_THAT_MAY_BE_LOST,
        "include_if_exists = 'local.conf'\n",
    )
    write_whole(main, "\n".join(parts), mode=PUBLIC)
    return main


def _places(listening: Listening, entrance: Path) -> str:
    # The folders of sockets are a list, in which a name with a space or a comma stands in quotes.
    sockets = '"' + str(listening.sockets).replace('"', '""') + '"'
    return f"""\
# Written by Pathway at each start; settings of your own go into local.conf beside this file.
hba_file = {_quoted(str(entrance))}
listen_addresses = {_quoted("127.0.0.1" if listening.tcp else "")}
port = {listening.port}
unix_socket_directories = {_quoted(sockets)}
unix_socket_permissions = 0700
cluster_name = 'pathway'
"""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
