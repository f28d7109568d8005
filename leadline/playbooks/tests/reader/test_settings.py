"""playbook.yaml: what every other file counts on."""

from leadline.playbooks.reader.settings import plain
from leadline.playbooks.reader.yaml import documents
from leadline.playbooks.tests.folders import SMALL, small, told

MORE = SMALL["playbook.yaml"] + (
    "queues:\n  New ones: [Sales]\nholidays: [New Year]\npresets:\n  soon: 2 days\n"
    "working time:\n  zone: Europe/London\n  hours: 09:00-17:00\nnames:\n  our company: Small Ltd\n"
)


def test_settings() -> None:
    playbook = small({"playbook.yaml": MORE})
    assert (playbook.title, playbook.languages, playbook.roles) == ("Small", ("en",), ("Sales",))
    assert playbook.settings["pools"] == {"Sales": ("Sales",)}
    assert playbook.settings["queues"] == {"New ones": ("Sales",)}
    assert str(playbook.settings["presets"]["soon"]) == "2 days"
    assert playbook.settings["working time"]["zone"] == "Europe/London"


def test_mistakes() -> None:
    found = told(
        {"playbook.yaml": "titel: Small\nlanguages: [de]\nroles: [Sales]\npools: [Sales]\n"}
    )
    assert "playbook.yaml:1: error: “titel” is not known here (did you mean “title”?)" in found
    assert "playbook.yaml:1: error: “title” is missing here" in found
    assert "playbook.yaml:2: error: “de” is not one of en and zh-hans" in found
    assert "playbook.yaml:4: error: “pools” is a table: name → roles" in found


def test_plain_values() -> None:
    (table,) = documents("f.yaml", "a: [x, {b: c}]\nd: e  f\n", [])
    assert plain(table) == {"a": ("x", {"b": "c"}), "d": "e f"}
    assert plain(None) is None
