"""Only what was taken long ago, and of which nothing was heard since, may be lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Q
from django.test.utils import isolate_apps

from leadline.core.mailed import Mailed, lost_before

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG_AGO, JUST_NOW = NOON - timedelta(minutes=16), NOON - timedelta(minutes=14)


@pytest.mark.parametrize(
    ("mailing_at", "mailed_at", "lost"),
    [
        (None, None, False),
        (JUST_NOW, None, False),
        (LONG_AGO, None, True),
        (LONG_AGO, LONG_AGO, False),
    ],
)
@isolate_apps("leadline.core")
def test_what_may_be_lost(
    mailing_at: datetime | None, mailed_at: datetime | None, lost: bool
) -> None:
    class Card(Mailed):
        class Meta:
            app_label = "core"

        def __str__(self) -> str:
            return "a card"

    assert Card(mailing_at=mailing_at, mailed_at=mailed_at).may_be_lost(NOON) is lost


def test_rows_are_asked_the_same() -> None:
    assert lost_before(NOON) == Q(mailed_at=None, mailing_at__lt=NOON - timedelta(minutes=15))
