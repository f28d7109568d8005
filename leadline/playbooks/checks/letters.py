"""Letters that would never leave: they print what nothing will ever fill in."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Letter, Place, Playbook
from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.letters import merge_name
from leadline.playbooks.vocabulary import Vocabulary


def letter_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A field that is asked for with `if`, or has a `default`, keeps no letter from leaving."""
    known = {merge_name(name) for name in (*vocabulary.fields, *playbook.fields)}
    untold = {merge_name(f"{name} is open") for name in playbook.processes} - known
    for letter in playbook.letters.values():
        for name in sorted(untold):
            hint = _("nothing tells it; leave it out")
            yield from _printed(playbook, letter, name, hint)
        if not letter.options.get("asks"):
            yield from _printed(playbook, letter, "link", _("say “asks: yes” above the text"))
        if letter.options.get("to"):
            yield from _printed(playbook, letter, "visitor", _("it goes to colleagues"))


def _printed(playbook: Playbook, letter: Letter, name: str, hint: str) -> Iterator[Problem]:
    """Wherever a letter cannot do without this field, in any language."""
    for path, text in _texts(playbook, letter):
        if re.search(rf"\{{%-?\s*(?:els)?if\b[^%]*\b{name}\b", text):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if re.search(rf"\{{\{{-?\s*{name}\b(?![^}}]*\bdefault\b)", line):
                facts = {"field": name, "name": letter.name}
                message = _("“{{ %(field)s }}” is never known in “%(name)s”: it would not leave")
                yield Problem(Place(path, number), message % facts, hint)


def _texts(playbook: Playbook, letter: Letter) -> Iterator[tuple[str, str]]:
    for language in letter.bodies:
        for path in (f"emails/{letter.name}.{language}.md", f"emails/{letter.name}.md"):
            if path in playbook.files:
                yield path, playbook.files[path]
