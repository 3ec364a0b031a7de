"""What `case move`, `case open` and `placement` share: filling a form, making the move, telling."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pathway.cli.desk import Desk
from pathway.cli.filling import as_options, given
from pathway.cli.prompting import asked
from pathway.cli.screen import aside, say, show_json
from pathway.domain.errors import PathwayError
from pathway.services.advance import Advanced
from pathway.services.casekeys import process_key
from pathway.services.errors import FormMisfilled
from pathway.services.form_fields import fields_of
from pathway.services.making import (
    Request,
    Target,
    checked,
    known_of,
    make,
    nothing_against,
    open_process,
    option_for,
)
from pathway.services.making import owner_for as owner_of
from pathway.services.names_of_ids import names_in
from pathway.services.office import Actor, When
from pathway.services.pupils import pupil_in_full
from statemachines.errors import PolicyError
from statemachines.registry import policy
from statemachines.vocabulary import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the options of a move say."""

    settings: Sequence[str]
    form: str
    at: str
    person: str
    role: Role | None
    key: str
    expected_version: int | None = None
    historic: bool = False


def move_on(here: Desk, target: Target, said: Said) -> Advanced:
    """Fill the form of a move and make it."""
    when = here.when(said.at)
    by = _actor(here, target, said, when)
    request = _request(here, target, said, by, when, known={})
    with _kept_if_refused(said, request):
        return make(here.office, target, request)


def begin(here: Desk, target: Target, said: Said, *, owner: str, again: bool = False) -> Advanced:
    """Fill the form of an opening move and make it, with a file where the pupil has none."""
    when = here.when(said.at)
    by = _actor(here, target, said, when)
    holds = owner_of(here.office, target, owner, by, when.on)
    known = known_of(here.office, target, by, when)
    request = _request(here, target, said, by, when, known=known)
    with _kept_if_refused(said, request):
        return open_process(here.office, target, request, owner=holds, again=again)


def _actor(here: Desk, target: Target, said: Said, when: When) -> Actor:
    return here.actor(
        said.person,
        said.role,
        target.move.by,
        reference=target.process.case if target.process else None,
        pupil=target.pupil,
        suits=lambda by: nothing_against(here.office, target, by, when.on),
    )


def _request(
    here: Desk, target: Target, said: Said, by: Actor, when: When, *, known: Mapping[str, str]
) -> Request:
    return Request(
        content=_content(here, target, said, by, when, known),
        by=by,
        when=when,
        key=said.key or None,
        expected_version=said.expected_version,
        historic=said.historic,
    )


def _content(
    here: Desk, target: Target, said: Said, by: Actor, when: When, known: Mapping[str, str]
) -> dict[str, Any]:
    entered = given(said.settings, said.form)
    filled_in = {name: value for name, value in known.items() if name not in entered}
    if filled_in:
        names = names_in(here.office, filled_in.values(), None)
        told = ", ".join(f"{name}={names.get(v, v)}" for name, v in filled_in.items())
        aside(f"taken from what is known of the pupil: {told}")
    content = {**filled_in, **entered}
    if _is_prompted(said):
        aside(f"{target.move.name}: {(target.move.form.__doc__ or '').strip().splitlines()[0]}")
        return _asked_until_right(here, target, content, wanted=_wanted(here, target, by, when))
    return content


def _is_prompted(said: Said) -> bool:
    return sys.stdin.isatty() and not said.form and not said.settings


def _wanted(here: Desk, target: Target, by: Actor, when: When) -> frozenset[str]:
    """Return the fields that guards look at, and say what stands against the move already."""
    option = option_for(here.office, target, by, when.on)
    for reason in option.because if option else ():
        aside(f"as things are it will be refused: {reason}")
    return option.asked_for if option else frozenset()


def _asked_until_right(
    here: Desk, target: Target, known: dict[str, Any], *, wanted: frozenset[str]
) -> dict[str, Any]:
    """Ask for every field, and again for those that do not fit."""
    _, links = pupil_in_full(here.office, target.pupil)
    fields, near = fields_of(target.move.form), [link.name for link in links]
    fitting: dict[str, Any] = {}
    again = known
    while True:
        with _kept_if_stopped(fitting) as typed:
            content = asked(fields, again, near=near, wanted=wanted, typed=typed)
        try:
            checked(here.office, target, content)
        except FormMisfilled as wrong:
            aside(str(wrong))
            fitting = {name: one for name, one in content.items() if name not in wrong.fields}
            again = fitting if len(fitting) < len(content) else known
        else:
            return content


@contextmanager
def _kept_if_stopped(fitting: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Print what was typed so far as options, where Ctrl-C or Ctrl-D ends the asking.

    Yields what is to hold the answers, by what leads to them; `fitting` came of asking before.
    """
    typed: dict[str, Any] = {}
    try:
        yield typed
    except (KeyboardInterrupt, EOFError):
        if entered := {**fitting, **typed}:
            aside(
                "\nwhat you entered so far, to be completed and handed in behind the same command:"
            )
            aside(as_options(entered))
        raise


@contextmanager
def _kept_if_refused(said: Said, request: Request) -> Iterator[None]:
    """Print what was typed in a terminal as options, where it was typed for nothing."""
    try:
        yield
    except (PathwayError, PolicyError, KeyboardInterrupt):
        if _is_prompted(said):
            aside("what you entered, to be put right and handed in again behind the same command:")
            aside(as_options(request.content))
        raise


def tell(done: Advanced, *, as_json: bool) -> None:
    """Say what a move did, and what followed."""
    if as_json:
        show_json(done)
        return
    _tell(done)


def _tell(done: Advanced, *, follows: bool = False) -> None:
    state = policy(process_key(done.process).policy, done.policy_version).by_name[done.state]
    if done.repeated:
        say(f"{done.process}: {done.move} was made under this key already; nothing happened again")
        return
    cycle = f", cycle {done.cycle}" if done.cycle else ""
    head = "  and so " if follows else ""
    say(f"{head}{done.process}: {done.move} · line {done.version}{cycle} · now in {done.state}")
    if not follows:
        say(f"{state.sentence} Waiting for: {done.waits_for}.")
    for advice in done.against_advice:
        say(f"against advice, and the reason is kept: {advice}")
    for other in done.followed:
        _tell(other, follows=True)
