"""How processes come from one version of their policy to a later one, declared state by state.

Nothing moves a process by itself: a migration says what each state of the old version is in the new
one, and whoever migrates has a line of history written in every process.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from statemachines.declared import place
from statemachines.errors import MigrationMalformed, MigrationUnknown, PolicyError
from statemachines.grammar import NOT_BEGUN, Law, State
from statemachines.policy import Policy
from statemachines.registry import policy


@dataclass(frozen=True, kw_only=True)
class Migration:
    """What each state of one version of a policy is in a later one.

    Attributes:
        policy: the name of the policy.
        from_version: the version that processes leave.
        to_version: the one that they come to.
        states: for the name of each state of the old version, the name of one of the new.
        because: why there is a new version, as each process's history will say.
        law: what that rests on.
        place: the file and line of the declaration.
    """

    policy: str
    from_version: int
    to_version: int
    states: Mapping[str, str]
    because: str
    law: Law
    place: str = field(default_factory=place, compare=False)

    def state_after(self, state: str) -> str:
        """Return where a process stands afterwards; one that had not begun has not begun."""
        return state if state == NOT_BEGUN.name else self.states[state]


Declared = Mapping[tuple[str, int], Migration]
"""Migrations by the policy and the version that they lead away from."""


def checked(migrations: Iterable[Migration]) -> dict[tuple[str, int], Migration]:
    """Return migrations by what they lead away from.

    Raises:
        MigrationMalformed: the first fault found, with the place where it is declared.
    """
    declared: dict[tuple[str, int], Migration] = {}
    for one in migrations:
        away_from = (one.policy, one.from_version)
        twice = ["is declared twice"] if away_from in declared else []
        for wrong in (*twice, *_faults(one)):
            raise MigrationMalformed(one.place, one.policy, one.from_version, wrong)
        declared[away_from] = one
    return declared


MIGRATIONS: tuple[Migration, ...] = ()
"""Every migration of the house. No policy has had a second version yet."""

DECLARED: Declared = checked(MIGRATIONS)


def migration_from(name: str, version: int) -> Migration | None:
    """Return the migration that leads away from a version of a policy; None where none does."""
    return DECLARED.get((name, version))


def migration(name: str, from_version: int, to_version: int) -> Migration:
    """Return the migration between two versions of a policy.

    Raises:
        MigrationUnknown: none is declared.
    """
    found = migration_from(name, from_version)
    if found is None or found.to_version != to_version:
        raise MigrationUnknown(name, from_version, to_version)
    return found


def migrations_from(name: str, version: int) -> Iterator[Migration]:
    """Yield the migrations by which a process of a version comes to the newest, one by one."""
    step = migration_from(name, version)
    while step is not None:
        yield step
        step = migration_from(name, step.to_version)


def _faults(one: Migration) -> Iterator[str]:
    if one.to_version <= one.from_version:
        yield f"leads to version {one.to_version}, which is no later one"
    if not one.because.strip():
        yield "does not say why"
    if not one.law.citation.strip():
        yield "rests on no law and no practice"
    try:
        old, new = policy(one.policy, one.from_version), policy(one.policy, one.to_version)
    except PolicyError as unknown:
        yield f"cannot be: {unknown}"
        return
    yield from _states_apart(one, old, new)


def _states_apart(one: Migration, old: Policy, new: Policy) -> Iterator[str]:
    begun = {state.name: state for state in old.states}
    for name in begun.keys() - one.states.keys():
        yield f"does not say what becomes of {name!r}"
    for name, becomes in one.states.items():
        if name not in begun:
            yield f"names {name!r}, which is no state of version {old.version}"
        elif becomes == NOT_BEGUN.name or becomes not in new.by_name:
            yield f"leads from {name!r} to {becomes!r}, which is no state of version {new.version}"
        else:
            yield from _ends_apart(begun[name], new.by_name[becomes])


def _ends_apart(before: State, after: State) -> Iterator[str]:
    """Yield what is wrong where a migration would end a process, or open one that is over."""
    if before.final != after.final:
        what = "ends" if after.final else "opens again"
        yield f"{what} a process by leading from {before.name!r} to {after.name!r}"
