"""Every text of a playbook is read and checked once in a test process, however many publish it.

The shipped ones take a second and more, and every story and every walk through the pages begins
with all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from leadline.config.management.commands import setup
from leadline.playbooks import actions, versions
from leadline.playbooks.reader.folder import files_of
from leadline.playbooks.vocabulary import Vocabulary

Work = Callable[..., Any]


def read_texts_once() -> None:
    """From now on: by what publishes, by what reads a version, and by `leadline setup`."""
    actions.check = once(actions.check)
    versions.read = once(versions.read)
    setup.read = once(setup.read)


def once(work: Work) -> Work:
    """The same answer to the same texts in the same words and language; answers are frozen."""
    known: dict[Any, Any] = {}

    @wraps(work)
    def answer(
        source: Path | Mapping[str, str], vocabulary: Vocabulary, name: str = "", **more: Any
    ) -> Any:
        files = files_of(source)[0] if isinstance(source, Path) else source
        key = (
            str(source) if isinstance(source, Path) else "",
            tuple(files.items()),
            words_of(vocabulary),
            (name, get_language(), *more.items()),
        )
        if key not in known:
            known[key] = work(source, vocabulary, name, **more)
        return known[key]

    return answer


def words_of(vocabulary: Vocabulary) -> tuple[Any, ...]:
    sections = (getattr(vocabulary, one.name) for one in fields(vocabulary))
    return tuple(tuple(section.items()) for section in sections)
