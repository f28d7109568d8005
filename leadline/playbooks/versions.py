"""Published texts as definitions: read once, and readable whatever the product learns later."""

import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache

from leadline.playbooks.custom import words_now
from leadline.playbooks.definition import Playbook
from leadline.playbooks.models import Published, Version
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.playbook import read

log = logging.getLogger(__name__)


class Unreadable(ValueError):
    """A published text that the product cannot read any more. name: of its playbook."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        super().__init__(f"the published playbook {name} cannot be read: {problems[:3]}")
        self.name = name


@lru_cache(maxsize=64)
def definition_of(version_id: int) -> Playbook:
    """What a published version says; versions never change, so each is read once per process."""
    version = Version.objects.select_related("playbook").get(pk=version_id)
    return _defined(version.playbook.name, version.files)


def readable(version_id: int) -> Playbook | None:
    """The same; None, and the log says so, where the product cannot read the text any more.

    For whoever looks at many versions: one of them stops nobody else.
    """
    if is_readable(version_id):
        return definition_of(version_id)
    log.warning("Version %s is left out: it cannot be read", version_id)
    return None


@lru_cache(maxsize=1024)
def is_readable(version_id: int) -> bool:
    """Whether the product can still read a published text; the log says once why it cannot.

    Asked of every row of a list: a text that cannot be read is tried once per process.
    """
    try:
        definition_of(version_id)
    except ValueError as error:
        log.warning("Version %s: %s", version_id, error)
        return False
    return True


def why_unreadable(version_id: int) -> str:
    """What is wrong with a published text that cannot be read any more; "" for one that can.

    In the reader's language, so it is worked out anew for each.
    """
    if is_readable(version_id):
        return ""
    files = Version.objects.values_list("files", flat=True).get(pk=version_id)
    problems = read(files, words_now(), frozen=True).problems
    return "; ".join(map(str, problems[:3]))


def current_of(version_id: int) -> Playbook:
    """The version that is in force now of the playbook that this version belongs to."""
    current = Published.objects.filter(versions=version_id).values_list("current_id", flat=True)
    return definition_of(current.get() or version_id)


def _defined(name: str, files: Mapping[str, str]) -> Playbook:
    reading = read(files, words_now(), name=name, frozen=True)
    if reading.playbook is None:
        raise Unreadable(name, reading.problems)
    return reading.playbook
