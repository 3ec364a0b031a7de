"""The database: ours, which we start and stop, or one that somebody else looks after."""

from flows.board import Board, Stand
from flows.offices import OpenOffices
from flows.plan import DATABASE, Plan
from pathway.domain.errors import PathwayError
from pathway.embedded.errors import EmbeddedServerError
from pathway.wiring.databases import database, embedded, others_are_connected, status, upgrade

IN_HOURS = "embedded, in {home}, schema {schema}"
ELSEWHERE = "the one that PATHWAY_DATABASE_URL names"


class DatabasePart:
    """The database at the newest schema."""

    name = DATABASE

    def __init__(self, plan: Plan, board: Board, offices: OpenOffices) -> None:
        self._plan, self._board, self._offices = plan, board, offices
        self._server = embedded(plan.chosen)
        self._ours = False
        self._well = ELSEWHERE

    def start(self) -> None:
        """Start it, and bring it to the newest schema.

        Raises:
            EmbeddedServerError: ours does not start.
            DatabaseUnreachable: the other one does not answer.
            DatabaseOutdated: the other one is not at the newest schema, and we may not change it.
        """
        self._board.say(self.name, Stand.STARTING)
        if self._server is not None:
            self._ours = not self._server.is_running()
            database(self._plan.chosen)
            self._well = IN_HOURS.format(home=self._plan.home, schema=self._upgraded())
        elif self._plan.chosen.owner_url:
            self._upgraded()
        self._offices.codes()
        self._board.say(self.name, Stand.OK, self._well)

    def tend(self) -> None:
        """See that it answers; start ours again where it does not."""
        try:
            self._offices.codes()
        except PathwayError as refusal:
            self._board.say(self.name, Stand.FAILED, str(refusal))
            self._start_again()
        else:
            self._board.say(self.name, Stand.OK, self._well)

    def stop(self) -> None:
        """Stop ours, unless it ran before we did and somebody else still works in it."""
        self._offices.close()
        if self._server is None or not self._server.is_running():
            return
        if not self._ours and others_are_connected(self._plan.chosen):
            self._board.say(self.name, Stand.OK, "left running: somebody else works in it")
            return
        self._server.stop()
        self._board.say(self.name, Stand.STOPPED)

    def _upgraded(self) -> str:
        """Return the newest revision, migrating only where that is needed: it costs memory."""
        found = status(self._plan.chosen)
        newest = str(found["newest schema"])
        return newest if found["schema"] == newest else upgrade(self._plan.chosen)

    def _start_again(self) -> None:
        if self._server is None:
            return
        try:
            self._server.start()
        except EmbeddedServerError as refusal:
            self._board.say(self.name, Stand.FAILED, str(refusal))
