"""Write a move down: its line, its content, its clocks, its letters; and know one asked before."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import cache, partial
from typing import Any

from sqlalchemy import Connection

from pathway.domain import chain, projection
from pathway.domain.dates_explained import explained
from pathway.domain.dossier import Dossier
from pathway.domain.errors import KeyUsedDifferently
from pathway.domain.history import StoredLine, fold, move_of
from pathway.domain.moving import Made
from pathway.domain.versions import in_version, policy_of
from pathway.persistence import alert_tasks, casebook, rungs, tasks
from pathway.persistence.casebook import ClockKey, EarlierLine, Reading
from pathway.services.asks import Advanced, Ask
from pathway.services.letters_owed import letters_owed
from pathway.services.office import Office
from pathway.services.schooling import calendars_of

SALT = 16
"""Bytes of salt for the digest of a line's content."""


SETTLED = casebook.CLOCK_COLUMNS.index("settled_on")
"""Where a kept clock has the day on which it stopped."""


def record(office: Office, connection: Connection, reading: Reading, made: Made, ask: Ask) -> None:
    """Write a move's line, the clocks it starts and settles, and the letters it owes.

    What is written goes ahead: while the database writes the line, we count the clocks, and while
    it writes those, we put the letters into words.
    """
    dossier = reading.dossier
    casebook.write_line(connection, _line(office, reading, made, ask))
    days, today = calendars_of(office, dossier.subject), office.legal_day(ask.when.recorded_at)
    now = projection.project(
        days,
        dossier,
        made.after,
        on=today,
        fired=reading.fired,
        old_beside=reading.clocks if ask.historic else None,
    )
    process = dossier.process_id
    differing = casebook.differing(process, reading.clocks, now.rows)
    casebook.write_clocks(connection, office.authority_id, differing)
    _end_alerts(connection, reading, now.rows, at=ask.when.recorded_at)
    if ask.historic:
        rungs.pass_over(
            connection,
            office.authority_id,
            process,
            now.passed_over,
            at=ask.when.recorded_at,
        )
        return
    dates = now.dates(ask.when.on)
    reasons = cache(partial(explained, days, now.reckoned))
    messages, errands = letters_owed(office, dossier, made, dates, reasons, posted_on=today)
    casebook.post(connection, messages, due_at=ask.when.post_at or ask.when.recorded_at)
    tasks.add(connection, office.authority_id, errands, made_at=ask.when.recorded_at)


def _end_alerts(
    connection: Connection,
    reading: Reading,
    rows: Mapping[ClockKey, tuple[Any, ...]],
    *,
    at: datetime,
) -> None:
    """End the tasks of alerts whose clock stops now; nothing is asked where none was given."""
    running = (key for key, kept in reading.clocks.items() if kept[SETTLED] is None)
    stopped = (key for key in running if key not in rows or rows[key][SETTLED] is not None)
    if any(key in reading.fired for key in stopped):
        alert_tasks.end_over(connection, about=reading.dossier.reference, at=at)


def _line(office: Office, reading: Reading, made: Made, ask: Ask) -> dict[str, Any]:
    line, dossier = made.line, reading.dossier
    salt, content = secrets.token_bytes(SALT), made.text
    form = type(made.situation.form).__name__
    recorded_at = ask.when.recorded_at
    if dossier.recorded_at is not None:  # somebody who asked the time later may have come first
        recorded_at = max(recorded_at, dossier.recorded_at)
    return {
        "authority": office.authority_id,
        "process": dossier.process_id,
        "number": line.number,
        "move": line.move,
        "event": line.event.value,
        "from_state": line.from_state,
        "to_state": line.to_state,
        "waits_for": made.waits_for.value,
        "cycle": line.cycle,
        "occurred_on": line.on,
        "occurred_at": ask.when.at,
        "recorded_at": recorded_at,
        "person": line.person,
        "role": line.role.value,
        "policy_version": line.policy_version,
        "historic": ask.historic,
        "corrects": line.content.get("line") if line.move == "correct" else None,
        "key": ask.idempotency_key,
        "digest": chain.digest(salt, form, line.form_version, content),
        "salt": salt,
        "form": form,
        "form_version": line.form_version,
        "content": content,
    }


def repeated(reading: Reading, earlier: EarlierLine, ask: Ask) -> Advanced:
    """Return what the same asking did before.

    Raises:
        KeyUsedDifferently: the idempotency key came with another move, day or content.
    """
    line = next((n for n in reading.dossier.lines if n.number == earlier.number), None)
    same_process = earlier.process_id == reading.dossier.process_id
    if line is None or not same_process or not _says_the_same(reading, earlier, ask):
        raise KeyUsedDifferently(ask.idempotency_key or "")
    return Advanced(
        process=reading.dossier.process_reference,
        policy_version=line.policy_version,
        version=line.number,
        move=line.move,
        state=line.to_state,
        waits_for=_waited_for(reading.dossier, line),
        cycle=line.cycle,
        repeated=True,
    )


def _waited_for(dossier: Dossier, line: StoredLine) -> str:
    """Return who had to act next after a line."""
    policy = in_version(policy_of(dossier), line.policy_version)
    by_then = fold(policy, dossier.lines[: line.number]).record
    return policy.by_name[line.to_state].waits_in(by_then).value


def _is_of_the_same_day(earlier: EarlierLine, ask: Ask) -> bool:
    """Tell whether a day is the same; of two askings that name none that of the first holds."""
    return earlier.on == ask.when.on or (ask.when.unnamed and earlier.on_its_day)


def _says_the_same(reading: Reading, earlier: EarlierLine, ask: Ask) -> bool:
    if earlier.move != ask.move or not _is_of_the_same_day(earlier, ask):
        return False
    line = next(n for n in reading.dossier.lines if n.number == earlier.number)
    form = move_of(policy_of(reading.dossier), line).form
    content = chain.canonical(form.fill(ask.content).model_dump(mode="json"))
    sealed = chain.digest(earlier.salt, form.__name__, line.form_version, content)
    return sealed == earlier.digest
