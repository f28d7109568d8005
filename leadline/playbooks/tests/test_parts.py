"""Places print as file and line and sort by them; an act is its verb and object."""

from leadline.playbooks.parts import Doing, Place


def test_places_and_phrases() -> None:
    assert str(Place("deal.yaml", 4)) == "deal.yaml:4"
    assert Doing("open", "trial", Place("a", 1)).phrase == "open trial"
    assert Place("a", 2) < Place("a", 10) < Place("b", 1)
