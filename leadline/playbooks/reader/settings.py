"""playbook.yaml: title, languages, roles, pools, working time, our names, presets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from leadline.core.durations import Duration
from leadline.playbooks.definition import NOTHING
from leadline.playbooks.reader.context import Context
from leadline.playbooks.reader.section import Section
from leadline.playbooks.reader.yaml import Items, Node, Table, Text

LANGUAGES = ("en", "zh-hans")


@dataclass(frozen=True)
class Settings:
    title: str = ""
    languages: tuple[str, ...] = ("en",)
    roles: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(
        default_factory=lambda: NOTHING
    )  # pools, queues, holidays, presets, working time, names …


def settings(tables: tuple[Table, ...], context: Context) -> Settings:
    """What playbook.yaml says; presets and `late after` are Durations, the rest is text."""
    if not tables:
        return Settings()
    section = Section(tables[0], context)
    title = section.required("title")
    languages = _languages(section)
    roles = section.texts("roles")
    values = {
        "pools": _people(section, "pools"),
        "queues": _people(section, "queues"),
        "holidays": section.texts("holidays"),
        "presets": _presets(section),
        "late after": _late_after(section),
        "working time": plain(section.table_of("working time")),
        "names": plain(section.table_of("names")),
        "about": section.prose("about"),
    }
    section.finish()
    for table in tables[1:]:
        context.problem(table.place, _("playbook.yaml is one document"))
    return Settings(title, languages, roles, {k: v for k, v in values.items() if v})


def _languages(section: Section) -> tuple[str, ...]:
    found = section.texts("languages") or ("en",)
    for node in section.text_nodes("languages"):
        if node.value not in LANGUAGES:
            message = _("“%(language)s” is not one of en and zh-hans") % {"language": node.value}
            section.context.problem(node.place, message)
    return tuple(one for one in found if one in LANGUAGES) or ("en",)


def _people(section: Section, key: str) -> Mapping[str, tuple[str, ...]]:
    """Pools and queues: a table name → the roles whose people are in it."""
    node = section.take(key)
    found: dict[str, tuple[str, ...]] = {}
    if node is None:
        return found
    if not isinstance(node, Table):
        section.wrong(key, _("“%(key)s” is a table: name → roles") % {"key": key})
        return found
    members = Section(node, section.context)
    for name in members.keys:
        found[name] = members.names(name, "role")
    return found


def _late_after(section: Section) -> Duration | None:
    """Letters and acts that come so much later than meant are late; nights count as well."""
    length = section.duration("late after")
    if length is not None and length.working:
        section.wrong("late after", _("“late after” is no working time: write hours or days"))
        return None
    return length


def _presets(section: Section) -> Mapping[str, Any]:
    table = section.table_of("presets")
    if table is None:
        return {}
    presets = Section(table, section.context)
    return {name: length for name in presets.keys if (length := presets.duration(name))}


def plain(node: Node | None) -> Any:
    """The node as text, tuples and dicts."""
    if node is None:
        return None
    if isinstance(node, Text):
        return " ".join(node.value.split())
    if isinstance(node, Items):
        return tuple(plain(one) for one in node.items)
    return {key.value: plain(value) for key, value in node.entries}
