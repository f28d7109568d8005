"""Every text is cut into letters and digits, and can be typed in the ways that people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.search.words import (
    FROM_BEHIND,
    bare,
    is_spelt,
    joined,
    spoken,
    words_asked,
    words_of,
    words_of_number,
    words_of_phone,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jürgen Müller-Lüdenscheidt", "jurgen muller ludenscheidt"),
        ("O'Brien & Söhne", "obrien sohne"),
        ("a.b@c-d.example", "a b c d example"),
        ("李娜", "李娜 娜"),
        ("歐陽", "欧阳 阳"),
        ("ABC钢铁123", "abc 钢铁 铁 123"),
        ("サクラ製鉄", "サク クラ ラ制 制鉄 鉄"),
        ("مَرحبا بالعالم", "مرحبا بالعالم"),
        ("हिन्दी नाम", "हिन्दी नाम"),
        ("Ёлка ŁÓDŹ", "елка lodz"),
        ("🚀 100%_x\x00y \ue000k", "100 x y k"),
        ("٠١٢ ①²", "012 12"),
        ("x" * 40, "x" * 24),
        ("", ""),
    ],
)
def test_a_text_is_cut(text: str, words: str) -> None:
    assert words_of(text) == words.split()


def test_what_is_looked_for_may_stand_in_the_middle() -> None:
    assert words_asked("恒川线") == ["恒川", "川线"]
    assert words_asked("川") == ["川"]
    assert set(words_asked("恒川线")) <= set(words_of("苏州恒川线缆"))


@pytest.mark.parametrize(
    ("text", "surname", "typed"),
    [
        ("李娜", "李", "lina na ln"),
        ("单雄信", "单", "shanxiongxin xiongxin xin sxx"),
        ("吕", "", "lu"),
        ("Anna 王芳", "王", "wangfang fang wf"),
        ("Anna", "Anna", ""),
        ("苏州恒川线缆", "", "suzhouhengchuanxianlan zhouhengchua hengchuanxia chuanxianlan "
         "xianlan lan szhcxl"),
    ],
)  # fmt: skip
def test_chinese_is_typed_in_latin_letters(text: str, surname: str, typed: str) -> None:
    assert spoken(text, surname) == typed.split()


def test_a_phone_number_is_found_from_both_ends() -> None:
    assert words_of_phone("+4915112345678", "0151 …") == [
        "15112345678",
        FROM_BEHIND + "87654321151",
    ]
    assert words_of_phone("", "ask 12-34") == ["1234", FROM_BEHIND + "4321"]
    assert words_of_phone("", "none") == []


@pytest.mark.parametrize(
    ("number", "rest"),
    [("+4915", "15"), ("+12025550123", "2025550123"), ("971501", "501"), ("0", "0"), ("", "")],
)
def test_the_country_is_taken_off(number: str, rest: str) -> None:
    assert bare(number) == rest


def test_a_number_of_another_system_has_its_parts_and_is_one() -> None:
    assert words_of_number("LEAD-2024/17") == ["lead", "2024", "17", "lead202417"]
    assert words_of_number("4711") == ["4711"]


def test_slips_hide_in_words_of_four_letters() -> None:
    assert [word for word in ("anna", "ann", "an1a", "李娜李娜", "анна") if is_spelt(word)] == [
        "anna",
        "анна",
    ]


def test_a_document_has_each_word_once() -> None:
    assert joined(["b", "a", "b"]) == "b a"


@given(st.text(max_size=80))
def test_a_document_can_be_kept_by_both_databases(text: str) -> None:
    for words in (words_of(text), spoken(text), words_of_number(text), words_of_phone("", text)):
        for word in words:
            assert word
            assert not set(word) & set("\"'\\ :*&|!()\x00\ue000")
            assert len(word) <= 25
    assert set(words_asked(text)) <= set(words_of(text))
