"""What a file is, decided by its content; what could run on the reader's machine is refused."""

import re
import zipfile
from typing import BinaryIO

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leadline.core.errors import Invalid

HEAD = 4096  # bytes that are looked at
MOST_PARTS = 5000  # entries of an Office document


class Kind(models.TextChoices):
    """The kinds that are kept; the value is also the ending of the file's name."""

    PDF = "pdf", gettext_lazy("PDF document")
    PNG = "png", gettext_lazy("PNG picture")
    JPEG = "jpg", gettext_lazy("JPEG picture")
    GIF = "gif", gettext_lazy("GIF picture")
    WEBP = "webp", gettext_lazy("WebP picture")
    DOCX = "docx", gettext_lazy("Word document")
    XLSX = "xlsx", gettext_lazy("Excel workbook")
    CSV = "csv", gettext_lazy("table as text")
    TEXT = "txt", gettext_lazy("text")


CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.GIF: "image/gif",
    Kind.WEBP: "image/webp",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.CSV: "text/csv",
    Kind.TEXT: "text/plain",
}


def kind_of(content: BinaryIO, name: str) -> Kind:
    """The kind of a file that is open for reading at any place and can be sought.

    The name only tells a table from other text. Raises Invalid with a sentence for the person who
    sends the file.
    """
    content.seek(0)
    head = content.read(HEAD)
    if not head:
        raise Invalid(_("This file is empty."))
    for kind, begins in _PICTURES_AND_PDF:
        if begins.match(head):
            return kind
    if head.startswith(_PROGRAMS):
        raise Invalid(_("This is a program. Send a document, a picture or a table instead."))
    if head.startswith(b"PK\x03\x04"):
        return _office(content)
    return _text(head, name)


_PICTURES_AND_PDF = (
    (Kind.PDF, re.compile(rb"%PDF-\d")),
    (Kind.PNG, re.compile(rb"\x89PNG\r\n\x1a\n")),
    (Kind.JPEG, re.compile(rb"\xff\xd8\xff")),
    (Kind.GIF, re.compile(rb"GIF8[79]a")),
    (Kind.WEBP, re.compile(rb"RIFF....WEBP", re.DOTALL)),
)
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"#!",
)
_WEB_PAGE = re.compile(r"<\s*(!doctype|html|head|body|svg|script|iframe|\?xml)\b|<\?xml", re.I)
_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def _office(content: BinaryIO) -> Kind:
    """A Word or Excel file without macros; any other archive is refused."""
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Invalid(_("This file is damaged: it cannot be opened.")) from error
    if len(names) > MOST_PARTS:
        raise Invalid(_("This file has too many parts."))
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
        raise Invalid(_("This document holds macros. Save it without them and send it again."))
    if "[Content_Types].xml" in names:
        for kind, part in ((Kind.DOCX, "word/document.xml"), (Kind.XLSX, "xl/workbook.xml")):
            if part in names:
                return kind
    raise Invalid(_("Archives are not kept. Send the documents in it one by one."))


def _text(head: bytes, name: str) -> Kind:
    text = _decoded(head)
    if text is None or _NOT_IN_TEXT.search(text):
        raise Invalid(
            _("This kind of file is not kept. Send a PDF, a picture, a Word or Excel file or text.")
        )
    if _WEB_PAGE.search(text):
        raise Invalid(_("This is a web page or drawing with code. Send it as a PDF or a picture."))
    return Kind.CSV if name.lower().endswith((".csv", ".tsv")) else Kind.TEXT


def _decoded(head: bytes) -> str | None:
    """The text, in one of the encodings that offices use; a letter cut at the end is forgiven."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030", "cp1252")
    for encoding in encodings:
        for cut in range(4):
            try:
                return head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
