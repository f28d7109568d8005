"""The number of a row, as an address or a form names it."""

LONGEST = 18  # digits; a row's number has 64 bits


def number_in(text: str) -> int | None:
    """The number that the text is; None where it is none that a row could have."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_one else None
