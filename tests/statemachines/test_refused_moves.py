"""The sentence of a refusal, which has to read well whatever a move is called."""

import pytest

from pathway.services.errors import MoveNotHere
from statemachines.errors import MoveRefused
from statemachines.registry import POLICIES

NAMES = sorted({move.name for policy in POLICIES.values() for move in policy.moves})


@pytest.mark.parametrize("move", NAMES)
def test_a_refusal_names_the_move_as_it_is_called_and_makes_no_verb_of_it(move):
    refused = MoveRefused("placement", move, "proposed", ("nobody was asked",))
    not_here = MoveNotHere(move, "REF/placement/1", "proposed", "a place is proposed")

    named = f"the move {move!r} cannot be made"
    assert str(refused) == f"{named} while the placement is in proposed: nobody was asked"
    assert str(not_here).startswith(f"{named} now: REF/placement/1 is in proposed (")
