import os
from functools import partial

import pytest

from pathway.services.hands import shared_out


def twice(number):
    return 2 * number, os.getpid()


def failing_at(wrong, number):
    if number == wrong:
        raise ValueError(number)
    return number


@pytest.mark.parametrize("hands", [1, 2, 3])
def test_every_piece_is_done_once(hands):
    done = list(shared_out(twice, range(40), hands=hands))

    assert sorted(number for number, _ in done) == [2 * n for n in range(40)]
    assert os.getpid() in {process for _, process in done}


def test_another_hand_works_meanwhile(tmp_path):
    os.mkfifo(tmp_path / "word")
    work = partial(waiting_for_word, tmp_path / "word")

    done = dict(shared_out(work, range(4), hands=2))

    assert done[0] != os.getpid()
    assert done[1] == os.getpid()


def waiting_for_word(word, number):
    """Do the first piece abroad and say so; the second waits here until that was said."""
    if number == 0:
        word.write_text("here")
    if number == 1:
        assert word.read_text() == "here"
    return number, os.getpid()


@pytest.mark.parametrize("hands", [1, 2])
def test_what_a_piece_raises_is_raised_here_and_no_hand_is_left_behind(hands):
    with pytest.raises(ValueError, match="7"):
        list(shared_out(partial(failing_at, 7), range(20), hands=hands))


def test_a_hand_that_dies_is_told():
    with pytest.raises(RuntimeError):
        list(shared_out(partial(dying_abroad, os.getpid()), range(50), hands=2))


def dying_abroad(home, number):
    if os.getpid() != home:
        os._exit(1)
    return number


def test_nothing_to_do_is_done_at_once():
    assert list(shared_out(twice, [], hands=2)) == []
