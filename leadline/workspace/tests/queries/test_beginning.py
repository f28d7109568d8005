import pytest

from leadline.workspace.queries.beginning import beginning_of, begun_with


@pytest.mark.parametrize(
    ("typed", "begun"),
    [
        ("", {}),
        ("  Eva   Lind ", {"name": "Eva Lind"}),
        ("eva@lind.se", {"email": "eva@lind.se"}),
        ("eva@", {"name": "eva@"}),
        ("+46 8 123 456", {"phone": "+46 8 123 456"}),
        ("(0512) 6312-3456", {"phone": "(0512) 6312-3456"}),
        ("3M 123456", {"name": "3M 123456"}),
        ("12345", {"name": "12345"}),
    ],
)
def test_what_was_typed_is_what_it_looks_like(typed, begun):
    assert begun_with(typed) == begun


def test_for_an_act_only_records_are_shown(cast):
    page = beginning_of(cast.mei, "li", "task")
    assert [hit.url for group in page.groups for hit in group.hits] == [
        f"/records/{cast.lead.pk}/task/"
    ]
    every = beginning_of(cast.mei, "hengtong")
    assert {str(group.heading) for group in every.groups} == {"Leads", "People", "Companies"}
    assert beginning_of(cast.mei, "").groups == []
