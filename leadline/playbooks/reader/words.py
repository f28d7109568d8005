"""words/zh.yaml: phrase → 中文, for every phrase of the playbook that a person sees."""

from django.utils.translation import gettext as _

from leadline.playbooks.problems import Problem
from leadline.playbooks.reader.yaml import Table, Text


def chinese(tables: tuple[Table, ...], problems: list[Problem]) -> dict[str, str]:
    """The Chinese of each phrase, by the phrase as written and in small letters."""
    found: dict[str, str] = {}
    for table in tables:
        for phrase, node in table.entries:
            if isinstance(node, Text) and node.value.strip():
                chinese = " ".join(node.value.split())
                found[phrase.value] = chinese
                found.setdefault(phrase.value.casefold(), chinese)
            else:
                message = _("“%(phrase)s” has no Chinese") % {"phrase": phrase.value}
                problems.append(Problem(phrase.place, message))
    return found
