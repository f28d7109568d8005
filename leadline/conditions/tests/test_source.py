"""Places in the tidied text lead back to places in the given one."""

import re

from leadline.conditions.source import Cursor, Source


def test_spaces_are_single_and_positions_are_those_given() -> None:
    source = Source("  score\u3000 above\n\t3")
    assert source.text == "score above 3"
    assert [source.position(at) for at in (0, 6, 12, 13)] == [2, 9, 16, 17]
    assert Source(" ").position(0) == 0


def test_the_longest_entry_that_ends_with_a_word_is_taken() -> None:
    cursor = Cursor("Trial is opened")
    table = {"trial": 1, "trial is": 2, "trial is open": 3}
    assert cursor.longest(table, move=False) == 2
    assert cursor.at == 0
    assert cursor.longest(table) == 2
    assert cursor.at == len("Trial is")
    assert cursor.longest(table) is None


def test_text_is_taken_up_to_a_stop() -> None:
    cursor = Cursor("a b, c")
    assert cursor.until(re.compile(",|$")) == "a b"
    assert cursor.until(re.compile("$")) == ", c"
