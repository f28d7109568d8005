"""One catalogue: the product's fields, the playbook's, and what it asks; joined or refused."""

from leadline.playbooks.tests.folders import LEAD, small, told


def test_choices_of_several_places_are_joined() -> None:
    text = LEAD.replace(
        "        agenda: [Signed, Filed]", "        ask:\n          interest: [Yes, Perhaps]"
    )
    playbook = small({"lead.yaml": text})
    field = playbook.catalogue.get("interest")
    assert field is not None
    assert field.choices == ("Yes", "No", "Unsure", "Perhaps")
    (question,) = playbook.processes["Lead"].stages["Trying"].work[0].ask
    assert question.choices == ("Yes", "Perhaps")


def test_another_kind_for_the_same_phrase() -> None:
    text = LEAD.replace(
        "        agenda: [Signed, Filed]", "        ask:\n          interest: money"
    )
    found = told({"lead.yaml": text})
    assert any(
        "lead.yaml:37: error: “interest” is already choice (it is declared at lead.yaml:11)" in one
        for one in found
    )


def test_a_product_field_keeps_its_kind() -> None:
    found = told({"fields.yaml": "lead:\n  score: text\n"})
    assert any("fields.yaml:2: error: “score” is already number" in one for one in found)


def test_a_phrase_that_can_be_read_in_two_ways_is_left_out_and_told() -> None:
    found = told({"fields.yaml": "lead:\n  interest known: yes or no\n  size: number\n"})
    assert len(found) == 1, found
    assert found[0].startswith(
        "fields.yaml:2: error: The phrase 'interest known' could also be read"
    )


def test_a_phrase_that_is_a_comparison_cannot_be_a_field() -> None:
    assert any("fields.yaml:2" in one for one in told({"fields.yaml": "lead:\n  above: number\n"}))


def test_the_playbooks_chinese_goes_before_the_products() -> None:
    files = {"fields.yaml": "lead:\n  points: number\n", "words/zh.yaml": "points: 评分\n"}
    catalogue = small(files).catalogue
    found = catalogue.get("评分")
    assert found is not None
    assert found.name == "points"
