"""Every text a person sees stands there in every language of the playbook."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Playbook
from leadline.playbooks.phrases import phrases, said_in
from leadline.playbooks.problems import Problem, Severity
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import all_doings


def word_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    if "zh-hans" in playbook.languages:
        words = playbook.words.get("zh-hans", {})
        for phrase, place in phrases(playbook, vocabulary).items():
            if not said_in(words, phrase):
                message = _("“%(phrase)s” has no Chinese") % {"phrase": phrase}
                yield Problem(place, message, _("add it to words/zh.yaml"))
    for letter in playbook.letters.values():
        for language in playbook.languages:
            if language not in letter.bodies:
                facts = {"name": letter.name, "language": language}
                message = _("the letter “%(name)s” has no text in %(language)s") % facts
                hint = _("add emails/%(name)s.%(language)s.md") % facts
                yield Problem(letter.place, message, hint)
    for talk in playbook.talks.values():
        for language in playbook.languages:
            if language not in talk.texts:
                facts = {"name": talk.name, "language": language}
                message = _("what to say in “%(name)s” is not there in %(language)s") % facts
                hint = _("add talk-tracks/%(name)s.%(language)s.md") % facts
                yield Problem(talk.place, message, hint)
    yield from _unsent(playbook)


def _unsent(playbook: Playbook) -> Iterator[Problem]:
    sent = {doing.object for doing in all_doings(playbook) if doing.verb == "send"}
    sent |= {
        later.object for doing in all_doings(playbook) for line in doing.then for later in line.does
    }
    for letter in playbook.letters.values():
        if letter.name not in sent and letter.options.get("title") is None:
            message = _("no line sends the letter “%(name)s”") % {"name": letter.name}
            hint = _("give it a “title:” if people choose it by hand")
            yield Problem(letter.place, message, hint, Severity.WARNING)
