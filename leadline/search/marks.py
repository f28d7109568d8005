"""What of a text was asked for, so that a reader sees why it was found; pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from leadline.parties.normalise.text import folded
from leadline.search.asked import Asked, Group
from leadline.search.words import spoken, words_of, words_of_phone

_RUN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether it is what was asked for."""

    text: str
    is_marked: bool = False


Pieces = tuple[Piece, ...]


def marked(text: str, asked: Asked, surname: str = "") -> Pieces:
    """The text in pieces; a Chinese one that was typed in Latin letters is marked as a whole."""
    marks = [False] * len(text)
    for found in _RUN.finditer(text):
        for start, end in _within(found.group(), asked.groups, surname):
            at = found.start()
            marks[at + start : at + end] = [True] * (end - start)
    pieces = groupby(zip(text, marks, strict=True), key=lambda pair: pair[1])
    return tuple(Piece("".join(one for one, _mark in part), mark) for mark, part in pieces)


def marked_phone(number: str, text: str, asked: Asked) -> Pieces:
    """A phone number, marked as a whole: it is written in many ways."""
    return (Piece(text, _any_of(words_of_phone(number, text), asked.groups)),)


def is_marked(pieces: Pieces) -> bool:
    return any(piece.is_marked for piece in pieces)


def _within(run: str, groups: Iterable[Group], surname: str) -> Iterator[tuple[int, int]]:
    """Where in a run of letters and digits the words stand."""
    words, plain = words_of(run), folded(run)
    same = len(plain) == len(run)  # else letters cannot be told by their place: ß is ss
    for term in (term for group in groups for term in group):
        if len(words) == 1:
            if words[0] == term.word or (term.is_start and words[0].startswith(term.word)):
                yield 0, len(term.word) if same and words[0] == plain else len(run)
        elif same and (at := plain.find(term.word)) >= 0:
            yield at, at + len(term.word)
    if _any_of(spoken(run, surname), groups):
        yield 0, len(run)


def _any_of(words: Iterable[str], groups: Iterable[Group]) -> bool:
    terms = [term for group in groups for term in group]
    return any(
        word == term.word or (term.is_start and word.startswith(term.word))
        for word in words
        for term in terms
    )
