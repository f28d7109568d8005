"""The documents tell the truth: their links lead somewhere and the commands they name exist."""

import os
import re
from pathlib import Path

from django.core.management import get_commands

from tests.architecture.source import ROOT, files, hold

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(
    r"(?:^|\s)(?:(bin/[\w-]+|\.ci/run)|(?:leadline|bin/dev) ([a-z][\w-]*))(?![\w./-])"
)


def broken_links(page: Path, source: str) -> list[str]:
    """Links to files that are not there, or to headings that the page they name does not have."""
    found = []
    for target in LINK.findall(source):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, heading = target.partition("#")
        file = (page.parent / name) if name else page
        if not file.exists():
            found.append(f"{target} leads nowhere")
        elif heading and heading not in _headings(file.read_text(encoding="utf-8")):
            found.append(f"{target} names no heading")
    return found


def _headings(source: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", source, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def missing_commands(source: str) -> list[str]:
    """Commands in code that do not exist: a script of bin/, or `leadline NAME`."""
    known = get_commands()
    found = []
    for block, word in CODE.findall(source):
        for script, name in COMMAND.findall(block or word):
            if script and not os.access(ROOT / script, os.X_OK):
                found.append(f"{script} does not exist")
            if name and name not in known:
                found.append(f"leadline {name} does not exist")
    return found


def documents() -> list[Path]:
    return files(ROOT, ".md")


def test_links_lead_somewhere() -> None:
    hold(
        [
            f"{page.relative_to(ROOT)}: {fault}"
            for page in documents()
            for fault in broken_links(page, page.read_text(encoding="utf-8"))
        ]
    )


def test_commands_exist() -> None:
    hold(
        [
            f"{page.relative_to(ROOT)}: {fault}"
            for page in documents()
            for fault in missing_commands(page.read_text(encoding="utf-8"))
        ]
    )


def test_the_readme_names_no_app_that_is_not_there() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert rows
    assert [name for name in rows if not (ROOT / "leadline" / name / "__init__.py").exists()] == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# How it works\n")
    assert broken_links(page, "[a](page.md) [b](#how-it-works) [c](https://example.org)") == []
    assert broken_links(page, "[a](other.md)") == ["other.md leads nowhere"]
    assert broken_links(page, "[a](page.md#why)") == ["page.md#why names no heading"]


def test_a_missing_command_is_found() -> None:
    assert (
        missing_commands("`bin/test -k x` and\n```\nleadline migrate\n$ bin/dev check\n```\n") == []
    )
    assert missing_commands("`bin/teleport`") == ["bin/teleport does not exist"]
    assert missing_commands("```sh\nleadline teleport\n```") == ["leadline teleport does not exist"]
    assert missing_commands("leadline is a word, and so is `leadline/core`") == []
