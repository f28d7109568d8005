"""The text of a condition before it is cut: single spaces, limits, and the habits of writers."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

LONGEST = 2_000  # characters of a condition
LONGEST_TEXT = 500  # characters of one quoted text
LONGEST_LIST = 200  # values
DEEPEST = 12  # parentheses

# What people write for a comparison by habit → what it is here.
HABITS = {
    ">": "above", "<": "below", ">=": "at least", "<=": "at most", "=": "is", "==": "is",
    "!=": "is not", "<>": "is not", "equals": "is", "over": "above", "under": "below",
    "greater than": "above", "is above": "above", "is below": "below", "is at least": "at least",
    "is at most": "at most", "is more than": "more than", "is less than": "less than",
    "is between": "between", "is one of": "one of", "is not one of": "not one of",
    "is after": "after", "is before": "before", "is on": "on", "is known": "known",
    "is unknown": "unknown", "is not known": "unknown", "not known": "unknown",
    "does not contain": "not contains", "contain": "contains", "include": "includes",
    "is in": "in",
}  # fmt: skip


class Source:
    """The text with single spaces (NFKC), and where each of its places was in what was given."""

    def __init__(self, given: str) -> None:
        # No database stores the character 0, so nothing can be equal to it.
        found = [*re.finditer(r"\S+", given.replace("\0", " "))]
        words = [unicodedata.normalize("NFKC", match[0]) for match in found]
        self.text = " ".join(words)
        self._given = [match.span() for match in found]
        self._starts: list[int] = []
        at = 0
        for word in words:
            self._starts.append(at)
            at += len(word) + 1

    def position(self, at: int) -> int:
        """Within the word as it was given, which may be shorter: NFKC makes three of ¼."""
        word = bisect_right(self._starts, at) - 1
        if word < 0:
            return 0
        start, end = self._given[word]
        return min(start + at - self._starts[word], end)


class Cursor:
    """A place in a text; everything that is read moves it on."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self._ends = [match.end() for match in re.finditer(r"\w+|[^\w\s]", text)]

    def longest(self, table: Mapping[str, Any], most: int = 40, move: bool = True) -> Any:
        """The longest entry of a table that starts here and ends with a word, or None.

        `most` is the length of the table's longest key, in characters.
        """
        first = bisect_right(self._ends, self.at)
        last = bisect_right(self._ends, self.at + most)
        for end in reversed(self._ends[first:last]):
            found = table.get(self.text[self.at : end].casefold())
            if found is not None:
                self.at = end if move else self.at
                return found
        return None

    def until(self, stop: re.Pattern[str], skip: int = 0) -> str:
        """The text up to the next match of `stop`, which always matches at the end."""
        end = stop.search(self.text, min(self.at + skip, len(self.text)))
        start, self.at = self.at, end.start() if end else len(self.text)
        return self.text[start : self.at]
