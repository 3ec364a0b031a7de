"""What goes wrong while the parts are put together: each says what, where and what to do now."""

from pathway.domain.errors import PathwayError


class SettingMissing(PathwayError):
    """A setting is needed because another one is given."""

    def __init__(self, variable: str, because: str) -> None:
        super().__init__(variable, because)
        self.variable, self.because = variable, because

    def __str__(self) -> str:
        return f"{self.variable} is not set, and {self.because} needs it; set it and start again"


class SettingUnfit(PathwayError):
    """A setting has a value that it can't have."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        super().__init__(variable, value, expected)
        self.variable, self.value, self.expected = variable, value, expected

    def __str__(self) -> str:
        return f"{self.variable} is {self.value!r}; set it to {self.expected} and start again"


class HomeUnwritable(PathwayError):
    """A file of our own in Pathway's home cannot be written."""

    def __init__(self, home: str, why: str) -> None:
        super().__init__(home, why)
        self.home, self.why = home, why

    def __str__(self) -> str:
        return (
            f"nothing can be written in {self.home} ({self.why}); make room there, or let its "
            "owner start Pathway, then try again"
        )


class DatabaseUnreachable(PathwayError):
    """Nobody answers where the database should be."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return f"the database does not answer ({self.said}); see that it runs, then try again"


class DatabaseFull(PathwayError):
    """The database has no room left."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return (
            f"the database has no room left ({self.said}); nothing was done: make room, then repeat"
        )


class DatabaseBusy(PathwayError):
    """Two worked on the same at once, and one of them had to give way."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return (
            f"somebody else worked on the same ({self.said}); nothing was done: look again, repeat"
        )


class DatabaseElsewhere(PathwayError):
    """A database that somebody else looks after is not ours to stop."""

    def __str__(self) -> str:
        return (
            "PATHWAY_DATABASE_URL names a database that is not ours to stop; stop it where it runs"
        )


class DatabaseInUse(PathwayError):
    """Somebody is at work in the database that is to be stopped."""

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self.home = home

    def __str__(self) -> str:
        return (
            f"somebody is at work in the database in {self.home}, `pathway up` perhaps; let them "
            "finish, or stop it there with Ctrl-C"
        )


class DatabaseOutdated(PathwayError):
    """The database is not at the schema that this release works with."""

    def __init__(self, at: str, head: str) -> None:
        super().__init__(at, head)
        self.at, self.head = at, head

    def __str__(self) -> str:
        return f"the database is at schema {self.at}, not {self.head}; run `pathway db upgrade`"


class AuthorityUnknown(PathwayError):
    """There is no authority of that number, or none at all."""

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        super().__init__(code, known)
        self.code, self.known = code, known

    def __str__(self) -> str:
        if not self.known:
            return (
                "there is no authority yet; open one with `pathway authority open`, or make one "
                "up with `pathway simulate`"
            )
        return f"there is no authority {self.code}; there are {', '.join(self.known)}"


class AuthorityAmbiguous(PathwayError):
    """There are several authorities, and none was named."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__(known)
        self.known = known

    def __str__(self) -> str:
        return f"name an authority with --authority: there are {', '.join(self.known)}"
