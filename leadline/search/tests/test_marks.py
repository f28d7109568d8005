"""A reader sees by what a thing was found."""

import pytest

from leadline.search.asked import read
from leadline.search.marks import Piece, is_marked, marked, marked_phone


def shown(text: str, typed: str, surname: str = "") -> str:
    pieces = marked(text, read(typed), surname)
    assert "".join(piece.text for piece in pieces) == text
    return "".join(f"[{one.text}]" if one.is_marked else one.text for one in pieces)


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Jürgen Müller", "jur mül", "[Jür]gen [Mül]ler"),
        ("Nordwire Kabel GmbH", "kabel", "Nordwire [Kabel] GmbH"),
        ("Straße & Söhne", "strasse", "[Straße] & Söhne"),
        ("Sinéad O’Brien", "obrien", "Sinéad [O’Brien]"),
        ("上海澜石钢材", "澜石钢", "上海[澜石钢]材"),
        ("李娜", "lina", "[李娜]"),
        ("李娜", "ln", "[李娜]"),
        ("Anna (王芳)", "wang", "Anna ([王芳])"),
        ("a.koch@nordwire.example", "nordwire.example", "a.koch@[nordwire].[example]"),
        ("Anna", "bob", "Anna"),
        ("🚀", "anna", "🚀"),
        ("", "anna", ""),
    ],
)
def test_what_was_asked_for_is_marked(text: str, typed: str, expected: str) -> None:
    assert shown(text, typed) == expected


def test_a_surname_is_marked_by_its_own_reading() -> None:
    assert shown("单雄信", "shan", "单") == "[单雄信]"


def test_a_phone_is_marked_as_a_whole() -> None:
    found = marked_phone("+4915123456789", "0151 234 567-89", read("56789"))
    assert found == (Piece("0151 234 567-89", is_marked=True),)
    assert is_marked(found)
    assert not is_marked(marked_phone("+4915123456789", "0151 …", read("999999")))
