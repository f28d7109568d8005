from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from leadline.access.models import Firm, User
from leadline.automation.notices import mail_notices
from leadline.automation.tests.conftest import NINE, published, take_in
from leadline.work.models import Notice, NoticeKind


@pytest.fixture
def notice(mei: User) -> Notice:
    Firm.objects.filter(pk=1).update(sender="hello@meridian.example")
    [lead] = take_in(published(), "Web")
    data = {"title": "Li Na\r\nBcc: eve@elsewhere.example", "stage": "New"}
    return Notice.objects.create(
        user=mei, record=lead, kind=NoticeKind.TOLD, data=data, given_at=NINE
    )


def test_a_notice_is_mailed_once(notice: Notice) -> None:
    assert (mail_notices(NINE), mail_notices(NINE)) == (1, 0)
    [sent] = mail.outbox
    assert sent.to == ["mei@firm.example"]
    assert "\n" not in sent.subject
    assert f"/leads/{notice.record_id}/" in sent.body
    notice.refresh_from_db()
    assert notice.mailed_at == NINE


def test_a_colleague_is_written_to_in_their_language(notice: Notice) -> None:
    User.objects.filter(pk=notice.user_id).update(language="zh-hans")
    mail_notices(NINE)
    assert "New" in mail.outbox[0].body
    assert "is now at" not in mail.outbox[0].body


def test_what_could_not_be_handed_over_is_tried_again(
    notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: EmailMessage) -> int:
        raise SMTPServerDisconnected("they hung up")

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", fail)
        assert mail_notices(NINE) == 0
    assert mail_notices(NINE) == 1


def test_a_crash_does_not_mail_twice(notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(self: EmailMessage) -> int:
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(EmailMessage, "send", killed)
        mail_notices(NINE)
    assert mail_notices(NINE) == 0


def test_without_a_sender_notices_wait(notice: Notice) -> None:
    Firm.objects.filter(pk=1).update(sender="")
    assert mail_notices(NINE) == 0
    notice.refresh_from_db()
    assert notice.mailed_at is None
