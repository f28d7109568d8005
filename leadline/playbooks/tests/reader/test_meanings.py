"""A field may stand on another derived field, wherever the two are written."""

from leadline.conditions.tree import YesNo
from leadline.playbooks.tests.folders import small


def test_the_order_of_the_text_does_not_matter() -> None:
    text = 'lead:\n  very keen: {means: "keen"}\n  keen: {means: "interest is Yes"}\n'
    catalogue = small({"fields.yaml": text}).catalogue
    outer = catalogue.get("very keen")
    assert outer is not None
    assert outer.means is not None
    assert isinstance(outer.means.tree, YesNo)
    assert outer.means.tree.field.means is not None
    assert outer.means.fields == {"keen", "interest"}
