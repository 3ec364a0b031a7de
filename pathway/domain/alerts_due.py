"""Which alerts of a clock's ladder are due by a day, and which comes next."""

from datetime import date, timedelta
from typing import NamedTuple

from pathway.domain.calendars import Calendars
from pathway.domain.clock import Clock
from pathway.domain.rules.rule import Rule
from pathway.domain.rungs import Rung, rungs


class AlertsDue(NamedTuple):
    """The alerts of a clock that are given, those that are passed over, and the next one.

    Attributes:
        once: the last of those that come but once.
        repeated: the last of those that repeat.
        earlier: those before them, each in its last repetition.
        coming: the first that is still to come.
    """

    once: Rung | None
    repeated: Rung | None
    earlier: tuple[Rung, ...]
    coming: Rung | None

    @property
    def given(self) -> tuple[Rung, ...]:
        """Those that are given: one at the most of each sort."""
        return tuple(rung for rung in (self.once, self.repeated) if rung is not None)


def alerts_due(
    clock: Clock, rule: Rule, calendars: Calendars, *, since: date, until: date
) -> AlertsDue:
    """Return what is due of a clock's ladder.

    Args:
        clock: the clock.
        rule: the rule it runs under.
        calendars: the days that are counted in.
        since: the first day that was not seen to yet.
        until: the day up to which, and including which, it is seen to now.
    """
    alerts = [rung for rung in rungs(clock, rule, calendars) if rung.move is None]
    lasts = (rung.last_until(until) for rung in alerts)
    in_order = sorted((last for last in lasts if last and last.on >= since), key=lambda r: r.on)
    once = next((rung for rung in reversed(in_order) if not rung.every), None)
    repeated = next((rung for rung in reversed(in_order) if rung.every), None)
    earlier = tuple(rung for rung in in_order if rung not in (once, repeated))
    tomorrow = until + timedelta(1)
    coming = (later for rung in alerts if (later := rung.on_or_after(tomorrow)))
    return AlertsDue(
        once, repeated, earlier, min(coming, key=lambda r: (r.on, r.name), default=None)
    )
