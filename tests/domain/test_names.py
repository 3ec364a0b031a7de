"""Names as somebody types them, and as they are kept."""

import pytest

from pathway.domain.names import called, unaccented

KEPT = ("Zoë Müller", "Zoe Müller", "Łucja Sørensen")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("zoë müller", ["Zoë Müller"]),
        ("Zoe Müller", ["Zoe Müller"]),
        ("ZOE MULLER", ["Zoë Müller", "Zoe Müller"]),
        ("Zoe\u0308  Mu\u0308ller", ["Zoë Müller"]),
        ("lucja sorensen", ["Łucja Sørensen"]),
        ("Zoe", []),
        ("Zoe Mueller", []),
    ],
)
def test_what_is_typed_exactly_goes_before_what_differs_by_accents(said, meant):
    assert called(said, KEPT, str) == meant


@pytest.mark.parametrize(("name", "plain"), [("ĐÀO İnci", "dao inci"), ("O’Néill", "o’neill")])
def test_a_name_without_accents_is_in_small_letters(name, plain):
    assert unaccented(name) == plain
