"""The nouns on the screen, in the code and in docs/words.md are the same nouns."""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps as django_apps

from leadline.config.translations import Key, entries
from leadline.core.actions import Action
from leadline.core.events import EventType
from tests.architecture.source import ROOT, hold, imported, is_test, listed, product, tree

PARTICIPLES = listed("past-participles")


@dataclass(frozen=True)
class Words:
    """chinese: each English term of the table, in lower case, with its Chinese (one or several).

    known: every single word of the tables and lists.
    """

    chinese: dict[str, frozenset[str]]
    known: frozenset[str]

    def unknown(self, phrase: str) -> list[str]:
        return [word for word in spelled(phrase) if not {word, singular(word)} & self.known]


def read(source: str) -> Words:
    _, screen, own, small = re.split(r"^## .*$", source, flags=re.MULTILINE)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in _table(screen)]
    lists = [part.strip().split("\n\n")[-1] for part in (own, small)]
    spoken = [cell for row in rows for cell in (row[0], row[2])]
    return Words(
        {row[0].lower(): frozenset(row[1].split(" / ")) for row in rows},
        frozenset(word for text in [*spoken, *lists] for word in spelled(text)),
    )


def _table(section: str) -> list[str]:
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return lines[2:]


def spelled(phrase: str) -> list[str]:
    """Its words in lower case: "LeadScore" and "lead score" are both lead and score."""
    return re.findall(r"[a-z][\w'-]*", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", phrase).lower())


def singular(word: str) -> str:
    return re.sub(r"ies$", "y", word) if word.endswith("ies") else word.removesuffix("s")


def nouns(words: list[str]) -> str:
    """Without the past participles, which say what happened or which kind is meant."""
    return " ".join(word for word in words if not word.endswith("ed") and word not in PARTICIPLES)


def nouns_of_action(name: str) -> str:
    """One word alone (task, call, visit, tell, note, assign, release) is a playbook's own verb."""
    return " ".join(name.split()[1:])


def words() -> Words:
    return read((ROOT / "docs" / "words.md").read_text(encoding="utf-8"))


def told(found: Iterable[tuple[str, str]], known: Words) -> list[str]:
    return [
        f"{where}: {word!r} is not in docs/words.md"
        for where, text in found
        for word in known.unknown(text)
    ]


def test_the_nouns_of_events_and_actions_are_known() -> None:
    declared = [
        value
        for kind in ("events", "actions")
        for m in imported(kind)
        for value in vars(m).values()
    ]
    events = [(x.name, nouns(x.name.split())) for x in declared if isinstance(x, EventType)]
    actions = [(x.name, nouns_of_action(x.name)) for x in declared if isinstance(x, Action)]
    assert events
    assert actions
    hold(told(dict(events + actions).items(), words()))


def test_the_names_of_models_are_known() -> None:
    models = [
        model
        for config in django_apps.get_app_configs()
        if config.name.startswith("leadline.")
        for model in config.get_models()
        if ".tests." not in model.__module__
    ]
    assert models
    hold(told(((model._meta.label, nouns(spelled(model.__name__))) for model in models), words()))


def test_the_navigation_is_made_of_these_words() -> None:
    paths = [path for path in product() if path.name == "navigation.py" and not is_test(path)]
    labels = [label for path in paths for label in translated(path.read_text(encoding="utf-8"))]
    known = words().chinese
    assert labels
    hold(
        [
            f"navigation: {x!r}"
            for x in labels
            if not {x.lower(), singular(x.lower())} & known.keys()
        ]
    )


def translated(source: str) -> list[str]:
    """The texts of a module that are handed to gettext."""
    return [
        node.args[-1].value
        for node in ast.walk(tree(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("_", "gettext_lazy", "pgettext_lazy")
        and isinstance(node.args[-1], ast.Constant)
    ]


def test_chinese_pages_use_the_chinese_of_the_table() -> None:
    hold(differing(((entry.key, entry.chinese) for entry in entries()), words()))


def differing(found: Iterable[tuple[Key, str]], known: Words) -> list[str]:
    return [
        f"{english!r} is {chinese}, in docs/words.md {' / '.join(sorted(known.chinese[term]))}"
        for (context, english), chinese in found
        for term in [
            english.lower() if english.lower() in known.chinese else singular(english.lower())
        ]
        if not context and term in known.chinese and chinese not in known.chinese[term]
    ]


def test_the_table_is_whole() -> None:
    table = words().chinese
    assert len(table) > 50
    assert [term for term, chinese in table.items() if not all(chinese)] == []
    assert list(table)


EXAMPLE = read(
    "# W\n## On\n| English | 中文 | in code | m |\n|---|---|---|---|\n| Lead | 线索 | | x |\n"
    "| Call result | 通话结果 | disposition | y |\n"
    "## Own\nThese.\n\nbatch, wish\n## Small\nThose.\n\nof, to\n"
)


def test_an_unknown_noun_is_found() -> None:
    assert EXAMPLE.unknown("LeadBatch") == EXAMPLE.unknown("disposition of leads") == []
    assert EXAMPLE.unknown("opportunity of lead") == ["opportunity"]
    assert nouns(["lead", "opened"]) == "lead"
    assert nouns(spelled("CallResultTakenBack")) == "call result back"
    assert nouns_of_action("open lead") == "lead"
    assert translated('x = Entry(_("Leads"), "leads", pgettext_lazy("c", "Run"))') == [
        "Leads",
        "Run",
    ]


def test_other_chinese_for_a_term_is_found() -> None:
    assert differing([(("", "Leads"), "线索"), (("", "Elsewhere"), "别处")], EXAMPLE) == []
    assert differing([(("", "Leads"), "客户")], EXAMPLE) == [
        "'Leads' is 客户, in docs/words.md 线索"
    ]
