"""Talks: what to say in a situation, at which stages, in each language; fields are checked."""

from dataclasses import replace

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Place, Talk
from leadline.playbooks.reader.context import Context
from leadline.playbooks.reader.letters import Page, check_template, front
from leadline.playbooks.reader.section import Section

OF_LETTERS = frozenset({"link", "visitor", "what_is_missing"})  # nobody says these


def talks(found: tuple[Page, ...], context: Context) -> dict[str, Talk]:
    """By name; what stands above a text counts for all of its languages, a title for its own."""
    made: dict[str, Talk] = {}
    for page in found:
        section, body, line = front(page, context)
        check_template(body, page, line, context, without=OF_LETTERS)
        before = made.get(page.name) or Talk(page.name, Place(page.path, 1), {})
        after = replace(before, texts={**before.texts, page.language: body})
        made[page.name] = _told(after, section, page.language, context) if section else after
    return made


def _told(talk: Talk, section: Section, language: str, context: Context) -> Talk:
    title, when = section.text("title"), section.condition("when")
    stages = (*talk.stages, *_stages(section, context))
    covers = (*talk.covers, *section.texts("covers"))
    section.finish()
    return replace(
        talk,
        titles={**talk.titles, language: title} if title else talk.titles,
        stages=tuple(dict.fromkeys(stages)),
        when=when or talk.when,
        covers=tuple(dict.fromkeys(covers)),
    )


def _stages(section: Section, context: Context) -> tuple[str, ...]:
    known = {name for stages in context.names.stages.values() for name in stages}
    for node in section.text_nodes("at"):
        if node.value not in known:
            message = _("there is no stage “%(name)s”") % {"name": node.value}
            section.wrong("at", message, known, node.value)
    return section.texts("at")
