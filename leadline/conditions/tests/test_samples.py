"""Samples hold one value of every range that the tests tell apart."""

from leadline.conditions.samples import OTHER, samples_of
from leadline.conditions.tests import cast
from leadline.conditions.tree import leaves


def _samples(text: str, unknown: bool = False) -> dict[str, list[object]]:
    return samples_of(list(leaves(cast.read(text).tree)), unknown).by_field


def test_a_number_is_tried_at_between_and_beyond_its_borders() -> None:
    assert set(_samples("score above 3 and score below 9")["score"]) == {2, 3, 4, 9, 10}


def test_fields_that_are_compared_share_borders() -> None:
    found = _samples("score above rounds here and rounds here above 3")
    assert found["score"] == found["rounds here"]
    assert len(set(found["score"])) == 5


def test_choices_sets_and_text() -> None:
    assert _samples("fit band is A")["fit band"] == ["A", "B", "C"]
    assert _samples("product includes AC")["product"] == [
        frozenset({"AC"}), frozenset({"SG"}), frozenset({"AC", "SG"})]  # fmt: skip
    assert _samples('name is "Li"', unknown=True)["name"] == ["Li", OTHER, None]


def test_what_is_no_proof_says_so() -> None:
    def complete(text: str) -> bool:
        return samples_of(list(leaves(cast.read(text).tree)), unknown=True).complete

    assert complete("due day after today and due day in the next 3 days")
    assert not complete("due day after today and due day before 2027-01-01")
    assert not complete("budget above 3 GBP and budget below 3 EUR")
    assert not complete('name contains "a" and name contains "b"')
