"""Views and columns are called by what people know."""

from leadline.workspace.models import Columns, Pin, View


def test_they_have_names(cast):
    view = View(owner=cast.mei, name="Hot")
    assert str(view) == "Hot"
    assert str(Pin(user=cast.mei, view=view)) == "Mei Chen: Hot"
    assert str(Columns(user=cast.mei, kind="lead")) == "Mei Chen: lead"
