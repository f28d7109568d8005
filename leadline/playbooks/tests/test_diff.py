"""Two versions are compared by what they mean; notes, order of keys and layout are no difference."""

# ruff: noqa: E501 - a table reads best with one case a line

from leadline.playbooks.diff import diff, renames, unchanged_stages
from leadline.playbooks.tests.folders import LEAD, SMALL, replaced, small
from leadline.playbooks.vocabulary_files import standard

OLD = small()
ALL = {("Lead", name) for name in ("New", "Trying", "Good", "Bad")}


def changes(new) -> list[tuple[str, str, str]]:
    return [(one.kind, one.where, one.sentence) for one in diff(OLD, new, standard())]


def unchanged(new) -> set[tuple[str, str]]:
    return set(unchanged_stages(OLD, new, standard()))


def test_notes_and_layout_mean_nothing() -> None:
    new = small(
        {
            "lead.yaml": "# a note\n"
            + LEAD.replace("by: Sales\n", "by: role Sales # he\n").replace("role ", "")
        }
    )
    assert changes(new) == []
    assert unchanged(new) == ALL


def test_a_changed_line_changes_its_stage_only() -> None:
    new = replaced("3 days after arrival", "5 days after arrival")
    assert changes(new) == [
        ("changed", "Lead · New", "5 days after arrival: make the task “Call them” by Sales.")
    ]
    assert unchanged(new) == ALL - {("Lead", "New")}


def test_added_and_removed() -> None:
    new = replaced("      - open: trial\n", "      - task: Watch them\n")
    assert changes(new) == [
        ("added", "Lead · Trying", "On arrival: make the task “Watch them”."),
        ("removed", "Lead · Trying", "On arrival: open trial."),
    ]


def test_a_rename_is_no_other_change() -> None:
    text = LEAD.replace("  Trying:\n", "  Testing:\n    was: Trying\n").replace(
        "go to: Trying", "go to: Testing"
    )
    new = small({"lead.yaml": text})
    assert renames(new) == {("Lead", "Trying"): "Testing"}
    assert changes(new) == [("renamed", "Lead · Testing", "Testing")]
    assert unchanged(new) == {
        ("Lead", "Testing"),
        ("Lead", "New"),
        ("Lead", "Good"),
        ("Lead", "Bad"),
    }


def test_another_order_of_a_choice_decides_otherwise() -> None:
    one = "      - go to: Good\n        when: budget above 1,000 EUR\n"
    two = "      - go to: Bad\n        by: owner\n"
    new = small({"lead.yaml": LEAD.replace(one + two, two + one)})
    assert [kind for kind, _where, _sentence in changes(new)] == ["reordered"]
    assert unchanged(new) == ALL - {("Lead", "Trying")}


def test_what_holds_everywhere_is_part_of_every_stage() -> None:
    new = replaced(
        "owner: Sales\n", "owner: Sales\neverywhere:\n  - on: reply received\n    tell: owner\n"
    )
    assert unchanged(new) == set()


def test_another_meaning_of_a_field_changes_the_stages_that_ask_it() -> None:
    keen = {"lead.yaml": LEAD.replace("when: interest is Yes", "when: keen")}
    old = small({**keen, "fields.yaml": 'lead:\n  keen: {means: "interest is Yes"}\n'})
    new = small({**keen, "fields.yaml": 'lead:\n  keen: {means: "interest known"}\n'})
    assert set(unchanged_stages(old, new, standard())) == ALL - {("Lead", "New")}
    assert [one.where for one in diff(old, new, standard())] == ["fields"]


def test_another_text_of_a_letter() -> None:
    new = small({"emails/hello.md": SMALL["emails/hello.md"].replace("Shall we talk?", "Call us.")})
    assert changes(new) == [("changed", "emails/hello.en", "Call us.")]
    assert unchanged(new) == ALL - {("Lead", "New")}


def test_in_chinese() -> None:
    new = replaced("3 days after arrival", "5 days after arrival")
    (change,) = diff(OLD, new, standard(), "zh-hans")
    assert "5 天" in change.sentence
    assert "3 天" in change.before
