"""Keys and boxes from outside: their shape, their size, and the digits by which people compare."""

import base64

import pytest

from throughgate.modules.letters.rules.boxes import LONGEST_BOX, MOST_BLOCKS, blocks_of, is_box
from throughgate.modules.letters.rules.keys import digits_of, is_public
from throughgate.modules.letters.tests import make

KNOWN = base64.urlsafe_b64encode(bytes(range(64))).decode().rstrip("=")


def test_digits_are_those_that_the_app_shows():
    assert digits_of(KNOWN) == ["79969", "37683", "37045", "51922", "45604", "67249", "85568", "25883"]


def test_a_key_has_one_spelling():
    assert is_public(KNOWN)
    assert is_public(make.public())
    for no in ("", "Said so", KNOWN[:-1], KNOWN + "A", KNOWN[:-1] + "x", "ŵ" * 86):
        assert not is_public(no), no


def test_a_box_tells_how_many_kilobytes_it_is_and_no_more():
    assert [blocks_of(make.box(n)) for n in (1, 2, MOST_BLOCKS)] == [1, 2, MOST_BLOCKS]
    assert len(make.box(MOST_BLOCKS)) <= LONGEST_BOX


@pytest.mark.parametrize("plain", ["", "I cannot sleep.", "I cannot sleep. " * 100, make.box()[:-4], make.box(MOST_BLOCKS + 1)])
def test_what_was_not_sealed_is_told_from_outside(plain):
    assert not is_box(plain)
