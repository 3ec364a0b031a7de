"""What a policy says when it says no."""

from statemachines.vocabulary import UNOPENED


class PolicyError(Exception):
    """Anything this package raises."""


class MoveRefused(PolicyError):
    """The rules do not allow the move; every reason is given, not only the first."""

    def __init__(self, policy: str, move: str, state: str, because: tuple[str, ...]) -> None:
        super().__init__(policy, move, state, because)
        self.policy, self.move, self.state, self.because = policy, move, state, because

    def __str__(self) -> str:
        begun = self.state != UNOPENED
        stands = f" while the {self.policy.replace('_', ' ')} is in {self.state}" if begun else ""
        return f"the move {self.move!r} cannot be made{stands}: {'; '.join(self.because)}"


class MoveUnknown(PolicyError):
    """No policy has a move of that name."""

    def __init__(self, policy: str, move: str, known: tuple[str, ...]) -> None:
        super().__init__(policy, move, known)
        self.policy, self.move, self.known = policy, move, known

    def __str__(self) -> str:
        return f"{self.policy} has no move {self.move!r}; it has: {', '.join(self.known)}"


class PolicyUnknown(PolicyError):
    """There is no policy of that name."""

    def __init__(self, policy: str, known: tuple[str, ...]) -> None:
        super().__init__(policy, known)
        self.policy, self.known = policy, known

    def __str__(self) -> str:
        return f"there is no policy {self.policy!r}; there are: {', '.join(self.known)}"


class PolicyFileUnreadable(PolicyError):
    """A file of policies cannot be read: what is declared in it is no declaration."""

    def __init__(self, place: str, wrong: str) -> None:
        super().__init__(place, wrong)
        self.place, self.wrong = place, wrong

    def __str__(self) -> str:
        return f"{self.place}: {self.wrong}; put the declaration right"


class PolicyVersionUnknown(PolicyError):
    """A process is at a version of its policy that this release does not have."""

    def __init__(self, policy: str, version: int, known: tuple[int, ...]) -> None:
        super().__init__(policy, version, known)
        self.policy, self.version, self.known = policy, version, known

    def __str__(self) -> str:
        return (
            f"{self.policy} has no version {self.version} here, only "
            f"{', '.join(map(str, self.known))}; use a release that has it"
        )


class PoliciesOverlap(PolicyError):
    """Two policies claim to be the same version of one, or a later one stands before an earlier."""

    def __init__(self, policy: str, places: tuple[str, str], versions: tuple[int, int]) -> None:
        super().__init__(policy, places, versions)
        self.policy, self.places, self.versions = policy, places, versions

    def __str__(self) -> str:
        earlier, later = self.versions
        return (
            f"{self.places[1]}: version {later} of {self.policy} stands behind version {earlier}, "
            f"of {self.places[0]}; give each version a number of its own and list the oldest first"
        )


class PolicyValidityBroken(PolicyError):
    """The versions of a policy leave a day on which none is in force, or have one with two."""

    def __init__(self, place: str, policy: str, version: int, wrong: str) -> None:
        super().__init__(place, policy, version, wrong)
        self.place, self.policy, self.version, self.wrong = place, policy, version, wrong

    def __str__(self) -> str:
        return (
            f"{self.place}: version {self.version} of {self.policy} {self.wrong}; let each version "
            "begin on the day after the last of the one before, and give the newest no end"
        )


class MigrationMalformed(PolicyError):
    """A declared migration does not say what becomes of every process."""

    def __init__(self, place: str, policy: str, from_version: int, wrong: str) -> None:
        super().__init__(place, policy, from_version, wrong)
        self.place, self.policy, self.from_version, self.wrong = place, policy, from_version, wrong

    def __str__(self) -> str:
        return (
            f"{self.place}: the migration of {self.policy} from version {self.from_version} "
            f"{self.wrong}; put the declaration right"
        )


class MigrationUnknown(PolicyError):
    """Nobody declared how a process comes from one version of its policy to another."""

    def __init__(self, policy: str, from_version: int, to_version: int) -> None:
        super().__init__(policy, from_version, to_version)
        self.policy, self.from_version, self.to_version = policy, from_version, to_version

    def __str__(self) -> str:
        return (
            f"no migration of {self.policy} leads from version {self.from_version} to "
            f"{self.to_version}; declare it, or use a release that does"
        )


class FormIncomplete(PolicyError):
    """What was entered does not fill the form; each fault names its field and what is expected."""

    def __init__(self, form: str, faults: tuple[tuple[str, str], ...]) -> None:
        super().__init__(form, faults)
        self.form, self.faults = form, faults

    def __str__(self) -> str:
        return "the form is not complete: " + "; ".join(f"{at}: {what}" for at, what in self.faults)


class FormVersionUnknown(PolicyError):
    """A stored form is of a version that nobody wrote a lift for."""

    def __init__(self, form: str, version: int) -> None:
        super().__init__(form, version)
        self.form, self.version = form, version

    def __str__(self) -> str:
        return f"form {self.form} cannot read version {self.version}; use a release that can"


class FormUnfilled(PolicyError):
    """A guard looked at a form that nobody has filled in yet."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field

    def __str__(self) -> str:
        return f"nobody has said {self.field} yet; fill in the form"
