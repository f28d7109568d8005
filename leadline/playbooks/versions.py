"""Published texts as definitions: read once, and readable whatever the product learns later."""

from collections.abc import Mapping
from functools import lru_cache

from leadline.playbooks.custom import words_now
from leadline.playbooks.definition import Playbook
from leadline.playbooks.models import Published, Version
from leadline.playbooks.reader.playbook import read


@lru_cache(maxsize=64)
def definition_of(version_id: int) -> Playbook:
    """What a published version says; versions never change, so each is read once per process."""
    version = Version.objects.select_related("playbook").get(pk=version_id)
    return _defined(version.playbook.name, version.files)


def current_of(version_id: int) -> Playbook:
    """The version that is in force now of the playbook that this version belongs to."""
    current = Published.objects.filter(versions=version_id).values_list("current_id", flat=True)
    return definition_of(current.get() or version_id)


def _defined(name: str, files: Mapping[str, str]) -> Playbook:
    reading = read(files, words_now(), name=name, frozen=True)
    if reading.playbook is None:
        raise ValueError(f"the published playbook {name} cannot be read: {reading.problems[:3]}")
    return reading.playbook
