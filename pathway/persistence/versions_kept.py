"""Which versions of their policies the processes are at. Never writes."""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from pathway.persistence.casebook import ProcessKey

_COUNTS = text(
    "select policy, policy_version, count(*) from processes where version > 0"
    " group by policy, policy_version order by policy, policy_version"
)
_BEHIND = text(
    """
    select c.reference, p.policy, p.occurrence
    from unnest(cast(:policies as text[]), cast(:newest as integer[])) as w (policy, newest)
    join processes p on p.policy = w.policy and p.policy_version < w.newest and p.version > 0
    join cases c on c.authority_id = p.authority_id and c.id = p.case_id
    order by c.reference, p.policy, p.occurrence
    """
)


def counts(connection: Connection) -> dict[tuple[str, int], int]:
    """Count the processes of each policy by the version that they are at."""
    found = connection.execute(_COUNTS).all()
    return {(policy, version): number for policy, version, number in found}


def behind(connection: Connection, newest: Mapping[str, int]) -> list[ProcessKey]:
    """List the processes that are at an earlier version than the newest of their policy.

    Args:
        connection: works for one authority.
        newest: the newest version of each policy that is asked about.
    """
    asked = {"policies": list(newest), "newest": list(newest.values())}
    return [ProcessKey(*row) for row in connection.execute(_BEHIND, asked)]
