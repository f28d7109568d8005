"""Published playbooks in the language of whoever reads the page now."""

from functools import cache

from django.utils.translation import get_language

from leadline.conditions.catalogue import Catalogue
from leadline.playbooks.definition import Playbook
from leadline.playbooks.explain.speaker import Speaker
from leadline.playbooks.explain.words import Language
from leadline.playbooks.versions import definition_of, is_readable
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.vocabulary_files import standard


def language() -> Language:
    """The reader's, as playbooks know it."""
    return "zh-hans" if (get_language() or "").startswith("zh") else "en"


def speaker_of(version_id: int) -> Speaker:
    """Says things of a published version in the reader's language; as they stand, of one that
    cannot be read any more."""
    playbook = definition_of(version_id) if is_readable(version_id) else _blank()
    return Speaker(playbook, words(), language())


@cache
def _blank() -> Playbook:
    """A text that says nothing of anything."""
    return Playbook("", "", (), (), {}, {}, Catalogue(()))


@cache
def words() -> Vocabulary:
    """Every word that code knows: the same as long as it runs, and slow to gather for each row."""
    return standard()
