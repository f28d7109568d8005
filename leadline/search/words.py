"""Texts cut into the words of the index, for documents and for what is looked for alike; pure.

Both databases get words that are cut here, so that they agree: letters and digits, folded; Chinese
in single and double characters with its pinyin and initials beside; numbers from both ends.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE
from pypinyin import Style, lazy_pinyin

from leadline.parties.normalise.names import romanised
from leadline.parties.normalise.text import folded, has_han

LONGEST = 24  # letters of a word; what is longer is cut, here and where it is looked for
SHORTEST_SPELT = 4
LONGEST_PINYIN = 12  # letters of what begins in the middle of a Chinese text
FROM_BEHIND = "\ue001"  # stands before the digits of a number that is written backwards

# Vowel signs of the scripts of India and Thailand belong to the word that they stand in.
_RUN = re.compile("(?:[^\\W_]|[\u0900-\u0963\u0966-\u0dff\u0e30-\u0e4e])+")
# Chinese, kana: written without spaces, so that nobody can tell where a word begins.
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fa1f]+"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fa1f]+")
# Accents, points of Hebrew and Arabic, apostrophes: O'Brien is OBrien.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f'’`]")
_CODES = frozenset(str(code) for code in COUNTRY_CODE_TO_REGION_CODE)


def words_of(text: str) -> list[str]:
    """The words of any text, in their order; none of them holds anything but letters and digits."""
    return [word for run in runs_of(text) for word in _cut(run)]


def words_asked(text: str) -> list[str]:
    """Those of a text that is looked for: a Chinese one may stand in the middle of another."""
    cuts = (_cut(run) for run in runs_of(text))
    return [word for cut in cuts for word in (cut[:-1] if len(cut) > 1 else cut)]


def runs_of(text: str) -> list[str]:
    """Unbroken letters and digits, folded; what is written without spaces apart from the rest."""
    found: list[str] = []
    for run in _RUN.findall(_MARKS.sub("", plain(text))):
        if run.isascii():
            found.append(run)
        else:
            found += [part for part in _apart(run) if part]
    return found


def plain(text: str) -> str:
    """Folded, with the digits of any script as 0 to 9."""
    text = folded(text)
    if text.isascii():
        return text
    return "".join(str(int(one)) if one.isdecimal() else one for one in text)


def spoken(text: str, surname: str = "") -> list[str]:
    """How the Chinese in it is typed in Latin letters: 李娜 → lina, na, ln.

    surname: how the text begins, where that is a name and read as one.
    """
    if text.isascii() or not has_han(text):
        return []
    found: list[str] = []
    for han in _HAN.findall(folded(text)):
        syllables = lazy_pinyin(han, style=Style.NORMAL, v_to_u=True)
        if len(surname) == 1 and not found:
            syllables[0] = romanised(folded(surname), surname=True)
        syllables = [one.replace("ü", "u") for one in syllables]
        found.append("".join(syllables)[:LONGEST])
        found += ["".join(syllables[at:])[:LONGEST_PINYIN] for at in range(1, len(syllables))]
        if len(syllables) > 1:
            found.append("".join(one[0] for one in syllables)[:LONGEST])
    return found


def words_of_number(text: str) -> list[str]:
    """A number that another system gave: its parts, and all of them in one."""
    parts = words_of(text)
    return [*parts, "".join(parts)[:LONGEST]] if len(parts) > 1 else parts


def words_of_phone(number: str, text: str) -> list[str]:
    """A phone number without its country's code, from the front and from behind.

    number: E.164, or "" where it cannot be dialed; then the digits as given.
    """
    digits = bare(number) if number else "".join(filter(str.isdecimal, plain(text)))
    return [digits[:LONGEST], FROM_BEHIND + digits[::-1][:LONGEST]] if digits else []


def bare(number: str) -> str:
    """The digits of an international number behind its country's code."""
    digits = number.lstrip("+")
    for length in (1, 2, 3):
        if digits[:length] in _CODES:
            return digits[length:]
    return digits


def is_spelt(word: str) -> bool:
    """Whether a slip of one letter may hide in it: a word of four letters or more, not Chinese."""
    return len(word) >= SHORTEST_SPELT and word.isalpha() and not _UNSPACED.search(word)


def joined(words: Iterable[str]) -> str:
    """A document: each word once."""
    return " ".join(dict.fromkeys(words))


def _apart(run: str) -> Iterator[str]:
    behind = 0
    for found in _UNSPACED.finditer(run):
        yield run[behind : found.start()]
        yield found.group()
        behind = found.end()
    yield run[behind:]


def _cut(run: str) -> list[str]:
    """A word as it is; of Chinese each two neighbors and the last, so that all have a beginning."""
    if run.isascii() or not _UNSPACED.match(run):
        return [run[:LONGEST]]
    return [*(first + second for first, second in pairwise(run)), run[-1]]
