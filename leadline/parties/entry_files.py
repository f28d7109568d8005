"""A table of screening entries read from CSV: each line says what it is, or the person did."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils.translation import gettext as _

from leadline.core.errors import Invalid
from leadline.parties.models import ListName, Subject
from leadline.parties.normalise.text import comparable

Value = TypeVar("Value")

LARGEST = 2_000_000  # bytes
MOST = 5_000  # lines

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "text": ("entry", "name", "text", "value", "条目", "名称"),
    "list": ("list", "名单"),
    "kind": ("what", "kind", "type", "类型", "类别"),
    "reason": ("reason", "why", "note", "原因", "理由"),
    "company": ("company", "company of the person", "公司", "所在公司"),
    "until": ("until", "in force until", "expires on", "有效期至", "截止日期"),
}
LISTS: Mapping[str, ListName] = {
    "ban": ListName.BAN,
    "ban list": ListName.BAN,
    "禁止名单": ListName.BAN,
    "competitor": ListName.COMPETITOR,
    "competitors": ListName.COMPETITOR,
    "竞争对手": ListName.COMPETITOR,
    "intelligence": ListName.INTELLIGENCE,
    "intelligence notes": ListName.INTELLIGENCE,
    "情报记录": ListName.INTELLIGENCE,
}
KINDS: Mapping[str, Subject] = {
    "email": Subject.EMAIL,
    "e-mail": Subject.EMAIL,
    "e-mail address": Subject.EMAIL,
    "电子邮箱": Subject.EMAIL,
    "邮箱": Subject.EMAIL,
    "domain": Subject.DOMAIN,
    "域名": Subject.DOMAIN,
    "person": Subject.PERSON,
    "人员": Subject.PERSON,
    "联系人": Subject.PERSON,
    "company": Subject.COMPANY,
    "公司": Subject.COMPANY,
}


@dataclass(frozen=True)
class Line:
    """One entry as it is written in a file; number: its line there, the heading being line 1."""

    number: int
    list_name: ListName
    kind: Subject
    text: str
    reason: str
    company: str = ""
    expires_on: date | None = None


@dataclass(frozen=True)
class Usual:
    """What holds for lines that do not say it themselves."""

    list_name: ListName
    kind: Subject
    reason: str


def read_entries(content: bytes, usual: Usual) -> list[Line]:
    """The lines of a CSV file in UTF-8 or GB 18030, the first of which holds the headings.

    Raises Invalid with a sentence for a file that cannot be read, and with every wrong line.
    """
    rows = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    try:
        places = _places(next(rows, []))
        found, problems = _lines(rows, places, usual)
    except csv.Error as error:
        raise Invalid(_("Line %(line)s is no CSV.") % {"line": rows.line_num}) from error
    if problems:
        raise Invalid(_("Nothing was added: mend these lines and hand it in again."), problems)
    if not found:
        raise Invalid(_("There is no line below the headings."))
    return found


def _lines(
    rows: Iterator[list[str]], places: Mapping[str, int], usual: Usual
) -> tuple[list[Line], dict[str, str]]:
    found, problems = [], {}
    for number, row in enumerate(rows, 2):
        if number > MOST + 1:
            raise Invalid(_("A file may hold %(most)s lines at most.") % {"most": MOST})
        told = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        if not any(told.values()):
            continue
        try:
            found.append(_line(number, told, usual))
        except ValueError as error:
            problems[str(number)] = str(error)
    return found, problems


def _line(number: int, told: Mapping[str, str], usual: Usual) -> Line:
    return Line(
        number,
        _known(LISTS, told.get("list", ""), usual.list_name),
        _known(KINDS, told.get("kind", ""), usual.kind),
        told["text"],
        told.get("reason") or usual.reason,
        told.get("company", ""),
        _day(told.get("until", "")),
    )


def _decoded(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Invalid(_("This is larger than %(limit)s MB.") % {"limit": LARGEST // 10**6})
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid(_("This is no text. Save it as CSV in UTF-8 and hand it in again."))


def _places(headings: list[str]) -> dict[str, int]:
    written = [comparable(heading) for heading in headings]
    places = {
        name: written.index(word)
        for name, words in HEADINGS.items()
        for word in reversed(words)
        if word in written
    }
    if "text" not in places:
        raise Invalid(_("The first line must name a column “entry”."))
    return places


def _known(words: Mapping[str, Value], text: str, otherwise: Value) -> Value:
    if not text:
        return otherwise
    known = words.get(comparable(text))
    if known is None:
        told = {"text": text[:80], "known": ", ".join(words)}
        raise ValueError(_("“%(text)s” is none of: %(known)s.") % told)
    return known


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        told = {"text": text[:40]}
        raise ValueError(_("Write the day “%(text)s” as 2026-12-31.") % told) from error
