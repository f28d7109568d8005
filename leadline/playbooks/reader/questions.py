"""Questions: what is to be learnt in a stage, in a piece of work or on a move."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from leadline.playbooks.definition import NOTHING, Place, Question
from leadline.playbooks.problems import did_you_mean
from leadline.playbooks.reader.section import Section
from leadline.playbooks.reader.types import field_type
from leadline.playbooks.reader.yaml import Items, Node, Table, Text


def questions(section: Section, key: str) -> tuple[Question, ...]:
    """`ask:` a table name → type, or a list of names of declared fields."""
    node = section.take(key)
    if node is None:
        return ()
    if isinstance(node, Table):
        return tuple(_question(name, value, section) for name, value in node.entries)
    found = []
    for name in section.text_nodes(key):
        _declared(name.value, name.place, section)
        found.append(Question(name.value, name.place))
    return tuple(found)


def _question(name: Text, value: Node, section: Section) -> Question:
    if not isinstance(value, Table) or value.get("several") is not None:
        return Question(name.value, name.place, choices=_choices(value))
    details = Section(value, section.context)
    asked = details.take("ask")
    question = Question(
        name.value,
        name.place,
        details.condition("needed when"),
        details.yes("optional"),
        _choices(asked) if asked is not None else (),
        details.yes("each visit"),
    )
    if asked is None:
        _declared(name.value, name.place, section)
    details.finish()
    return question


def _choices(node: Node) -> tuple[str, ...]:
    """Types were read with the fields, and their mistakes told there."""
    if isinstance(node, Items | Table):
        read = field_type(node, [])
        return read.choices if read else ()
    return ()


def sets(section: Section, key: str) -> Mapping[str, str]:
    """`with:` a table field → value, or a list of fields whose values are taken along ("")."""
    node = section.take(key)
    if node is None:
        return NOTHING
    if not isinstance(node, Table):
        names = section.text_nodes(key)
        for name in names:
            _declared(name.value, name.place, section)
        return {name.value: "" for name in names}
    found = {}
    for name, value in node.entries:
        _declared(name.value, name.place, section)
        if isinstance(value, Text):
            found[name.value] = " ".join(value.value.split())
        else:
            section.context.problem(value.place, _("here one value is expected"))
    return found


def _declared(name: str, place: Place, section: Section) -> None:
    catalogue = section.context.catalogue
    if catalogue.get(name) is None:
        near = did_you_mean(name, (one.label for one in catalogue.fields))
        message = _("no field is called “%(name)s”") % {"name": name}
        section.context.problem(place, message, near)
