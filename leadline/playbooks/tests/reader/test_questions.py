"""Questions: types, choices offered here, conditions under which they are needed."""

from leadline.playbooks.tests.folders import replaced, spoiled

OLD = "      budget: {ask: money, optional: yes}\n"


def test_questions() -> None:
    more = OLD + "      size:\n        ask: number\n        needed when: interest is Yes\n"
    first, second, third = replaced(OLD, more).processes["Lead"].stages["New"].ask
    assert (first.field, first.choices) == ("interest", ("Yes", "No", "Unsure"))
    assert second.optional
    assert third.needed_when is not None
    assert third.needed_when.text == "interest is Yes"


def test_a_list_names_declared_fields() -> None:
    offer = "    may:\n      - call: Ask them\n        ask: [budget, %s]\n    work:\n"
    playbook = replaced("    work:\n", offer % "interest")
    (offered,) = playbook.processes["Lead"].stages["Trying"].may
    assert [question.field for question in offered.doing.options["ask"]] == ["budget", "interest"]
    assert any("no field is called “size”" in one for one in spoiled("    work:\n", offer % "size"))


def test_values_taken_along() -> None:
    playbook = replaced("- open: trial", "- open: deal\n        with: [budget]")
    (line,) = playbook.processes["Lead"].stages["Trying"].on_arrival
    assert dict(line.does[0].options["with"]) == {"budget": ""}
