from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pathway.domain.synthetic.apportion import apportion, dealt

WEIGHTS = st.dictionaries(st.text(max_size=3), st.integers(0, 10_000), min_size=1, max_size=12)


@given(total=st.integers(0, 5_000), weights=WEIGHTS)
def test_shares_add_up_and_none_is_off_by_more_than_one(total, weights):
    shares = apportion(total, weights)

    whole = sum(weights.values())
    assert sum(shares.values()) == (total if whole else 0)
    for key, weight in weights.items():
        assert not whole or abs(shares[key] - total * weight / whole) < 1


def test_the_largest_remainder_gets_what_is_left():
    assert apportion(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}


@given(seed=st.integers(), counts=st.dictionaries(st.integers(), st.integers(0, 40), max_size=6))
def test_exact_counts_are_dealt_exactly(seed, counts):
    hands = dealt(counts, sum(counts.values()), Random(seed))

    assert {key: hands.count(key) for key in counts} == counts


def test_the_order_of_a_deal_is_known_to_the_seed_alone():
    counts = {"a": 50, "b": 50}

    assert dealt(counts, 100, Random(1)) == dealt(counts, 100, Random(1))
    assert dealt(counts, 100, Random(1)) != dealt(counts, 100, Random(2))
