"""Take processes to the newest version of their policy: one by one, and no clock starts again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from pathway.domain.dossier import Dossier
from pathway.domain.errors import PathwayError
from pathway.persistence import casebook, versions_kept
from pathway.persistence.casebook import ClockKey, ProcessKey
from pathway.services.advance import carry_out
from pathway.services.asks import Ask
from pathway.services.errors import ClockWouldMove
from pathway.services.finding import policy_called
from pathway.services.office import Actor, Office, When
from statemachines.common_moves import MIGRATE
from statemachines.errors import MigrationUnknown, PolicyError
from statemachines.migrations import Migration, migration_from, migrations_from
from statemachines.registry import POLICIES, VERSIONS
from statemachines.vocabulary import Role

MAY_MIGRATE = frozenset({Role.ADMINISTRATOR, Role.DATA_LOADER})
"""Who may have processes migrated, as the move itself has it."""

STARTED_ON, DUE_ON, SETTLED_ON = (
    casebook.CLOCK_COLUMNS.index(column) for column in ("started_on", "due_on", "settled_on")
)

Clocks = Mapping[ClockKey, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class InUse:
    """A version of a policy, and how many processes are at it.

    Attributes:
        valid_from: the first day on which a process begins under it.
        valid_to: the last such day; None while there is none.
        newest: whether processes are opened in it.
        leads_to: the version to which a declared migration leads from it; None where none does.
    """

    policy: str
    title: str
    version: int
    valid_from: date | None
    valid_to: date | None
    newest: bool
    leads_to: int | None
    processes: int


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A clock that is open: its rule, the line that started it, its date if it has one."""

    rule: str
    line: int
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """What became of a process, or would become of it.

    Attributes:
        before: its open clocks before.
        after: its open clocks after it.
        refused: why it stays at the version that it was at; blank where it does not.
    """

    process: str
    from_version: int
    to_version: int
    from_state: str
    to_state: str
    before: tuple[OpenDate, ...] = ()
    after: tuple[OpenDate, ...] = ()
    refused: str = ""


def versions_in_use(office: Office) -> list[InUse]:
    """List every version of every policy, with how many processes of the authority are at it."""
    with office.engine.connect() as connection:
        counted = versions_kept.counts(connection)
    listed = []
    for name, version in sorted(VERSIONS.keys() | counted.keys()):
        step, newest = migration_from(name, version), POLICIES[name]
        leads_to = step.to_version if step else None
        known = VERSIONS.get((name, version))
        listed.append(
            InUse(
                policy=name,
                title=newest.title,
                version=version,
                valid_from=known.valid_from if known else None,
                valid_to=known.valid_to if known else None,
                newest=version == newest.version,
                leads_to=leads_to,
                processes=counted.get((name, version), 0),
            )
        )
    return listed


def migrate(
    office: Office,
    policy: str = "",
    *,
    by: Actor,
    when: When,
    dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Iterator[Migrated]:
    """Take every process to the newest version of its policy, and yield what became of each.

    Each in a transaction of its own: what is killed half-way is finished by the next run, which
    finds those that are left; one that is refused stops no other.

    Args:
        office: the authority.
        policy: the only policy to look at, by its name; blank for all.
        by: who has it done.
        when: when it is done.
        dry_run: whether each process is taken back again after it was looked at, so that nothing
            is written.
        progress: is told how many processes were looked at, and of how many.

    Raises:
        NameUnknown: there is no such policy.
    """
    asked = [policy_called(policy)] if policy else list(POLICIES.values())
    with office.engine.connect() as connection:
        keys = versions_kept.behind(connection, {known.name: known.version for known in asked})
    ask = Ask(move=MIGRATE, content={}, by=by, when=when)
    for done, key in enumerate(keys, 1):
        migrated = _migrate(office, key, ask, dry_run=dry_run)
        if migrated is not None:
            yield migrated
        progress(done, len(keys))


def _migrate(office: Office, key: ProcessKey, ask: Ask, *, dry_run: bool) -> Migrated | None:
    """Migrate one process; None where somebody else did meanwhile."""
    with office.engine.connect() as connection:
        found = casebook.read(connection, key).dossier
    if found.policy_version == POLICIES[key.policy].version:
        return None
    try:
        with office.engine.connect() as connection, connection.begin() as transaction:
            migrated = _taken_along(office, connection, key, ask)
            if dry_run:
                transaction.rollback()
    except (PathwayError, PolicyError) as refusal:
        return _refused(found, str(refusal))
    except Exception as fault:  # noqa: BLE001  whatever is wrong with one process stops no other
        # What an error of the database says may hold what was written of a child.
        return _refused(found, f"it was not migrated: {type(fault).__name__}")
    return migrated


def _taken_along(
    office: Office, connection: Connection, key: ProcessKey, ask: Ask
) -> Migrated | None:
    before = casebook.hold_and_read(connection, key, idempotency_key=None)
    was, newest = before.dossier, POLICIES[key.policy].version
    if was.policy_version == newest:
        return None
    for step in migrations_from(key.policy, was.policy_version):
        carry_out(office, connection, key, _ask(ask, step))
    after = casebook.read(connection, key)
    if after.dossier.policy_version != newest:
        raise MigrationUnknown(key.policy, after.dossier.policy_version, newest)
    _refuse_to_move(str(key), before.clocks, after.clocks)
    return Migrated(
        process=str(key),
        from_version=was.policy_version,
        to_version=newest,
        from_state=was.state,
        to_state=after.dossier.state,
        before=_open(before.clocks),
        after=_open(after.clocks),
    )


def _ask(ask: Ask, step: Migration) -> Ask:
    content = {
        "from_version": step.from_version,
        "to_version": step.to_version,
        "because": f"{step.because} ({step.law.citation})",
    }
    return Ask(move=ask.move, content=content, by=ask.by, when=ask.when)


def _refuse_to_move(process: str, before: Clocks, after: Clocks) -> None:
    """Refuse what would start a clock again, or give it another date.

    Raises:
        ClockWouldMove: the first that would.
    """
    for key, row in before.items():
        now = after.get(key)
        if now is None or any(now[n] != row[n] for n in (STARTED_ON, DUE_ON)):
            raise ClockWouldMove(process, key[0], key[1])


def _open(clocks: Clocks) -> tuple[OpenDate, ...]:
    running = (row for _, row in sorted(clocks.items()) if row[SETTLED_ON] is None)
    return tuple(
        OpenDate(row[0], row[1], date.fromisoformat(row[DUE_ON]) if row[DUE_ON] else None)
        for row in running
    )


def _refused(found: Dossier, because: str) -> Migrated:
    return Migrated(
        process=found.process_reference,
        from_version=found.policy_version,
        to_version=POLICIES[found.policy].version,
        from_state=found.state,
        to_state=found.state,
        refused=because,
    )
