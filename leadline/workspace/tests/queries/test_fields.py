"""A page shows each custom field with what it says, in the reader's words."""

import pytest
from django.utils.translation import override

from leadline.conditions.catalogue import Kind
from leadline.core.actor import AUTOMATION
from leadline.core.money import Money
from leadline.records.actions import give_answers
from leadline.workspace.actions.fields import add_custom_field
from leadline.workspace.field_forms import read_choices
from leadline.workspace.queries.fields import as_written, fields_of_record, own_fields


@pytest.fixture
def tags(cast):
    choices = read_choices("Hot = 热\nFar = 远")
    told = {"about": "lead", "name": "Tags", "name_zh": "标签", "kind": Kind.SET.value}
    return add_custom_field(AUTOMATION, None, choices=choices, **told)


def test_each_says_what_is_known(cast, tags, django_assert_num_queries):
    [empty] = fields_of_record(cast.lead)
    assert (empty.label, empty.text) == ("Tags", "")
    give_answers(AUTOMATION, cast.lead, answers={"tags": ("Hot", "Far")})
    cast.lead.refresh_from_db()
    with django_assert_num_queries(1):
        [known] = fields_of_record(cast.lead)
    assert known.text == "Far, Hot"
    assert known.form.initial == {"value": ["Far", "Hot"], "seen": ["Far", "Hot"]}
    with override("zh-hans"):
        [known] = fields_of_record(cast.lead)
        assert (known.label, known.text) == ("标签", "远、热")
    assert own_fields("company", {}) == []


def test_an_input_shows_what_is_read_back(tags):
    from_kind = {Kind.YES_NO: (True, "yes"), Kind.MONEY: (Money(500, "GBP"), "5.00 GBP")}
    for kind, (value, text) in from_kind.items():
        field = type("F", (), {"kind": kind})()
        assert as_written(field, value) == text
        assert as_written(field, None) is None
