"""People: pools and queues that nobody is in, and groups that a process needs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from leadline.playbooks.definition import Place, Playbook, WhoKind
from leadline.playbooks.problems import Problem, Severity
from leadline.playbooks.vocabulary import Vocabulary
from leadline.playbooks.walk import guards_of, whos

_TOP = Place("playbook.yaml", 1)


def people_problems(playbook: Playbook, vocabulary: Vocabulary) -> Iterator[Problem]:
    for key, empty in (("pools", _("nobody is in the pool “%(name)s”")),
                       ("queues", _("nobody watches the queue “%(name)s”"))):  # fmt: skip
        for name, roles in playbook.settings.get(key, {}).items():
            if not roles:
                place = _line_of(name, playbook)
                yield Problem(place, empty % {"name": name}, _("name its roles"))
    yield from _unused_roles(playbook)


def _unused_roles(playbook: Playbook) -> Iterator[Problem]:
    used = {who.name for who, _place in whos(playbook) if who.kind in _BY_ROLE}
    for key in ("pools", "queues"):
        used |= {role for roles in playbook.settings.get(key, {}).values() for role in roles}
    guards = guards_of(playbook)
    used |= {who.name for guard in guards for who in guard.only_by}
    used |= {spec.supplied_by for spec in playbook.fields.values()}
    for role in playbook.roles:
        if role not in used:
            message = _("nobody ever does anything as “%(role)s”") % {"role": role}
            yield Problem(_line_of(role, playbook), message, severity=Severity.WARNING)


_BY_ROLE = (WhoKind.ROLE, WhoKind.RELATION)


def _line_of(name: str, playbook: Playbook) -> Place:
    """The line of playbook.yaml on which a name stands first."""
    text = playbook.files.get("playbook.yaml", "")
    for number, line in enumerate(text.split("\n"), 1):
        if name in line:
            return Place("playbook.yaml", number)
    return _TOP
