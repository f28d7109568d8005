"""What somebody typed, as groups of words of which each must be found; pure.

Never raises, whatever was typed: what holds no letter and no digit asks for nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from leadline.search.words import (
    FROM_BEHIND,
    LONGEST,
    LONGEST_PINYIN,
    bare,
    is_spelt,
    plain,
    words_asked,
)

LONGEST_TEXT = 100  # characters of a text that are looked for
MOST_GROUPS = 8
PHONE = 6  # digits that may be a phone number written with spaces
LAST_DIGITS = 4  # digits that may be the end of one

# Digits with what is written between those of a phone number, from space to space.
_NUMBER = re.compile(r"(?<!\S)[+(]?\d[\d\s()./-]*\d(?!\S)")


@dataclass(frozen=True, order=True)
class Term:
    """A word of the index, or how it begins."""

    word: str
    is_start: bool = False


Group = tuple[Term, ...]  # any of these
Query = tuple[Group, ...]  # all of these


@dataclass(frozen=True)
class Asked:
    """The words typed, in groups: as they stand, and as beginnings of longer ones."""

    text: str
    groups: Query

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def whole(self) -> Query:
        """With each word as it stands."""
        return tuple(tuple(dict.fromkeys(Term(one.word) for one in group)) for group in self.groups)

    @property
    def spelt(self) -> tuple[str, ...]:
        """Those of the words in which a slip may hide."""
        found = (group[0].word for group in self.groups if group[0].is_start)
        return tuple(dict.fromkeys(word for word in found if is_spelt(word)))

    def instead(self, others: Callable[[str], tuple[str, ...]]) -> "Asked":
        """With other words beside those that were typed."""
        return Asked(self.text, tuple(_beside(group, others) for group in self.groups))


def read(text: str) -> Asked:
    """The first hundred characters, folded; a phone number may hold spaces."""
    given = " ".join(text[: 4 * LONGEST_TEXT].split())[:LONGEST_TEXT]
    groups = list(dict.fromkeys(_groups(plain(given))))
    return Asked(given, tuple(groups[:MOST_GROUPS]))


def _groups(text: str) -> Iterator[Group]:
    behind = 0
    for found in _NUMBER.finditer(text):
        digits = "".join(filter(str.isdecimal, found.group()))
        if len(digits) >= PHONE:
            yield from map(_word, words_asked(text[behind : found.start()]))
            yield _digits(digits, found.group())
            behind = found.end()
    yield from map(_word, words_asked(text[behind:]))


def _word(word: str) -> Group:
    if word.isdecimal() and len(word) >= LAST_DIGITS:
        return _digits(word, word)
    start = Term(word, is_start=len(word) > 1 or not word.isascii())
    if len(word) > LONGEST_PINYIN and word.isascii() and word.isalpha():
        return start, Term(word[:LONGEST_PINYIN])  # from the middle of a Chinese text
    return (start,)


def _digits(digits: str, written: str) -> Group:
    """A phone number with or without country and zeros, its first or last digits; or any number."""
    found = [digits]
    if len(digits.lstrip("0")) >= LAST_DIGITS:
        found.append(digits.lstrip("0"))
    if len(digits) >= PHONE and written.startswith(("+", "(+", "00")):
        found.append(bare(digits.lstrip("0")))
    found = [one for one in found if one]  # of nothing but zeros no number remains
    ends = [one for one in found if one[0] != "0"]
    return tuple(
        Term(word[:LONGEST], is_start=True)
        for word in dict.fromkeys([*found, *(FROM_BEHIND + one[::-1] for one in ends)])
    )


def _beside(group: Group, others: Callable[[str], tuple[str, ...]]) -> Group:
    if not (group[0].is_start and is_spelt(group[0].word)):
        return group
    return tuple(dict.fromkeys([*group, *(Term(word) for word in others(group[0].word))]))
