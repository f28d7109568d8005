"""Text from strangers made safe to keep, and folded forms in which it is compared; pure."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from opencc import OpenCC

TOO_LONG = _("%(field)s has %(length)s characters; the first %(limit)s were kept.")
UNREADABLE = _("%(field)s has characters that no database can keep; a mark stands for each.")
GARBLED = _("%(field)s has letters that an earlier program broke, such as “Ã¼” for “ü”.")

_UNKEEPABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
# Tabs and line ends become spaces; other controls and the marks that turn text around show nothing.
_INVISIBLE = re.compile(
    "[\x01-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fa1f]")
_NUMBER = re.compile("[0-9]+")
_to_simplified = OpenCC("t2s")


@dataclass(frozen=True)
class Problem:
    """What is doubtful about a value: the field, a msgid with its data, and a short code."""

    field: str
    code: str
    sentence: str
    data: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return gettext(self.sentence) % {"field": gettext(self.field), **dict(self.data)}


@dataclass(frozen=True)
class Kept:
    """A text as it is kept, and what had to be done to it."""

    text: str
    problems: tuple[Problem, ...] = ()


def kept(raw: str, field: str, limit: int) -> Kept:
    """The text on one line, at most `limit` characters, without what cannot be stored or seen.

    field: its label as a msgid, for the sentences. What is markup or a formula elsewhere stays
    as it is: pages and exports escape what they write.
    """
    text = raw if raw.isascii() and raw.isprintable() else _INVISIBLE.sub(" ", raw)
    problems = []
    if _UNKEEPABLE.search(text):
        text = _UNKEEPABLE.sub("\ufffd", text)
        problems.append(Problem(field, "unreadable", UNREADABLE))
    elif _is_garbled(text):
        problems.append(Problem(field, "garbled", GARBLED))
    text = " ".join(text.split())
    if len(text) > limit:
        data = (("length", len(text)), ("limit", limit))
        problems.append(Problem(field, "too long", TOO_LONG, data))
        text = text[:limit].rstrip()
    return Kept(text, tuple(problems))


def _is_garbled(text: str) -> bool:
    """Whether a program read UTF-8 as Western text ("MÃ¼ller") or gave letters up ("\ufffd")."""
    if text.isascii():
        return False
    try:
        return "\ufffd" in text or text.encode("cp1252").decode() != text
    except UnicodeError:  # real letters are no UTF-8 when written in bytes of one letter each
        return False


def comparable(text: str) -> str:
    """As conditions compare: NFKC, casefold, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers in a folded text, the smallest first."""
    return tuple(sorted(map(int, _NUMBER.findall(text))))


def numbers_apart(a: str, b: str) -> bool:
    """Whether two folded texts have numbers in them, and other ones: Acme 17 and Acme 18."""
    ours, theirs = numbers_in(a), numbers_in(b)
    return bool(ours and theirs) and ours != theirs


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """As identities compare: `comparable`, simplified Chinese, no accents (é = e, ß = ss)."""
    text = comparable(text)
    if text.isascii():
        return text
    if has_han(text):
        text = _to_simplified.convert(text)
    apart = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return " ".join(unicodedata.normalize("NFC", _MARKS.sub("", apart)).split())


def words(text: str) -> frozenset[str]:
    """The words of a table that is written as text."""
    return frozenset(text.split())


def has_han(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None


def is_han(text: str) -> bool:
    """Whether every character but spaces and middle dots is Chinese."""
    letters = text.replace(" ", "").replace("·", "")
    return bool(letters) and all(_HAN.match(letter) for letter in letters)


def han_of(text: str) -> str:
    """The text in simplified Chinese without spaces, "" when it holds anything else."""
    return folded(text).replace(" ", "") if not text.isascii() and is_han(text) else ""


def hash64(*parts: str) -> int:
    """A signed 64-bit number for an index; the same in every version, process and database."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ё": "е"}
)
# Marks over Latin, Greek and Cyrillic; those of other scripts carry the vowels and stay.
_MARKS = re.compile("[\u0300-\u036f]")
