"""The inbox has all of one's news, the newest first, and counts what is new."""

import pytest
from django.utils.translation import override

from leadline.access.actor import person
from leadline.core.actor import AUTOMATION
from leadline.core.batch import Batch
from leadline.records.cause import BY_HAND
from leadline.work.actions.telling import give, read_notice, read_notices
from leadline.work.models import Notice, NoticeKind
from leadline.workspace.queries.inbox import COUNTED, SHOWN, inbox_page, number_of_news


@pytest.fixture
def nothing_new(cast):
    """Whoever got a lead was told of it; here that is no news any more."""
    Notice.objects.all().delete()


def tell(cast, user, number, kind=NoticeKind.NOTED):
    with Batch(AUTOMATION) as batch:
        [lead] = batch.lock([cast.lead])
        for n in range(number):
            give(batch, lead, [user], kind, BY_HAND, by="Ben Lee", text=f"note {n}")


def test_new_and_old_news_of_one_person(cast, nothing_new, django_assert_num_queries):
    tell(cast, cast.mei, 3)
    tell(cast, cast.ben, 1, NoticeKind.OVERDUE)
    first, _second, last = cast.mei.notices.order_by("pk")
    read_notice(cast.as_mei, None, notice=last)
    with django_assert_num_queries(2):
        page = inbox_page(cast.mei)
    assert [row.is_new for row in page.rows] == [False, True, True]
    assert page.rows[-1].sentence.endswith("note 0")
    assert (page.number, page.newest, page.older) == ("2", last.pk - 1, None)
    assert [row.pk for row in inbox_page(cast.mei, before=last.pk - 1).rows] == [first.pk]
    assert inbox_page(cast.ben).rows[0].state == "late"
    assert inbox_page(cast.kai).rows == []


def test_many_are_read_page_by_page_and_counted_up_to_a_number(cast, nothing_new):
    tell(cast, cast.mei, SHOWN + 2)
    page = inbox_page(cast.mei)
    assert (len(page.rows), page.older) == (SHOWN, page.rows[-1].pk)
    assert len(inbox_page(cast.mei, before=page.older).rows) == 2
    assert number_of_news(cast.mei.pk) == f"{COUNTED}+"
    read_notices(person(cast.mei), cast.mei, newest=page.newest)
    assert number_of_news(cast.mei.pk) == ""


def test_the_playbooks_words_are_said_in_the_readers_language(cast):
    with Batch(AUTOMATION) as batch:
        [lead] = batch.lock([cast.lead])
        give(batch, lead, [cast.mei], NoticeKind.ANSWERED, BY_HAND, fields=["mood", "size"])
    with override("zh-hans"):
        assert inbox_page(cast.mei).rows[0].sentence.endswith("心情, size")
