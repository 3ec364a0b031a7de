"""What the authority has settled for itself, as far as a case is measured by it."""

from datetime import date

from pathway.cli.desk import Desk
from pathway.services.casefiles import CaseFile
from pathway.services.local_figures import Figure, figures
from pathway.wiring.offices import pack_of


def figures_of(here: Desk, file: CaseFile, on: date) -> tuple[Figure, ...]:
    """List the authority's own figures that a case is measured by."""
    running = [(p.kept.policy, p.kept.kind) for p in file.processes if not p.state.final]
    return figures(pack_of(here.chosen, here.office), on, running)
