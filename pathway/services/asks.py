"""What somebody asks for, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pathway.services.office import Actor, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A move that is asked for.

    Attributes:
        move: its name.
        content: what its form is to hold.
        by: who asks.
        when: when it happened and is recorded.
        expected_version: the version the asker has seen; another is refused.
        idempotency_key: names the asking; asked twice, it is made once.
        historic: an old record is loaded: no letter goes out, and past alerts are passed over.
    """

    move: str
    content: Mapping[str, Any]
    by: Actor
    when: When
    expected_version: int | None = None
    idempotency_key: str | None = None
    historic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Advanced:
    """What a move did.

    Attributes:
        waits_for: who has to act next.
        policy_version: the version of the policy that the process is at.
    """

    process: str
    policy_version: int
    version: int
    move: str
    state: str
    waits_for: str
    cycle: int
    against_advice: tuple[str, ...] = ()
    followed: tuple["Advanced", ...] = ()
    repeated: bool = False  #: the key had been used for this very move: nothing happened again
