"""The words of every policy: who acts, who is waited for, who is told, with what force."""

from collections.abc import Iterable
from enum import Enum, StrEnum

UNOPENED = "not_begun"
"""The state of what nobody has opened yet; it is none to tell a person of."""


class Role(StrEnum):
    """In what capacity a person makes a move. What names no role is forbidden."""

    FAMILY = "family"
    REPRESENTATIVE = "representative"
    HEADTEACHER = "headteacher"
    SENCO = "senco"
    PROFESSIONAL = "professional"
    VIRTUAL_SCHOOL = "virtual_school"
    PROVIDER = "provider"
    CASEWORKER = "caseworker"
    BUSINESS_SUPPORT = "business_support"
    PANEL = "panel"
    DECISION_MAKER = "decision_maker"
    COMMISSIONER = "commissioner"
    MANAGER = "manager"
    AUDITOR = "auditor"
    DATA_LOADER = "data_loader"
    ADMINISTRATOR = "administrator"
    CLOCK = "clock"


def named(roles: Iterable[str]) -> str:
    """Name roles for people, in the order of their letters."""
    return ", ".join(sorted(role.replace("_", " ") for role in roles))


def only_these_may(roles: Iterable[Role]) -> str:
    """Say who may make a move, to somebody who may not."""
    people = PEOPLE.intersection(roles)
    return f"only these may: {named(people)}" if people else "only time itself does this"


PEOPLE = frozenset(Role) - {Role.CLOCK}
"""The roles that people have; the clock is the engine's own, for what time does by itself."""

STAFF = frozenset(
    {
        Role.CASEWORKER,
        Role.BUSINESS_SUPPORT,
        Role.DECISION_MAKER,
        Role.COMMISSIONER,
        Role.MANAGER,
    }
)
"""Those who work for the authority and may write in a case."""

OUTSIDERS = frozenset(
    {
        Role.FAMILY,
        Role.REPRESENTATIVE,
        Role.HEADTEACHER,
        Role.SENCO,
        Role.PROFESSIONAL,
        Role.VIRTUAL_SCHOOL,
        Role.PROVIDER,
    }
)
"""Those who see the pupils they are linked to, and no others."""

EVERYONE = STAFF | OUTSIDERS | {Role.PANEL}
"""Every person who may speak in a case; auditors read, loaders load, the clock only ticks."""


class Readers(StrEnum):
    """Who may read a line of history: each of the first three takes those that follow it along.

    The safeguarding audience stands apart: what is for it is read by nobody else.
    """

    FAMILY = "family"  #: everyone around the pupil who reaches the case
    PROFESSIONALS = "professionals"  #: schools, providers, professionals, and the authority
    AUTHORITY = "authority"  #: those who work for the authority, its panel and its auditors
    SAFEGUARDING = "safeguarding"  #: those linked to the pupil for it, and the manager


class WaitingFor(StrEnum):
    """Who has to act next. Time in state is reported by this."""

    FAMILY = "family"
    SCHOOL = "school"
    PROVIDER = "provider"
    HEALTH = "health"
    AUTHORITY = "authority"
    TRIBUNAL = "tribunal"
    MEDIATION_ADVISER = "mediation_adviser"  #: for certificates: no process stands still for them
    NOBODY = "nobody"


class Audience(StrEnum):
    """Whom a move may have to be told to."""

    FAMILY = "family"
    SCHOOL = "school"
    PROVIDER = "provider"
    PROFESSIONAL = "professional"
    CASEWORKER = "caseworker"
    MANAGER = "manager"


class Force(Enum):
    """How strongly a rule or a move binds."""

    MUST = "MUST"  #: an Act or regulations
    SHOULD = "SHOULD"  #: statutory guidance: depart from it only with reasons
    PRACTICE = "PRACTICE"  #: what councils do; no legal force
    LOCAL = "LOCAL"  #: what this authority has set itself; no legal force
    PROPOSED = "PROPOSED"  #: announced, not law; never enforced
