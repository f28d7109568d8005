"""Words come back from either database as they went in, but for their order."""

import pytest

from leadline.search.models import RecordWords
from leadline.search.tests.conftest import LI_NA
from leadline.search.tests.test_queries import Take


@pytest.mark.django_db
def test_words_come_back(take_in: Take) -> None:
    [record] = take_in(LI_NA)
    row = RecordWords.objects.get(pk=record.pk)
    RecordWords.objects.filter(pk=record.pk).update(words="b a 李娜 \ue0017")
    row.refresh_from_db()
    assert sorted(row.words.split()) == sorted(["b", "a", "李娜", "\ue0017"])


def test_without_words() -> None:
    field = RecordWords._meta.get_field("words")
    assert field.get_db_prep_value(None, None) is None
    assert field.from_db_value(None, None, None) is None
