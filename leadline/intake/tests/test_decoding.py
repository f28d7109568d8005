"""Encodings of offices are told apart, and a few lines of another one do not spoil a file."""

import io

import pytest

from leadline.core.errors import Invalid
from leadline.intake.decoding import Encoding, encoding_of, lines_of

CHINESE = "姓名,公司\n王芳,上海宝钢贸易有限公司\n李娜,亨通光电股份有限公司\n"
GERMAN = "Name;Firma\nJürgen Müller;Drahtwerke Köln\nBjörn Groß;Süßwaren Fürth\n" * 5


def read(content: bytes) -> str:
    file = io.BytesIO(content)
    return "".join(lines_of(file, encoding_of(file)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_chinese_is_read_in_any_encoding(encoding: str) -> None:
    assert read(CHINESE.encode(encoding)) == CHINESE


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_german_is_not_taken_for_chinese(encoding: str) -> None:
    assert read(GERMAN.encode(encoding)) == GERMAN


def test_nine_lines_of_another_encoding() -> None:
    lines = [f"王芳{n},李娜\n".encode("gb18030" if n % 100 == 7 else "utf-8") for n in range(900)]
    text = read(b"".join(lines))
    assert text.splitlines() == [f"王芳{n},李娜" for n in range(900)]


def test_what_could_be_read_in_two_ways_is_asked_about() -> None:
    with pytest.raises(Invalid, match="encoded"):
        encoding_of(io.BytesIO("José Núñez, Peña Hermanos".encode("cp1252")))


def test_a_line_without_end_is_no_table() -> None:
    with pytest.raises(Invalid, match="4 MB"):
        encoding_of(io.BytesIO(b"x" * 5_000_000))


def test_a_wrong_word_of_a_person_is_told() -> None:
    with pytest.raises(Invalid, match="Line 1 is not ascii text"):
        list(lines_of(io.BytesIO("é".encode()), Encoding("ascii")))
