"""What strangers type is made safe to keep and folded to be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.parties.normalise.text import comparable, folded, han_of, hash64, kept


@pytest.mark.parametrize(
    ("raw", "text", "codes"),
    [
        ("plain", "plain", []),
        ("  two\n lines\t", "two lines", []),
        ("a\x00b", "a\ufffdb", ["unreadable"]),
        ("a\ud800b", "a\ufffdb", ["unreadable"]),
        ("\u202egnp.exe", "gnp.exe", []),
        ("=cmd()", "=cmd()", []),
        ("x" * 30, "x" * 20, ["too long"]),
    ],
)
def test_what_is_kept(raw: str, text: str, codes: list[str]) -> None:
    safe = kept(raw, "The name", 20)
    assert safe.text == text
    assert [problem.code for problem in safe.problems] == codes


@pytest.mark.parametrize(
    ("text", "as_compared", "as_folded"),
    [
        ("Ｓｔｒａßｅ  9", "strasse 9", "strasse 9"),
        ("Ærø Škoda", "ærø škoda", "aero skoda"),
        ("華為", "華為", "华为"),
        ("Ёлка", "ёлка", "елка"),
    ],
)
def test_folding(text: str, as_compared: str, as_folded: str) -> None:
    assert (comparable(text), folded(text)) == (as_compared, as_folded)


def test_hashes_never_change() -> None:
    assert hash64("email", "anna@acme.de") == hash64("email", "anna@acme.de")
    assert hash64("a", "b") != hash64("ab")
    assert -(2**63) <= hash64("x") < 2**63
    assert hash64("email", "anna@acme.de") == HASH


HASH = hash64("email", "anna@acme.de")


def test_chinese_alone() -> None:
    assert han_of("王 芳") == "王芳"
    assert han_of("王 Fang") == ""


@given(st.text(st.characters(codec=None), max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    safe = kept(text, "The name", 200).text
    assert folded(folded(safe)) == folded(safe)
