"""What is refused about the files that commands read and write."""

from pathway.domain.errors import PathwayError


class FileUnreadable(PathwayError):
    """A file cannot be read."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(file, why)
        self.file, self.why = file, why

    def __str__(self) -> str:
        file = "standard input" if self.file == "-" else self.file
        return f"{file} cannot be read ({self.why}); see that it is there and may be read"


class FileUnwritable(PathwayError):
    """A file cannot be written."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(file, why)
        self.file, self.why = file, why

    def __str__(self) -> str:
        return f"{self.file} cannot be written ({self.why}); nothing was written, choose another"


class FileThere(PathwayError):
    """A file is there already, and it was not said that it may be written over."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file

    def __str__(self) -> str:
        return f"{self.file} is there already; choose another name, or --force to write over it"


class FormFileUnfit(PathwayError):
    """A file was to fill a form, and cannot."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(file, why)
        self.file, self.why = file, why

    def __str__(self) -> str:
        file = "standard input" if self.file == "-" else self.file
        return f'{file} fills no form ({self.why}); write {{"field": value, …}} and try again'


class AuthorityUnlisted(PathwayError):
    """The Department lists no authority of a number, so that nothing says its name."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return f"the Department lists no authority {self.code}; give its name with --name"


class AnchorsUnfit(PathwayError):
    """A file of anchored tips is none."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file

    def __str__(self) -> str:
        return f"{self.file} holds no anchored tips; give a file that `history anchor` wrote"
