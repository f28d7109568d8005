"""A published version stays what it was, whatever the product learns afterwards."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from leadline.conditions.catalogue import Field, Kind
from leadline.core.actor import AUTOMATION
from leadline.playbooks import custom
from leadline.playbooks.actions import Unpublishable, publish
from leadline.playbooks.models import Version
from leadline.playbooks.tests.folders import LEAD, SMALL
from leadline.playbooks.versions import (
    current_of,
    definition_of,
    is_readable,
    readable,
    why_unreadable,
)
from leadline.playbooks.vocabulary import FieldWord, Vocabulary
from leadline.playbooks.vocabulary_files import standard

pytestmark = pytest.mark.django_db


def put(text: str = LEAD) -> Version:
    return publish(AUTOMATION, None, name="small", source={**SMALL, "lead.yaml": text})


def grown(monkeypatch: pytest.MonkeyPatch, *fields: Field) -> None:
    """From now on the product has these fields, too."""
    words = standard()
    more = {one.name: FieldWord(one, "quotes") for one in fields}

    def later() -> Vocabulary:
        return replace(words, fields={**words.fields, **more})

    monkeypatch.setattr(custom, "standard", later)
    monkeypatch.setattr("leadline.playbooks.actions.standard", later)
    definition_of.cache_clear()


@pytest.mark.parametrize(
    "field",
    [
        Field("interest", Kind.NUMBER),  # the same phrase for another kind
        Field("interest is", Kind.YES_NO),  # a phrase that reads like a test on its own field
        Field("budgeted", Kind.YES_NO, opposite="budget"),  # an opposite that is its own field
    ],
)
def test_its_own_field_goes_before_one_that_the_product_learns(
    field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = put()
    before = definition_of(version.pk)
    grown(monkeypatch, field)
    after = definition_of(version.pk)
    assert after is not before
    assert after.catalogue.get("interest") == before.catalogue.get("interest")
    assert after.catalogue.get("budget") == before.catalogue.get("budget")
    assert after.processes == before.processes


def test_a_new_text_must_call_it_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    grown(monkeypatch, Field("interest", Kind.NUMBER))
    with pytest.raises(Unpublishable, match="“interest” is already number"):
        put()


def test_a_version_that_cannot_be_read_says_why() -> None:
    version = put()
    Version.objects.update(files={"playbook.yaml": "title: [\n"})
    definition_of.cache_clear()
    with pytest.raises(ValueError, match="small cannot be read"):
        definition_of(version.pk)


def test_the_current_version_of_an_older_one() -> None:
    first = put()
    assert current_of(first.pk) is definition_of(first.pk)
    second = put(LEAD.replace("3 days", "5 days"))
    assert current_of(first.pk) is definition_of(second.pk)


def test_one_that_cannot_be_read_is_left_out_and_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    version = put()
    assert why_unreadable(version.pk) == ""
    Version.objects.update(files={"playbook.yaml": "title: [\n"})
    definition_of.cache_clear()
    is_readable.cache_clear()
    assert readable(version.pk) is None
    assert f"Version {version.pk} is left out" in caplog.text
    assert why_unreadable(version.pk).startswith("playbook.yaml:")
    assert not is_readable(version.pk)


def test_why_is_said_to_each_in_their_own_language() -> None:
    version = put()
    files = {
        **version.files,
        "lead.yaml": version.files["lead.yaml"].replace("stages:", "stagges:"),
    }
    Version.objects.update(files=files)
    definition_of.cache_clear()
    is_readable.cache_clear()
    assert "is not known here" in why_unreadable(version.pk)
    with override("zh-hans"):
        assert "is not known here" not in why_unreadable(version.pk)
