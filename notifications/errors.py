"""What can go wrong between a letter's words and its recipient."""

from datetime import datetime


class NotificationError(Exception):
    """Anything this package raises."""


class MomentNaive(NotificationError):
    """A moment without a time zone was given; nobody can say when it is."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self.moment = moment

    def __str__(self) -> str:
        return f"the moment {self.moment.isoformat()} has no time zone; give it in UTC"


class MessageUnfit(NotificationError):
    """A finished letter that could never be sent as it is."""

    def __init__(self, key: str, fault: str) -> None:
        super().__init__(key, fault)
        self.key, self.fault = key, fault

    def __str__(self) -> str:
        return f"letter {self.key} can not be posted: {self.fault}; mend the letter and post again"


class LetterUnknown(NotificationError):
    """There is no letter of that key in the outbox of this authority."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"there is no letter {self.key!r} in the outbox; list the letters to see their keys"
