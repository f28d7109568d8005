"""Makes one Chinese catalogue of leadline/locale/parts, and finds every text that it lacks."""

import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent
PARTS = HOUSE / "locale" / "parts"
COMPILED = HOUSE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
BORROWED = (
    "borrowed"  # borrowed.po translates texts of Django and allauth; our code does not ask for them
)

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{
        f"{name}_{kind}": DEFAULT_KEYWORDS[name]
        for name in ("gettext", "ngettext", "pgettext")
        for kind in ("lazy", "noop")
    },
    "npgettext_lazy": DEFAULT_KEYWORDS["npgettext"],
}
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}|%\((\w+)\)|%[sd]")

Key = tuple[str, str]
"""The context (often empty) and the English text; of a plural its singular."""


@dataclass(frozen=True)
class Entry:
    """One translation as it stands in a part."""

    part: str
    message: Message

    @property
    def key(self) -> Key:
        return _key(self.message.id, self.message.context)

    @property
    def chinese(self) -> str:
        text = self.message.string
        return text if isinstance(text, str) else text[0] if text else ""

    def faults(self) -> Iterator[str]:
        """What is wrong with this entry by itself."""
        if not self.chinese:
            yield "has no translation"
        if self.message.fuzzy:
            yield "is marked fuzzy"
        english = self.message.id if isinstance(self.message.id, str) else self.message.id[-1]
        if self.chinese and _placeholders(english) != _placeholders(self.chinese):
            yield "has other placeholders than its translation"


def entries(folder: Path = PARTS) -> list[Entry]:
    """Every translation of every part, in order; entries stand apart by an empty line."""
    return [
        Entry(path.stem, message)
        for path in sorted(folder.glob("*.po"))
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        for message in read_po(io.StringIO(block), locale="zh_Hans")
        if message.id
    ]


def faults(found: list[Entry], asked: dict[Key, str]) -> list[str]:
    """Everything wrong with the translations, each fault a line that names the part or file."""
    known: dict[Key, Entry] = {}
    lines = []
    for entry in found:
        lines += [f"{entry.part}.po: {entry.key[1]!r} {fault}" for fault in entry.faults()]
        first = known.setdefault(entry.key, entry)
        if first.chinese != entry.chinese:
            lines.append(
                f"{entry.part}.po: {entry.key[1]!r} is {entry.chinese} here"
                f" and {first.chinese} in {first.part}.po"
            )
        if entry.key not in asked and entry.part != BORROWED:
            lines.append(f"{entry.part}.po: {entry.key[1]!r} is asked for nowhere")
    return lines + [
        f"{place}: {key[1]!r} has no Chinese" for key, place in asked.items() if key not in known
    ]


def asked_for(folder: Path = HOUSE) -> dict[Key, str]:
    """Every text that code and templates hand to gettext, with the first place that does."""
    found: dict[Key, str] = {}
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
        if "tests" not in path.parts:
            for line, key in texts(path.read_text(encoding="utf-8"), path.suffix != ".py"):
                found.setdefault(key, f"{path.relative_to(folder)}:{line}")
    return found


def texts(source: str, is_template: bool) -> Iterator[tuple[int, Key]]:
    """The texts in a source that are handed to gettext, with their lines."""
    if is_template:  # what is left besides the calls need not be Python, least of all its indents
        source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    for line, message, _, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        yield line, _key(message, context)


def compile_catalogue(found: list[Entry], target: Path = COMPILED) -> None:
    """Writes the catalogue that Django reads: whole, since another process may be reading it."""
    catalogue = Catalog(locale="zh_Hans", domain="django", charset="utf-8")
    for entry in found:
        catalogue[entry.message.id] = entry.message
    target.parent.mkdir(parents=True, exist_ok=True)
    made = io.BytesIO()
    write_mo(made, catalogue)
    unfinished = target.with_suffix(f".{os.getpid()}.mo")
    unfinished.write_bytes(made.getvalue())
    unfinished.replace(target)


def main(arguments: list[str]) -> int:
    """Compiles; with the argument `check` also tells every fault and returns 1 if there is one."""
    found = entries()
    compile_catalogue(found)
    lines = faults(found, asked_for()) if arguments == ["check"] else []
    for line in lines:
        print(line)
    return 1 if lines else 0


def _key(message: str | tuple[str, ...] | list[str], context: str | None) -> Key:
    return context or "", message if isinstance(message, str) else message[0]


def _placeholders(text: str) -> set[str]:
    return {found.group() for found in PLACEHOLDER.finditer(text)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
