"""A `pathway` that starts at once: a process that has everything imported, and forks for each call.

`python nursery.py SOCKET` serves; `python nursery.py SOCKET word …` makes a call with the standard
streams, the folder and the environment of whoever calls. What is run is `pathway.cli.main.main`.
"""

import array
import json
import os
import signal
import socket
import sys

LONGEST = 1 << 20
STREAMS = 3


def call(address: str, words: list[str]) -> int:
    """Have a call made, and return its exit code."""
    told = json.dumps([os.getcwd(), dict(os.environ), words]).encode()  # noqa: PTH109  no pathlib: it must start fast
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.connect(address)
        streams = array.array("i", range(STREAMS))
        line.sendmsg([told], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
        answer = line.recv(LONGEST)
    return int(answer) if answer else 70


def serve(address: str) -> None:
    """Fork for each call, until this process is told to end."""
    from pathway.cli.main import main, root  # noqa: PLC0415  only the server needs it

    for name, command in root.commands.items():
        if name != "oracle":
            command.real()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets children that have ended
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(address)
        door.listen()
        os.write(1, b"ready\n")
        while True:
            line, _ = door.accept()
            if os.fork() == 0:
                door.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                answer(line, main)
            line.close()


def answer(line: socket.socket, main: object) -> None:
    """Make one call in this process, and end it."""
    told, streams, _, _ = socket.recv_fds(line, LONGEST, STREAMS)
    folder, environment, words = json.loads(told)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    try:
        main(words)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001  a call ends in an exit code, whatever it did
        sys.excepthook(*sys.exc_info())
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    line.send(str(code).encode())
    os._exit(0)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        serve(sys.argv[1])
    sys.exit(call(sys.argv[1], sys.argv[2:]))
