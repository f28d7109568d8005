"""Templates hold no script, no style (the content policy forbids both) and no untranslated word."""

import re

from tests.architecture.markup import SPOKEN, Element, read
from tests.architecture.source import HOUSE, faults, files, hold

A_WORD = re.compile(r"[^\W\d_]{2,}")
PRODUCT_NAME = "Leadline"


def inline_code(source: str) -> list[str]:
    return [
        f"line {element.line}: <{element.tag}> {fault}"
        for element in read(source).elements
        for fault in _inline(element)
    ]


def _inline(element: Element) -> list[str]:
    found = [
        f"has the attribute {name}"
        for name, value in element.attributes.items()
        if name == "style"
        or name.startswith(("on", "hx-on", "@", "x-on"))
        or value.strip().lower().startswith("javascript:")
    ]
    if element.tag == "style":
        found.append("belongs into a stylesheet")
    is_data = element.attributes.get("type") == "application/json"
    if element.tag == "script" and "src" not in element.attributes and not is_data:
        found.append("belongs into a file")
    return found


def untranslated(source: str) -> list[str]:
    markup = read(source)
    spoken = [
        (element.line, value)
        for element in markup.elements
        for name, value in element.attributes.items()
        if name in SPOKEN or (name == "value" and element.attributes.get("type") == "submit")
    ]
    return [
        f"line {line}: {' '.join(text.split())[:60]!r} is not translated"
        for line, text in markup.texts + spoken
        if A_WORD.search(text.replace(PRODUCT_NAME, ""))
    ]


def parted(source: str) -> list[str]:
    """A component whose name ends in a tag of the template is looked for under that whole name."""
    return [
        f"line {number}: write {found[0]!r} as an attribute with a value"
        for number, line in enumerate(source.splitlines(), 1)
        if (found := re.search(r"<c-[\w.-]*\{[{%]", line))
    ]


def test_components_are_named_whole() -> None:
    hold(faults(files(HOUSE, ".html"), parted))
    assert parted('<c-notice{% if late %} state="late"{% endif %}>')
    assert not parted('<c-notice state="{% if late %}late{% endif %}">')


def test_no_script_or_style_in_templates() -> None:
    hold(faults(files(HOUSE, ".html"), inline_code))


def test_every_visible_word_is_translated() -> None:
    hold(faults(files(HOUSE, ".html"), untranslated))


def test_inline_code_is_found() -> None:
    assert inline_code('<p style="x">') == ["line 1: <p> has the attribute style"]
    assert inline_code('<p>\n<a onclick="go()">') == ["line 2: <a> has the attribute onclick"]
    assert inline_code('<a hx-on:click="go()">') == ["line 1: <a> has the attribute hx-on:click"]
    assert inline_code('<a href="javascript:go()">') == ["line 1: <a> has the attribute href"]
    assert inline_code("<script>go()</script>") == ["line 1: <script> belongs into a file"]
    assert inline_code("<style>p {}</style>") == ["line 1: <style> belongs into a stylesheet"]
    assert inline_code('<script src="{% static "go.js" %}"></script>') == []
    assert inline_code('<script type="application/json">{{ data }}</script>') == []


def test_an_untranslated_word_is_found() -> None:
    assert untranslated("<p>Save</p>") == ["line 1: 'Save' is not translated"]
    assert untranslated("{# x #}\n<p>{{ n }}: leads</p>")[0].startswith("line 2: ")
    assert untranslated('<a title="Close">×</a>') == ["line 1: 'Close' is not translated"]
    assert untranslated('<input type="submit" value="Go on">') == [
        "line 1: 'Go on' is not translated"
    ]
    assert untranslated("<p>保存</p>") == ["line 1: '保存' is not translated"]


def test_translated_words_pass() -> None:
    assert untranslated('<p title="{% translate "Close" %}">{% translate "Save" %} · 3</p>') == []
    assert untranslated("{% blocktranslate %}One <b>lead</b>{% endblocktranslate %}") == []
    assert untranslated("<kbd>Enter</kbd> <b translate=no><i>English</i></b> Leadline") == []
    assert (
        untranslated("{% comment %} Later {% endcomment %}<option value=new>{{ x }}</option>") == []
    )


def for_phones_and_paper(source: str) -> list[str]:
    """A page of A4 is narrower than our phone styles begin: they would print cards for tables."""
    return [
        f"line {number}: write “@media screen and (max-width …”"
        for number, line in enumerate(source.splitlines(), 1)
        if "@media (max-width" in line
    ]


def test_what_is_for_phones_is_not_for_paper() -> None:
    hold(faults(files(HOUSE, ".css"), for_phones_and_paper))
    assert for_phones_and_paper("@media (max-width: 760px) { a { color: inherit } }")
    assert not for_phones_and_paper("@media screen and (max-width: 760px) { }")
