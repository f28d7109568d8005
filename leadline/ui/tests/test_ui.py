"""Icons are known and quiet unless labelled; a ring's dash is what is left."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from leadline.ui.templatetags.ui import ICONS, icon, ring_dash


def test_an_icon_is_decoration_unless_it_says_something():
    assert 'aria-hidden="true"' in icon("phone")
    assert 'aria-label="Call &lt;Li&gt;"' in icon("phone", "Call <Li>")


def test_an_unknown_icon_is_a_mistake_in_the_template():
    with pytest.raises(TemplateSyntaxError, match="no icon 'unicorn'"):
        icon("unicorn")


def test_every_vendored_icon_can_be_drawn():
    names = [path.stem for path in ICONS.glob("*.svg")]
    assert len(names) > 30
    assert all("<" in icon(name) for name in names)


@pytest.mark.parametrize(
    ("left", "dash"), [(100, "75.4 76"), (0, "0.0 76"), ("50", "37.7 76"), (140, "75.4 76")]
)
def test_a_ring_shows_what_is_left(left, dash):
    assert ring_dash(left) == dash


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Stage: New, 7 %, a, b: "), ("zh-hans", "Stage：New, 7%, a、b：")]
)
def test_marks_are_those_of_the_language(language, told):
    page = "{% load ui %}{{ 'Stage'|labels:'New' }}, {{ 7|percent }}, {{ parts|listed }}{% colon %}"
    with override(language):
        assert Template(page).render(Context({"parts": ["a", "b"]})) == told
