"""How a case looks: its file, and its dates."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from pathway.cli.linked import show_links
from pathway.cli.screen import Styled, red, say, show_json, table
from pathway.persistence.reading import FileOfPupil
from pathway.services.casefiles import CaseFile, Running
from pathway.services.finding import Standing
from pathway.services.local_figures import Figure

NOTHING: Mapping[str, str] = MappingProxyType({})
SOON = timedelta(days=14)


def case_file(
    file: CaseFile,
    figures: Sequence[Figure],
    *,
    today: date,
    as_json: bool,
    lines: Sequence[Mapping[str, object]] = (),
    counted: Mapping[str, str] = NOTHING,
) -> None:
    """Show a case: its processes, who is waited for, its open dates, the people around it.

    `lines` stand beside it in JSON, where what was recorded is asked for as well; `counted` says
    what is counted in days in some of its processes.
    """
    running = [clock for clock in file.clocks if clock.clock.settled_on is None]
    if as_json:
        show_json(
            {
                "case": file.file,
                "processes": [_process(one, counted) for one in file.processes],
                "clocks": [clock_as_json(one, today) for one in running],
                "people": file.links,
                "details": file.details,
                "figures": figures,
                **({"lines": lines} if lines else {}),
            }
        )
        return
    _show_pupil(file.file)
    for one in file.processes:
        _show_process(one, counted.get(one.name))
    say()
    list_of_clocks(running, today=today)
    say()
    show_links(file.links, on=today)
    _show_figures(figures)


def _show_pupil(kept: FileOfPupil) -> None:
    say(f"{kept.reference} · {kept.given_name} {kept.family_name}", style="bold")
    died = f" · died {kept.died_on}" if kept.died_on else ""
    say(f"born {kept.born_on}{died} · held by {kept.owner} · opened {kept.opened_at:%Y-%m-%d}")
    if kept.restricted:
        say("The record is restricted.", style="bold red")


def _show_process(one: Standing, counted: str | None) -> None:
    cycle = f", cycle {one.kept.cycle}" if one.kept.cycle else ""
    say()
    say(f"{one.policy.title} ({one.name}): {one.state.name}{cycle}", style="bold")
    say(f"  {one.state.sentence}")
    say(f"  Waiting for: {one.kept.waits_for}, since {one.since_on}")
    if counted:
        say(f"  {counted}")


def list_of_clocks(running: Sequence[Running], *, today: date) -> None:
    """Show clocks, the soonest due first."""
    if not running:
        say("No dates are open.")
        return
    table(
        ("due", "", "rule", "force", "process", "what", "for", "owes it"),
        [
            (
                red(one.clock.due_on, when=one.is_overdue_on(today)) or "no date",
                _how_far(one, today),
                one.clock.rule_id,
                one.force,
                one.process,
                one.sentence if one.clock.due_on else f"{one.sentence} ({one.clock.why_no_date})",
                one.clock.party_name,
                one.owner,
            )
            for one in running
        ],
        title="Dates",
        folds=("what", "owes it", "for"),
    )


def clock_as_json(one: Running, today: date) -> dict[str, object]:
    """Return a clock with what its rule says."""
    kept = one.clock
    return {
        "process": one.process,
        "rule": kept.rule_id,
        "sentence": one.sentence,
        "citation": one.citation,
        "force": one.force,
        "kind": kept.kind,
        "owner": one.owner,
        "party": kept.party_name,
        "started_on": kept.started_on,
        "due_on": kept.due_on,
        "safe_on": kept.safe_on,
        "last_working_day": kept.last_working_day,
        "settled_on": kept.settled_on,
        "met": kept.met,
        "disapplied": kept.disapplied,
        "why_no_date": kept.why_no_date,
        "overdue": one.is_overdue_on(today),
    }


def _show_figures(figures: Sequence[Figure]) -> None:
    if not figures:
        return
    say()
    table(
        ("what the authority has settled", "value", ""),
        [
            (one.name, _written(one.value), Styled("placeholder: not the authority's own", "yellow")
             if one.placeholder else one.source)
            for one in figures
        ],
        title="Figures",
    )  # fmt: skip


def _written(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, (tuple, list)) else value


def _process(one: Standing, counted: Mapping[str, str]) -> dict[str, object]:
    return {
        "process": one.name,
        "title": one.policy.title,
        "kind": one.kept.kind,
        "state": one.state.name,
        "sentence": one.state.sentence,
        "waiting_for": one.kept.waits_for,
        "since_on": one.since_on,
        "cycle": one.kept.cycle,
        "version": one.kept.version,
        "ended": one.state.final,
        "counted": counted.get(one.name),
    }


def _how_far(one: Running, today: date) -> object:
    due = one.clock.due_on
    if one.clock.settled_on:
        return f"{'done' if one.clock.met else 'ended'} {one.clock.settled_on}"
    if one.clock.disapplied:
        return f"disapplied: {one.clock.disapplied}"
    if due is None:
        return None
    days = (due - today).days
    if one.clock.kind == "floor":
        return "not before its end" if days >= 0 else "over"
    if days < 0:
        return red(f"{-days} days over")
    return Styled(f"in {days} days", "yellow") if due - today <= SOON else f"in {days} days"
