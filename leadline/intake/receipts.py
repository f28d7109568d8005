"""The receipt of an arrival: its number in a form that can be read out and mistyped safely; pure.

Crockford's base 32 (no I, L, O, U) and two check letters, in groups: 4821 is "4NN-5B".
"""

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("OILU", "011V")
_PRIME = 1021  # the largest prime below 32², so that a swap or a wrong letter changes the check


def receipt_of(number: int) -> str:
    """The receipt of the arrival with this number (at least 0)."""
    return f"{_written(number)}-{_check(number)}"


def number_of(receipt: str) -> int | None:
    """The number that a receipt stands for, as typed; None when it is no receipt."""
    letters = receipt.strip().upper().replace("-", "").replace(" ", "").translate(_MEANT)
    if not 3 <= len(letters) <= 15 or not set(letters) <= set(LETTERS):
        return None
    number = 0
    for letter in letters[:-2]:
        number = number * 32 + LETTERS.index(letter)
    return number if _check(number) == letters[-2:] else None


def _written(number: int) -> str:
    letters = ""
    while number or not letters:
        number, place = divmod(number, 32)
        letters = LETTERS[place] + letters
    return letters


def _check(number: int) -> str:
    return _written(number * 7 % _PRIME).rjust(2, "0")
