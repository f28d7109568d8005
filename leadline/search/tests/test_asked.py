"""What is typed becomes groups of words; nothing that can be typed raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.search.asked import LONGEST_TEXT, MOST_GROUPS, Term, read
from leadline.search.finding import as_fts5, as_tsquery
from leadline.search.words import FROM_BEHIND


def shown(text: str) -> list[str]:
    return [
        "|".join(
            term.word.replace(FROM_BEHIND, "<") + "*" * term.is_start for term in sorted(group)
        )
        for group in read(text).groups
    ]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Li Na", ["li*", "na*"]),
        ("李娜", ["李娜*"]),
        ("a", ["a"]),
        ("anna anna", ["anna*"]),
        ("0151 / 234", ["0151234*|151234*|<432151*"]),
        ("+49 151 234", ["151234*|49151234*|<432151*|<43215194*"]),
        ("call 030 123 456 now", ["call*", "030123456*|30123456*|<65432103*", "now*"]),
        ("2024", ["2024*|<4202*"]),
        ("24 17", ["24*", "17*"]),
        ("0017", ["0017*"]),
        ("xingguangkejigongsi", ["xingguangkej|xingguangkejigongsi*"]),
        ('AND NEAR * "', ["and*", "near*"]),
        ("%_\\", []),
    ],
)
def test_groups(text: str, groups: list[str]) -> None:
    assert shown(text) == groups


def test_whole_words_and_those_in_which_slips_hide() -> None:
    asked = read("Anna 12345678 ko")
    assert asked.spelt == ("anna",)
    assert all(not term.is_start for group in asked.whole for term in group)
    wider = asked.instead(lambda word: (word[::-1],))
    assert wider.groups[0] == (Term("anna", is_start=True), Term("anna"))
    assert wider.groups[1:] == asked.groups[1:]
    assert not read("🚀")


def test_what_is_long_is_cut() -> None:
    asked = read("abc" + " word" * 5_000)
    assert len(asked.text) <= LONGEST_TEXT
    assert len(read(" ".join(f"w{n}" for n in range(99))).groups) == MOST_GROUPS


@given(st.text(max_size=200))
def test_queries_hold_letters_and_digits_alone(text: str) -> None:
    groups = read(text).groups
    for group in groups:
        for term in group:
            assert term.word
            assert not set(term.word) & set("\"'\\ :*&|!()\x00")
    assert as_fts5(groups).count('"') == 2 * sum(map(len, groups))
    assert as_tsquery(groups).count("'") == 2 * sum(map(len, groups))


def test_of_nothing_but_zeros_no_number_remains() -> None:
    assert read("0000000000000000")
