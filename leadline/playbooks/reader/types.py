"""How the kind of a field is written: `text`, `number in %`, `[A, B]`, `several: [A, B]`."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from leadline.conditions.catalogue import Kind
from leadline.playbooks.definition import Place
from leadline.playbooks.problems import Problem, did_you_mean
from leadline.playbooks.reader.yaml import Items, Node, Table, Text

EMAIL = "e-mail address"  # its answers become addresses of the record's person

# Words that a form shows in their own way and that conditions treat as one of their kinds.
TYPES = {
    **{kind.value: kind for kind in Kind if kind not in (Kind.CHOICE, Kind.SET)},
    "address": Kind.TEXT,
    EMAIL: Kind.TEXT,
    "product": Kind.TEXT,
    "people": Kind.PERSON,
    "negotiation round": Kind.TEXT,
    "percent": Kind.NUMBER,
}


@dataclass(frozen=True)
class FieldType:
    """word: as written; choices: of a choice or several of them; unit: "%", "users" …"""

    word: str
    kind: Kind
    choices: tuple[str, ...] = ()
    unit: str = ""


def field_type(node: Node, problems: list[Problem]) -> FieldType | None:
    """The type a node writes; None with the reason among the problems."""
    if isinstance(node, Items):
        return _choices(node, Kind.CHOICE, problems)
    if isinstance(node, Table):
        several = node.get("several")
        if isinstance(several, Items) and len(node.entries) == 1:
            return _choices(several, Kind.SET, problems)
        problems.append(Problem(node.place, _("this is no type of field"), _examples()))
        return None
    return _word(" ".join(node.value.split()), node.place, problems)


def _word(word: str, place: Place, problems: list[Problem]) -> FieldType | None:
    base, in_, unit = word.partition(" in ")
    if word == "percent":
        return FieldType(word, Kind.NUMBER, unit="%")
    if in_ and base == Kind.NUMBER.value:
        return FieldType(word, Kind.NUMBER, unit=unit)
    if word in TYPES:
        return FieldType(word, TYPES[word])
    message = _("“%(word)s” is no type of field") % {"word": word}
    problems.append(Problem(place, message, did_you_mean(word, TYPES) or _examples()))
    return None


def _choices(node: Items, kind: Kind, problems: list[Problem]) -> FieldType | None:
    found: list[str] = []
    for one in node.items:
        if isinstance(one, Text) and one.value.strip():
            found.append(" ".join(one.value.split()))
        else:
            problems.append(Problem(one.place, _("a choice is a plain phrase")))
    doubles = {choice for choice in found if found.count(choice) > 1}
    if doubles or len(found) < 2:
        message = _("choices are at least two different phrases")
        problems.append(Problem(node.place, message))
        return None
    return FieldType(kind.value, kind, tuple(found))


def _examples() -> str:
    return _("such as: text, yes or no, money, number in %, day, file, or a list of choices")
