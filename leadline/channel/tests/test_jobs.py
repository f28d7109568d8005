"""Each is written to once and told late once, whatever the mail server does."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from leadline.access.models import Firm, User
from leadline.channel.jobs import tell_late_partners, write_to_partners
from leadline.channel.models import Partner, PartnerLead, State
from leadline.channel.tests.conftest import MONDAY, firm, opened, stands
from leadline.mail.post import Post, Verdict
from leadline.records.models import Record


def test_a_letter_leaves_once(
    lead: Record, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(lead, nordic)
    with monkeypatch.context() as down:
        down.setattr(Post, "send_aside", lambda *_: Verdict.LATER)
        assert write_to_partners(MONDAY) == 0
    assert write_to_partners(MONDAY) == 1
    assert write_to_partners(MONDAY) == 0
    assert [one.to for one in mail.outbox] == [["leads@nordic.example"]]


def test_without_a_sender_none_leaves(lead: Record, nordic: Partner) -> None:
    Firm.objects.update(sender="")
    stands(lead, nordic)
    assert write_to_partners(MONDAY) == 0
    assert mail.outbox == []


def test_what_was_answered_is_not_late(lead: Record, nordic: Partner) -> None:
    row = stands(lead, nordic, due_at=MONDAY + timedelta(hours=1))
    assert tell_late_partners(MONDAY) == 0
    row.state = State.ACCEPTED
    row.save()
    assert tell_late_partners(MONDAY + timedelta(days=9)) == 0
    assert PartnerLead.objects.get().late_at is None


def test_a_letter_that_breaks_lets_none_before_it_leave_again(
    mei: User, lead: Record, nordic: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands(lead, nordic)
    stands(opened(mei, "Wang Fang", firm("Jinan Pipe")), nordic)
    sends, tried = Post.send_aside, []

    def breaks(self: Post, letter: EmailMessage) -> Verdict:
        tried.append(letter)
        if len(tried) == 2:
            raise RuntimeError("the letter breaks")
        return sends(self, letter)

    with monkeypatch.context() as broken:
        broken.setattr(Post, "send_aside", breaks)
        with pytest.raises(RuntimeError):
            write_to_partners(MONDAY)
    assert write_to_partners(MONDAY) == 1
    assert len({one.body for one in mail.outbox}) == len(mail.outbox) == 2
