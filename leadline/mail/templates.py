"""The texts of letters, out of the playbook version that a record is pinned to."""

from collections.abc import Iterable
from dataclasses import dataclass

from leadline.playbooks.definition import Letter, Who
from leadline.playbooks.reader.phrases import who_from
from leadline.playbooks.versions import definition_of


@dataclass(frozen=True)
class Template:
    """A letter of a playbook, and the languages of that playbook, the first one first."""

    letter: Letter
    languages: tuple[str, ...]
    roles: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """It carries a private link to the questions that are open."""
        return self.letter.options.get("asks") == "yes"

    @property
    def is_transactional(self) -> bool:
        """It is part of what the person has with the firm, so nobody unsubscribes from it."""
        return self.letter.options.get("basis") == "transactional"

    def who(self, option: str) -> Who | None:
        """Whom the letter names as `to`, `copy to` or `reply to`; None where it names nobody."""
        text = self.letter.options.get(option, "")
        return who_from(text, set(self.roles), set()) if text else None


def template_of(version_id: int | None, name: str) -> Template | None:
    """The template of this name in a published version; None where there is no such letter."""
    if version_id is None:
        return None
    playbook = definition_of(version_id)
    letter = playbook.letters.get(name)
    return None if letter is None else Template(letter, playbook.languages, playbook.roles)


def language_for(wishes: Iterable[str], offered: Iterable[str]) -> str:
    """The first wish that is offered, exactly or of the same family (zh-CN, zh-hans), else the
    first offer. `offered` is not empty.
    """
    offers = list(offered)
    for wish in filter(None, wishes):
        for same in (str.lower, _family):
            found = next((offer for offer in offers if same(offer) == same(wish)), None)
            if found is not None:
                return found
    return offers[0]


def _family(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]
