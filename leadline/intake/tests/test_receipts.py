"""Receipts can be read out, and a slip of the tongue is noticed."""

from hypothesis import given
from hypothesis import strategies as st

from leadline.intake.receipts import LETTERS, number_of, receipt_of

numbers = st.integers(0, 2**62)


@given(numbers)
def test_a_receipt_is_read_as_its_number(number: int) -> None:
    receipt = receipt_of(number)
    assert number_of(receipt) == number
    assert number_of(f" {receipt.lower().replace('-', '')} ") == number


def test_letters_that_look_alike_are_read_as_meant() -> None:
    receipt = receipt_of(32 + 1)  # 11-…
    assert number_of(receipt.replace("1", "I")) == number_of(receipt.replace("1", "l")) == 33


@given(numbers, st.integers(0, 12), st.sampled_from(LETTERS))
def test_a_wrong_letter_is_noticed(number: int, place: int, letter: str) -> None:
    written, _dash, check = receipt_of(number).partition("-")
    place %= len(written)
    wrong = written[:place] + letter + written[place + 1 :]
    if wrong != written:
        assert number_of(f"{wrong}-{check}") is None


def test_what_is_no_receipt_is_none() -> None:
    assert [number_of(text) for text in ("", "1", "<script>", "王芳王芳", "A" * 40)] == [None] * 5
