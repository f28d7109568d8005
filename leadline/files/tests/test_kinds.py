"""Content decides what a file is, whatever it is called."""

import zipfile
from io import BytesIO

import pytest

from leadline.core.errors import Invalid
from leadline.files.kinds import CONTENT_TYPES, Kind, kind_of


def office(*parts: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return made.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")
XLSX = office("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n...", "licence.exe", Kind.PDF),
        (b"\x89PNG\r\n\x1a\n....", "a", Kind.PNG),
        (b"\xff\xd8\xff\xe0....", "a.txt", Kind.JPEG),
        (b"GIF89a....", "a", Kind.GIF),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "a", Kind.WEBP),
        (DOCX, "a.zip", Kind.DOCX),
        (XLSX, "a", Kind.XLSX),
        (b"name,mail\nLi,li@x.example\n", "leads.CSV", Kind.CSV),
        (b"name\tmail\r\n", "leads.tsv", Kind.CSV),
        ("王芳，您好".encode(), "note", Kind.TEXT),
        ("王芳，您好".encode("gb18030"), "note", Kind.TEXT),
        ("Grüße".encode("utf-16"), "note", Kind.TEXT),
        (("x" + "é" * 4096).encode(), "cut inside a letter", Kind.TEXT),
    ],
)
def test_the_kind(content: bytes, name: str, kind: Kind) -> None:
    assert kind_of(BytesIO(content), name) == kind


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00", "program"),
        (b"\x7fELF\x02", "program"),
        (b"#!/bin/sh\nrm -rf ~", "program"),
        (b"\xcf\xfa\xed\xfe", "program"),
        (b"<!DOCTYPE html><p>", "web page"),
        (b"\xef\xbb\xbf  <HTML>", "web page"),
        (b'<?xml version="1.0"?><svg>', "web page"),
        (b"hello <script>alert(1)</script>", "web page"),
        (b"\x00\x01\x02\x03 binary", "not kept"),
        (office("a.txt"), "Archives"),
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (b"PK\x03\x04 broken", "damaged"),
        (office(*(f"{n}.txt" for n in range(5001))), "too many parts"),
    ],
)
def test_what_is_refused_says_why(content: bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        kind_of(BytesIO(content), "photo.png")


def test_every_kind_has_a_content_type() -> None:
    assert set(CONTENT_TYPES) == set(Kind)
