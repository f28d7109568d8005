"""Templates fill in what is known, say by name what is not, and let nothing through as markup."""

import pytest

from leadline.core.errors import Invalid
from leadline.mail.render import fields_in, html_of, one_line, outline, rendered

VALUES = {"first_name": "Anna", "link": "https://l.example/yours/1.ab_c_d/"}


def test_a_letter_in_its_three_shapes() -> None:
    content = rendered(
        "Hello {{ first_name }}",
        "Dear {{ first_name }},\n\n- [answer]({{ link }})\n- **now**",
        VALUES,
    )
    assert content.subject == "Hello Anna"
    assert content.text == ("Dear Anna,\n\n- answer: https://l.example/yours/1.ab_c_d/\n- **now**")
    assert '<a href="https://l.example/yours/1.ab_c_d/" rel="noopener">answer</a>' in content.html
    assert "<strong>now</strong>" in content.html


def test_a_bare_address_becomes_a_link() -> None:
    content = rendered("x", "See {{ link }}. Or https://a.example/b, please.", VALUES)
    assert '<a href="https://l.example/yours/1.ab_c_d/" rel="noopener">' in content.html
    assert '<a href="https://a.example/b" rel="noopener">' in content.html


@pytest.mark.parametrize(
    "body", ["{{ trial_ends }}", "{{ first_name.x }}", "{{ company | upcase }}"]
)
def test_an_unknown_field_is_named(body: str) -> None:
    with pytest.raises(Invalid, match=r"“(trial ends|first name|company)” is not known"):
        rendered("x", body, VALUES)


def test_an_unknown_field_may_be_asked_for() -> None:
    body = "{% if company %}{{ company }}{% else %}you{% endif %} {{ users | default: 'all' }}"
    assert rendered("x", body, {**VALUES, "company": ""}).text == "you all"


@pytest.mark.parametrize(
    "body",
    [
        "{% include 'secret' %}",
        "{% render 'secret' %}",
        "{{ x | nosuch }}",
        "{% if %}",
        "{% for i in (1..1000000) %}a{% endfor %}",
        "{% for i in (1..900) %}{% for j in (1..900) %}aaaaaaaa{% endfor %}{% endfor %}",
        "{% for i in (1..900) %}" + "a" * 1000 + "{% endfor %}",
    ],
)
def test_a_template_that_goes_too_far_is_stopped(body: str) -> None:
    with pytest.raises(Invalid, match="cannot be followed"):
        rendered("x", body, VALUES)


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "[click](https://evil.example)",
        "<https://evil.example>",
        "https://evil.example/",
        "![x](https://evil.example/p.png)",
        "*bold*\n\n# head",
        "&lt;b&gt;",
        "{{ link }}",
        "\\",
    ],
)
def test_a_value_is_never_markup(name: str) -> None:
    html = rendered("x", "Dear {{ first_name }}!", {"first_name": name}).html
    assert "<script" not in html
    assert "<a " not in html
    assert "<img" not in html
    assert "<strong>" not in html
    assert "<em>" not in html
    assert "yours" not in html


def test_a_subject_is_one_line() -> None:
    hostile = {"first_name": "Anna\r\nBcc: all@firm.example\u2028\u202e\x00x"}
    subject = rendered("Hello\n{{ first_name }}", "x", hostile).subject
    assert subject == "Hello Anna Bcc: all@firm.example x"
    assert one_line(" a\tb ") == "a b"


def test_html_that_somebody_typed_is_text() -> None:
    assert html_of("<b>x</b> [y](javascript:alert(1))") == (
        "<p>&lt;b&gt;x&lt;/b&gt; [y](javascript:alert(1))</p>\n"
    )


def test_the_fields_of_a_template() -> None:
    found = fields_in(
        "{{ a }}{% if b %}{{ c.d }}{% endif %}{% assign z = 1 %}{{ z }}", "{{ e[0] }}"
    )
    assert found == {"a", "b", "c", "e"}
    with pytest.raises(Invalid):
        fields_in("{% if %}")


def test_the_outline_of_a_subject_names_no_field() -> None:
    assert outline("Open until {{ trial_ends }}") == "Open until …"
    assert outline("{% if company %}{{ company }}: {% endif %}hello") == "…: hello"
