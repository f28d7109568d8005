"""Words that are one slip away: a letter too many, too few, another one, or two exchanged; pure.

All of them are written down and looked up (Norvig 2007), which costs a few hundred look-ups of an
index however many words are known. https://norvig.com/spell-correct.html
"""

_ALPHABETS = tuple(
    "".join(map(chr, range(ord(first), ord(last) + 1)))
    for first, last in (("a", "z"), ("α", "ω"), ("а", "я"), ("א", "ת"), ("ء", "ي"))
)


def one_slip_away(word: str) -> frozenset[str]:
    """Every other text that one slip makes of the word, in the letters of its own alphabet."""
    letters = alphabet_of(word)
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    fewer = {left + right[1:] for left, right in parts if right}
    exchanged = {
        left[:-1] + right[0] + left[-1] + right[1:] for left, right in parts if left and right
    }
    others = {left + one + right[1:] for left, right in parts if right for one in letters}
    more = {left + one + right for left, right in parts for one in letters}
    return frozenset((fewer | exchanged | others | more) - {word})


def alphabet_of(word: str) -> str:
    """The letters of the first alphabet that has one of the word's; none of an unknown script."""
    return next((letters for letters in _ALPHABETS if not set(letters).isdisjoint(word)), "")
